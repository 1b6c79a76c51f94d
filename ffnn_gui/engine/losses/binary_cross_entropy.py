"""Binary cross-entropy: the logistic function and the negative log-likelihood of two classes in one, on one output.

The targets are coded as signs, so that both classes are exact far out, where the logistic function rounds to 0 or 1.
"""

import math
from typing import ClassVar, Literal

import numpy as np

from ffnn_gui.data import Task
from ffnn_gui.engine.arrays import Array, constant
from ffnn_gui.engine.losses.base import Loss
from ffnn_gui.engine.losses.encoding import class_indices


class BinaryCrossEntropy(Loss):
    """L = −[y ln p + (1 − y) ln(1 − p)], p = 1 / (1 + e⁻ᶻ); with the sign t = 2y − 1, L = ln(1 + e⁻ᵗᶻ)."""

    kind: Literal["binary_cross_entropy"] = "binary_cross_entropy"
    label: ClassVar[str] = "Cross-entropy (logistic)"
    help: ClassVar[str] = "For two classes: the logistic function on one output, and the log-likelihood of the label."
    formula: ClassVar[str] = "L = −[y ln p + (1 − y) ln(1 − p)],  p = 1 / (1 + e⁻ᶻ)"
    order: ClassVar[float] = 1

    def fits(self, task: Task) -> bool:
        """Two classes."""
        return task.kind == "classification" and len(task.classes) == 2

    def n_outputs(self, task: Task) -> int:
        """One: the logit of the second class."""
        return 1

    def encode(self, y: Array, n_outputs: int, dtype: str) -> Array:
        """Signs (examples, 1): −1 for class 0 and +1 for class 1."""
        if n_outputs != 1:
            raise ValueError(f"Logistic cross-entropy takes 1 output, not {n_outputs}.")
        return np.asarray(2 * class_indices(y, 2)[:, None] - 1, dtype)

    def gradient(self, z: Array, targets: Array, row: Array) -> None:
        """∂L/∂z = −t / (1 + eᵗᶻ) / examples = (p − y) / examples."""
        np.multiply(z, targets, z)
        # An error below 1e-12 (float32) is as good as none, and would decay into subnormal numbers.
        np.minimum(z, constant(_far(z.dtype), z.dtype), out=z)
        np.exp(z, z)
        np.add(z, constant(1.0, z.dtype), z)
        np.divide(targets, z, z)
        np.multiply(z, constant(-1.0 / z.shape[1], z.dtype), z)

    def values(self, z: Array, targets: Array) -> Array:
        """ln(1 + e⁻ᵗᶻ), without overflow."""
        margin = (z * targets)[0]
        return np.asarray(np.logaddexp(0, -margin))

    def hits(self, z: Array, targets: Array) -> Array:
        """Right where the output has the target's sign."""
        return np.asarray((z * targets)[0] > 0)

    def probabilities(self, outputs: Array) -> Array:
        """Columns 1 − p and p."""
        with np.errstate(over="ignore"):
            return np.asarray(1 / (1 + np.exp(outputs * np.array([1, -1], outputs.dtype))))


def _far(dtype: "np.dtype[np.float64]") -> float:
    """How far out a margin still counts: e⁻²⁷ ≈ 1e-12 in float32, all that can be represented in float64."""
    return 27.0 if dtype.itemsize == 4 else math.log(1e300)
