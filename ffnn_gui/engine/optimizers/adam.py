"""Adam: momentum on the gradient, divided by the root of its mean square, both corrected for their start at 0.

Kingma and Ba, Adam: a method for stochastic optimization (2015), algorithm 1.
"""

import math
from typing import ClassVar, Literal

import numpy as np

from ffnn_gui.engine.arrays import Array, constant
from ffnn_gui.engine.optimizers.base import Optimizer
from ffnn_gui.engine.optimizers.state import OptimizerState
from ffnn_gui.schema import knob


class Adam(Optimizer):
    """m ← β₁m + (1 − β₁)g; v ← β₂v + (1 − β₂)g²; θ ← θ − η m̂ / (√v̂ + ε), m̂ = m / (1 − β₁ᵗ), v̂ = v / (1 − β₂ᵗ)."""

    kind: Literal["adam"] = "adam"
    label: ClassVar[str] = "Adam"
    help: ClassVar[str] = "Momentum and RMSProp in one, with both averages corrected for their start at 0."
    formula: ClassVar[str] = "θ ← θ − η m̂ / (√v̂ + ε),  m̂ = m / (1 − β₁ᵗ),  v̂ = v / (1 − β₂ᵗ)"
    order: ClassVar[float] = 6
    moments: ClassVar[tuple[str, ...]] = ("m", "v")
    squares: ClassVar[tuple[str, ...]] = ("v",)
    scaled: ClassVar[tuple[str, ...]] = ("m", "v")

    beta1: float = knob(
        0.9,
        "Decay β₁",
        "How much of the mean gradient is kept.",
        ge=0,
        lt=1,
        formula="m ← β₁m + (1 − β₁)g",
        editor="slider",
        step=0.01,
    )
    beta2: float = knob(
        0.999,
        "Decay β₂",
        "How much of the mean squared gradient is kept.",
        ge=0,
        lt=1,
        formula="v ← β₂v + (1 − β₂)g²",
        editor="slider",
        step=0.001,
    )
    eps: float = knob(1e-8, "Epsilon ε", "A small number that keeps the division finite.", ge=1e-16, le=1, editor="log")

    def factors(self, state: OptimizerState, learning_rate: float, dtype: "np.dtype[np.float64]") -> tuple[Array, ...]:
        """β₁, β₂, step and ε for the sums M = m / (1 − β₁), V = v / (1 − β₂): two passes over the parameters less."""
        state.keep("m", 1.0 - self.beta1)
        state.keep("v", 1.0 - self.beta2)
        mean = (1.0 - self.beta1) / (1.0 - self.beta1**state.step)
        root = math.sqrt((1.0 - self.beta2) / (1.0 - self.beta2**state.step))
        # These two differ at each step, so that caching them as constants would only fill the cache.
        step, eps = np.array(learning_rate * mean / root, dtype), np.array(self.eps / root, dtype)
        return constant(self.beta1, dtype), constant(self.beta2, dtype), step, eps

    def update_block(
        self, factors: tuple[Array, ...], theta: Array, grad: Array, scratch: Array, *moments: Array
    ) -> None:
        """M ← β₁M + g; V ← β₂V + g²; θ ← θ − step · M / (√V + ε′)."""
        beta1, beta2, step, eps = factors
        m, v = moments
        np.multiply(m, beta1, m)
        np.add(m, grad, m)
        np.multiply(grad, grad, scratch)
        np.multiply(v, beta2, v)
        np.add(v, scratch, v)
        np.sqrt(v, scratch)
        np.add(scratch, eps, scratch)
        np.divide(m, scratch, scratch)
        np.multiply(scratch, step, scratch)
        np.subtract(theta, scratch, theta)
