"""Who a scenario is about: organisations, and which of them have a need that speaks of money, health, goods or papers."""

import re

ACTORS: tuple[str, ...] = (
    "parcel carrier",
    "regional hospital",
    "property insurer",
    "railway operator",
    "grocery chain",
    "public broadcaster",
    "wind farm operator",
    "online bookshop",
    "city library network",
    "airline",
    "commercial bank",
    "furniture maker",
    "language school",
    "water utility",
    "travel portal",
    "telecommunications provider",
    "dairy cooperative",
    "car rental company",
    "game studio",
    "municipal archive",
    "pharmaceutical company",
    "hotel group",
    "school district",
    "steelworks",
    "fashion retailer",
    "news agency",
    "housing association",
    "logistics start-up",
    "food laboratory",
    "charity",
    "music streaming service",
    "ferry company",
    "tax advisory firm",
    "vineyard cooperative",
    "medical device maker",
    "ride-hailing service",
    "museum",
    "print shop chain",
    "solar installer",
    "recruitment agency",
    "postal bank",
    "sports league",
    "mining company",
    "online pharmacy",
    "weather service",
    "theatre group",
    "shipyard",
    "legal aid office",
)

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


def actors_for(need: str) -> tuple[str, ...]:
    """The organisations in which a need comes up."""
    for cues, names in _OF_A_TRADE:
        if cues.search(need):
            return names
    return ACTORS


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
