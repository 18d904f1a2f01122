"""Statistics of resampled items worked out from sums by cluster: the figures of `metrics`, many draws at a time.

A draw counts every item of a cluster equally often, so a statistic of a draw needs only what each cluster adds up to. Each
class here gives exactly what its definition in `metrics` gives for the weights of the draw, in a fraction of the time.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from studyground.eval.metrics.abstention import auroc, risk_area
from studyground.eval.metrics.calibration import BINS, bin_of, calibration_error
from studyground.eval.metrics.latency import percentile

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Drawn = Callable[[Floats], Floats]
"""Of how often each cluster was drawn, shape (draws, clusters): the statistic of each draw, shape (draws,)."""

# Beyond this many clusters a table of all pairs of them costs more than sorting does.
_PAIRS_MAX = 800
_CACHED_NUMBERS = 100_000  # about what a processor's cache holds: sorting runs through them several times
_SLACK = 1e-9  # as in metrics.latency


class ClusterStatistic(Protocol):
    """A statistic of some items that can be worked out for draws of clusters."""

    def whole(self) -> float:
        """The statistic of the items, each once."""
        ...

    def drawn(self, cluster: Ints, clusters: int) -> Drawn:
        """The statistic of draws.

        Args:
            cluster: The number of each item's cluster, shape (n,).
            clusters: How many there are; some may hold no item of this statistic.
        """
        ...


@dataclass(frozen=True, slots=True)
class Auroc:
    """`metrics.abstention.auroc` of draws."""

    scores: Sequence[float]
    positive: Sequence[bool]

    def whole(self) -> float:
        """Each item once."""
        return float(auroc(self.scores, self.positive))

    def drawn(self, cluster: Ints, clusters: int) -> Drawn:
        """Wins are a quadratic form: how often positives of one cluster outscore negatives of another."""
        if clusters > _PAIRS_MAX:
            return lambda counts: auroc(self.scores, self.positive, counts[:, cluster])
        values, labels = np.asarray(self.scores, dtype=np.float64), np.asarray(self.positive, dtype=bool)
        ups, downs = np.flatnonzero(labels), np.flatnonzero(~labels)
        ordered = values[ups][:, None] - values[downs][None, :]
        wins = (np.sign(ordered) + 1) / 2
        rows = np.zeros((clusters, len(downs)))
        np.add.at(rows, cluster[ups], wins)
        pairs = np.zeros((clusters, clusters))
        np.add.at(pairs.T, cluster[downs], rows.T)
        many_ups = np.bincount(cluster[ups], minlength=clusters).astype(np.float64)
        many_downs = np.bincount(cluster[downs], minlength=clusters).astype(np.float64)

        def statistic(counts: Floats) -> Floats:
            with np.errstate(invalid="ignore", divide="ignore"):
                won = ((counts @ pairs) * counts).sum(axis=1)
                return np.asarray(won / ((counts @ many_ups) * (counts @ many_downs)), dtype=np.float64)

        return statistic


@dataclass(frozen=True, slots=True)
class RiskArea:
    """`metrics.abstention.risk_area` of draws."""

    confidences: Sequence[float]
    correct: Sequence[bool]

    def whole(self) -> float:
        """Each item once."""
        return float(risk_area(self.confidences, self.correct))

    def drawn(self, cluster: Ints, clusters: int) -> Drawn:
        """By definition: an order of answers has no shorter form."""

        def statistic(counts: Floats) -> Floats:
            step = max(1, _CACHED_NUMBERS // max(1, len(cluster)))
            parts = [
                risk_area(self.confidences, self.correct, counts[begin : begin + step][:, cluster])
                for begin in range(0, len(counts), step)
            ]
            return np.concatenate(parts)

        return statistic


@dataclass(frozen=True, slots=True)
class CalibrationError:
    """`metrics.calibration.calibration_error` of draws."""

    confidences: Sequence[float]
    correct: Sequence[bool]

    def whole(self) -> float:
        """Each item once."""
        return float(calibration_error(self.confidences, self.correct))

    def drawn(self, cluster: Ints, clusters: int) -> Drawn:
        """Each bin's gap is a sum over clusters."""
        values = np.asarray(self.confidences, dtype=np.float64)
        gaps = np.zeros((clusters, BINS))
        np.add.at(gaps, (cluster, bin_of(values)), values - np.asarray(self.correct, dtype=np.float64))
        sizes = np.bincount(cluster, minlength=clusters).astype(np.float64)

        def statistic(counts: Floats) -> Floats:
            with np.errstate(invalid="ignore", divide="ignore"):
                return np.asarray(np.abs(counts @ gaps).sum(axis=1) / (counts @ sizes), dtype=np.float64)

        return statistic


