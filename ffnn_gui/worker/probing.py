"""Probes look at a trainer between two batches, so that pictures need nothing from the training step itself.

One that fails is reported once and left out for the rest of the run; the others, and training, go on. While a command
waits no probe begins, and one that asks the network for much is given up: in a giant network it would take seconds.
"""

import logging
from collections.abc import Callable, Mapping, Sized

from ffnn_gui.engine import Trainer
from ffnn_gui.engine.network import Interrupted, no_hurry
from ffnn_gui.worker import explain
from ffnn_gui.worker.commands import Probe

log = logging.getLogger(__name__)


class Probing:
    """Runs probes for one run; `complain` is called with a message for each that has failed, `commands` are waiting."""

    def __init__(self, complain: Callable[[str], None], commands: Sized) -> None:
        self._complain, self._commands = complain, commands
        self._failed: set[str] = set()

    def look(self, trainer: Trainer, probes: Mapping[str, Probe]) -> tuple[dict[str, object], frozenset[str]]:
        """What the probes that work return, by name, and the names of those that were left because commands waited."""
        values: dict[str, object] = {}
        left: set[str] = set()
        trainer.network.breathe = self._breathe
        try:
            for name in probes.keys() - self._failed:
                try:
                    self._breathe()
                    values[name] = probes[name](trainer)
                except Interrupted:
                    left.add(name)
                except Exception as error:
                    self._leave_out(name, error)
        finally:
            trainer.network.breathe = no_hurry
        return values, frozenset(left)

    def _breathe(self) -> None:
        if self._commands:
            raise Interrupted

    def _leave_out(self, name: str, error: Exception) -> None:
        log.exception("The probe %s failed.", name)
        self._failed.add(name)
        self._complain(explain.unseen(name, error))
