"""Which part of the plane is seen: wide enough for the points, and still while one draws within it."""

import numpy as np
from numpy.typing import NDArray

from ffnn_gui.data.sets.plane import EXTENT
from ffnn_gui.ui.plots.ranges import Range

MARGIN = 0.1
USUAL: tuple[Range, Range] = ((-EXTENT - 0.5, EXTENT + 0.5), (-EXTENT - 0.5, EXTENT + 0.5))
SMALL = 0.2
"""Points that fill a smaller share of the usual part than this are looked at closely."""

Sight = tuple[Range, Range]


def sight_of(places: NDArray[np.float64]) -> Sight:
    """The ranges of x₁ and x₂ that show all places (points, 2): the usual ones where they do."""
    if not len(places):
        return USUAL
    low, high = places.min(axis=0), places.max(axis=0)
    close = 0 < (high - low).max() < SMALL * (USUAL[0][1] - USUAL[0][0])
    return USUAL if holds(USUAL, places) and not close else _padded(low, high)


def joined(one: Sight, other: Sight) -> Sight:
    """What shows all that either shows."""
    low = np.minimum(one, other)[:, 0].tolist()
    high = np.maximum(one, other)[:, 1].tolist()
    return (low[0], high[0]), (low[1], high[1])


def holds(sight: Sight, places: NDArray[np.float64]) -> bool:
    """Whether all places are seen."""
    low, high = np.array(sight).T
    return bool(((places >= low) & (places <= high)).all())


def _padded(low: NDArray[np.float64], high: NDArray[np.float64]) -> Sight:
    pad = np.where(high > low, MARGIN * (high - low), 1.0)
    left, below = (low - pad).tolist()
    right, above = (high + pad).tolist()
    return (left, right), (below, above)
