"""Words that turn a statement round when one stands for the other, by which a gate tells that two sentences are at odds."""

_BOTH_WAYS = (
    "before:after above:below minimum:maximum increases:decreases increase:decrease increased:decreased rises:falls rise:fall "
    "raises:lowers higher:lower larger:smaller faster:slower longer:shorter earlier:later first:last highest:lowest "
    "largest:smallest fastest:slowest longest:shortest oldest:newest earliest:latest inside:outside outgoing:incoming "
    "internal:external horizontal:vertical upper:lower heavier:lighter stronger:weaker thicker:thinner deeper:shallower "
    "warmer:colder wetter:drier overestimates:underestimates slowly:quickly high:low large:small early:late public:private "
    "manually:automatically required:optional mandatory:optional permitted:forbidden allowed:forbidden enabled:disabled "
    "encrypted:unencrypted positive:negative synchronous:asynchronous synchronously:asynchronously upstream:downstream "
    "north:south east:west northern:southern eastern:western morning:evening lender:borrower lenders:borrowers "
    "buyer:seller tenant:landlord employer:employee sender:recipient doubles:halves doubled:halved beginning:end "
    "easier:harder harder:softer wider:narrower shallow:deep strong:weak thick:thin accepted:refused "
    "clockwise:anticlockwise gains:loses horizontally:vertically ascending:descending older:newer richer:poorer "
    "cheaper:dearer slow:fast dry:wet mutable:immutable top:bottom indoor:outdoor indoors:outdoors "
    "online:offline inbound:outbound ingress:egress explicitly:implicitly static:dynamic stateful:stateless claimant:defendant "
    "offeror:offeree creditor:debtor winter:summer permanent:temporary automatic:manual sequential:parallel directly:indirectly "
    "expands:contracts absorbs:releases hardens:softens attracts:repels included:excluded includes:excludes topsoil:subsoil "
    "senior:junior strengthens:weakens widens:narrows reversible:irreversible hot:cold"
)
# Only this way: what a word turns into is turned into by another already, or would not be taken for it the other way round.
_ONE_WAY = (
    "bigger:smaller compulsory:optional banned:allowed prohibited:allowed slowest:fastest daily:weekly weekly:monthly "
    "monthly:weekly quarterly:monthly yearly:monthly annually:monthly hourly:daily  refuses:accepts "
    "Monday:Wednesday Tuesday:Thursday Wednesday:Friday Thursday:Tuesday Friday:Monday "
    "January:March February:April March:May April:June June:August July:September August:October September:November "
    "October:December November:January December:February"
)
OPPOSITES: dict[str, str] = {}
for _pair in _BOTH_WAYS.split():
    _one, _, _other = _pair.partition(":")
    OPPOSITES.setdefault(_one, _other)
    OPPOSITES.setdefault(_other, _one)
for _pair in _ONE_WAY.split():
    _one, _, _other = _pair.partition(":")
    OPPOSITES[_one] = _other
