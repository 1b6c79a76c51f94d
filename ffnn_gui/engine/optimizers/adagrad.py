"""AdaGrad: each parameter has its own step, divided by the root of all its squared gradients so far.

Duchi, Hazan and Singer, Adaptive subgradient methods (2011). The sum only grows, so the steps only shrink.
"""

from typing import ClassVar, Literal

import numpy as np

from ffnn_gui.engine.arrays import Array, constant
from ffnn_gui.engine.optimizers.base import Optimizer
from ffnn_gui.engine.optimizers.state import OptimizerState
from ffnn_gui.schema import knob


class AdaGrad(Optimizer):
    """s ← s + g²; θ ← θ − ηg / (√s + ε)."""

    kind: Literal["adagrad"] = "adagrad"
    label: ClassVar[str] = "AdaGrad"
    help: ClassVar[str] = "Divides each step by the root of all squared gradients so far; the steps only shrink."
    formula: ClassVar[str] = "s ← s + g²,  θ ← θ − η g / (√s + ε)"
    order: ClassVar[float] = 4
    moments: ClassVar[tuple[str, ...]] = ("s",)
    squares: ClassVar[tuple[str, ...]] = ("s",)

    eps: float = knob(
        1e-10, "Epsilon ε", "A small number that keeps the division finite.", ge=1e-16, le=1, editor="log"
    )

    def factors(self, state: OptimizerState, learning_rate: float, dtype: "np.dtype[np.float64]") -> tuple[Array, ...]:
        """The learning rate and ε."""
        return constant(learning_rate, dtype), constant(self.eps, dtype)

    def update_block(
        self, factors: tuple[Array, ...], theta: Array, grad: Array, scratch: Array, *moments: Array
    ) -> None:
        """s ← s + g²; θ ← θ − ηg / (√s + ε)."""
        rate, eps = factors
        (s,) = moments
        np.multiply(grad, grad, scratch)
        np.add(s, scratch, s)
        np.sqrt(s, scratch)
        np.add(scratch, eps, scratch)
        np.divide(grad, scratch, scratch)
        np.multiply(scratch, rate, scratch)
        np.subtract(theta, scratch, theta)
