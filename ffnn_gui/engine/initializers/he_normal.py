"""He, normal: twice the variance of a linear layer's, since a ReLU switches half of the units off.

He et al., Delving deep into rectifiers (2015), equation 10.
"""

from typing import ClassVar, Literal

import numpy as np

from ffnn_gui.engine.arrays import Array
from ffnn_gui.engine.initializers.base import Initializer


class HeNormal(Initializer):
    """W ~ N(0, √(2 / fan_in))."""

    kind: Literal["he_normal"] = "he_normal"
    label: ClassVar[str] = "He normal"
    help: ClassVar[str] = "For ReLU: twice the variance, since half of the units are off."
    formula: ClassVar[str] = "W ~ N(0, √(2 / fan_in))"
    order: ClassVar[float] = 8
    gain: ClassVar[float | None] = 2.0

    def draw(self, fan_in: int, fan_out: int, rng: np.random.Generator) -> Array:
        """Unscaled weights of shape (fan_in, fan_out)."""
        return rng.normal(0.0, np.sqrt(2.0 / fan_in), (fan_in, fan_out))
