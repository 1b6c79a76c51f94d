"""The hyperbolic tangent squeezes z into −1…1: zero-centred, but it saturates as the logistic function does."""

from typing import ClassVar, Literal

import numpy as np

from ffnn_gui.engine.activations.base import Activation
from ffnn_gui.engine.arrays import Array


class Tanh(Activation):
    """f(z) = tanh z, f′ = 1 − f²."""

    kind: Literal["tanh"] = "tanh"
    label: ClassVar[str] = "Tanh"
    help: ClassVar[str] = "The hyperbolic tangent: between −1 and 1, zero-centred, saturates for large |z|."
    formula: ClassVar[str] = "f(z) = tanh z,  f′ = 1 − f²"
    order: ClassVar[float] = 2

    def apply(self, z: Array, out: Array) -> None:
        """Write tanh z into `out`."""
        np.tanh(z, out)

    def chain(self, z: Array, a: Array, gradient: Array, scratch: Array) -> None:
        """Multiply `gradient` by 1 − a², as g − g a²: three calls and no scalar."""
        np.multiply(a, a, scratch)
        np.multiply(scratch, gradient, scratch)
        np.subtract(gradient, scratch, gradient)
