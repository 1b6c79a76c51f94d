"""The leaky ReLU lets a little of the negative side through, so that its gradient is never 0 and it cannot die."""

from typing import ClassVar, Literal

import numpy as np

from ffnn_gui.engine.activations.base import Activation
from ffnn_gui.engine.arrays import Array, constant
from ffnn_gui.schema import knob


class LeakyReLU(Activation):
    """f(z) = max(αz, z), f′ = 1 for z > 0 and else α."""

    kind: Literal["leaky_relu"] = "leaky_relu"
    label: ClassVar[str] = "Leaky ReLU"
    help: ClassVar[str] = "A ReLU with a small slope on the negative side, so that no unit dies."
    formula: ClassVar[str] = "f(z) = max(αz, z),  f′ = 1 if z > 0, else α"
    order: ClassVar[float] = 4

    slope: float = knob(
        0.01, "Slope", "The slope α on the negative side.", ge=0, le=1, formula="f(z) = αz for z ≤ 0", step=0.01
    )

    def apply(self, z: Array, out: Array) -> None:
        """Write max(αz, z) into `out`."""
        np.multiply(z, constant(self.slope, z.dtype), out)
        np.maximum(z, out, out=out)

    def chain(self, z: Array, a: Array, gradient: Array, scratch: Array) -> None:
        """Multiply `gradient` by max(sign z, α), which is 1 where z > 0 and α elsewhere."""
        np.sign(z, scratch)
        np.maximum(scratch, constant(self.slope, z.dtype), out=scratch)
        np.multiply(gradient, scratch, gradient)
