"""Whether a value tells one row of a table from the others: "135°" does not beside "135°, above the stern"."""

import re
from collections.abc import Sequence

_NUMBER = r"\d+(?:[.,]\d+)*"
_RANGE = re.compile(rf"(?P<low>{_NUMBER})\s?[°%]?\s?(?:[–—-]|to)\s?[−-]?(?P<high>{_NUMBER})\s*(?P<unit>[^\W\d_]*|[°%])")
_UP_TO = re.compile(
    rf"(?:up to|at most|under|below|less than|<|≤)\s?(?P<high>{_NUMBER})\s*(?P<unit>[^\W\d_]*|[°%])", re.IGNORECASE
)
_FROM = re.compile(
    rf"(?:at least|over|above|more than|from|>|≥)\s?(?P<low>{_NUMBER})\s*(?P<unit>[^\W\d_]*|[°%])|"
    rf"(?P<more>{_NUMBER})\s*(?P<of>[^\W\d_]*|[°%]) or more",
    re.IGNORECASE,
)
_SINGLE = re.compile(rf"[−-]?(?P<low>{_NUMBER})\s*(?P<unit>[^\W\d_]*|[°%])")


def names_one(value: str, others: Sequence[str]) -> bool:
    """Whether a value is none of another row's, nor part of one, nor an amount that another's range holds.

    Args:
        value: Of the row asked for.
        others: Of the other rows in the column.
    """
    span = _span(value)
    for other in others:
        if part_of(value, other):
            return False
        beside = _span(other)
        if span and beside and span[2] == beside[2] and max(span[0], beside[0]) <= min(span[1], beside[1]):
            return False
    return True


def part_of(value: str, other: str) -> bool:
    """Whether the words of a value stand in another in their order ("135°" in "135°, above the stern")."""
    words, theirs = _words(value), _words(other)
    return any(theirs[at : at + len(words)] == words for at in range(len(theirs) - len(words) + 1))


def _words(value: str) -> list[str]:
    return re.findall(r"[\w°%]+(?:[.–—-][\w°%]+)*", value.casefold())


def _span(value: str) -> tuple[float, float, str] | None:
    """The amounts that a value holds, from least to most, and their unit; None where it holds none, or a version ("2.0.1")."""
    if _VERSION.search(value):
        return None
    if match := _RANGE.search(value):
        return _number(match["low"]), _number(match["high"]), match["unit"].casefold()
    if match := _UP_TO.search(value):
        return float("-inf"), _number(match["high"]), match["unit"].casefold()
    if match := _FROM.search(value):
        return _number(match["low"] or match["more"]), float("inf"), (match["unit"] or match["of"] or "").casefold()
    if match := _SINGLE.match(value):
        return _number(match["low"]), _number(match["low"]), match["unit"].casefold()
    return None


_VERSION = re.compile(r"\d\.\d+[.,]\d|\d,\d{1,2},\d")


def _number(text: str) -> float:
    return float(re.sub(r",(?=\d{3}\b)", "", text).replace(",", "."))
