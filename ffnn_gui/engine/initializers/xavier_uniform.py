"""Xavier, uniform: the spread of activations forward and of gradients backward stays even, for tanh and softmax.

Glorot and Bengio, Understanding the difficulty of training deep feedforward neural networks (2010), equation 16.
"""

from typing import ClassVar, Literal

import numpy as np

from ffnn_gui.engine.arrays import Array
from ffnn_gui.engine.initializers.base import Initializer


class XavierUniform(Initializer):
    """W ~ U[−a, a] with a = √6 / √(fan_in + fan_out)."""

    kind: Literal["xavier_uniform"] = "xavier_uniform"
    label: ClassVar[str] = "Xavier uniform"
    help: ClassVar[str] = "Keeps the spread of activations and gradients even with depth, for tanh and softmax."
    formula: ClassVar[str] = "W ~ U[−a, a],  a = √6 / √(fan_in + fan_out)"
    order: ClassVar[float] = 5
    gain: ClassVar[float | None] = 1.0

    def draw(self, fan_in: int, fan_out: int, rng: np.random.Generator) -> Array:
        """Unscaled weights of shape (fan_in, fan_out)."""
        bound = np.sqrt(6.0 / (fan_in + fan_out))
        return rng.uniform(-bound, bound, (fan_in, fan_out))
