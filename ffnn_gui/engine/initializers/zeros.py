"""All weights zero: the units of a layer get equal gradients and never part (symmetry)."""

from typing import ClassVar, Literal

import numpy as np

from ffnn_gui.engine.arrays import Array
from ffnn_gui.engine.initializers.base import Initializer


class Zeros(Initializer):
    """W = 0."""

    kind: Literal["zeros"] = "zeros"
    label: ClassVar[str] = "Zeros"
    help: ClassVar[str] = "All weights start at 0: every unit of a layer stays equal to the others for ever (symmetry)."
    formula: ClassVar[str] = "W = 0"
    order: ClassVar[float] = 1

    def draw(self, fan_in: int, fan_out: int, rng: np.random.Generator) -> Array:
        """Unscaled weights of shape (fan_in, fan_out)."""
        return np.zeros((fan_in, fan_out))
