"""The simple form of Xavier, as the course writes it first: uniform numbers divided by the root of the fan-in."""

from typing import ClassVar, Literal

import numpy as np

from ffnn_gui.engine.arrays import Array
from ffnn_gui.engine.initializers.base import Initializer


class XavierSimple(Initializer):
    """W ~ U[−1, 1] / √fan_in."""

    kind: Literal["xavier_simple"] = "xavier_simple"
    label: ClassVar[str] = "Xavier, simple"
    help: ClassVar[str] = "The course's first form of Xavier: looks at the fan-in only."
    formula: ClassVar[str] = "W ~ U[−1, 1] / √fan_in"
    order: ClassVar[float] = 7
    gain: ClassVar[float | None] = 1 / 3

    def draw(self, fan_in: int, fan_out: int, rng: np.random.Generator) -> Array:
        """Unscaled weights of shape (fan_in, fan_out)."""
        return np.asarray(rng.uniform(-1.0, 1.0, (fan_in, fan_out)) / np.sqrt(fan_in))
