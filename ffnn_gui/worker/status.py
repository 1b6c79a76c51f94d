"""What is known of the training, in the GUI thread: the incoming half of the runner.

It hears the worker's events, drops late ones of old runs, keeps the record, and tells the window by signals.
"""

from PySide6.QtCore import QObject, Signal, Slot

from ffnn_gui.data import PreparedData
from ffnn_gui.engine import ExperimentConfig, RunHistory
from ffnn_gui.engine.arrays import Array
from ffnn_gui.schema import Change
from ffnn_gui.worker.events import (
    Edited,
    Event,
    Finished,
    Interrupted,
    Paused,
    Prepared,
    Progress,
    Rest,
    Snapshot,
    Trouble,
    Unprepared,
)
from ffnn_gui.worker.pacing import Clock
from ffnn_gui.worker.record import Record
from ffnn_gui.worker.state import RunState


class RunStatus(QObject):
    """While a run is LOADING, all that is told is still of the run before; it changes together, before `prepared`.

    Attributes: state

    Signals:
        state_changed(RunState)
        prepared(): a new run is there
        epoch_finished(tuple[EpochReport, ...]): the new reports, after they were appended to `history`
        snapshot_ready(Snapshot)
        pending_changed(): other fields wait for a reset
        rested(): training stands still after a pause or a single step, which may have been so before
        edited(): a weight was given another value by hand
        stopped(str): the run has ended by itself, and why (also when one tries to go on with it)
        failed(str): something went wrong, and what to do
    """

    state_changed = Signal(object)
    prepared = Signal()
    epoch_finished = Signal(object)
    snapshot_ready = Signal(object)
    pending_changed = Signal()
    rested = Signal()
    edited = Signal()
    stopped = Signal(str)
    failed = Signal(str)

    def __init__(self, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.state = RunState.EMPTY
        self._shown = self._newest = Record(ExperimentConfig.default(), clock)
        self._run_id = self._ticket = 0
        self._wants_run = self._snapshot_out = False
        self._failure = ""

    @property
    def history(self) -> RunHistory:
        """One row an epoch."""
        return self._shown.history

    @property
    def run_config(self) -> ExperimentConfig:
        """What the trainer runs, live changes included."""
        return self._shown.settings.running

    @property
    def data(self) -> PreparedData | None:
        """The prepared data; None before the first run and when they could not be prepared."""
        return self._shown.data

    @property
    def epoch(self) -> int:
        """Epochs done."""
        return self._shown.epoch

    @property
    def updates(self) -> int:
        """Updates done, as far as told: at least once a frame."""
        return self._shown.updates

    @property
    def elapsed(self) -> float:
        """Seconds of training, pauses left out."""
        return self._shown.stopwatch.seconds

    @property
    def epochs_per_second(self) -> float:
        """Over about the last second; 0 unless running."""
        return self._shown.meter.epochs_per_second if self.state is RunState.RUNNING else 0.0

    @property
    def stop_reason(self) -> str:
        """Why the run has ended by itself; empty while it can go on."""
        return self._shown.stop_reason

    @property
    def pending(self) -> tuple[Change, ...]:
        """The fields of the config last applied that wait for a reset."""
        return self._newest.settings.pending

    def rows_until(self, epoch: int) -> Array:
        """The history's rows up to an epoch, (epochs, columns)."""
        return self._shown.rows_until(epoch)

    # What the worker tells

    @Slot(object)
    def _hear(self, event: Event) -> None:
        if event.run_id != self._run_id:
            return
        match event:
            case Progress(updates=updates, reports=reports):
                self._shown.advance(updates, reports)
                if reports:
                    self.epoch_finished.emit(reports)
            case Snapshot():
                self._snapshot_out = False
                self.snapshot_ready.emit(event)
            case Prepared():
                self._hear_prepared(event)
            case Unprepared(message=message):
                self._shown = self._newest
                self._fail(message)
            case Edited():
                self._shown.edited = True
                self.edited.emit()
            case Trouble(message=message):
                self.failed.emit(message)
            case Rest():
                self._hear_rest(event)

    def _hear_prepared(self, event: Prepared) -> None:
        self._shown = self._newest
        self._shown.data, self._shown.stop_reason = event.data, event.stopped
        self.prepared.emit()
        if event.stopped:
            self._set_state(RunState.FINISHED)
            if self._wants_run:
                self.stopped.emit(event.stopped)
        elif self._wants_run:
            self._set_state(RunState.RUNNING)
        else:
            self._set_state(self._standing())

    def _hear_rest(self, event: Rest) -> None:
        """Training stands still, unless something newer was asked for meanwhile."""
        newest = event.ticket == self._ticket
        if newest:
            self._wants_run = False
        match event:
            case Interrupted(message=message) if newest:
                self._fail(message)
            case Interrupted(message=message):
                self.failed.emit(message)
            case Finished(stopped=reason) if newest:
                known, self._shown.stop_reason = self._shown.stop_reason, reason
                self._set_state(RunState.FINISHED)
                if reason != known:
                    self.stopped.emit(reason)
            case Paused() if newest:
                self._shown.stop_reason = ""
                self._set_state(self._standing())
                # After a single step the state is what it was, but there is something new to show.
                self.rested.emit()

    def _standing(self) -> RunState:
        return RunState.PAUSED if self.updates else RunState.READY

    def _fail(self, message: str) -> None:
        self._failure = message
        self._wants_run = False
        self._set_state(RunState.FAILED)
        self.failed.emit(message)

    def _set_state(self, state: RunState) -> None:
        if state is self.state:
            return
        self.state = state
        if state is RunState.RUNNING:
            self._shown.run()
        else:
            self._shown.rest()
        self.state_changed.emit(state)
