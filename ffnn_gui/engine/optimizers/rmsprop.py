"""RMSProp: as AdaGrad, but with a moving average of the squared gradients, so that the steps do not die away.

Tieleman and Hinton, Neural networks for machine learning, lecture 6.5 (2012).
"""

import math
from typing import ClassVar, Literal

import numpy as np

from ffnn_gui.engine.arrays import Array, constant
from ffnn_gui.engine.optimizers.base import Optimizer
from ffnn_gui.engine.optimizers.state import OptimizerState
from ffnn_gui.schema import knob


class RMSProp(Optimizer):
    """v ← ρv + (1 − ρ)g²; θ ← θ − ηg / (√v + ε)."""

    kind: Literal["rmsprop"] = "rmsprop"
    label: ClassVar[str] = "RMSProp"
    help: ClassVar[str] = "Divides each step by the root of a moving average of squared gradients."
    formula: ClassVar[str] = "v ← ρv + (1 − ρ) g²,  θ ← θ − η g / (√v + ε)"
    order: ClassVar[float] = 5
    moments: ClassVar[tuple[str, ...]] = ("v",)
    squares: ClassVar[tuple[str, ...]] = ("v",)
    scaled: ClassVar[tuple[str, ...]] = ("v",)

    decay: float = knob(
        0.9,
        "Decay ρ",
        "How much of the average is kept.",
        ge=0,
        lt=1,
        formula="v ← ρv + (1 − ρ)g²",
        editor="slider",
        step=0.01,
    )
    eps: float = knob(1e-8, "Epsilon ε", "A small number that keeps the division finite.", ge=1e-16, le=1, editor="log")

    def factors(self, state: OptimizerState, learning_rate: float, dtype: "np.dtype[np.float64]") -> tuple[Array, ...]:
        """Step, ρ and ε for the sum V = v / (1 − ρ), which takes one multiplication less than the average."""
        state.keep("v", 1.0 - self.decay)
        root = math.sqrt(1.0 - self.decay)
        return constant(learning_rate / root, dtype), constant(self.decay, dtype), constant(self.eps / root, dtype)

    def update_block(
        self, factors: tuple[Array, ...], theta: Array, grad: Array, scratch: Array, *moments: Array
    ) -> None:
        """V ← ρV + g²; θ ← θ − (η / √(1 − ρ)) g / (√V + ε / √(1 − ρ))."""
        step, decay, eps = factors
        (v,) = moments
        np.multiply(grad, grad, scratch)
        np.multiply(v, decay, v)
        np.add(v, scratch, v)
        np.sqrt(v, scratch)
        np.add(scratch, eps, scratch)
        np.divide(grad, scratch, scratch)
        np.multiply(scratch, step, scratch)
        np.subtract(theta, scratch, theta)
