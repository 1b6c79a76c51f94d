"""Divergence: a number that is no longer finite, found in the very step that makes it, before it reaches the weights.

One product a step (g·g) tells that all is well, once weights and moments are known to be far from overflow; as long as
they are not, each layer is looked at and the update is made on trial.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from ffnn_gui.engine.arrays import Array
from ffnn_gui.engine.network import Network
from ffnn_gui.engine.optimizers import OptimizerState

DIVERGED = "Training diverged"
"""How the reason of a run that stopped begins when it was this."""


@dataclass(frozen=True)
class Divergence:
    """What became NaN or infinite, in which layer, and when.

    quantity: "gradient", "weights", "moments", "running statistics" or "loss"; layer: its name, "" for the loss.
    """

    quantity: str
    layer: str
    epoch: int
    update: int

    def __str__(self) -> str:
        where = f" of {self.layer}" if self.layer else ""
        # Only where the step itself was too large would a smaller one from the same weights have been another one.
        reset = "" if self.quantity == "weights" else ", and reset: from these weights no learning rate helps"
        return (
            f"{DIVERGED}: the {self.quantity}{where} became infinite or not a number in epoch {self.epoch:,} "
            f"(update {self.update:,}). The last finite weights are kept. Try a smaller learning rate, "
            f"or a smaller scale of the start weights{reset}."
        )


class Guard:
    """Lets an update happen only when all that it changes stays finite; what was finite before comes back if not."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._norms = [(i, layer.norm) for i, layer in enumerate(network.layers) if layer.norm]
        # A gradient with a norm whose square is below this, like moments and weights, is far from overflow.
        self._safe = float(np.finfo(network.theta.dtype).max) ** 0.75
        self._careful = False

    def apply(self, update: Callable[[], None], state: OptimizerState) -> tuple[str, str] | None:
        """Run `update` unless it would do harm; returns None, or (quantity, layer) with all left as it was."""
        grad = self._network.grad
        if grad.dot(grad) < self._safe and not self._careful and (not self._norms or self._variances_are_safe()):
            update()
            return None
        trouble = self._trouble() or self._try(update, state)
        self._careful = bool(trouble) or not self._is_far_from_overflow(state)
        if trouble:
            for _, norm in self._norms:
                norm.undo()
        return trouble

    def look_closely(self) -> None:
        """Moments, or the rule that uses them, have changed outside of an update: take nothing for granted."""
        self._careful = True

    def _is_far_from_overflow(self, state: OptimizerState) -> bool:
        return all(vector.dot(vector) < self._safe for vector in (self._network.theta, *state.moments.values()))

    def _variances_are_safe(self) -> bool:
        """A running variance that overflows lets no gradient through, so that the gradient does not tell."""
        return all(norm.running_var.dot(norm.running_var) < self._safe for _, norm in self._norms)

    def _trouble(self) -> tuple[str, str] | None:
        """What the pass through the network has made that is not finite."""
        if not np.isfinite(self._network.grad).all():
            return "gradient", self._layer_of(self._network.grad)
        for index, norm in self._norms:
            if not np.isfinite(norm.running).all():
                return "running statistics", self._network.layer_name(index)
        return None

    def _try(self, update: Callable[[], None], state: OptimizerState) -> tuple[str, str] | None:
        theta = self._network.theta
        weights, moments = theta.copy(), {name: moment.copy() for name, moment in state.moments.items()}
        kept = state.step, moments, dict(state.factors)
        update()
        results = [("weights", theta), *(("moments", moment) for moment in state.moments.values())]
        bad = [(quantity, self._layer_of(vector)) for quantity, vector in results if not np.isfinite(vector).all()]
        if not bad:
            return None
        theta[...] = weights
        state.restore(*kept)
        return bad[0]

    def _layer_of(self, vector: Array) -> str:
        """The last layer with a number that is not finite: backpropagation comes from there."""
        last = np.flatnonzero(~np.isfinite(vector))[-1]
        index = np.searchsorted(np.cumsum(self._network.sizes), last, side="right")
        return self._network.layer_name(int(index))
