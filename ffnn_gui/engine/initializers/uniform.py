"""Uniform weights with fixed bounds: right for one width and wrong for every other."""

from typing import ClassVar, Literal

import numpy as np

from ffnn_gui.engine.arrays import Array
from ffnn_gui.engine.initializers.base import Initializer
from ffnn_gui.schema import knob


class Uniform(Initializer):
    """W ~ U[−a, a]."""

    kind: Literal["uniform"] = "uniform"
    label: ClassVar[str] = "Uniform"
    help: ClassVar[str] = "Draws evenly between −a and a, whatever the layer's width."
    formula: ClassVar[str] = "W ~ U[−a, a]"
    order: ClassVar[float] = 4

    bound: float = knob(0.5, "Bound", "The largest size a of a weight.", ge=0, le=100, formula="W ~ U[−a, a]", step=0.1)

    def draw(self, fan_in: int, fan_out: int, rng: np.random.Generator) -> Array:
        """Unscaled weights of shape (fan_in, fan_out)."""
        return rng.uniform(-self.bound, self.bound, (fan_in, fan_out))
