"""The logistic function squeezes z into 0…1; it saturates on both sides and is not zero-centred.

Where |z| is large f′ is all but 0, so that a saturated unit stops learning.
"""

from typing import ClassVar, Literal

import numpy as np

from ffnn_gui.engine.activations.base import Activation
from ffnn_gui.engine.arrays import Array, constant


class Sigmoid(Activation):
    """f(z) = 1 / (1 + e⁻ᶻ), f′ = f (1 − f)."""

    kind: Literal["sigmoid"] = "sigmoid"
    label: ClassVar[str] = "Sigmoid"
    help: ClassVar[str] = "The logistic function: between 0 and 1, saturates for large |z|, not zero-centred."
    formula: ClassVar[str] = "f(z) = 1 / (1 + e⁻ᶻ),  f′ = f (1 − f)"
    order: ClassVar[float] = 1

    def apply(self, z: Array, out: Array) -> None:
        """Write f(z) into `out`. e⁻ᶻ may overflow to infinity, which gives the right limit, 0."""
        one = constant(1.0, z.dtype)
        np.negative(z, out)
        np.exp(out, out)
        np.add(out, one, out)
        np.divide(one, out, out)

    def chain(self, z: Array, a: Array, gradient: Array, scratch: Array) -> None:
        """Multiply `gradient` by a (1 − a) = a − a²."""
        np.multiply(a, a, scratch)
        np.subtract(a, scratch, scratch)
        np.multiply(gradient, scratch, gradient)
