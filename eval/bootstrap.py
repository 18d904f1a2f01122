"""Intervals: how far a figure would move had other documents been drawn; a seeded bootstrap over clusters.

Source: Efron and Tibshirani 1993, percentile intervals, whole clusters drawn with replacement because items that share
a section of a guide succeed and fail together.
"""

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from studyground.eval.cluster_statistics import ClusterStatistic

Floats = npt.NDArray[np.float64]
Statistic = Callable[[Floats], Floats]
"""Of weights, shape (draws, n), how often each item counts: the statistic of each draw, shape (draws,)."""

DRAWS = 10_000
LEVEL = 0.95
_CHUNK_NUMBERS = 4_000_000
_DRAWN_AT_ONCE = 2_000_000  # decides how the random numbers are laid out: another number gives other draws
_KEPT_NUMBERS = 20_000_000


@dataclass(frozen=True, slots=True)
class Interval:
    """A figure, its 95 % interval and how many items it rests on."""

    value: float
    low: float
    high: float
    n: int


class Resampler:
    """Draws of one set of items, made once and shared by all its figures.

    Args:
        clusters: Which cluster each item belongs to, in item order.
        draws: How many.
        seed: The same seed gives the same draws.
    """

    def __init__(self, clusters: Sequence[Hashable], draws: int = DRAWS, seed: int = 0) -> None:
        numbers: dict[Hashable, int] = {}
        self.cluster = np.array([numbers.setdefault(one, len(numbers)) for one in clusters], dtype=np.int64)
        self.clusters = len(numbers)
        self.draws = draws
        self.seed = seed

    def counts(self) -> Iterator[Floats]:
        """How often each cluster was drawn, shape (some draws, clusters), in chunks that fit in memory."""
        drawn = _drawn if self.clusters * self.draws > _KEPT_NUMBERS else _kept
        step = max(1, _CHUNK_NUMBERS // max(1, self.clusters))
        for tally in drawn(self.clusters, self.draws, self.seed):
            for begin in range(0, len(tally), step):
                yield tally[begin : begin + step].astype(np.float64)

    def ratios(self, numerators: Floats, denominators: Floats) -> Floats:
        """Draws of sums of numerators over sums of denominators.

        Args:
            numerators: Shape (n, figures).
            denominators: Shape (n, figures); 0 where an item has no part in a figure.

        Returns:
            Shape (draws, figures); NaN in a draw without any item that has part in the figure.
        """
        if not self.clusters:
            return np.full((self.draws, numerators.shape[1]), np.nan)
        sums = np.zeros((self.clusters, 2 * numerators.shape[1]))
        np.add.at(sums, self.cluster, np.hstack([numerators, denominators]))
        parts = []
        for counts in self.counts():
            drawn = counts @ sums
            with np.errstate(invalid="ignore", divide="ignore"):
                parts.append(drawn[:, : numerators.shape[1]] / drawn[:, numerators.shape[1] :])
        return np.vstack(parts)

    def statistics(self, statistic: Statistic | ClusterStatistic) -> Floats:
        """Draws of any statistic of weighted items, or of one that knows how to use clusters, shape (draws,)."""
        if not self.clusters:
            return np.full(self.draws, np.nan)
        if not callable(statistic):
            of_draws = statistic.drawn(self.cluster, self.clusters)
            return np.concatenate([of_draws(counts) for counts in self.counts()])
        of_items = statistic
        step = max(1, _DRAWN_AT_ONCE // max(1, len(self.cluster)))
        return np.concatenate(
            [
                of_items(counts[begin : begin + step][:, self.cluster])
                for counts in self.counts()
                for begin in range(0, len(counts), step)
            ]
        )


def _drawn(clusters: int, draws: int, seed: int) -> Iterator[npt.NDArray[np.uint16]]:
    """Tallies of clusters drawn with replacement, shape (some draws, clusters)."""
    rng = np.random.default_rng(seed)
    step = max(1, _DRAWN_AT_ONCE // max(1, clusters))
    for begin in range(0, draws, step):
        rows = min(step, draws - begin)
        drawn = rng.integers(0, clusters, (rows, clusters)) + clusters * np.arange(rows)[:, None]
        yield np.bincount(drawn.ravel(), minlength=rows * clusters).reshape(rows, clusters).astype(np.uint16)


@lru_cache(maxsize=24)
def _kept(clusters: int, draws: int, seed: int) -> tuple[npt.NDArray[np.uint16], ...]:
    """The same draws, kept: the figures of a report are drawn from the same few numbers of clusters again and again."""
    return tuple(_drawn(clusters, draws, seed))


def interval(value: float, drawn: Floats, n: int, level: float = LEVEL) -> Interval:
    """The percentile interval of drawn values, widened to hold the value itself.

    A biased statistic such as the calibration error can lie outside its own percentiles; an interval that leaves its
    value out says nothing one can use. Draws without a value are left out.
    """
    kept = drawn[np.isfinite(drawn)]
    if not len(kept):
        return Interval(value, value, value, n)
    low, high = np.quantile(kept, [(1 - level) / 2, (1 + level) / 2])
    return Interval(value, min(value, float(low)), max(value, float(high)), n)


def mean_interval(
    values: Sequence[float | None], clusters: Sequence[Hashable], draws: int = DRAWS, seed: int = 0
) -> Interval | None:
    """The mean of the values that are not None, with its interval; None when there is none."""
    kept = [(value, cluster) for value, cluster in zip(values, clusters, strict=True) if value is not None]
    if not kept:
        return None
    numerators = np.array([[value] for value, _ in kept], dtype=np.float64)
    drawn = Resampler([cluster for _, cluster in kept], draws, seed).ratios(numerators, np.ones_like(numerators))
    return interval(float(numerators.mean()), drawn[:, 0], len(kept))


def paired_difference(
    first: Sequence[float | None],
    second: Sequence[float | None],
    clusters: Sequence[Hashable],
    draws: int = DRAWS,
    seed: int = 0,
) -> Interval | None:
    """The mean of second minus first over items that have both, each draw taking the same items of both."""
    differences = [
        None if before is None or after is None else after - before for before, after in zip(first, second, strict=True)
    ]
    return mean_interval(differences, clusters, draws, seed)
