"""Figures with their unit in running text: what they are, how far they reach, and how another of the kind is written."""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

_NUMBER_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "forty-five": 45, "fifty": 50,
    "sixty": 60, "ninety": 90,
}  # fmt: skip
_WORD_OF = {value: word for word, value in _NUMBER_WORDS.items()}
# Every way of writing a unit, and the plural by which one asks for it ("how many seconds"); money is none.
_UNITS = {
    "milliseconds": r"ms|milliseconds?",
    "seconds": r"s|secs?|seconds?",
    "minutes": r"mins?|minutes?",
    "hours": r"h|hrs?|hours?",
    "working days": r"(?:working|business) days?",
    "days": r"(?:(?:calendar|full|whole|consecutive) )?days?",
    "weeks": r"weeks?",
    "months": r"months?",
    "years": r"years?",
    "millimetres": r"mm|millimet(?:re|er)s?",
    "centimetres": r"cm|centimet(?:re|er)s?",
    "kilometres": r"km|kilomet(?:re|er)s?",
    "metres": r"m|met(?:re|er)s?",
    "miles": r"(?:nautical )?miles?",
    "feet": r"ft|feet|foot",
    "inches": r"inch(?:es)?",
    "milligrams": r"mg|milligrams?",
    "kilograms": r"kg|kilograms?|kilos?",
    "grams": r"g|grams?",
    "tonnes": r"t|tonnes?",
    "millilitres": r"ml|millilit(?:re|er)s?",
    "litres": r"l|lit(?:re|er)s?",
    "degrees Celsius": r"°\s?C|degrees (?:C|Celsius)",
    "degrees Fahrenheit": r"°\s?F|degrees (?:F|Fahrenheit)",
    "degrees": r"degrees?(?! of)|°(?!\s?[CF])",
    "percentage points": r"percentage points?",
    "percent": r"%|percent|per cent",
    "bytes": r"bytes?",
    **{unit: unit for unit in ("KB", "MB", "GB", "TB", "KiB", "MiB", "GiB", "TiB", "kHz", "MHz", "GHz", "Hz", "kW")},
    "watts": r"W|watts?",
    "volts": r"V|volts?",
    "mmHg per second": r"mmHg per second",
    "mmHg": r"mmHg",
    "drops per minute": r"drops per minute",
    "kilometres per hour": r"km/h",
    "miles per hour": r"mph",
    "knots": r"knots?",
    "bar": r"bar",
    **{unit: unit for unit in ("kPa", "MPa", "lux", "m/s", "t/ha", "kg/ha", "mg/kg", "g/kg", "ppm")},
    "decibels": r"dB|decibels?",
}
TIMES = frozenset("milliseconds seconds minutes hours days weeks months years".split()) | {"working days"}
HEATS = frozenset({"degrees Celsius", "degrees Fahrenheit"})
SHARES = frozenset({"percent"})
# What one unit is of another: "60 seconds" and "one minute" are the same.
_SAME_MEASURE = {
    "milliseconds": ("time", 0.001), "seconds": ("time", 1.0), "minutes": ("time", 60.0), "hours": ("time", 3600.0),
    "days": ("time", 86400.0), "weeks": ("time", 604800.0), "months": ("time", 2629800.0), "years": ("time", 31557600.0),
    "millimetres": ("length", 0.001), "centimetres": ("length", 0.01), "metres": ("length", 1.0),
    "kilometres": ("length", 1000.0),
    "milligrams": ("mass", 0.001), "grams": ("mass", 1.0), "kilograms": ("mass", 1000.0),
    "millilitres": ("volume", 0.001), "litres": ("volume", 1.0),
}  # fmt: skip
_PARTS = tuple((form, _SAME_MEASURE[unit]) for unit, form in _UNITS.items() if unit in _SAME_MEASURE)
_MOST = (
    ("percent", 99.0),
    ("degrees", 90.0),
    ("degrees", 180.0),
)  # a right angle is seldom passed, nor is the whole reached
_THOUSANDS = 1000
_LEAST_STEPPED = 5
_FOUR_DAYS, _FAR = 96, 4.5  # hours; times as large
_SMALL, _SMALL_HOURS = 10, 6  # up to which any whole number will do
_FEW = (1, 2, 3, 4, 5, 6)
_FACTORS = (
    (0.5, 2.0, 3.0, 1.5, 1 / 3, 0.75, 4.0, 2 / 3, 0.25, 0.2, 5.0),
    (2.0, 0.5, 0.25, 1 / 3, 0.75, 1.5, 2 / 3, 3.0, 0.2, 4.0, 5.0),
    (2.0, 3.0, 4.0, 1.5, 0.5, 1 / 3, 2 / 3, 5.0, 0.25, 0.75),
)
AT_LEAST, AT_MOST, ABOUT, OVER, UNDER = "at least", "at most", "about", "over", "under"
_BEFORE = {
    AT_LEAST: r"at least|no less than|not less than|no fewer than|a minimum of",
    AT_MOST: r"at most|up to|no more than|not more than|a maximum of",
    ABOUT: r"about|around|roughly|approximately|some|typically|usually",
    OVER: r"more than|over|above|exceeding|longer than|nearly|almost",
    UNDER: r"less than|fewer than|under|below|shorter than",
}
_BEHIND = {
    AT_LEAST: r"or (?:more|over|above|higher|longer|hotter|warmer|older|thicker|wider|deeper|heavier|larger|later)",
    AT_MOST: r"or (?:less|fewer|under|below|lower|shorter|colder|cooler|younger|thinner|narrower|lighter|smaller|earlier)",
}
UNIT = "|".join(f"(?:{one})" for one in _UNITS.values())  # any way of writing any unit
_SINGLE = r"(?:\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?|" + "|".join(sorted(_NUMBER_WORDS, key=len, reverse=True)) + r")"
_AMOUNT = re.compile(
    r"(?:\b(?P<before>" + "|".join(_BEFORE.values()) + r") )?"
    r"(?<![\w.,/$£€¥₹+:=<>^-])(?P<sign>[−-])?"
    rf"(?P<low>{_SINGLE})(?:\s?(?P<link>–|-| to | or | and |/)\s?(?P<high>{_SINGLE}))?"
    r"(?P<gap>\s?)(?P<unit>" + UNIT + r")(?![\w/°-])"
    r"(?: (?P<behind>" + "|".join(_BEHIND.values()) + r")\b)?",
    re.IGNORECASE,
)
# What is counted without a measure, and money, are figures of a rule only behind a limit: elsewhere they tell a tale or a price.
_LIMITS = "|".join(_BEFORE[one] for one in ("at least", "at most", "over", "under"))
_COUNT = re.compile(
    rf"\b(?P<before>{_LIMITS}) (?P<money>[£$€])?(?P<low>{_SINGLE})(?P<gap>)(?P<unit> (?:million|billion))?(?P<link>)(?P<high>)"
    r"(?![\w.,/%°$£€–-]*\w| (?:to|or|and|million|billion) |\s?[%°])(?: (?P<of>(?:[a-z-]+ ){0,2}?[a-z]{3,}s\b))?",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    rf"(?P<money>[£$€])?(?P<low>{_SINGLE})(?P<gap>)(?P<unit>(?: (?:million|billion))?)(?P<link>)(?P<high>)$", re.I
)


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure with its unit as a text has it.

    Args:
        start: Where it begins, with what stands before it ("at least").
        end: Where it ends, with what belongs to it ("or more").
        bare: Where the figure itself begins.
        text: The figure and its unit alone ("15 to 30 minutes").
        low: The least it holds.
        high: The most; the same for a single figure.
        unit: As one asks for it ("minutes").
        bound: `AT_LEAST`, `AT_MOST`, `ABOUT`, `OVER`, `UNDER`, or "".
        whole: Whether it is one figure or one range, and no list ("45 or 90 degrees") or figure below nought.
    """

    start: int
    end: int
    bare: int
    text: str
    low: float
    high: float
    unit: str
    bound: str
    whole: bool

    def meets(self, other: "Amount") -> bool:
        """Whether two figures have an amount in common, whatever their units."""
        (mine, by), (theirs, their_by) = (_SAME_MEASURE.get(one.unit, (one.unit, 1.0)) for one in (self, other))
        return mine == theirs and max(self.low * by, other.low * their_by) <= min(self.high * by, other.high * their_by)


def amounts_in(text: str) -> Iterator[Amount]:
    """Every figure with a unit that a text holds, in order.

    Args:
        text: White space collapsed.
    """
    found = list(_AMOUNT.finditer(text))
    parts = {
        one.start() for before, after in pairwise(found) if _one_figure(before, after, text) for one in (before, after)
    }
    for match in found:
        unit = next(name for name, form in _UNITS.items() if re.fullmatch(form, match["unit"], re.IGNORECASE))
        letter = len(match["unit"]) == 1 and match["unit"] not in "%°"
        if letter and (match["unit"] not in "smhgltWV" or not match["gap"] or not match["low"][0].isdigit()):
            continue
        low = _value(match["low"])
        high = _value(match["high"]) if match["high"] else low
        said = (match["before"] or "").casefold(), (match["behind"] or "").casefold()
        bound = next(
            (name for forms, one in ((_BEFORE, said[0]), (_BEHIND, said[1])) for name, form in forms.items()
             if one and re.fullmatch(form, one)), "",
        )  # fmt: skip
        listed = (match["link"] or "").strip().casefold() in ("or", "and", "/")
        listed = listed and not (match["link"].strip() == "and" and text[: match.start()].endswith("between "))
        yield Amount(
            match.start(), match.end(), match.start("sign") if match["sign"] else match.start("low"),
            text[match.start("low") : match.end("unit")], min(low, high), max(low, high), unit, bound,
            not match["sign"] and not listed and low <= high and match.start() not in parts,
        )  # fmt: skip


def _one_figure(before: re.Match[str], after: re.Match[str], text: str) -> bool:
    """Whether two figures are the parts of one: "5 hours 15 minutes"."""
    gap = text[before.end() : after.start()]
    mine, theirs = (
        next((by for form, by in _PARTS if re.fullmatch(form, one["unit"], re.IGNORECASE)), ("", 0.0))
        for one in (before, after)
    )
    return gap in (" ", " and ") and mine[0] == theirs[0] != "" and mine[1] > theirs[1] and not after["before"]


def counts_in(text: str) -> Iterator[Amount]:
    """Every limit that a text sets to a number of things or to money, in order; the figure is the number alone.

    Args:
        text: White space collapsed.
    """
    measured = [(one.start, one.end) for one in amounts_in(text)]
    for match in _COUNT.finditer(text):
        counted = (match["of"] or "").split()
        if not (match["money"] or counted) or any(start < match.end("low") <= end for start, end in measured):
            continue
        low = (
            _value(match["low"]) * {"": 1, "million": 10**6, "billion": 10**9}[(match["unit"] or "").strip().casefold()]
        )
        bare = match.start("money") if match["money"] else match.start("low")
        end = match.end("unit") if match["unit"] else match.end("low")
        bound = next(name for name, form in _BEFORE.items() if re.fullmatch(form, match["before"], re.IGNORECASE))
        unit = match["money"] or counted[-1].casefold()
        yield Amount(match.start(), end, bare, text[bare:end], low, low, unit, bound, whole=True)


def made_up(amount: Amount, draw: int) -> Iterator[str]:
    """Other figures in the same form, halved, doubled and so on; of a range, others as wide at last.

    Args:
        amount: One figure or one range.
        draw: Any number: by it the first ones are larger, smaller or both.
    """
    match = _AMOUNT.match(amount.text) or _COUNTED.match(amount.text)
    if match is None:
        return
    width = amount.high - amount.low
    most = next((most for unit, most in _MOST if unit == amount.unit and amount.high <= most), math.inf)
    pairs = [(amount.low * by, amount.high * by) for by in _FACTORS[draw % len(_FACTORS)]]
    if amount.unit in HEATS or (not width and amount.low >= _LEAST_STEPPED and amount.low != int(amount.low)):
        # nobody doubles a temperature, and twice 11.5 is told by its 0
        step = _step(amount.high) if amount.unit in HEATS else max(1, round(amount.low / 5))
        turn = -1 if draw % 2 else 1
        pairs = [(amount.low + by * turn * step, amount.high + by * turn * step) for by in (1, -1, 2, -2, 3, -3, 4, 5)]
    if not match["high"] and (few := [one for one in _FEW if abs(one - amount.low) <= 2]) and amount.low in _FEW:
        pairs += [(float(one), float(one)) for one in few]  # halves of "three" are no counts
    if match.re is _COUNTED and match["unit"]:
        size = amount.low / _value(match["low"])
        pairs = [(low / size, high / size) for low, high in pairs]
    pairs += [(amount.low + steps * width, amount.high + steps * width) for steps in (2, 4, -2, 6)] if width else []
    for low, high in sorted(pairs, key=lambda pair: not _natural(pair[1], amount)):
        if low > 0 and high <= most and (text := _written(low, high, match)):
            yield text


def _natural(value: float, amount: Amount) -> bool:
    """Whether somebody would set a limit at a figure: 24 or 72 hours, and no 16."""
    most = _SMALL_HOURS if amount.unit == "hours" else _SMALL
    if amount.unit in HEATS or amount.high != int(amount.high):
        return True
    step = {"hours": 12, "months": 6, "days": 7 if amount.high % 7 == 0 else 5}.get(amount.unit, 5)
    short = len(str(int(value)).rstrip("0")) <= len("25") or (amount.unit == "hours" and value <= _FOUR_DAYS)
    far = max(value, amount.high) > _FAR * min(value, amount.high)
    return (
        value == int(value)
        and not far
        and (value <= most or value == 2 * _SMALL_HOURS or (value % step == 0 and short))
    )


def _step(heat: float) -> int:
    """By how much temperatures near one differ."""
    return next(step for below, step in ((10, 2), (60, 5), (math.inf, 10)) if abs(heat) < below)


def figure_in(text: str) -> Amount | None:
    """The figure that a text begins with, measured or counted; None for none.

    Args:
        text: A figure alone.
    """
    found = next(amounts_in(text), None)
    match = None if found else _COUNTED.fullmatch(text)
    if match is None:
        return found
    low = value_of(text) or 0.0
    return Amount(0, len(text), 0, text, low, low, "", "", whole=True)


def value_of(option: str) -> float | None:
    """The size of a figure that stands alone as an option ("Every 30 days", "£1 million"); None for no figure.

    Args:
        option: As shown.
    """
    plain = re.sub(r"^Every (?=\d|[a-z]+ [a-z])", "", option)
    plain = re.sub(r"^Every ", "1 ", plain)
    match = _AMOUNT.fullmatch(plain)
    if match:
        return _value(match["high"] or match["low"])
    match = _COUNTED.fullmatch(plain)
    if match is None:
        return None
    return _value(match["low"]) * {"": 1, "million": 10**6, "billion": 10**9}[match["unit"].strip().casefold()]


def written_like(amount: Amount, model: Amount) -> str:
    """A figure written as another is ("Two hours" beside "four hours"); "" where it cannot be."""
    match = _AMOUNT.match(model.text) or _COUNTED.match(model.text)
    if match is not None and match.re is _COUNTED and match["unit"]:
        return amount.text if _COUNTED.match(amount.text) else ""
    return _written(amount.low, amount.high, match) if match else ""


def _written(low: float, high: float, model: re.Match[str]) -> str:
    """A figure or a range in the form of another; "" where it takes more digits than that."""
    numbers = [_number(value, model["low"]) for value in ((low, high) if model["high"] else (low,))]
    if not all(numbers):
        return ""
    unit = model["unit"]
    if model.re is _COUNTED:
        number = f"{low:,.0f}" if re.fullmatch(r"\d{4}", numbers[0]) and len(model["low"]) <= len("999") else numbers[0]
        return f"{model['money'] or ''}{number}{unit}"
    if numbers in (["1"], ["one"]):
        unit = "inch" if unit == "inches" else re.sub(r"(?<=[a-z]{3})s$", "", unit)
    elif _value(model["low"]) == 1 and not model["high"] and re.fullmatch(r"(?:\w+ )?[a-z]{3,}(?<!s)", unit):
        unit = unit if unit in ("bar", "per cent", "percent") else f"{unit}s"
    return (model["link"] or "").join(numbers) + model["gap"] + unit


def _number(value: float, model: str) -> str:
    """A number written as another is; "" where that would take more digits."""
    value = round(value, 6)
    if model.casefold() in _NUMBER_WORDS:
        return _WORD_OF.get(int(value), "") if value == int(value) else ""
    places = len(model.partition(".")[2])
    if value <= 0 or round(value, places) != value:
        return ""
    return (
        f"{value:,.{places}f}"
        if value >= _THOUSANDS and ("," in model or value >= 10 * _THOUSANDS)
        else f"{value:.{places}f}"
    )


def _value(number: str) -> float:
    word = _NUMBER_WORDS.get(number.casefold())
    return float(word) if word is not None else float(number.replace(",", ""))
