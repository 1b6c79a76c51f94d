"""What an activation function can do: compute f(z) into a buffer and multiply a gradient by f′(z).

Both work elementwise, on arrays of any shape, without allocating.
"""

from abc import abstractmethod

import numpy as np

from ffnn_gui.engine.arrays import Array
from ffnn_gui.schema import Choice


class Activation(Choice):
    """f and f′ of one activation function."""

    @abstractmethod
    def apply(self, z: Array, out: Array) -> None:
        """Write f(z) into `out` (same shape as z, another array)."""

    @abstractmethod
    def chain(self, z: Array, a: Array, gradient: Array, scratch: Array) -> None:
        """Multiply `gradient`, ∂L/∂a, by f′(z) in place, so that it is ∂L/∂z; `a` is f(z), `scratch` is free."""

    def value(self, z: Array) -> Array:
        """f(z) as a new array."""
        out = np.empty_like(z)
        self.apply(z, out)
        return out

    def derivative(self, z: Array) -> Array:
        """f′(z) as a new array."""
        gradient = np.ones_like(z)
        self.chain(z, self.value(z), gradient, np.empty_like(z))
        return gradient
