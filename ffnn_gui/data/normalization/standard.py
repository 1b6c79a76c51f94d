"""Standardization gives each feature zero mean and unit variance over the training part.

It is the usual choice for features in different units: gradients then see all directions alike.
"""

from typing import ClassVar, Literal

import numpy as np

from ffnn_gui.data.normalization.base import Normalization, Numbers

BLOCK, PIECE = 2**23, 2**18
"""Numbers that are summed in one go, and those of more at a time."""


class Standard(Normalization):
    """x' = (x − μ) / σ, σ² being the mean squared deviation."""

    kind: Literal["standard"] = "standard"
    label: ClassVar[str] = "Standard (mean 0, variance 1)"
    help: ClassVar[str] = (
        "Gives each feature zero mean and unit variance over the training part (all pixels of images together)."
    )
    formula: ClassVar[str] = "x′ = (x − μ) / σ"
    order: ClassVar[float] = 3

    def offset_and_scale(self, X: Numbers, axis: int | None) -> tuple[Numbers, Numbers]:
        """Mean and standard deviation, summed in float64 whatever the dtype of X."""
        # The deviation of equal values need not come out as exactly 0, and would then blow rounding errors up to ±1.
        varies = X.max(axis) > X.min(axis)
        mean = X.mean(axis, dtype=np.float64)
        return mean, np.where(varies, X.std(axis, dtype=np.float64) if X.size <= BLOCK else _spread(X, mean, axis), 0.0)


def _spread(X: Numbers, mean: Numbers, axis: int | None) -> Numbers:
    """The standard deviation, summed over a block at a time: NumPy's own makes a float64 copy of everything."""
    rows = max(1, PIECE // X.shape[1])
    squares = sum(((X[start : start + rows] - mean) ** 2).sum(axis) for start in range(0, len(X), rows))
    return np.asarray(np.sqrt(squares / (X.size if axis is None else len(X))))
