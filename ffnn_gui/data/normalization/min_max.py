"""Min–max normalization maps the range of each feature in the training part to 0…1.

Held-out examples may lie a little outside, since they had no say in the range.
"""

from typing import ClassVar, Literal

import numpy as np

from ffnn_gui.data.normalization.base import Normalization, Numbers


class MinMax(Normalization):
    """x' = (x − min) / (max − min)."""

    kind: Literal["min_max"] = "min_max"
    label: ClassVar[str] = "Min–max (0…1)"
    help: ClassVar[str] = (
        "Maps the range each feature has in the training part to 0…1 (one range for all pixels of images)."
    )
    formula: ClassVar[str] = "x′ = (x − min) / (max − min)"
    order: ClassVar[float] = 2

    def offset_and_scale(self, X: Numbers, axis: int | None) -> tuple[Numbers, Numbers]:
        """Minimum and range."""
        low, high = (np.asarray(extreme(X, axis), np.float64) for extreme in (np.min, np.max))
        return low, high - low
