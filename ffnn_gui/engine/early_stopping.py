"""Early stopping: watch the validation loss, remember the best weights, and stop when it has not improved for long.

Prechelt, Early stopping — but when? (1998): the patience counts epochs since the best one. The best is looked for from
the start of a run, so that whoever switches early stopping on because the validation loss has risen gets it back.
"""

import math
from dataclasses import dataclass, field

from ffnn_gui.engine.arrays import Array
from ffnn_gui.engine.config import EarlyStopping
from ffnn_gui.engine.network import Network

STOPPED = "Early stopping"
"""With this begins why a run ended, where that is why."""

BACK = "are back."


def reason(rule: EarlyStopping, restored: int) -> str:
    """Why the run ended; `restored`: the epoch whose weights it has now, 0 for the last."""
    back = f" The weights of epoch {restored:,} {BACK}" if restored else ""
    return f"{STOPPED}: no better validation loss in {rule.patience:,} epochs.{back}"


def has_restored(stopped: str) -> bool:
    """Whether a run that ended for this reason has the best epoch's weights."""
    return stopped.startswith(STOPPED) and stopped.endswith(BACK)


@dataclass
class BestSoFar:
    """The best validation loss, its epoch (0: none yet), and the network's numbers then (empty where not kept)."""

    loss: float = math.inf
    epoch: int = 0
    arrays: list[Array] = field(default_factory=list)

    def look(self, loss: float, epoch: int, network: Network, rule: EarlyStopping) -> None:
        """Take in the validation loss of an epoch."""
        if loss < self.loss - (rule.min_delta if rule.enabled else 0.0):
            self.loss, self.epoch = loss, epoch
            self.arrays = [array.copy() for array in network.arrays()] if rule.restore_best else []

    def patience_left(self, epoch: int, rule: EarlyStopping) -> int:
        """How many epochs without improvement are still waited for."""
        return max(0, rule.patience - (epoch - self.epoch))

    def restore(self, network: Network) -> bool:
        """Bring the best numbers back; False when none were kept."""
        for array, best in zip(network.arrays(), self.arrays, strict=False):
            array[...] = best
        return bool(self.arrays)
