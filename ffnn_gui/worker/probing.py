"""Probes look at a trainer between two batches, so that pictures need nothing from the training step itself.

One that fails is reported once and left out for the rest of the run; the others, and training, go on.
"""

import logging
from collections.abc import Callable, Mapping

from ffnn_gui.engine import Trainer
from ffnn_gui.worker import explain
from ffnn_gui.worker.commands import Probe

log = logging.getLogger(__name__)


class Probing:
    """Runs probes for one run; `complain` is called with a message for each that has failed."""

    def __init__(self, complain: Callable[[str], None]) -> None:
        self._complain = complain
        self._failed: set[str] = set()

    def look(self, trainer: Trainer, probes: Mapping[str, Probe]) -> dict[str, object]:
        """What the probes that work return, by name."""
        values: dict[str, object] = {}
        for name in probes.keys() - self._failed:
            try:
                values[name] = probes[name](trainer)
            except Exception as error:
                log.exception("The probe %s failed.", name)
                self._failed.add(name)
                self._complain(explain.unseen(name, error))
        return values
