"""How well "not in the guide" is said: when it should be, and how confidence orders right and wrong answers."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class RiskPoint:
    """Answering only at `threshold` and above gives an answer to `coverage` of all items, `risk` of those wrong."""

    coverage: float
    risk: float
    threshold: float


def abstain_precision(abstained: Sequence[bool], answerable: Sequence[bool]) -> float | None:
    """Share of the abstentions where the guide indeed does not say; None when nothing was abstained on."""
    right = [not can for gave_up, can in zip(abstained, answerable, strict=True) if gave_up]
    return sum(right) / len(right) if right else None


def abstain_recall(abstained: Sequence[bool], answerable: Sequence[bool]) -> float | None:
    """Share of the unanswerable items that were abstained on; None without unanswerable items."""
    right = [gave_up for gave_up, can in zip(abstained, answerable, strict=True) if not can]
    return sum(right) / len(right) if right else None


def abstain_f1(abstained: Sequence[bool], answerable: Sequence[bool]) -> float | None:
    """Harmonic mean of the two, as 2 TP / (2 TP + FP + FN); None when nothing is or should be abstained on."""
    pairs = list(zip(abstained, answerable, strict=True))
    hits = sum(gave_up and not can for gave_up, can in pairs)
    misses = sum(gave_up == can for gave_up, can in pairs)
    return 2 * hits / (2 * hits + misses) if hits + misses else None


def auroc(scores: npt.ArrayLike, positive: npt.ArrayLike, weights: npt.ArrayLike | None = None) -> Floats:
    """Chance that a positive outscores a negative, ties counting half.

    Args:
        scores: Shape (n,).
        positive: Shape (n,), true or false.
        weights: Shape (draws, n) or (n,): how often each item counts; once when None.

    Returns:
        Shape (draws,), or () for weights of shape (n,); NaN where one class is empty.

    Source: the Mann–Whitney statistic, Hanley and McNeil 1982.
    """
    values = np.asarray(scores, dtype=np.float64)
    labels = np.asarray(positive, dtype=np.float64)
    counts = np.ones(len(values)) if weights is None else np.asarray(weights, dtype=np.float64)
    if not len(values):
        return np.full(counts.shape[:-1], np.nan)
    order = np.argsort(values, kind="stable")
    firsts = np.flatnonzero(np.diff(values[order], prepend=np.nan) != 0)
    ups = np.add.reduceat((counts * labels)[..., order], firsts, axis=-1)
    downs = np.add.reduceat((counts * (1 - labels))[..., order], firsts, axis=-1)
    below = np.cumsum(downs, axis=-1) - downs
    wins = (ups * (below + downs / 2)).sum(axis=-1)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(wins / (ups.sum(axis=-1) * downs.sum(axis=-1)), dtype=np.float64)


def balanced_accuracy(predicted: Sequence[bool], truth: Sequence[bool]) -> float | None:
    """Mean of the share of positives and the share of negatives that were told rightly; None with one class only."""
    ups = [guess for guess, label in zip(predicted, truth, strict=True) if label]
    downs = [not guess for guess, label in zip(predicted, truth, strict=True) if not label]
    return (sum(ups) / len(ups) + sum(downs) / len(downs)) / 2 if ups and downs else None


def risk_coverage(confidences: Sequence[float], correct: Sequence[bool], items: int | None = None) -> list[RiskPoint]:
    """The risk–coverage curve, one point for each distinct confidence from the highest down.

    Args:
        confidences: Of the answers that were given.
        correct: Whether each of them is right.
        items: All items asked, abstentions included; the answers given when None.

    Source: El-Yaniv and Wiener 2010.
    """
    total = len(confidences) if items is None else items
    points: list[RiskPoint] = []
    wrong = 0
    ranked = sorted(zip(confidences, correct, strict=True), key=lambda pair: -pair[0])
    for i, (confidence, right) in enumerate(ranked, 1):
        wrong += not right
        if i == len(ranked) or ranked[i][0] != confidence:
            points.append(RiskPoint(i / total, wrong / i, confidence))
    return points


def risk_area(confidences: npt.ArrayLike, correct: npt.ArrayLike, weights: npt.ArrayLike | None = None) -> Floats:
    """Area under the risk–coverage curve of the answers given: the mean of the risks of keeping the best 1, 2, … n.

    Answers of one confidence come in every order alike: the expected risk over their orders is taken. 0 is best; an
    order that says nothing gives the share of wrong answers.

    Args:
        confidences: Shape (n,).
        correct: Shape (n,), true or false.
        weights: Shape (draws, n) or (n,), whole numbers: how often each item counts; once when None.

    Returns:
        Shape (draws,) or (); NaN where nothing was answered.

    Source: AURC, Geifman et al. 2019 (Bias-reduced uncertainty estimation), with ties averaged.
    """
    values = np.asarray(confidences, dtype=np.float64)
    right = np.asarray(correct, dtype=np.float64)
    counts = np.ones(len(values)) if weights is None else np.asarray(weights, dtype=np.float64)
    if not len(values):
        return np.full(counts.shape[:-1], np.nan)
    order = np.argsort(-values, kind="stable")
    firsts = np.flatnonzero(np.diff(values[order], prepend=np.nan) != 0)
    sizes = np.add.reduceat(counts[..., order], firsts, axis=-1)
    errors = np.add.reduceat((counts * (1 - right))[..., order], firsts, axis=-1)
    kept = np.cumsum(sizes, axis=-1)
    before, wrong = kept - sizes, np.cumsum(errors, axis=-1) - errors
    # After j answers of a tie the expected risk is (wrong + rate j) / (before + j); harmonic numbers sum it.
    harmonic = np.concatenate([[0.0], np.cumsum(1 / np.arange(1, int(kept[..., -1].max()) + 1))])
    steps = harmonic[kept.astype(np.int64)] - harmonic[before.astype(np.int64)]
    with np.errstate(invalid="ignore", divide="ignore"):
        rate = np.where(sizes > 0, errors / sizes, 0.0)
        area = (rate * sizes + (wrong - rate * before) * steps).sum(axis=-1)
        return np.asarray(area / kept[..., -1], dtype=np.float64)
