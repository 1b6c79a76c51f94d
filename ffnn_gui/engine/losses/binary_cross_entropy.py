"""Binary cross-entropy: the logistic function and the negative log-likelihood of two classes in one, on one output.

The targets are coded as half signs h = y − ½, which makes loss and gradient one formula for both classes.
"""

from typing import ClassVar, Literal

import numpy as np

from ffnn_gui.data import Task
from ffnn_gui.engine.arrays import Array, constant
from ffnn_gui.engine.losses.base import Loss
from ffnn_gui.engine.losses.encoding import class_indices


class BinaryCrossEntropy(Loss):
    """L = −[y ln p + (1 − y) ln(1 − p)], p = 1 / (1 + e⁻ᶻ); with h = y − ½, L = ln(1 + e⁻²ʰᶻ)."""

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
        """Half signs (examples, 1): −½ for class 0 and +½ for class 1."""
        if n_outputs != 1:
            raise ValueError(f"Logistic cross-entropy takes 1 output, not {n_outputs}.")
        return np.asarray(class_indices(y, 2)[:, None] - 0.5, dtype)

    def gradient(self, z: Array, targets: Array, row: Array) -> None:
        """∂L/∂z = h (tanh(hz) − 1) / examples = (p − y) / examples.

        With tanh nothing overflows, and a confident output's error rounds to 0 instead of decaying into subnormals.
        """
        np.multiply(z, targets, z)
        np.tanh(z, z)
        np.subtract(z, constant(1.0, z.dtype), z)
        np.multiply(z, targets, z)
        np.multiply(z, constant(1.0 / z.shape[1], z.dtype), z)

    def values(self, z: Array, targets: Array) -> Array:
        """ln(1 + e⁻²ʰᶻ), without overflow."""
        return np.asarray(np.logaddexp(0, -2 * (z * targets)[0]))

    def hits(self, z: Array, targets: Array, classes: int) -> Array:
        """Right where the output is on the target's side of 0; on 0 it is the first class's."""
        return np.asarray((z[0] > self.middle) == (targets[0] > 0))

    def probabilities(self, outputs: Array, classes: int) -> Array:
        """Columns 1 − p and p."""
        with np.errstate(over="ignore"):
            return np.asarray(1 / (1 + np.exp(outputs * np.array([1, -1], outputs.dtype))))
