"""What every initializer can do: draw a weight matrix for given fan-in and fan-out."""

from abc import abstractmethod
from typing import ClassVar

import numpy as np

from ffnn_gui.engine.arrays import Array
from ffnn_gui.schema import Choice, knob


class Initializer(Choice):
    """A scheme for start weights, times a scale factor that shows what too small and too large weights do."""

    gain: ClassVar[float | None] = None
    """The variance of unscaled weights times the fan-in, with as many outputs as inputs; None without a rule."""

    scale: float = knob(
        1.0,
        "Scale",
        "A factor on all start weights: shows what too small and too large weights do.",
        ge=0,
        le=100,
        formula="W ← scale · W",
        step=0.1,
    )

    def weights(self, fan_in: int, fan_out: int, rng: np.random.Generator) -> Array:
        """Start weights of shape (fan_in, fan_out), float64, scaled."""
        return np.asarray(self.scale * self.draw(fan_in, fan_out, rng))

    @abstractmethod
    def draw(self, fan_in: int, fan_out: int, rng: np.random.Generator) -> Array:
        """Unscaled start weights of shape (fan_in, fan_out), float64."""
