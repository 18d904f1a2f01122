"""Amounts said another way: "one in a hundred" is 1 %, "a week" is one week, and "one copy" is not "no copies"."""

import re
from fractions import Fraction

from studyground.ingest.terms import stem

_WORDS = {word: number for number, word in enumerate(
    "zero one two three four five six seven eight nine ten eleven twelve".split())} | {
    "a": 1, "an": 1, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "hundred": 100,
    "thousand": 1000, "million": 1_000_000}  # fmt: skip
_NUMBER = rf"(?:\d+(?:[.,]\d+)*|{'|'.join(word for word in _WORDS if len(word) > 2)})"
_RATIO = re.compile(
    rf"\b(an?|{_NUMBER})\s+(?:[\w'’-]+\s+){{0,2}}?(?:in|out\s+of|of|from|among)\s+(?:(?:an?|one|every|each)\s+)?({_NUMBER})\b",
    re.IGNORECASE,
)
_BOUND = re.compile(
    rf"(?P<denied>\b(?:no|not|never|cannot|\w+n['’]t|neither|without)\b[^,;.]{{0,25}}?\b)?"
    rf"\b(?:(?P<least>over|above|more than|greater than|longer than|higher than|older than|at least|exceed(?:s|ing)?)|"
    rf"(?:under|below|less than|fewer than|shorter than|lower than|younger than|at most|up to))\s+"
    rf"(?:(?:about|around|some|roughly|approximately|nearly)\s+)?(?P<number>{_NUMBER})\b",
    re.IGNORECASE,
)
_BEYOND = re.compile(
    r"\b(?:over|above|more than|greater than|longer than|exceed(?:s|ing)?|anything larger)\b", re.IGNORECASE
)
_LONGER = re.compile(
    r"\b(?:longer|larger|bigger|higher|greater|more|over|above|beyond|exceed\w*)\b(?! than\b)", re.IGNORECASE
)
_UP_TO = re.compile(r"\b(?:at most|up to)\b", re.IGNORECASE)
_DENIES = re.compile(r"\b(?:no|not|never|cannot|neither|nor|without|nobody|none|nothing)\b|n['’]t\b", re.IGNORECASE)
_ONE = re.compile(r"\b(?:one|a single|just one|1)\s+(?:[a-z-]+\s+)?([a-z]{3,})\b", re.IGNORECASE)
_NONE_OR_MORE = re.compile(
    r"\b(?:zero|no|two|three|four|five|six|seven|eight|nine|ten|both|0|[2-9]|\d\d+)\s+([a-z]{3,})\b", re.IGNORECASE
)
_SINGLE = r"\b(?:one|an?|single|1|each|every|per|the same)\s+(?:of\s+(?:the|its|these|those|their|your|our)\s+)?(?:[a-z-]+\s+)?"


def proportions(text: str) -> set[Fraction]:
    """The shares that a text gives as so many of so many."""
    return {share for share, _ in _ratios(text)}


def figures_of(text: str, shares: set[Fraction]) -> set[Fraction]:
    """The two figures of each "so many of so many" in a text that comes to one of some shares."""
    return {figure for share, pair in _ratios(text) if share in shares for figure in pair}


def bounded_otherwise(said: str, source: str) -> str:
    """A number that a sentence puts as the most and its source as the least, or the other way round; "" for none."""
    mine, theirs = _bounds(said), _bounds(source)
    if _BEYOND.search(said) and _UP_TO.search(source) and _LONGER.search(source):
        return ""  # "reviews over 500 words are split" beside "a review has at most 500 words; longer ones are split"
    for number, ways in mine.items():
        if len(ways) == 1 and len(theirs.get(number, ())) == 1 and ways != theirs[number]:
            return f"{next(iter(ways))} {float(number):g}"
    return ""


def _bounds(text: str) -> dict[Fraction, set[str]]:
    """For each number that a text bounds, from which side it does: "least" or "most"."""
    found: dict[Fraction, set[str]] = {}
    for match in _BOUND.finditer(text):
        least = bool(match["least"]) != bool(match["denied"])
        ways = found.setdefault(_value(match["number"]), set())
        ways.add("least" if least else "most")
        if not match["denied"] and _DENIES.search(text[: match.start()]):
            ways.update(("least", "most"))  # "at no time …": whether it bears on the number cannot be told
    return found


def _ratios(text: str) -> list[tuple[Fraction, tuple[Fraction, Fraction]]]:
    found = []
    for match in _RATIO.finditer(text):
        one, other = _value(match.group(1)), _value(match.group(2))
        if 0 < one < other:
            found.append((one / other, (one, other)))
    return found


def _value(written: str) -> Fraction:
    word = written.lower()
    if word in _WORDS:
        return Fraction(_WORDS[word])
    plain = re.sub(r",(?=\d{3}\b)", "", word).replace(",", ".")
    return Fraction(plain) if plain.count(".") < 2 else Fraction(0)


def one_for_other(said: str, source: str) -> str:
    """What a sentence says there is one of, and its source another number of, or none; "" for nothing."""
    counted = {stem(match.group(1).lower()) for match in _NONE_OR_MORE.finditer(source)}
    for match in _ONE.finditer(said):
        thing = match.group(1).lower()
        if stem(thing) in counted and not re.search(rf"{_SINGLE}{re.escape(thing.rstrip('s'))}", source, re.IGNORECASE):
            return f"one {thing}"
    return ""
