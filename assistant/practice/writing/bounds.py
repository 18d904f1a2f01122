"""Limits in running text ("under 12 m", "an AUC over 0.95"), and which figures keep to them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_FORMS = {
    ">": r"over|above|more than|greater than",
    "<": r"under|below|less than|fewer than",
    ">=": r"at least|no less than|not less than",
    "<=": r"at most|up to|no more than|not more than",
}
_NUMBER = r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?"
_WORDS = {
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "twelve": 12,
}
_BOUND = re.compile(
    r"\b(?P<said>"
    + "|".join(_FORMS.values())
    + rf") (?P<money>[$£€])?(?P<number>{_NUMBER}|(?:{'|'.join(_WORDS)})\b)(?![\w,./-]*\d|-)",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    rf"(?<![\w.,$£€/-])(?P<number>{_NUMBER})(?P<unit>\s?[^\s\d,;:()]{{1,12}})? or "
    r"(?P<said>more|over|above|higher|less|fewer|under|below|lower)\b"
)
_STRETCH = re.compile(
    rf"\b(?:between|from) (?P<low>{_NUMBER}) (?:and|to) (?P<high>{_NUMBER})(?![\w,.]*\d)", re.IGNORECASE
)
_MORE = frozenset("more over above higher".split())
_STEPS = ((2, 3, 1, 4), (2, 4, 7, 1, 3, 5, 6))  # inside and outside of the limit, in steps of its last digit
_FINE, _LARGE = 20, 1000


@dataclass(frozen=True, slots=True)
class Bound:
    """A limit as a text has it.

    Args:
        start: Where it begins.
        end: Where its figure ends ("under 12", without the unit).
        said: "under", or "or more".
        sign: ">", "<", ">=" or "<=".
        number: The figure as written.
        money: The sign before it, where it is money.
    """

    start: int
    end: int
    said: str
    sign: str
    number: str
    money: str = ""

    @property
    def value(self) -> float:
        """The figure."""
        return float(_WORDS.get(self.number.casefold()) or self.number.replace(",", ""))

    def holds(self, value: float) -> bool:
        """Whether a figure keeps to the limit."""
        return {
            ">": value > self.value, "<": value < self.value, ">=": value >= self.value, "<=": value <= self.value,
        }[self.sign]  # fmt: skip


def bounds_in(text: str) -> Iterator[Bound]:
    """Every limit of a text, in order.

    Args:
        text: White space collapsed.
    """
    for match in _BOUND.finditer(text):
        sign = next(sign for sign, form in _FORMS.items() if re.fullmatch(form, match["said"], re.IGNORECASE))
        yield Bound(match.start(), match.end(), match["said"], sign, match["number"], match["money"] or "")
    for match in _BEHIND.finditer(text):
        sign = ">=" if match["said"] in _MORE else "<="
        yield Bound(match.start(), match.end("number"), f"or {match['said']}", sign, match["number"])


@dataclass(frozen=True, slots=True)
class Stretch:
    """Two limits between which a figure must stay.

    Args:
        start: Where it begins ("between").
        end: Where its last figure ends.
        low: The least.
        high: The most.
    """

    start: int
    end: int
    low: float
    high: float

    def holds(self, value: float) -> bool:
        """Whether a figure keeps to both limits."""
        return self.low <= value <= self.high


def stretches_in(text: str) -> Iterator[Stretch]:
    """Every pair of limits of a text ("between 16 and 25 °C"), in order.

    Args:
        text: White space collapsed.
    """
    for match in _STRETCH.finditer(text):
        low, high = (float(match[name].replace(",", "")) for name in ("low", "high"))
        if low < high:
            yield Stretch(match.start(), match.end(), low, high)


def around_stretch(stretch: Stretch, draw: int) -> tuple[str, tuple[str, ...]] | None:
    """A figure between two limits and three outside of them; None where none can be written in whole numbers.

    Args:
        stretch: The limits.
        draw: Any number: by it more of the wrong ones are too small or too large.
    """
    low, high = int(stretch.low), int(stretch.high)
    step = max(1, -(-(high - low) // 3))
    if (low, high) != (stretch.low, stretch.high) or high - low < len(_STEPS[0]) - 1:
        return None
    below, above = [low - step, low - 2 * step], [high + step, high + 2 * step]
    wrong = [*below[:1], *above] if draw % 2 or below[1] <= 0 else [*below, above[0]]
    if min(wrong) <= 0:
        return None
    return f"{low + (step if draw % 3 else 2 * step - (2 * step >= high - low))}", tuple(f"{value}" for value in wrong)


def around(bound: Bound, *, share: bool = False, whole: bool = False) -> tuple[str, tuple[str, ...]] | None:
    """A figure that keeps to a limit, and figures that do not, all near it; None where too few can be written.

    Args:
        bound: The limit.
        share: Whether it is one of a whole, which is never passed ("an AUC", "percent").
        whole: Whether it counts things, of which there are no halves.
    """
    places = len(bound.number.partition(".")[2])
    least = 1 if whole else 0
    for step, shown in _grains(bound, places):
        down = bound.sign[0] == "<"
        inside = [bound.value + steps * step * (-1 if down else 1) for steps in _STEPS[0]]
        outside = [bound.value + steps * step * (1 if down else -1) for steps in _STEPS[1]]
        most = (1 if bound.value < 1 and "%" not in bound.said else 100) if share else float("inf")
        good = [value for value in inside if least < value < most and bound.holds(value)]
        bad = [value for value in outside if least < value < most and not bound.holds(value)]
        wanted = 3
        if whole and (shown or (good and bad and any(value != int(value) for value in (*good, *bad)))):
            continue
        if good and len(bad) >= wanted:
            chosen = [_written(value, shown, bound.number) for value in bad[:wanted]]
            return _written(good[0], shown, bound.number), tuple(chosen)
    return None


def _grains(bound: Bound, places: int) -> Iterator[tuple[float, int]]:
    """Steps by which figures near a limit differ, with their decimals: the limit's own last digit, then a finer one."""
    value = bound.value
    if places == 0 and value >= _FINE:
        size = 10 ** (len(str(int(value))) - 2)
        yield (float(5 * size) if value % (5 * size) == 0 and value / size >= _FINE else float(size)), 0
    yield 10.0**-places, places
    yield 10.0 ** -(places + 1), places + 1


def _written(value: float, places: int, model: str) -> str:
    text = f"{value:,.{places}f}" if "," in model or value >= 10 * _LARGE else f"{value:.{places}f}"
    return text.rstrip("0").rstrip(".") if "." in text and "." not in model else text
