"""Cross-entropy: softmax turns the outputs into class probabilities, the loss is −ln of the right one's.

Fused, the gradient is simply p − y, without the saturation of a squared error on squeezed outputs.
"""

from typing import ClassVar, Literal

import numpy as np

from ffnn_gui.data import Task
from ffnn_gui.engine.arrays import Array, constant
from ffnn_gui.engine.losses.base import Loss
from ffnn_gui.engine.losses.encoding import one_hot


class CrossEntropy(Loss):
    """L = −ln p_y, p = softmax(z) = e^z / Σ e^z."""

    kind: Literal["cross_entropy"] = "cross_entropy"
    label: ClassVar[str] = "Cross-entropy (softmax)"
    help: ClassVar[str] = "For classes: softmax makes probabilities of the outputs, the loss is −ln of the right one's."
    formula: ClassVar[str] = "L = −ln p_y,  p_k = e^z_k / Σⱼ e^z_j"
    order: ClassVar[float] = 2

    def fits(self, task: Task) -> bool:
        """Any number of classes."""
        return task.kind == "classification"

    def n_outputs(self, task: Task) -> int:
        """One a class."""
        return len(task.classes)

    def encode(self, y: Array, n_outputs: int, dtype: str) -> Array:
        """One-hot rows (examples, classes)."""
        return one_hot(y, n_outputs, dtype)

    def gradient(self, z: Array, targets: Array, row: Array) -> None:
        """∂L/∂z = (softmax(z) − y) / examples."""
        np.maximum.reduce(z, 0, out=row)
        np.subtract(z, row, z)
        # A probability below 1e-12 (float32) is as good as none, and would decay into subnormal numbers.
        np.maximum(z, constant(-28.0 if z.dtype.itemsize == 4 else -690.0, z.dtype), out=z)
        np.exp(z, z)
        np.add.reduce(z, 0, out=row)
        np.divide(z, row, z)
        np.subtract(z, targets, z)
        np.multiply(z, constant(1.0 / z.shape[1], z.dtype), z)

    def values(self, z: Array, targets: Array) -> Array:
        """ln Σ e^z − z_y, shifted by the largest output."""
        shifted = z - z.max(axis=0)
        return np.asarray(np.log(np.exp(shifted).sum(axis=0)) - (shifted * targets).sum(axis=0))

    def hits(self, z: Array, targets: Array, classes: int) -> Array:
        """Right where the largest output is the target's."""
        return np.asarray(z.argmax(axis=0) == targets.argmax(axis=0))

    def probabilities(self, outputs: Array, classes: int) -> Array:
        """softmax of each row."""
        weights = np.exp(outputs - outputs.max(axis=1, keepdims=True))
        return np.asarray(weights / weights.sum(axis=1, keepdims=True))
