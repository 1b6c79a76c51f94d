"""Between what is set and what runs: edits go to the runner, its troubles and endings become notices.

Nothing here draws; it connects the store, the runner and the notices.
"""

from PySide6.QtCore import QObject, Signal

from ffnn_gui.engine import ExperimentConfig, another_seed
from ffnn_gui.engine.early_stopping import STOPPED
from ffnn_gui.engine.guard import DIVERGED
from ffnn_gui.session.store import Store
from ffnn_gui.ui.window.given_up import GivenUp
from ffnn_gui.ui.window.notice import Notice, Offer
from ffnn_gui.worker import Runner, RunState

SHOWN_CHANGES = 3


class Experiment(QObject):
    """Keeps runner and notices in step with the store.

    Signal: waiting(labels): what waits for a reset now, a tuple of words; empty when nothing does
    """

    waiting = Signal(object)

    def __init__(self, store: Store, runner: Runner, notice: Notice, given_up: GivenUp, parent: QObject) -> None:
        super().__init__(parent)
        self._store, self._runner, self._notice, self._given_up = store, runner, notice, given_up
        self._at_end = False
        store.changed.connect(self._config_changed)
        runner.pending_changed.connect(self._pending_changed)
        runner.stopped.connect(self._run_stopped)
        runner.failed.connect(self._run_failed)
        runner.state_changed.connect(self._state_changed)

    def reset(self) -> None:
        """Back to the start weights of the current settings."""
        self._given_up.keep()
        self._runner.reset()

    def train_on(self) -> None:
        """After the last epoch: as many epochs again."""
        self.stop_at(2 * self._store.config.epochs)
        self._runner.start()

    def train_without_stopping(self) -> None:
        """After early stopping: switch it off, and go on from the weights that are there."""
        self._store.set("regularization.early_stopping.enabled", False)
        self._runner.start()

    def new_seed(self) -> None:
        """Begin again from other start weights and another order of examples."""
        self._given_up.keep()
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
        """Show an error; it stays until it is closed or another session is open."""
        self._notice.add("error", sentence, wrong=True)

    def withdraw(self, sentence: str) -> None:
        """An error that was reported holds no longer."""
        self._notice.take_back("error", sentence)

    def forget_errors(self) -> None:
        """What went wrong before is of no interest any more."""
        self._notice.take_back("error")

    def _config_changed(self, config: ExperimentConfig) -> None:
        self._runner.apply(config)
        if self._at_end and self._runner.epoch < config.epochs:
            self._notice.take_back("stopped")

    def _pending_changed(self) -> None:
        labels = tuple(dict.fromkeys(change.label for change in self._runner.pending))
        self.waiting.emit(labels)
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
        offers = [Offer(self.tr("Reset"), self.reset)]
        wrong, at_end = reason.startswith(DIVERGED), self._runner.epoch >= self._runner.run_config.epochs
        self._at_end = at_end and not wrong
        if at_end:
            offers.insert(0, Offer(self.tr("As many again"), self.train_on))
        if reason.startswith(STOPPED):
            offers.insert(0, Offer(self.tr("Go on without it"), self.train_without_stopping))
        # It stands over plots that the class looks at now; the run button says it again.
        self._notice.say("stopped", reason, *offers, wrong=wrong, passing=not wrong)

    def _run_failed(self, sentence: str) -> None:
        self._notice.say("failed", sentence, wrong=True)

    def _state_changed(self, state: RunState) -> None:
        if state in (RunState.RUNNING, RunState.LOADING):
            self._notice.take_back("stopped")
            self._notice.take_back("failed")
