"""Xavier, normal: the normal distribution with the variance of the uniform scheme.

Glorot and Bengio, Understanding the difficulty of training deep feedforward neural networks (2010), equation 12.
"""

from typing import ClassVar, Literal

import numpy as np

from ffnn_gui.engine.arrays import Array
from ffnn_gui.engine.initializers.base import Initializer


class XavierNormal(Initializer):
    """W ~ N(0, √(2 / (fan_in + fan_out)))."""

    kind: Literal["xavier_normal"] = "xavier_normal"
    label: ClassVar[str] = "Xavier normal"
    help: ClassVar[str] = "The normal distribution with the same spread as Xavier uniform."
    formula: ClassVar[str] = "W ~ N(0, √(2 / (fan_in + fan_out)))"
    order: ClassVar[float] = 6
    gain: ClassVar[float | None] = 1.0

    def draw(self, fan_in: int, fan_out: int, rng: np.random.Generator) -> Array:
        """Unscaled weights of shape (fan_in, fan_out)."""
        return rng.normal(0.0, np.sqrt(2.0 / (fan_in + fan_out)), (fan_in, fan_out))
