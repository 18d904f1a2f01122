"""Whole numbers in given proportions: the method of the largest remainder."""

import math
from collections.abc import Sequence


def largest_remainder(
    total: int, weights: Sequence[float], caps: Sequence[int] | None = None, floors: Sequence[int] | None = None
) -> tuple[int, ...]:
    """Divide a number of things in proportion to weights.

    Each part gets the whole part of its share; what is left goes one each to the largest fractions, the earlier part first
    where two are equal. A part held at its cap or floor gives the rest to the others, in proportion.

    Args:
        total: Things to divide.
        weights: One a part, not negative.
        caps: Most that a part may have; no limit when None.
        floors: Least that a part must have; 0 when None.

    Returns:
        One number a part. They add up to `total` unless the caps or the floors forbid it.

    Source: Hamilton's method, https://en.wikipedia.org/wiki/Quota_method.
    """
    most = list(caps) if caps is not None else [total] * len(weights)
    least = [min(floor, cap) for floor, cap in zip(floors or [0] * len(weights), most, strict=True)]
    total = max(min(total, sum(most)), sum(least))
    parts = _rounded(total, weights)
    held: dict[int, int] = {}
    while True:
        over = {at: most[at] for at, part in enumerate(parts) if at not in held and part > most[at]}
        under = {at: least[at] for at, part in enumerate(parts) if at not in held and part < least[at]}
        if not over and not under:
            return tuple(parts)
        # Where parts break both bounds, the side that is further off is held first, so that no part is held needlessly.
        excess = sum(parts[at] - cap for at, cap in over.items())
        lack = sum(floor - parts[at] for at, floor in under.items())
        held |= over if excess >= lack else under
        free = [0.0 if at in held else weight for at, weight in enumerate(weights)]
        if not any(free):
            free = [0.0 if at in held else 1.0 for at in range(len(weights))]
        shares = _rounded(total - sum(held.values()), free) if any(free) else [0] * len(weights)
        parts = [held.get(at, share) for at, share in enumerate(shares)]


def _rounded(total: int, weights: Sequence[float]) -> list[int]:
    whole = math.fsum(weights)
    if whole <= 0 or total <= 0:
        return [0] * len(weights)
    shares = [total * weight / whole for weight in weights]
    parts = [math.floor(share + 1e-9) for share in shares]
    order = sorted(range(len(weights)), key=lambda at: (parts[at] - shares[at], at))
    for at in order[: total - sum(parts)]:
        parts[at] += 1
    return parts
