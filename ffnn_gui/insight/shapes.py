"""What kind of curve an activation is, read off its own derivative: so an activation added later is judged as well.

What is flat at both ends saturates; what is flat on one side only can die there.
"""

from functools import lru_cache

import numpy as np

from ffnn_gui.engine.activations import Activation
from ffnn_gui.engine.arrays import quiet
from ffnn_gui.insight.thresholds import SATURATED_SLOPE

FAR = 50.0
"""A pre-activation that is far out for every activation; still small enough for float64."""


@lru_cache(maxsize=64)
def largest_slope(activation: Activation) -> float:
    """The largest |f′(z)|."""
    with quiet():
        return float(np.abs(activation.derivative(np.linspace(-10, 10, 2001))).max())


@lru_cache(maxsize=64)
def saturates(activation: Activation) -> bool:
    """Whether f′ tends to 0 at both ends."""
    with quiet():
        ends = np.abs(activation.derivative(np.array([-FAR, FAR])))
    return bool((ends < SATURATED_SLOPE * largest_slope(activation)).all())


@lru_cache(maxsize=64)
def can_die(activation: Activation) -> bool:
    """Whether f′ is exactly 0 all along one side, but not on the other."""
    sides = np.linspace(1, FAR, 50)
    with quiet():
        flat = [not activation.derivative(side).any() for side in (-sides, sides)]
    return flat[0] != flat[1]


@lru_cache(maxsize=64)
def one_sided(activation: Activation) -> bool:
    """Whether one half of the line passes far less than the other, as with ReLU and its kin."""
    with quiet():
        low, high = sorted(np.abs(activation.derivative(np.array([-1.0, 1.0]))).tolist())
    return bool(low < high / 2)


@lru_cache(maxsize=64)
def largest_value(activation: Activation) -> float:
    """The largest |f(z)|; infinite when f has no bounds."""
    with quiet():
        values = np.abs(activation.value(np.array([-FAR, -2 * FAR, FAR, 2 * FAR])))
    return float(values.max()) if np.allclose(values[[0, 2]], values[[1, 3]]) else np.inf
