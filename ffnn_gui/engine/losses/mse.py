"""Squared error: half the squared distance between outputs and targets, the loss of regression.

On classes it fits the one-hot code (or 0 and 1 on a single output), to be compared with cross-entropy.
"""

from typing import ClassVar, Literal

import numpy as np

from ffnn_gui.data import Task
from ffnn_gui.engine.arrays import Array, constant
from ffnn_gui.engine.losses.base import Loss
from ffnn_gui.engine.losses.encoding import one_hot


class MeanSquaredError(Loss):
    """L = ½ Σ (z − y)², summed over the outputs."""

    kind: Literal["mse"] = "mse"
    label: ClassVar[str] = "Squared error"
    help: ClassVar[str] = "Half the squared distance between outputs and targets, averaged over the examples."
    formula: ClassVar[str] = "L = ½ Σₖ (z_k − y_k)²"
    order: ClassVar[float] = 3
    middle: ClassVar[float] = 0.5

    def fits(self, task: Task) -> bool:
        """Values and classes."""
        return True

    def n_outputs(self, task: Task) -> int:
        """One a target; one for two classes, else one a class."""
        if task.kind == "regression":
            return task.n_targets
        return 1 if len(task.classes) == 2 else len(task.classes)

    def encode(self, y: Array, n_outputs: int, dtype: str) -> Array:
        """The values as they are, or one-hot rows for class indices and several outputs."""
        values = np.asarray(y)
        if values.ndim == 1 and values.dtype.kind in "iu" and n_outputs > 1:
            return one_hot(values, n_outputs, dtype)
        rows = values.reshape(len(values), -1).astype(dtype)
        if rows.shape[1] != n_outputs:
            raise ValueError(f"Targets have {rows.shape[1]} values an example, the network has {n_outputs} outputs.")
        return rows

    def gradient(self, z: Array, targets: Array, row: Array) -> None:
        """∂L/∂z = (z − y) / examples."""
        np.subtract(z, targets, z)
        np.multiply(z, constant(1.0 / z.shape[1], z.dtype), z)

    def values(self, z: Array, targets: Array) -> Array:
        """½ Σ (z − y)² of each example."""
        error = z - targets
        return np.asarray(0.5 * np.einsum("ij,ij->j", error, error))

    def hits(self, z: Array, targets: Array, classes: int) -> Array:
        """Right where the output nearest to its 1 is the target's (a single one of two classes: above or below ½)."""
        if len(z) < classes:
            return np.asarray((z[0] > self.middle) == (targets[0] > self.middle))
        return np.asarray(z.argmax(axis=0) == targets.argmax(axis=0))

    def probabilities(self, outputs: Array, classes: int) -> Array:
        """The outputs as scores, cut to 0…1: a squared error does not make true probabilities.

        A single output is the score of the second class, which a set of one class does not have.
        """
        scores = np.clip(outputs, 0, 1)
        return np.hstack([1 - scores, scores])[:, :classes] if scores.shape[1] == 1 else scores
