"""Who a scenario is about: organisations with the records, pictures, texts and events that their trade really has."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Trade:
    """One kind of organisation; every field is a phrase that can stand in the middle of a sentence.

    Args:
        name: Without an article: "parcel carrier".
        people: Whom it serves, in the plural.
        records: Rows of a table it keeps, in the plural.
        images: Pictures it takes or receives, in the plural.
        texts: What people write to it or it writes, in the plural.
        speech: What it records as sound, in the plural.
        events: What its devices or systems send all day, in the plural.
        outcome: What it would like to know beforehand, in the plural.
        series: A quantity it follows over time.
    """

    name: str
    people: str
    records: str
    images: str
    texts: str
    speech: str
    events: str
    outcome: str
    series: str


_ROWS = """
parcel carrier|senders|delivery records|photographs of damaged parcels|complaint letters|\
calls to its service desk|scanner events|late deliveries|daily parcel volume
regional hospital|patients|admission records|X-ray images|discharge letters|dictated findings|\
monitor readings|readmissions|daily bed occupancy
property insurer|policyholders|claim records|photographs of storm damage|claim descriptions|\
calls to its claims line|claim status events|fraudulent claims|weekly claim volume
railway operator|passengers|maintenance records|track inspection images|incident reports|\
station announcements|wheel sensor readings|train delays|hourly passenger numbers
grocery chain|shoppers|sales records|shelf photographs|product reviews|calls to its help line|\
checkout events|stock shortages|weekly sales per store
public broadcaster|viewers|viewing records|video stills|programme descriptions|radio interviews|\
player events|cancelled subscriptions|nightly audience figures
wind farm operator|grid customers|turbine service records|drone images of rotor blades|\
technicians' notes|recorded radio traffic|turbine sensor readings|gearbox failures|hourly power output
online bookshop|readers|order records|cover images|reader reviews|audiobook samples|click events|\
returned orders|daily order counts
city library network|borrowers|loan records|scanned title pages|catalogue entries|\
oral history recordings|loan and return events|overdue loans|monthly loans
airline|travellers|booking records|cabin inspection photographs|travellers' feedback|\
cockpit training recordings|aircraft sensor readings|missed connections|bookings per route
commercial bank|account holders|transaction records|images of paper cheques|\
messages from account holders|calls to its advisers|card payment events|loan defaults|daily cash withdrawals
furniture maker|dealers|production records|photographs of finished panels|warranty claims|\
shop-floor voice notes|machine sensor readings|faulty parts|monthly orders
language school|learners|enrolment records|photographs of handwritten exercises|learners' essays|\
spoken exercises|lesson events in its app|dropped courses|weekly enrolments
water utility|households|meter records|pipe inspection images|repair tickets|\
calls to its emergency line|flow meter readings|pipe bursts|daily water demand
travel portal|holidaymakers|booking records|hotel photographs|hotel reviews|\
calls to its booking line|search events|cancelled bookings|bookings per season
telecommunications provider|subscribers|contract records|photographs of mast sites|chat transcripts|\
support calls|network events|contract cancellations|hourly data traffic
dairy cooperative|member farms|milk delivery records|barn camera images|veterinary notes|\
calls to its dispatchers|milking robot events|sick animals|daily milk volume
car rental company|drivers|rental records|photographs of returned cars|accident reports|\
calls to its roadside service|vehicle position events|damaged returns|weekend rentals
game studio|players|match records|screenshots sent in by players|forum posts|voice chat recordings|\
in-game events|players who leave|concurrent players
municipal archive|researchers|catalogue records|scanned letters|council minutes|\
recorded council meetings|reading room events|damaged holdings|monthly requests
pharmaceutical company|trial sites|trial records|microscope images|adverse event reports|\
recorded patient interviews|laboratory device readings|failed batches|weekly sample counts
hotel group|guests|reservation records|room inspection photographs|guest comments|\
calls to its reception desks|door lock events|late cancellations|nightly occupancy
school district|pupils|attendance records|scanned enrolment forms|teachers' notes|\
recorded reading exercises|learning platform events|dropouts|daily attendance
steelworks|buyers|melt records|surface images of sheet metal|shift reports|control room recordings|\
furnace sensor readings|cracked sheets|hourly energy use
fashion retailer|customers|purchase records|product photographs|return notes|\
calls to its order line|web shop events|returned garments|weekly demand per size
news agency|subscribing papers|article records|press photographs|wire stories|\
recorded press conferences|publishing events|corrected stories|stories per hour
housing association|tenants|tenancy records|photographs of reported damage|tenants' letters|\
calls to its caretakers|heating sensor readings|missed rents|monthly repair requests
logistics start-up|shippers|shipment records|photographs of loading bays|delivery notes|\
drivers' voice messages|vehicle position events|missed time slots|loads per day
food laboratory|producers|sample records|photographs of culture plates|test reports|\
dictated observations|instrument readings|contaminated samples|weekly sample volume
charity|donors|donation records|photographs from field offices|letters from donors|\
interviews with field staff|campaign click events|donors who stop giving|monthly donations
music streaming service|listeners|listening records|album covers|song lyrics|podcast episodes|\
playback events|cancelled accounts|daily plays
ferry company|passengers|crossing records|deck camera images|log book entries|\
recorded radio traffic|engine sensor readings|cancelled crossings|cars per crossing
tax advisory firm|clients|case records|scanned receipts|client correspondence|\
recorded consultations|filing events|late filings|filings per week
vineyard cooperative|growers|harvest records|aerial images of vines|cellar notes|\
growers' voice messages|soil sensor readings|mildew outbreaks|harvest per plot
medical device maker|clinics|device records|photographs of returned devices|service reports|\
hotline calls|device telemetry|early failures|monthly returns
ride-hailing service|riders|trip records|photographs of driving licences|ride comments|\
calls to its safety line|vehicle position events|cancelled rides|rides per hour
museum|visitors|object records|photographs of exhibits|exhibit labels|audio guide recordings|\
ticket gate events|overcrowded halls|visitors per day
print shop chain|customers|job records|photographs of misprints|order notes|calls to its branches|\
printer status events|reprinted jobs|jobs per day
solar installer|homeowners|installation records|roof photographs|site survey notes|\
calls to its planners|inverter readings|inverter failures|daily energy yield
recruitment agency|applicants|placement records|scanned certificates|application letters|\
recorded interviews|job portal events|withdrawn applications|weekly applications
postal bank|savers|account records|scanned transfer slips|complaint letters|calls to its branches|\
login events|account takeovers|daily transfers
sports league|supporters|match records|stadium camera images|match reports|radio commentaries|\
player tracking events|injuries|spectators per match
mining company|smelters|drilling records|images of rock cores|geologists' notes|\
recorded radio traffic|conveyor sensor readings|equipment breakdowns|tonnes per shift
online pharmacy|patients|prescription records|scanned prescriptions|customer questions|\
calls to its pharmacists|order status events|rejected prescriptions|orders per day
weather service|farmers|station records|satellite images|warning bulletins|recorded briefings|\
station readings|hail storms|hourly rainfall
theatre group|ticket holders|ticket records|stage photographs|audience letters|recorded rehearsals|\
box office events|unsold seats|tickets per performance
shipyard|ship owners|inspection records|images of weld seams|inspection reports|\
foremen's voice notes|crane sensor readings|faulty welds|welding hours per week
legal aid office|clients|case records|scanned contracts|client statements|recorded hearings|\
case status events|missed deadlines|new cases per month
"""

TRADES: tuple[Trade, ...] = tuple(Trade(*row.split("|")) for row in _ROWS.strip().splitlines())

# What a need speaks of, and the trades that have such a need; every other need may come up anywhere.
_OF_A_TRADE: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = (
    (
        re.compile(
            r"\b(?:diagnos\w+|clinical|patients?|drugs?|medic\w+|health\w*|hospitals?|diseases?)\b", re.IGNORECASE
        ),
        ("regional hospital", "pharmaceutical company", "medical device maker", "online pharmacy"),
    ),
    (
        re.compile(r"\b(?:frauds?|fraudulent|credit|loans?|payments?|account takeovers?|money)\b", re.IGNORECASE),
        ("commercial bank", "postal bank", "property insurer", "tax advisory firm"),
    ),
    (
        re.compile(r"\b(?:scanned|invoices?|forms?|handwrit\w+|receipts?|contracts?)\b", re.IGNORECASE),
        (
            "tax advisory firm",
            "legal aid office",
            "municipal archive",
            "property insurer",
            "online pharmacy",
            "postal bank",
            "recruitment agency",
            "school district",
        ),
    ),
    (
        re.compile(r"\b(?:recommend\w*|products?|shoppers?|purchases?|catalogues?|stock|retail)\b", re.IGNORECASE),
        (
            "grocery chain",
            "online bookshop",
            "fashion retailer",
            "travel portal",
            "furniture maker",
            "music streaming service",
            "online pharmacy",
            "public broadcaster",
        ),
    ),
)


def trades_for(need: str) -> tuple[Trade, ...]:
    """The trades in which a need comes up."""
    for cues, names in _OF_A_TRADE:
        if cues.search(need):
            return tuple(trade for trade in TRADES if trade.name in names)
    return TRADES


PLAIN_ACTORS: tuple[str, ...] = (
    "community college",
    "training provider",
    "county advisory office",
    "small consultancy",
    "family business",
    "volunteer association",
    "regional cooperative",
    "public agency",
    "trade association",
    "vocational school",
    "research institute",
    "city council",
    "non-profit organisation",
    "specialist supplier",
    "professional association",
    "local newspaper",
    "mentoring programme",
    "foundation",
    "summer school",
    "start-up",
    "adult education centre",
    "youth organisation",
    "museum workshop",
    "cooperative of ten members",
    "technical college",
    "publishing house",
    "advice bureau",
    "regional authority",
    "design office",
    "evening school",
    "learned society",
    "independent laboratory",
)
