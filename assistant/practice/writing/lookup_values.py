"""The values of a table as options: what a cell can be asked for, its unit, and which two can stand beside each other."""

import re
from collections.abc import Sequence

from studyground.assistant.practice.writing.cell_values import part_of
from studyground.assistant.practice.writing.mining_language import balanced
from studyground.ingest.terms import terms

MOST_VALUE = 15  # words of a cell
MOST_RATIO, LEAST_LETTERS = 2.3, 16  # of the longest option to the shortest, which counts as a short name at least
FIGURE = re.compile(
    r"^(?:(?:about|from|up to|at least|at most|under|over|below|above|less than|more than|within|every|≤|≥|<|>|~|ca\.?) ?)*"
    r"[$€£+−-]?\d",
    re.IGNORECASE,
)
_EMPTY = re.compile(
    r"(?:yes|no|\(?none\)?|nil|n/?a|any|all|varies|various|both|either|neither|other|same|unknown|optional|not \w+|"
    r"not applicable|depends.*|see .*|as above.*|[-–—?*. ]*)",
    re.IGNORECASE,
)
_POINTS = re.compile(
    r"\b(?:it|its|they|them|their|this|these|(?:above|below)(?! [−-]?\d)|same|others?|see)\b|\betc\b|[?!|“”\"=]|…|\.\.",
    re.IGNORECASE,
)
_SEVERAL = re.compile(r"\d\s+/\s+\d")  # "156.400 / 156.625": one option would be several
_UNIT = re.compile(
    r"\d[\d.,\u2009\u00a0]*(?: \d{3})*(?:\s?(?:to|and|[–-])\s?[−-]?\d[\d.,\u2009\u00a0]*)?\s*"
    r"(?P<unit>(?!(?:to|and|or|in|at|of)\b)(?:[^\W\d_]+|[%°])(?: (?:minute|hour|second|day|year)\b)?)?"
)
_PARTS = re.compile(r"[,;/]|\b(?:and|or)\b")
_SECONDS = {
    "ms": 0.001, "s": 1.0, "sec": 1.0, "second": 1.0, "min": 60.0, "minute": 60.0, "h": 3600.0, "hour": 3600.0,
    "day": 86400.0, "week": 604800.0, "month": 2629800.0, "year": 31557600.0,
}  # fmt: skip
_TIME = frozenset(_SECONDS)
_BOUND = re.compile(
    r"(?:up to|at least|at most|under|over|below|above|less than|more than|within|no more than|≤|≥|<|>)\s?",
    re.IGNORECASE,
)
LEAST_SAME = 2  # options of one make, so that none stands out
_NUMBERS = re.compile(
    r"(?P<low>[−-]?\d+(?:[ ,\u2009\u00a0]\d{3})*(?:\.\d+)?)"
    r"(?:\s?(?:to|and|[–-])\s?(?P<high>[−-]?\d+(?:[ ,\u2009\u00a0]\d{3})*(?:\.\d+)?))?"
)


def value_of(cell: str) -> str:
    """A cell's text without footnote marks, "" where an option could not be it."""
    value = re.sub(r"\s?[*†‡]+$", "", " ".join(cell.split()).rstrip(" .;"))
    fit = 0 < len(value.split()) <= MOST_VALUE and balanced(value) and not _EMPTY.fullmatch(value)
    fit = fit and not _SEVERAL.search(value)
    return value if fit and not _POINTS.search(value) else ""


def of_like_length(texts: Sequence[str]) -> bool:
    """Whether options differ in length no more than a reader would pass over."""
    letters = [max(LEAST_LETTERS, len(text)) for text in texts]
    return max(letters) <= MOST_RATIO * min(letters)


def apart_from(one: str, other: str, *, every_word: bool) -> bool:
    """Whether of two values neither is part of the other and no item stands in both, nor any word where that is asked."""
    if part_of(other, one) or part_of(one, other):
        return False
    if every_word:
        return not set(terms(one)) & set(terms(other))
    mine, theirs = ({part.strip().casefold() for part in _PARTS.split(value)} for value in (one, other))
    return not (len(mine) + len(theirs) > 2 and mine & theirs) or mine | theirs == mine & theirs


def unit_of(value: str) -> str:
    """The unit or currency of a value that is a figure, "" where it has none."""
    if money := re.search(r"[$€£]", value):
        return money.group()
    found = _UNIT.search(value)
    unit = (found["unit"] or "") if found else ""
    return unit.casefold().rstrip("s") if len(unit) > 1 else unit


def of_one_unit(one: str, other: str) -> bool:
    """Whether two values have one unit, or both count time; values without figures always fit."""
    if not FIGURE.match(one):
        return True
    mine, theirs = unit_of(one), unit_of(other)
    return mine == theirs or {mine, theirs} <= _TIME


def with_unit(value: str) -> bool:
    """Whether a value is a figure with its unit, which a sentence can tell without quotation marks ("7 seconds")."""
    return bool(re.match(r"[−-]?[£$€]?\d", value)) and bool(unit_of(value))


def make_of(value: str) -> str:
    """How a figure is written: one number or a range, a bound or none, its unit, what stands behind; "" for no figure."""
    if not FIGURE.match(value):
        return ""
    bound = _BOUND.match(value)
    text = _NUMBERS.sub(lambda found: "r" if found["high"] else "n", value[bound.end() if bound else 0 :].casefold())
    text = re.sub(
        r"(?<=[rn]) ([a-z]+)", lambda unit: " t" if unit[1].rstrip("s") in _TIME else unit.group(), text, count=1
    )
    return f"{'bound ' * bool(bound)}{text.strip()}"


def of_one_make(key: str, others: Sequence[str]) -> list[int]:
    """Numbers of the figures that can stand beside one: all of its own make, or one such and two of another.

    Args:
        key: The figure asked for.
        others: What could stand beside it, the nearest first.
    """
    own = make_of(key)
    same = [at for at, other in enumerate(others) if make_of(other) == own]
    if len(same) > LEAST_SAME:
        return same
    makes = [make_of(other) for other in others]
    plain = _of_no_bound(own)  # "over 10" beside "1–10", and not "40 GB each" beside "24 GB"
    two = next(
        (make for make in makes if make != own and _of_no_bound(make) == plain and makes.count(make) >= LEAST_SAME), ""
    )
    return [*same[:1], *[at for at, make in enumerate(makes) if make == two][:LEAST_SAME]] if same and two else []


def _of_no_bound(make: str) -> str:
    return re.sub(r"^(?:bound )?[rn]", "n", make)


def size_of(value: str) -> tuple[float, float] | None:
    """How large a value that is a figure is, at most and at least, times in seconds; None for no figure."""
    found = _NUMBERS.search(value) if FIGURE.match(value) else None
    if found is None:
        return None
    ends = [float(re.sub(r"[ ,\u2009\u00a0]", "", one).replace("−", "-")) for one in found.groups() if one]
    scale = _SECONDS.get(unit_of(value), 1.0)
    return max(ends) * scale, min(ends) * scale


def by_size(values: Sequence[str]) -> list[int] | None:
    """The order of values that are figures of one unit, by size; None where they cannot be ordered so."""
    sizes = [size_of(value) for value in values]
    known = [size for size in sizes if size is not None]
    if len(known) < len(values) or not all(of_one_unit(values[0], value) for value in values):
        return None
    return sorted(range(len(values)), key=known.__getitem__)
