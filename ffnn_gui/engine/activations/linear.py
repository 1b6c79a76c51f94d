"""The identity: a layer without an activation, which adds no capacity however many of them are stacked."""

from typing import ClassVar, Literal

import numpy as np

from ffnn_gui.engine.activations.base import Activation
from ffnn_gui.engine.arrays import Array


class Linear(Activation):
    """f(z) = z, f′ = 1."""

    kind: Literal["linear"] = "linear"
    label: ClassVar[str] = "Linear"
    help: ClassVar[str] = "The identity: stacked linear layers are still one linear layer."
    formula: ClassVar[str] = "f(z) = z,  f′ = 1"
    order: ClassVar[float] = 5

    def apply(self, z: Array, out: Array) -> None:
        """Copy z into `out`."""
        np.copyto(out, z)

    def chain(self, z: Array, a: Array, gradient: Array, scratch: Array) -> None:
        """Leave `gradient` as it is: f′ = 1."""
