"""Whether confidence means what it says: of answers given at 0.8, 80 % are right."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
BINS = 10


@dataclass(frozen=True, slots=True)
class ReliabilityBin:
    """Answers with a confidence in one bin: how many, their mean confidence, the share that is right."""

    low: float
    high: float
    n: int
    confidence: float
    accuracy: float


def bin_of(confidences: npt.ArrayLike, bins: int = BINS) -> npt.NDArray[np.int64]:
    """The bin of each confidence, equal widths over 0 to 1, 1 itself in the last."""
    values = np.clip(np.asarray(confidences, dtype=np.float64), 0, 1)
    return np.minimum((values * bins).astype(np.int64), bins - 1)


def calibration_error(
    confidences: npt.ArrayLike, correct: npt.ArrayLike, weights: npt.ArrayLike | None = None, bins: int = BINS
) -> Floats:
    """Expected calibration error: over bins, |mean confidence - share right| weighted by the answers in each.

    Args:
        confidences: Shape (n,), 0 to 1.
        correct: Shape (n,), true or false.
        weights: Shape (draws, n) or (n,): how often each item counts; once when None.
        bins: Bins of equal width.

    Returns:
        Shape (draws,) or (); NaN where nothing was answered.

    Source: Naeini et al. 2015; Guo et al. 2017.
    """
    values = np.asarray(confidences, dtype=np.float64)
    counts = np.ones(len(values)) if weights is None else np.asarray(weights, dtype=np.float64)
    gaps = np.zeros((len(values), bins))
    gaps[np.arange(len(values)), bin_of(values, bins)] = values - np.asarray(correct, dtype=np.float64)
    total = counts.sum(axis=-1)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(np.abs(counts @ gaps).sum(axis=-1) / total, dtype=np.float64)


def brier(confidences: Sequence[float], correct: Sequence[bool]) -> float | None:
    """Mean squared distance of confidence from what happened; None without answers.

    Source: Brier 1950.
    """
    pairs = list(zip(confidences, correct, strict=True))
    return sum((confidence - right) ** 2 for confidence, right in pairs) / len(pairs) if pairs else None


def reliability(confidences: Sequence[float], correct: Sequence[bool], bins: int = BINS) -> list[ReliabilityBin]:
    """The bins of the reliability plot that hold any answer, lowest first.

    Source: DeGroot and Fienberg 1983.
    """
    places = bin_of(np.asarray(confidences, dtype=np.float64), bins) if len(confidences) else ()
    held: dict[int, list[tuple[float, bool]]] = {}
    for place, confidence, right in zip(places, confidences, correct, strict=True):
        held.setdefault(int(place), []).append((confidence, right))
    return [
        ReliabilityBin(
            place / bins,
            (place + 1) / bins,
            len(pairs),
            sum(confidence for confidence, _ in pairs) / len(pairs),
            sum(right for _, right in pairs) / len(pairs),
        )
        for place, pairs in sorted(held.items())
    ]
