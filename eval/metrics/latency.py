"""Percentiles of milliseconds."""

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


def percentile(values: npt.ArrayLike, share: float, weights: npt.ArrayLike | None = None) -> Floats:
    """The smallest value that at least `share` of the values do not exceed (nearest rank).

    Args:
        values: Shape (n,).
        share: Of the values, above 0 and at most 1.
        weights: Shape (draws, n) or (n,): how often each item counts; once when None.

    Returns:
        Shape (draws,) or (); NaN without values.
    """
    numbers = np.asarray(values, dtype=np.float64)
    counts = np.ones(len(numbers)) if weights is None else np.asarray(weights, dtype=np.float64)
    if not len(numbers):
        return np.full(counts.shape[:-1], np.nan)
    order = np.argsort(numbers, kind="stable")
    reached = np.cumsum(counts[..., order], axis=-1)
    total = reached[..., -1:]
    # The slack keeps 0.95 * 20 = 19.000000000000004 from asking for one value too many.
    place = (reached < share * total - 1e-9).sum(axis=-1)
    found = numbers[order][np.minimum(place, len(numbers) - 1)]
    return np.where(total[..., 0] > 0, found, np.nan)
