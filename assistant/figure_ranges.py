"""The ranges of figures that a sentence tells ("under 40", "from 0 to 179 degrees", "before 10:00"), and what one comes to."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from studyground.assistant.question import FRAME_WORDS
from studyground.ingest.terms import STOP_WORDS, stem, terms

CLOCK = "clock"
NAMED_BEFORE = 3  # words before a range that may say what it is of
_WORDS = {
    word: float(at)
    for at, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen twenty".split()
    )
} | {f"{ten}": 10.0 * at for at, ten in enumerate("thirty forty fifty sixty seventy eighty ninety hundred".split(), 3)}
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
CLOCK_TIME = r"(?:\d{1,2}:\d{2}(?:\s?[ap]\.?m\b\.?)?|\d{1,2}(?:\.\d{2})?\s?[ap]\.?m\b\.?|noon|midday|midnight)"
NUMBER = rf"(?:\d+(?:,\d{{3}})*(?:\.\d+)?|(?:{_TENS})-[a-z]+|{'|'.join(sorted(_WORDS, key=len, reverse=True))})"
FIGURE = rf"(?:{CLOCK_TIME}|{NUMBER})(?![\w:])(?!\.\d)"
LESS = (
    r"under|below|before|less than|fewer than|younger than|lighter than|shorter than|earlier than|up to|at most|"
    r"no more than"
)
MORE = (
    r"over|above|after|past|more than|older than|heavier than|longer than|later than|exceeding|from|at least|"
    r"no (?:less|fewer) than"
)
_DECIMAL = re.compile(r"\d+(?:\.\d+)?")
_WITH_END = frozenset(("up to", "at most", "no more than", "from", "at least", "no less than", "no fewer than"))
_RANGE = re.compile(
    rf"(?<![\w.,:])(?:(?:from |(?P<between>between ))?(?P<low>{FIGURE})\s?(?:to|–|—|-|(?(between)and|(?!)))\s?(?P<high>{FIGURE})|"
    rf"(?:(?P<less>{LESS})|(?P<more>{MORE}))\s(?:the age of )?(?P<one>{FIGURE})|"
    rf"(?P<base>{FIGURE})\s?(?P<of>[^\W\d_]+\s|%\s)?(?:(?P<up>(?:or|and) (?:over|more|above|older|later|up|longer|heavier)\b)|"
    r"(?P<down>(?:or|and) (?:under|less|fewer|below|younger|earlier|shorter|lighter)\b)))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Side:
    """One range of figures.

    Args:
        at: The number of the sentence that tells it.
        low: The least, minus infinity where none is told.
        high: The most, infinity where none is told.
        low_in: Whether the least is in it.
        high_in: Whether the most is in it.
        unit: Term of the noun after it, CLOCK for times of day, "" for none.
        names: Terms of the words before it.
    """

    at: int
    low: float
    high: float
    low_in: bool
    high_in: bool
    unit: str
    names: frozenset[str]

    def has(self, value: float) -> bool:
        """Whether a figure lies on this side."""
        return (self.low < value or (self.low_in and value == self.low)) and (
            value < self.high or (self.high_in and value == self.high)
        )

    def meets(self, other: "Side") -> bool:
        """Whether another side begins where this one ends."""
        if self.high == other.low:
            return self.high_in != other.low_in
        return self.high_in and other.low_in and other.low - self.high == 1 and self.unit != CLOCK


def ranges_of(at: int, text: str) -> Iterator[Side]:
    """The ranges that a sentence tells.

    Args:
        at: A number to know the sentence by.
        text: The sentence.
    """
    for match in _RANGE.finditer(text):
        unit = _unit(match["of"] or text[match.end() :])
        names = frozenset(terms(" ".join(text[: match.start()].split()[-NAMED_BEFORE:]))) - FRAME_WORDS
        first = match["low"] or match["one"] or match["base"]
        unit = CLOCK if re.fullmatch(CLOCK_TIME, first, re.IGNORECASE) else unit
        low = value_of(first)
        if match["high"]:
            yield Side(at, low, value_of(match["high"]), True, True, unit, names)
        elif match["more"] or match["up"]:
            with_end = bool(match["up"]) or match["more"].lower() in _WITH_END
            yield Side(at, low, float("inf"), with_end, False, unit, names)
        else:
            with_end = bool(match["down"]) or match["less"].lower() in _WITH_END
            yield Side(at, float("-inf"), low, False, with_end, unit, names)


def _unit(after: str) -> str:
    """The noun or sign right after a figure, as a term."""
    match = re.match(r"\s?([^\W\d_]+|%)", after)
    word = match[1].lower() if match else ""
    return "" if word in STOP_WORDS or word in ("or", "and", "to") else "%" if word == "%" else stem(word)


def value_of(figure: str) -> float:
    """What a figure in digits or words comes to; for a time of day hours after midnight; -1 where it is none."""
    word = figure.lower().strip()
    if re.fullmatch(CLOCK_TIME, word):
        hour = hour_of(word, "")
        return -1.0 if hour is None else hour
    if word[0].isdecimal():
        plain = word.replace(",", "").rstrip(".")
        return float(plain) if _DECIMAL.fullmatch(plain) else -1.0  # an address or a version has more than one stop
    ten, _, one = word.partition("-")
    return _WORDS.get(ten, -1.0) + _WORDS.get(one, 0.0)


def hour_of(told: str, part: str) -> float | None:
    """Hours after midnight of a time of day; None for a bare number that may be of either half of the day.

    Args:
        told: The time.
        part: The part of the day told beside it, "" for none.
    """
    word = told.lower().replace(" ", "").replace(".m", "m").rstrip(".")
    named = {"noon": 12.0, "midday": 12.0, "midnight": 24.0}
    if word in named:
        return named[word]
    match = re.fullmatch(r"(\d{1,2})(?:[:.](\d{2}))?([ap]m)?", word)
    hour = float(match[1]) + float(match[2] or 0) / 60 if match else _WORDS.get(word, -1.0)
    if not 0 <= hour <= 24 or not (part or (match and (match[2] or match[3]))):
        return None
    if match is not None and match[3] == "am" and hour >= 12:
        return hour - 12
    later = (match is not None and match[3] == "pm") or "noon" in part or "evening" in part or "night" in part
    return hour % 12 + 12 if later and hour <= 12 else hour
