"""How many numbers lie where: counts in even bins between two round ends, and the same counts in other bins."""

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from ffnn_gui.engine.arrays import Array
from ffnn_gui.ui.plots.ranges import Range, round_up

BINS = 60
"""An even number: in a range around 0 no bin holds numbers of both signs."""

Shares = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Histogram:
    """Counts of finite numbers.

    Attributes:
        ends: from where to where the bins lie; counts: numbers a bin (BINS,), those beyond in the outermost bins
        mean, spread: of the numbers (the spread is the standard deviation); lost: how many are not finite
    """

    ends: Range
    counts: NDArray[np.int64]
    mean: float
    spread: float
    lost: int

    @property
    def edges(self) -> Shares:
        """The ends of the bins, (BINS + 1,)."""
        return np.linspace(*self.ends, BINS + 1)

    def bin_at(self, value: float) -> int | None:
        """The bin that a value falls into; None beyond the ends."""
        low, high = self.ends
        return min(int((value - low) / (high - low) * BINS), BINS - 1) if low <= value <= high else None


def histogram(values: Array, ends: Range) -> Histogram:
    """Count numbers of any shape between two ends."""
    flat = values.reshape(-1)
    good = flat[np.isfinite(flat)]
    low, high = ends
    # Many times quicker than np.histogram.
    places = np.clip((good - low) * (BINS / (high - low)), 0, BINS - 1).astype(np.intp)
    counts = np.bincount(places, minlength=BINS)
    some = good.size > 0
    mean, spread = (float(good.mean()), float(good.std())) if some else (math.nan, math.nan)
    return Histogram(ends, counts, mean, spread, flat.size - good.size)


def around_zero(values: Array, least: float = 0.0) -> Range:
    """A round range around 0 that holds all finite numbers, and at least ±`least`."""
    size = float(np.abs(values, where=np.isfinite(values), out=np.zeros_like(values)).max(initial=0.0))
    # What is largest should not stand on the very edge.
    edge = max(round_up(1.05 * size), least) or 1.0
    return -edge, edge


@lru_cache(maxsize=256)
def resampling(ends: Range, others: Range) -> Shares:
    """A matrix (BINS, BINS) that turns counts between some ends into counts between others, spread evenly in a bin."""
    old, new = np.linspace(*ends, BINS + 1), np.linspace(*others, BINS + 1)
    overlap = np.minimum(new[1:, None], old[None, 1:]) - np.maximum(new[:-1, None], old[None, :-1])
    return np.asarray(np.maximum(overlap, 0) / (old[1] - old[0]))
