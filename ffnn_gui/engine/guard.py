"""Divergence: a number that is no longer finite, found in the very step that makes it, before it reaches the weights.

One product a step (g·g) tells that all is well; only when it does not, each layer is looked at and the update is made
on trial.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from ffnn_gui.engine.arrays import Array
from ffnn_gui.engine.network import Network
from ffnn_gui.engine.optimizers import OptimizerState


@dataclass(frozen=True)
class Divergence:
    """What became NaN or infinite ("gradient", "weights" or "loss"), in which layer ("" for the loss), and when."""

    quantity: str
    layer: str
    epoch: int
    update: int

    def __str__(self) -> str:
        where = f" of {self.layer}" if self.layer else ""
        return (
            f"Training diverged: the {self.quantity}{where} became infinite or not a number in epoch {self.epoch:,} "
            f"(update {self.update:,}). The last finite weights are kept. Try a smaller learning rate, "
            "or a smaller scale of the start weights."
        )


class Guard:
    """Lets an update happen only when gradient and weights stay finite."""

    def __init__(self, network: Network) -> None:
        self._network = network
        # Below this square of its norm, a gradient's moments and steps are far from overflow.
        self._safe = float(np.finfo(network.theta.dtype).max) ** 0.75
        self._careful = False

    def apply(self, update: Callable[[], None], state: OptimizerState) -> tuple[str, str] | None:
        """Run `update` unless it would do harm; returns None, or (quantity, layer) with all left as it was."""
        grad = self._network.grad
        if grad.dot(grad) < self._safe and not self._careful:
            update()
            return None
        self._careful = True
        return self._try(update, state)

    def _try(self, update: Callable[[], None], state: OptimizerState) -> tuple[str, str] | None:
        network = self._network
        if not np.isfinite(network.grad).all():
            return "gradient", self._layer_of(network.grad)
        theta, moments, step = network.theta.copy(), {k: v.copy() for k, v in state.moments.items()}, state.step
        update()
        if np.isfinite(network.theta).all() and all(np.isfinite(moment).all() for moment in state.moments.values()):
            return None
        layer = self._layer_of(network.theta)
        network.theta[...] = theta
        state.step = step
        for name, moment in moments.items():
            state.moments[name][...] = moment
        return "weights", layer

    def _layer_of(self, vector: Array) -> str:
        """The first layer, from the outputs back, with a number that is not finite: where backpropagation met it."""
        start = vector.size
        for index in range(len(self._network.layers) - 1, -1, -1):
            start -= self._network.sizes[index]
            if not np.isfinite(vector[start : start + self._network.sizes[index]]).all():
                return self._network.layer_name(index)
        return self._network.layer_name(len(self._network.layers) - 1)