@dataclass(frozen=True, slots=True)
class Percentile:
    """`metrics.latency.percentile` of draws, for one share."""

    values: Sequence[float]
    share: float

    def whole(self) -> float:
        """Each item once."""
        return float(percentile(self.values, self.share))

    def drawn(self, cluster: Ints, clusters: int) -> Drawn:
        """Sums up to every few values find the stretch that holds the percentile; only that is gone through."""
        numbers = np.asarray(self.values, dtype=np.float64)
        order = np.argsort(numbers, kind="stable")
        ranked, owner = numbers[order], cluster[order]
        stretch = max(1, int(len(numbers) ** 0.5))
        ends = np.arange(stretch, len(numbers), stretch)
        upto = np.zeros((clusters, len(ends) + 1))
        for column, end in enumerate([*ends, len(numbers)]):
            upto[:, column] = np.bincount(owner[:end], minlength=clusters)
        begins = np.concatenate([[0], ends])
        padded = np.concatenate([owner, np.zeros(stretch, dtype=np.int64)])

        def statistic(counts: Floats) -> Floats:
            reached = counts @ upto
            total = reached[:, -1]
            wanted = self.share * total - _SLACK
            block = np.minimum((reached < wanted[:, None]).sum(axis=1), len(begins) - 1)
            before = np.where(block > 0, reached[np.arange(len(block)), block - 1], 0.0)
            at = begins[block][:, None] + np.arange(stretch)
            running = before[:, None] + np.cumsum(np.take_along_axis(counts, padded[at], axis=1), axis=1)
            place = begins[block] + (running < wanted[:, None]).sum(axis=1)
            found = ranked[np.minimum(place, len(ranked) - 1)]
            return np.where(total > 0, found, np.nan)

        return statistic


@dataclass(frozen=True, slots=True)
class BalancedAccuracy:
    """`metrics.abstention.balanced_accuracy` of draws; NaN where one class was not drawn."""

    predicted: Sequence[bool]
    truth: Sequence[bool]

    def whole(self) -> float:
        """Each item once."""
        return float(self.drawn(np.zeros(len(self.truth), dtype=np.int64), 1)(np.ones((1, 1)))[0])

    def drawn(self, cluster: Ints, clusters: int) -> Drawn:
        """Two ratios of sums over clusters."""
        guess, label = np.asarray(self.predicted, dtype=bool), np.asarray(self.truth, dtype=bool)
        sums = np.zeros((clusters, 4))
        np.add.at(sums, cluster, np.column_stack([guess & label, label, ~guess & ~label, ~label]).astype(np.float64))

        def statistic(counts: Floats) -> Floats:
            parts = counts @ sums
            with np.errstate(invalid="ignore", divide="ignore"):
                return np.asarray((parts[:, 0] / parts[:, 1] + parts[:, 2] / parts[:, 3]) / 2, dtype=np.float64)

        return statistic


@dataclass(frozen=True, slots=True)
class OfSome:
    """A statistic of some of the items that are drawn.

    Args:
        inner: Of the chosen items.
        chosen: Their places among all items.
    """

    inner: ClusterStatistic
    chosen: Ints

    def whole(self) -> float:
        """As the statistic within."""
        return self.inner.whole()

    def drawn(self, cluster: Ints, clusters: int) -> Drawn:
        """As the statistic within, over the clusters of all."""
        return self.inner.drawn(cluster[self.chosen], clusters)
