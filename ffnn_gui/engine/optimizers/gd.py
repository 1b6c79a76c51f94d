"""Vanilla gradient descent: a step against the gradient, its length set by the learning rate alone."""

from typing import ClassVar, Literal

import numpy as np

from ffnn_gui.engine.arrays import Array, constant
from ffnn_gui.engine.optimizers.base import Optimizer
from ffnn_gui.engine.optimizers.state import OptimizerState


class GradientDescent(Optimizer):
    """θ ← θ − ηg."""

    kind: Literal["gd"] = "gd"
    label: ClassVar[str] = "Gradient descent"
    help: ClassVar[str] = "A step against the gradient, nothing remembered."
    formula: ClassVar[str] = "θ ← θ − η g"
    order: ClassVar[float] = 1

    def factors(self, state: OptimizerState, learning_rate: float, dtype: "np.dtype[np.float64]") -> tuple[Array, ...]:
        """The learning rate."""
        return (constant(learning_rate, dtype),)

    def update_block(
        self, factors: tuple[Array, ...], theta: Array, grad: Array, scratch: Array, *moments: Array
    ) -> None:
        """θ ← θ − ηg."""
        (rate,) = factors
        np.multiply(grad, rate, scratch)
        np.subtract(theta, scratch, theta)
