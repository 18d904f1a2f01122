"""Figures as people set them: which one somebody would choose beside another, of the same unit and as round."""

import math
from collections.abc import Iterator
from dataclasses import replace

from studyground.assistant.practice.writing.amounts import HEATS, Amount, amounts_in, written_like

_SERIES: dict[str, tuple[float, ...]] = {
    "seconds": (1, 2, 3, 4, 5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 240, 300, 600, 900),
    "minutes": (1, 2, 3, 4, 5, 10, 15, 20, 30, 45, 60, 90, 120, 180),
    "hours": (1, 2, 3, 4, 6, 8, 12, 24, 36, 48, 72, 96),
    "days": (1, 2, 3, 5, 7, 10, 14, 21, 28, 30, 45, 60, 90, 120, 180, 365),
    "working days": (1, 2, 3, 5, 7, 10, 15, 20, 30),
    "weeks": (1, 2, 3, 4, 5, 6, 8, 10, 12, 16, 20, 26),
    "months": (1, 2, 3, 4, 6, 9, 12, 18, 24, 36, 48),
    "years": (1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 15, 20, 25, 30, 50),
    "percent": (1, 2, 3, 5, 10, 15, 20, 25, 30, 40, 50, 60, 70, 75, 80, 85, 90, 95),
    "volts": (3, 5, 6, 9, 12, 24, 48, 110, 120, 230, 240),
    "kHz": (5, 10, 15, 20, 25, 30, 50, 100),
    "degrees": (5, 10, 15, 20, 30, 45, 60, 75, 90),
}
_DECADE = (1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 7, 7.5, 8, 9)
_COUNTS = (2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 12.0)  # of things
_BYTES = frozenset("bytes KB MB GB TB KiB MiB GiB TiB".split())
_WAVES = frozenset("Hz kHz MHz GHz".split())
_NEAR, _APART, _BEST = 5.0, 1.2, 1.6  # times larger or smaller
_POWERS = (4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192)
_LEAST_POWER, _TEN = 16, 10


def series_of(amount: Amount) -> tuple[float, ...]:
    """The figures among which somebody chose one; none where it is no such figure.

    Args:
        amount: One figure, and no range.
    """
    size = amount.high
    if amount.low != amount.high or size <= 0 or amount.unit in HEATS:
        return ()
    if (amount.unit in _BYTES or not amount.unit) and size >= _LEAST_POWER and size in _POWERS:
        return tuple(float(one) for one in _POWERS)
    if size in _COUNTS and not any(amounts_in(amount.text)):
        return _COUNTS
    found = _SERIES.get(amount.unit) or _decades(size)
    return found if size in found else ()


def as_round(amount: Amount, key: Amount) -> bool:
    """Whether a figure is as round as the key, where that is.

    Args:
        amount: Another figure.
        key: The right one.
    """
    among = series_of(key)
    return not among or amount.high in among or (amount.high in _decades(amount.high) and amount.unit not in _SERIES)


def neighbours(key: Amount) -> Iterator[str]:
    """Other figures that somebody might have set in a key's place, the likeliest first; none for one that is not round.

    Args:
        key: The right one.
    """
    among = series_of(key) or _stepped(key)
    near = [one for one in among if _APART <= max(one, key.high) / min(one, key.high) <= _NEAR]
    taken = [key.high]
    for one in sorted(near, key=lambda one: (abs(abs(math.log(one / key.high)) - math.log(_BEST)), one)):
        if any(max(one, other) / min(one, other) < _APART for other in taken):
            continue
        if text := written_like(replace(key, low=one, high=one), key):
            taken.append(one)
            yield text


def may_be_made_up(key: Amount) -> bool:
    """Whether others than the guide's own may stand beside a figure: one cannot make up a frequency in use.

    Args:
        key: The right one.
    """
    chosen = key.unit in _WAVES or not (key.unit or key.bound)  # a frequency, a port
    return key.low == key.high and (not chosen or bool(series_of(key)))


def _stepped(key: Amount) -> tuple[float, ...]:
    """Figures that end as one does that is not round: 19 and 39 beside 29; none for a range, a temperature or a fraction."""
    size = key.high
    if key.low != size or size < _TEN or size != int(size) or key.unit in HEATS:
        return ()
    power = 10.0 ** math.floor(math.log10(size))
    step = power / 2 if size < 2 * power else power
    return tuple(size + by * step for by in (-3, -2, -1, 1, 2, 3) if size + by * step > 0)


def _decades(size: float) -> tuple[float, ...]:
    power = math.floor(math.log10(size)) if size > 0 else 0
    return tuple(round(one * 10.0**at, 6) for at in range(power - 1, power + 2) for one in _DECADE)
