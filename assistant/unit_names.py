"""Units of a question named as the guide names them: "kilos" as "kilograms" where the guide has only these."""

import re
from collections.abc import Mapping

_UNITS = (
    "kilo kilos kg kgs kilogram kilograms kilogramme kilogrammes",
    "gram grams gramme grammes",
    "mg mgs milligram milligrams milligramme milligrammes",
    "km kms kilometre kilometres kilometer kilometers",
    "cm cms centimetre centimetres centimeter centimeters",
    "mm millimetre millimetres millimeter millimeters",
    "ml mls millilitre millilitres milliliter milliliters",
    "litre litres liter liters",
    "lb lbs pound pounds",
    "min mins minute minutes",
    "hr hrs hour hours",
    "sec secs second seconds",
    "kb kilobyte kilobytes",
    "mb megabyte megabytes",
    "gb gigabyte gigabytes gigs",
    "tb terabyte terabytes",
    "km/h kmh kph",
)
_NAMES = {name: tuple(group.split()) for group in _UNITS for name in group.split()}
_AFTER = re.compile(
    r"(?P<before>\b\d[\d.,]*[ -]?|\bhow (?:many|much) |\bin |\bper |\b(?:a|an|half an?) )"
    rf"(?P<unit>{'|'.join(sorted(map(re.escape, _NAMES), key=len, reverse=True))})\b(?![/'’])",
    re.IGNORECASE,
)


def units_as_named(question: str, words: Mapping[str, int]) -> str:
    """Replace units that the guide does not name so by the name of the same unit that it has most often.

    Args:
        question: As typed.
        words: How often the guide has each word, lower case.
    """

    def named(match: re.Match[str]) -> str:
        unit = match["unit"].lower()
        if unit in words:
            return match.group()
        others = [name for name in _NAMES[unit] if words.get(name)]
        if not others:
            return match.group()
        space = " " if match["before"][-1].isdigit() else ""
        return f"{match['before']}{space}{max(others, key=lambda name: words[name])}"

    return _AFTER.sub(named, question)
