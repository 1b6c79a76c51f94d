"""How large a step is, measured by the weights it changes: the optimizer is asked on copies, the run stays untouched.

A step near a thousandth of the weights is healthy (Karpathy, CS231n notes, "Ratio of weights:updates").
"""

from typing import NamedTuple
from weakref import WeakKeyDictionary

import numpy as np

from ffnn_gui.engine import Trainer
from ffnn_gui.engine.arrays import Array, quiet
from ffnn_gui.engine.optimizers.state import OptimizerState


def update_ratios(trainer: Trainer) -> tuple[float, ...]:
    """‖ΔW‖ / ‖W‖ of each layer for a step with the latest mini-batch gradient.

    NaN where there has been no gradient yet, and where all weights are 0.
    """
    layers = trainer.network.layers
    if not trainer.has_gradient:
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
    """What the optimizer would add to theta with the latest gradient, (parameters,); holds until the next call."""
    network, state, optimizer = trainer.network, trainer.optimizer_state, trainer.config.optimizer
    trial = _trials.get(trainer)
    if trial is None or trial.kind != optimizer.kind:
        trial = _trials[trainer] = _Trial(optimizer.kind, optimizer.init_state(network.theta), network.theta.copy())
    np.copyto(trial.theta, network.theta)
    with quiet():
        trial.state.restore(state.step, state.moments, state.factors)
        optimizer.update(trial.theta, network.grad, trial.state, trainer.config.learning_rate.rate(trainer.epoch))
        return np.subtract(trial.theta, network.theta, trial.theta)


class _Trial(NamedTuple):
    """Copies to try a step on, kept from one look to the next: making them anew costs as much as the step."""

    kind: str
    state: OptimizerState
    theta: Array


_trials: WeakKeyDictionary[Trainer, _Trial] = WeakKeyDictionary()
