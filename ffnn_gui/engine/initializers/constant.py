"""All weights equal: as with zeros, the units of a layer never part, whatever the value (symmetry)."""

from typing import ClassVar, Literal

import numpy as np

from ffnn_gui.engine.arrays import Array
from ffnn_gui.engine.initializers.base import Initializer
from ffnn_gui.schema import knob


class Constant(Initializer):
    """W = c."""

    kind: Literal["constant"] = "constant"
    label: ClassVar[str] = "Constant"
    help: ClassVar[str] = "All weights start at the same value: the units of a layer stay equal for ever (symmetry)."
    formula: ClassVar[str] = "W = c"
    order: ClassVar[float] = 2

    value: float = knob(0.5, "Value", "The value c of every weight.", ge=-100, le=100, formula="W = c", step=0.1)

    def draw(self, fan_in: int, fan_out: int, rng: np.random.Generator) -> Array:
        """Unscaled weights of shape (fan_in, fan_out)."""
        return np.full((fan_in, fan_out), self.value)
