"""What every loss can do, on outputs laid out as (outputs, examples) inside and (examples, outputs) outside.

All losses are means over the batch; the gradient is that of the mean.
"""

from abc import abstractmethod
from typing import ClassVar

import numpy as np

from ffnn_gui.data import Task
from ffnn_gui.engine.arrays import Array
from ffnn_gui.schema import Choice


class Loss(Choice):
    """A loss on the network's outputs; the only one of two classes decides for the second above `middle`."""

    middle: ClassVar[float] = 0.0

    @abstractmethod
    def fits(self, task: Task) -> bool:
        """Whether the loss makes sense for the task."""

    @abstractmethod
    def n_outputs(self, task: Task) -> int:
        """How many outputs the network needs for the task."""

    @abstractmethod
    def encode(self, y: Array, n_outputs: int, dtype: str) -> Array:
        """Targets as rows (examples, n_outputs) in the form that `gradient` and `values` take.

        `y` holds class indices (examples,) or values (examples, n_outputs). Raises ValueError when they do not fit.
        """

    @abstractmethod
    def gradient(self, z: Array, targets: Array, row: Array) -> None:
        """Replace the outputs z (outputs, examples) by ∂L/∂z of the mean loss.

        `targets` are encoded, (outputs, examples); `row` (examples,) is free to use.
        """

    @abstractmethod
    def values(self, z: Array, targets: Array) -> Array:
        """The loss of each example, (examples,); z and targets as in `gradient`, left as they are."""

    @abstractmethod
    def hits(self, z: Array, targets: Array, classes: int) -> Array:
        """Which examples of so many classes are decided rightly, booleans (examples,); z, targets as in `gradient`."""

    @abstractmethod
    def probabilities(self, outputs: Array, classes: int) -> Array:
        """Probabilities (examples, classes) of so many classes from outputs (examples, outputs)."""

    def decide(self, outputs: Array, classes: int) -> Array:
        """The most probable class's index, of so many, for each example, (examples,); the first of equals.

        From the outputs themselves: cut or rounded to probabilities, different ones may become equal.
        """
        if outputs.shape[1] < classes:
            return np.asarray(outputs[:, 0] > self.middle, np.int64)
        return np.asarray(outputs.argmax(axis=1))
