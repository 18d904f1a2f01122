"""Choice by seed that spreads evenly: what was used least comes first, and no combination comes twice."""

import random
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from typing import TypeVar

Item = TypeVar("Item", bound=Hashable)


class Spread:
    """Draws from pools so that each member is used about equally often; the same seed gives the same draws."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self._used: Counter[Hashable] = Counter()
        self._seen: set[Hashable] = set()

    def order(self, pool: Sequence[Item], of: str = "") -> list[Item]:
        """A pool from the least used to the most, ties in random order; nothing is counted yet.

        Args:
            pool: Distinct items.
            of: Name of the pool, where equal items of two pools are counted apart.
        """
        shuffled = list(pool)
        self.random.shuffle(shuffled)
        return sorted(shuffled, key=lambda item: self._used[of, item])

    def pick(self, pool: Sequence[Item], of: str = "") -> Item:
        """The least used member; nothing is counted yet."""
        return self.order(pool, of)[0]

    def count(self, used: Iterable[tuple[str, Hashable]]) -> None:
        """Count items as used, each as (pool name, item)."""
        for entry in used:
            self._used[entry] += 1

    def used(self, pool: str, item: Hashable) -> int:
        """How often an item of a pool was used."""
        return self._used[pool, item]

    def fresh(self, combination: Hashable) -> bool:
        """Whether a combination was not used before."""
        return combination not in self._seen

    def mark(self, combination: Hashable) -> None:
        """Remember a combination as used."""
        self._seen.add(combination)
