"""Makes a curve's points fit to be drawn: finite, few, and above 0 where the axis is logarithmic."""

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]


def finite(x: Points, y: Points) -> tuple[Points, Points]:
    """The points whose both numbers are finite."""
    good = np.isfinite(y) & np.isfinite(x)
    return (x, y) if good.all() else (x[good], y[good])


def thinned(x: Points, y: Points, most: int) -> tuple[Points, Points]:
    """At most about so many points: of each group the lowest and the highest in their order, so that peaks stay.

    The first and the last point are kept.
    """
    size = -(-2 * len(x) // max(most, 4))
    if size <= 2:
        return x, y
    whole = (len(x) - 2) // size
    inner, rest = y[1 : 1 + whole * size].reshape(whole, size), y[1 + whole * size : -1]
    ends = np.stack([inner.argmin(axis=1), inner.argmax(axis=1)], axis=1)
    ends.sort(axis=1)
    ends += (1 + size * np.arange(whole))[:, np.newaxis]
    last = sorted((int(rest.argmin()), int(rest.argmax()))) if rest.size else []
    kept = np.concatenate([[0], ends.reshape(-1), np.array(last, np.intp) + 1 + whole * size, [len(x) - 1]])
    return x[kept], y[kept]


def above_zero(y: Points) -> tuple[float, float] | None:
    """The smallest and largest finite value above 0, or None."""
    good = y[np.isfinite(y) & (y > 0)]
    return (float(good.min()), float(good.max())) if good.size else None


def exponents(y: Points, lowest: float) -> Points:
    """log₁₀ of values; 0 and what is below 10^lowest lie on `lowest`, so that a vanished value is still seen."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(np.maximum(np.log10(np.maximum(y, 0)), lowest))
