"""He, uniform: the uniform distribution with the variance of the normal scheme.

He et al., Delving deep into rectifiers (2015), equation 10.
"""

from typing import ClassVar, Literal

import numpy as np

from ffnn_gui.engine.arrays import Array
from ffnn_gui.engine.initializers.base import Initializer


class HeUniform(Initializer):
    """W ~ U[−a, a] with a = √(6 / fan_in)."""

    kind: Literal["he_uniform"] = "he_uniform"
    label: ClassVar[str] = "He uniform"
    help: ClassVar[str] = "The uniform distribution with the same spread as He normal."
    formula: ClassVar[str] = "W ~ U[−a, a],  a = √(6 / fan_in)"
    order: ClassVar[float] = 9
    gain: ClassVar[float | None] = 2.0

    def draw(self, fan_in: int, fan_out: int, rng: np.random.Generator) -> Array:
        """Unscaled weights of shape (fan_in, fan_out)."""
        bound = np.sqrt(6.0 / fan_in)
        return rng.uniform(-bound, bound, (fan_in, fan_out))
