"""The runner is the only thing of the training thread that the window talks to; it lives in the GUI thread.

Its methods post commands and return at once; what has happened comes back as signals, late news of old runs dropped.
"""

import math
import time
import weakref
from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Slot

from ffnn_gui.engine import ExperimentConfig, TrainerState
from ffnn_gui.engine.arrays import Array
from ffnn_gui.schema import Change, changes
from ffnn_gui.worker.commands import (
    Answer,
    Apply,
    Capture,
    Edit,
    Go,
    Limit,
    Load,
    Look,
    Pause,
    Probe,
    Quit,
    SetParameter,
    StepBatch,
)
from ffnn_gui.worker.mailbox import Mailbox
from ffnn_gui.worker.pacing import Clock, Pacing
from ffnn_gui.worker.record import Record
from ffnn_gui.worker.speed import Speed
from ffnn_gui.worker.state import RunState
from ffnn_gui.worker.status import RunStatus
from ffnn_gui.worker.thread import TrainingThread

HIDDEN_GRANT = 1.0
"""Seconds of training granted at a time while nothing is visible."""


class Runner(RunStatus):
    """Trains one run at a time in a thread of its own; the attributes and signals are those of `RunStatus`.

    Training is unpaced until the first `grant_frame` or `set_paced(True)`: a script or test needs no frame timer.
    `shutdown` ends the thread; it is called when the application quits and, at the latest, when the runner goes.
    """

    def __init__(self, parent: QObject | None = None, clock: Clock = time.perf_counter) -> None:
        super().__init__(clock, parent)
        self._clock = clock
        self._pacing = Pacing()
        self._mailbox = Mailbox(self._pacing.wake)
        # No child of the runner: Qt aborts the process when it deletes a thread that runs.
        self._thread = TrainingThread(self._mailbox, self._pacing)
        weakref.finalize(self, _end, self._thread, self._mailbox)
        self._thread.told.connect(self._hear, Qt.ConnectionType.QueuedConnection)
        self._closed = False
        if app := QCoreApplication.instance():
            app.aboutToQuit.connect(self.shutdown)

    # Training

    def start(self) -> None:
        """Train until told otherwise; while loading, as soon as that is done. A finished run says why it is."""
        self._go(math.inf)

    def step_epoch(self) -> None:
        """Train to the end of the current epoch; pressed again meanwhile, one more."""
        self._go(1.0)

    def step_batch(self) -> None:
        """Train one mini-batch, then pause."""
        if self._can_train():
            self._wants_run = False
            self._mailbox.post(StepBatch(self._run_id, self._next_ticket()))

    def pause(self) -> None:
        """Stop after the current batch; the state follows once it is done."""
        self._wants_run = False
        self._mailbox.post(Pause(self._run_id, self._next_ticket()))

    def toggle(self) -> None:
        """Pause when training was last asked for, start otherwise."""
        if self._wants_run:
            self.pause()
        else:
            self.start()

    def set_speed(self, updates_per_second: float | None) -> None:
        """Limit the speed; None: as fast as it goes. Raises ValueError when it is not more than 0."""
        Speed(updates_per_second)
        self._mailbox.post(Limit(updates_per_second))

    # The run and its settings

    def load(
        self,
        config: ExperimentConfig,
        state: TrainerState | None = None,
        history_rows: Array | None = None,
        elapsed: float = 0.0,
    ) -> None:
        """Begin a new run, from scratch or where a session ended. Raises ValueError when the rows do not fit."""
        if self._closed:
            return
        waiting = self.pending
        self._newest = Record(config, self._clock, state, history_rows, elapsed)
        self._run_id += 1
        self._wants_run = self._snapshot_out = False
        self._set_state(RunState.LOADING)
        self._mailbox.post(Load(self._run_id, self._next_ticket(), config, state))
        if not self._thread.isRunning():
            self._thread.start()
        self._tell_pending(waiting)

    def reset(self) -> None:
        """Begin again with the config last applied: same seed, same start weights."""
        if self.state is not RunState.EMPTY:
            self.load(self._newest.settings.wanted)

    def apply(self, config: ExperimentConfig) -> bool:
        """Want another config; returns whether fields of it wait for a reset.

        Live fields hold from the next batch on. As long as nothing has been trained or set by hand, a change of another
        field begins a new run at once, for nothing is lost by it.
        """
        settings, waiting = self._newest.settings, self.pending
        if self._must_reload(config):
            self._load_instead(config)
        elif settings.want(config):
            self._mailbox.post(Apply(self._run_id, self._next_ticket(), settings.running))
            self._unstop()
        self._tell_pending(waiting)
        return bool(self.pending)

    def new_edit(self, place: tuple[int, int, int]) -> Edit:
        """An edit of a weight (layer, row, column) of this run, for `set_parameter`; row fan_in is the bias."""
        return Edit(self._run_id, place)

    def set_parameter(self, edit: Edit, value: float) -> bool:
        """Give a weight another value, between two batches; False when its run is over.

        `edited` follows, or `failed` when there is no such weight or the value is not finite.
        """
        return self._post_edit(edit, value)

    def undo_edit(self, edit: Edit) -> bool:
        """Give the weight its value before back; False when its run is over, or it is known to have been refused.

        The worker may still have to make the edit: it knows the old value when the undo's turn comes.
        """
        return not edit.refused and self._post_edit(edit, None)

    def capture(self, timeout: float = 10.0) -> TrainerState | None:
        """The trainer's state, within one batch; None when there is none, or not in so many seconds.

        `history` has all epochs up to it then, and possibly newer ones: save `rows_until(state.epoch)`.
        """
        if not self._thread.isRunning():
            return None
        answer = Answer()
        self._mailbox.post(Capture(self._run_id, answer))
        answer.given.wait(timeout)
        # The reports before it have been told, but still wait in the event queue.
        QCoreApplication.sendPostedEvents(self, QEvent.Type.MetaCall.value)
        return answer.state

    def request_snapshot(self, probes: Mapping[str, Probe]) -> bool:
        """Ask for what probes see; False when the last answer is still out, or there is no run to look at."""
        if self._snapshot_out or self._closed or self.state is RunState.LOADING or self.data is None:
            return False
        self._snapshot_out = True
        self._mailbox.post(Look(self._run_id, dict(probes)))
        return True

    # Pacing, and the end

    def grant_frame(self, until: float) -> None:
        """Let it train until a moment of `time.perf_counter`: after drawing, a little before the next frame."""
        self._pacing.grant_until(until)

    def grant_hidden(self) -> None:
        """Let it train for HIDDEN_GRANT seconds, since nothing is visible that must move; call again before the end."""
        self._pacing.grant(HIDDEN_GRANT)

    def set_paced(self, paced: bool) -> None:
        """Train only while granted, from now on; or without asking."""
        if paced:
            self._pacing.grant(0)
        else:
            self._pacing.grant_forever()

    @Slot()
    def shutdown(self) -> None:
        """Stop and join the thread; what it still says is dropped. Safe to call twice."""
        self._closed = True
        self._run_id += 1
        self._wants_run = False
        _end(self._thread, self._mailbox)

    def _go(self, epochs: float) -> None:
        if not self._can_train():
            return
        self._wants_run = True
        self._mailbox.post(Go(self._run_id, self._next_ticket(), epochs))
        if self.state is not RunState.LOADING:
            self._set_state(RunState.RUNNING)

    def _post_edit(self, edit: Edit, value: float | None) -> bool:
        if edit.run_id != self._run_id:
            return False
        self._mailbox.post(SetParameter(self._run_id, edit, value))
        return True

    def _can_train(self) -> bool:
        """Whether there is something to train; if not, says why."""
        if self.state is RunState.FINISHED:
            self.stopped.emit(self.stop_reason)
        elif self.state is RunState.FAILED and self.data is None:
            self.failed.emit(self._failure)
        else:
            return self.state is not RunState.EMPTY and not self._closed
        return False

    def _must_reload(self, config: ExperimentConfig) -> bool:
        """Whether another config means another run, because there is nothing yet to lose, or no run."""
        differing = changes(self._newest.settings.wanted, config)
        if self.state in (RunState.LOADING, RunState.READY):
            untouched = not (self._newest.updates or self._newest.edited)
            return untouched and not all(change.live for change in differing)
        return self.state is RunState.EMPTY or (self.data is None and bool(differing))

    def _unstop(self) -> None:
        """A live change lets a run that had ended go on, when epochs are left."""
        if self.state is RunState.FINISHED and self.epoch < self.run_config.epochs:
            self._shown.stop_reason = ""
            self._set_state(RunState.PAUSED)

    def _load_instead(self, config: ExperimentConfig) -> None:
        """Load before anything was trained; a wish to start still holds."""
        wanted = self._wants_run
        self.load(config)
        if wanted:
            self.start()

    def _tell_pending(self, before: tuple[Change, ...]) -> None:
        if self.pending != before:
            self.pending_changed.emit()

    def _next_ticket(self) -> int:
        self._ticket += 1
        return self._ticket


def _end(thread: TrainingThread, mailbox: Mailbox) -> None:
    """Stop and join a training thread, if it runs."""
    if thread.isRunning():
        mailbox.post(Quit())
        thread.wait()
