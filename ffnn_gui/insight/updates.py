"""How large a step is, measured by the weights it changes: the optimizer is asked on copies, the run stays untouched.

A step near a thousandth of the weights is healthy (Karpathy, CS231n notes, "Ratio of weights:updates").
"""

import numpy as np

from ffnn_gui.engine import Trainer
from ffnn_gui.engine.arrays import Array, quiet


def update_ratios(trainer: Trainer) -> tuple[float, ...]:
    """‖ΔW‖ / ‖W‖ of each layer for a step with the latest mini-batch gradient.

    NaN where there has been no gradient yet, and where all weights are 0.
    """
    layers = trainer.network.layers
    if not trainer.updates or not trainer.network.grad.any():
        return (float("nan"),) * len(layers)
    steps = next_step(trainer)
    ratios, start = [], 0
    for layer, size in zip(layers, trainer.network.sizes, strict=True):
        step = steps[start : start + layer.W.size]
        weights = float(np.linalg.norm(layer.W))
        ratios.append(float(np.linalg.norm(step)) / weights if weights else float("nan"))
        start += size
    return tuple(ratios)


def next_step(trainer: Trainer) -> Array:
    """What the optimizer would add to theta with the latest gradient, (parameters,)."""
    network, state = trainer.network, trainer.optimizer_state
    optimizer = trainer.config.optimizer
    theta, grad = network.theta.copy(), network.grad.copy()
    with quiet():
        copied = optimizer.init_state(theta)
        copied.restore(state.step, state.moments, state.factors)
        optimizer.update(theta, grad, copied, trainer.config.learning_rate.rate(trainer.epoch))
        return np.subtract(theta, network.theta, theta)
