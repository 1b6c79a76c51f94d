"""Between what is set and what runs: edits go to the runner, its troubles and endings become notices.

Nothing here draws; it connects the store, the runner and the notice strip.
"""

from PySide6.QtCore import QObject, Qt

from ffnn_gui.engine import ExperimentConfig, another_seed
from ffnn_gui.engine.guard import DIVERGED
from ffnn_gui.session.store import Store
from ffnn_gui.ui.window.keyboard import KeyboardFocus
from ffnn_gui.ui.window.notice import Notice, Offer
from ffnn_gui.worker import Runner, RunState

SHOWN_CHANGES = 3


class Experiment(QObject):
    """Keeps runner and notices in step with the store."""

    def __init__(self, store: Store, runner: Runner, notice: Notice, focus: KeyboardFocus, parent: QObject) -> None:
        super().__init__(parent)
        self._store, self._runner, self._notice, self._focus = store, runner, notice, focus
        store.changed.connect(self._config_changed)
        runner.pending_changed.connect(self._pending_changed)
        runner.stopped.connect(self._run_stopped)
        runner.failed.connect(self._run_failed)
        runner.state_changed.connect(self._state_changed)

    def toggle(self) -> None:
        """Play, or pause, unless the key is for the control that has the focus."""
        if not self._focus.gives_space():
            self._runner.toggle()

    def step(self) -> None:
        """Train one mini-batch, unless the key is for the control that has the focus."""
        if not self._focus.gives_right():
            self._runner.step_batch()

    def reset_by_key(self) -> None:
        """Reset, unless the letter is for the control that has the focus."""
        if not self._focus.gives_letter(Qt.Key.Key_R):
            self.reset()

    def reset(self) -> None:
        """Back to the start weights of the current settings."""
        self._runner.reset()

    def new_seed(self) -> None:
        """Begin again from other start weights and another order of examples."""
        self._store.set("seed", another_seed(self._store.config.seed))
        self._runner.reset()

    def stop_at(self, epoch: object) -> None:
        """Train until this epoch."""
        self._store.set("epochs", epoch)

    def object_to(self, sentence: str) -> None:
        """Say why a value is refused; an empty sentence takes it back."""
        if sentence:
            self._notice.say("refused", sentence, wrong=True)
        else:
            self._notice.take_back("refused")

    def report(self, sentence: str) -> None:
        """Show an error."""
        self._notice.say("error", sentence, wrong=True)

    def _config_changed(self, config: ExperimentConfig) -> None:
        self._runner.apply(config)

    def _pending_changed(self) -> None:
        labels = list(dict.fromkeys(change.label for change in self._runner.pending))
        if not labels:
            self._notice.take_back("pending")
            return
        named = ", ".join(labels[:SHOWN_CHANGES]) + (" and more" if len(labels) > SHOWN_CHANGES else "")
        sentence = self.tr("Takes effect after a reset: {0}. The network that is shown still runs as before.")
        self._notice.say(
            "pending", sentence.format(named), Offer(self.tr("Reset and apply"), self.reset), Offer("Undo", self._undo)
        )

    def _undo(self) -> None:
        self._store.undo_stack.undo()

    def _run_stopped(self, reason: str) -> None:
        wrong = reason.startswith(DIVERGED)
        self._notice.say("stopped", reason, Offer(self.tr("Reset"), self.reset), wrong=wrong)

    def _run_failed(self, sentence: str) -> None:
        self.report(sentence)

    def _state_changed(self, state: RunState) -> None:
        if state in (RunState.RUNNING, RunState.LOADING):
            self._notice.take_back("stopped")
            self._notice.take_back("error")
