"""The rectified linear unit passes what is positive and blocks the rest; where it blocks, its gradient is 0.

A unit whose pre-activation is negative for every example is dead: no gradient reaches its weights any more.
"""

from typing import ClassVar, Literal

import numpy as np

from ffnn_gui.engine.activations.base import Activation
from ffnn_gui.engine.arrays import Array, constant


class ReLU(Activation):
    """f(z) = max(0, z), f′ = 1 for z > 0 and else 0."""

    kind: Literal["relu"] = "relu"
    label: ClassVar[str] = "ReLU"
    help: ClassVar[str] = "The rectified linear unit: cheap, does not saturate for z > 0, dies where z stays negative."
    formula: ClassVar[str] = "f(z) = max(0, z),  f′ = 1 if z > 0, else 0"
    order: ClassVar[float] = 3

    def apply(self, z: Array, out: Array) -> None:
        """Write max(0, z) into `out`."""
        np.maximum(z, constant(0.0, z.dtype), out=out)

    def chain(self, z: Array, a: Array, gradient: Array, scratch: Array) -> None:
        """Multiply `gradient` by the sign of a, which is f′ since a ≥ 0 (and which lets NaN through, to be found)."""
        np.sign(a, scratch)
        np.multiply(gradient, scratch, gradient)
