"""The worker's loop: obey commands between two batches, train while it holds a grant, sleep otherwise. No Qt.

Everything it has to say goes through one function, `tell`; no error ends it.
"""

import logging
from collections.abc import Callable

from ffnn_gui.engine.arrays import quiet
from ffnn_gui.worker import explain
from ffnn_gui.worker.commands import (
    Apply,
    Capture,
    Command,
    Control,
    ForRun,
    Go,
    Limit,
    Load,
    Look,
    Pause,
    Quit,
    SetParameter,
    StepBatch,
)
from ffnn_gui.worker.events import Event, Unprepared
from ffnn_gui.worker.mailbox import Mailbox
from ffnn_gui.worker.pacing import BREATH, Pacing
from ffnn_gui.worker.speed import Speed
from ffnn_gui.worker.training import Training

log = logging.getLogger(__name__)


class TrainingLoop:
    """`run` is called in the worker thread; there `tell` is called with each event."""

    def __init__(self, mailbox: Mailbox, pacing: Pacing, tell: Callable[[Event], None]) -> None:
        self._mailbox, self._pacing, self._tell = mailbox, pacing, tell
        self._speed = Speed()
        self._training: Training | None = None
        self._alive = True
        self._stretch_end = pacing.slice_end()

    def run(self) -> None:
        """Obey and train until told to quit."""
        # NumPy's error state belongs to the thread, and the generator is to be drained under it.
        with quiet():
            while self._alive:
                self.turn()

    def turn(self) -> None:
        """Obey one command, or train for one slice, or sleep until there is something to do."""
        # Before looking: whatever comes after the look ends the sleep.
        self._pacing.rest_over()
        command = self._mailbox.take()
        try:
            if command is not None:
                self._obey(command)
            else:
                self._train_or_sleep()
        except Exception as error:
            log.exception("Training was interrupted by an error.")
            if self._training:
                self._training.interrupt(error)

    def _train_or_sleep(self) -> None:
        pacing, training, now = self._pacing, self._training, self._pacing.clock()
        if training is None or not training.epochs_left or not pacing.granted():
            self._sleep(None)
        elif delay := self._speed.delay(now):
            self._sleep(delay)
        elif now >= self._stretch_end:
            self._sleep(BREATH)
        else:
            self._speed.spend(training.train(self._stretch_end, self._speed.allowance(now)), now)

    def _sleep(self, seconds: float | None) -> None:
        """Tell what has been trained, then sleep; a new stretch of training begins afterwards."""
        if self._training:
            self._training.tell_progress()
        self._pacing.wait(seconds)
        self._stretch_end = self._pacing.slice_end()

    def _obey(self, command: Command) -> None:
        match command:
            case Quit():
                self._alive = False
            case Limit(updates_per_second=limit):
                self._speed = Speed(limit, self._pacing.clock())
            case Capture():
                self._capture(command)
            case Load():
                self._load(command)
            case ForRun() if self._training and self._is_newest(command):
                self._obey_for(self._training, command)

    def _obey_for(self, training: Training, command: ForRun) -> None:
        if isinstance(command, Control):
            training.ticket = command.ticket
        match command:
            case Go(epochs=epochs):
                self._speed.start(self._pacing.clock())
                training.go(epochs)
            case StepBatch():
                training.step_batch()
            case Pause():
                training.rest()
            case Apply(config=config):
                training.apply(config)
            case SetParameter(edit=edit, value=value):
                training.set_parameter(edit, value)
            case Look(probes=probes):
                training.look(probes)

    def _load(self, command: Load) -> None:
        # The old run's memory is free before the new one's is taken.
        self._training = None
        if not self._is_newest(command):
            return
        try:
            self._training = Training(command, self._pacing.clock, self._mailbox.commands, self._tell)
        except Exception as error:
            log.exception("A run could not be prepared.")
            self._tell(Unprepared(command.run_id, explain.unprepared(error)))

    def _capture(self, command: Capture) -> None:
        try:
            if self._training and self._is_newest(command):
                command.answer.state = self._training.capture()
        finally:
            command.answer.given.set()

    def _is_newest(self, command: ForRun) -> bool:
        return command.run_id == self._mailbox.newest
