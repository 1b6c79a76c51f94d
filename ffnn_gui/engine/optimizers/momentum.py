"""Momentum: a velocity sums up past gradients, so that steady slopes are run down and zig-zags cancel out.

Polyak, Some methods of speeding up the convergence of iteration methods (1964); the form without dampening.
"""

from typing import ClassVar, Literal

import numpy as np

from ffnn_gui.engine.arrays import Array, constant
from ffnn_gui.engine.optimizers.base import Optimizer
from ffnn_gui.engine.optimizers.state import OptimizerState
from ffnn_gui.schema import knob


class Momentum(Optimizer):
    """v ← βv + g; θ ← θ − ηv."""

    kind: Literal["momentum"] = "momentum"
    label: ClassVar[str] = "Momentum"
    help: ClassVar[str] = "A velocity sums up past gradients: faster along steady slopes, calmer across."
    formula: ClassVar[str] = "v ← βv + g,  θ ← θ − ηv"
    order: ClassVar[float] = 2
    moments: ClassVar[tuple[str, ...]] = ("v",)

    beta: float = knob(
        0.9,
        "Momentum β",
        "How much of the last velocity is kept.",
        ge=0,
        lt=1,
        formula="v ← βv + g",
        editor="slider",
        step=0.01,
    )

    def factors(self, state: OptimizerState, learning_rate: float, dtype: "np.dtype[np.float64]") -> tuple[Array, ...]:
        """The learning rate and β."""
        return constant(learning_rate, dtype), constant(self.beta, dtype)

    def update_block(
        self, factors: tuple[Array, ...], theta: Array, grad: Array, scratch: Array, *moments: Array
    ) -> None:
        """v ← βv + g; θ ← θ − ηv."""
        rate, beta = factors
        (v,) = moments
        np.multiply(v, beta, v)
        np.add(v, grad, v)
        np.multiply(v, rate, scratch)
        np.subtract(theta, scratch, theta)
