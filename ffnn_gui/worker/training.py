"""One run in the worker thread: a trainer, how far it is to train, and what is still to be told of it.

Each method is called between two batches; reports are told in order, none is dropped.
"""

import math
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from types import MappingProxyType

from ffnn_gui.engine import EpochReport, ExperimentConfig, Trainer, TrainerState
from ffnn_gui.worker import explain
from ffnn_gui.worker.commands import Command, Edit, Load, Probe
from ffnn_gui.worker.events import Edited, Event, Finished, Interrupted, Paused, Prepared, Progress, Snapshot, Trouble
from ffnn_gui.worker.pacing import Clock
from ffnn_gui.worker.probing import Probing


class Training:
    """Attributes: ticket: that of the latest control; epochs_left: how many more to end, infinity: until told."""

    def __init__(self, load: Load, clock: Clock, commands: deque[Command], tell: Callable[[Event], None]) -> None:
        self._run_id, self.ticket = load.run_id, load.ticket
        self._clock, self._commands, self._tell = clock, commands, tell
        self._trainer = Trainer(load.config, load.state)
        self._steps: Iterator[EpochReport | None] | None = None
        self._reports: list[EpochReport] = []
        self._told = self._trainer.updates
        self._probing = Probing(lambda message: tell(Trouble(load.run_id, message)), commands)
        self.epochs_left = 0.0
        tell(Prepared(self._run_id, self._trainer.data, self._trainer.epoch, self._told, self._reason_to_stop()))

    def go(self, epochs: float) -> None:
        """Be about to train so many epochs, on top of those still wanted (infinity is no number to add to)."""
        wanted = self.epochs_left if math.isfinite(self.epochs_left + epochs) else 0.0
        self.epochs_left = wanted + epochs
        if self._trainer.finished:
            self.rest()

    def step_batch(self) -> None:
        """Train one mini-batch and rest."""
        self.epochs_left = 1.0
        self.train(math.inf, 1)
        if self.epochs_left:
            self.rest()

    def apply(self, config: ExperimentConfig) -> None:
        """Go on with a config that differs in live fields only."""
        self._trainer.apply(config)
        if not self.epochs_left or self._trainer.finished:
            self.rest()

    def set_parameter(self, edit: Edit, value: float | None) -> None:
        """Give one weight another value, or its old one back; what cannot be is told, and leaves it as it is."""
        value = edit.old if value is None else value
        if value is None:
            return  # an edit that was refused has nothing to undo
        try:
            old = self._trainer.set_parameter(*edit.place, value)
        except (IndexError, ValueError) as error:
            edit.refused = True
            self._tell(Trouble(self._run_id, str(error)))
        else:
            # Done again after an undo, it still leads back to the value before the first time.
            edit.old = old if edit.old is None else edit.old
            self._tell(Edited(self._run_id))

    def look(self, probes: Mapping[str, Probe]) -> None:
        """Tell what the probes see until a command comes, and before it the reports up to here."""
        values, left = self._probing.look(self._trainer, probes)
        self.tell_progress()
        trainer = self._trainer
        self._tell(Snapshot(self._run_id, trainer.epoch, trainer.updates, MappingProxyType(values), left))

    def capture(self) -> TrainerState:
        """The trainer's state; the reports up to here have been told before."""
        self.tell_progress()
        return self._trainer.capture()

    def train(self, end: float, updates: int | None = None) -> int:
        """Train until the clock says `end`, a command comes or the goal is reached; returns the updates made.

        At least one update is made, and at most `updates`.
        """
        if self._steps is None:
            self._steps = self._trainer.steps()
        before = self._trainer.updates
        self._drain(self._steps if updates is None else islice(self._steps, updates), end)
        if self._trainer.finished or not self.epochs_left:
            self.rest()
        return self._trainer.updates - before

    def rest(self) -> None:
        """Stand still, and tell why."""
        self.epochs_left = 0.0
        self.tell_progress()
        reason = self._reason_to_stop()
        if reason:
            self._steps = None
            self._tell(Finished(self._run_id, self.ticket, reason))
        else:
            self._tell(Paused(self._run_id, self.ticket))

    def interrupt(self, error: Exception) -> None:
        """Stand still because of an error; the generator in which it happened is dead, another one may go on."""
        self.epochs_left = 0.0
        self._steps = None
        self.tell_progress()
        self._tell(Interrupted(self._run_id, self.ticket, explain.interrupted(error)))

    def tell_progress(self) -> None:
        """Tell what has been trained since the last time, if anything."""
        if self._trainer.updates != self._told or self._reports:
            self._told = self._trainer.updates
            self._tell(Progress(self._run_id, self._told, tuple(self._reports)))
            self._reports.clear()

    def _drain(self, steps: Iterator[EpochReport | None], end: float) -> None:
        clock, commands, trainer = self._clock, self._commands, self._trainer
        for report in steps:
            if report is not None:
                self._reports.append(report)
                self.epochs_left -= 1
                if not self.epochs_left or trainer.finished:
                    return
            if commands or clock() >= end:
                return

    def _reason_to_stop(self) -> str:
        trainer = self._trainer
        if not trainer.finished:
            return ""
        return trainer.stopped or f"{_all_done(trainer.config.epochs)}; to go on, raise “Stop at epoch”."


def _all_done(epochs: int) -> str:
    return "The only epoch is done" if epochs == 1 else f"All {epochs:,} epochs are done"
