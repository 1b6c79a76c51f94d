"""Nesterov's accelerated gradient: momentum that looks ahead, using the gradient where the velocity will lead.

Sutskever et al., On the importance of initialization and momentum in deep learning (2013), rewritten in the
parameters at the look-ahead point.
"""

from typing import ClassVar, Literal

import numpy as np

from ffnn_gui.engine.arrays import Array, constant
from ffnn_gui.engine.optimizers.base import Optimizer
from ffnn_gui.engine.optimizers.state import OptimizerState
from ffnn_gui.schema import knob


class Nesterov(Optimizer):
    """v ← βv + g; θ ← θ − η(g + βv)."""

    kind: Literal["nesterov"] = "nesterov"
    label: ClassVar[str] = "Nesterov"
    help: ClassVar[str] = "Momentum that looks ahead: corrects the velocity before it overshoots."
    formula: ClassVar[str] = "v ← βv + g,  θ ← θ − η (g + βv)"
    order: ClassVar[float] = 3
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
        """v ← βv + g; θ ← θ − η(g + βv)."""
        rate, beta = factors
        (v,) = moments
        np.multiply(v, beta, v)
        np.add(v, grad, v)
        np.multiply(v, beta, scratch)
        np.add(scratch, grad, scratch)
        np.multiply(scratch, rate, scratch)
        np.subtract(theta, scratch, theta)
