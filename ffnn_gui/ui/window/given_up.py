"""The run that a reset has ended, kept for who meant another key, or wants to look at it once more.

A short run is not worth it: the same seed gives it again before one could ask.
"""

from PySide6.QtCore import QObject, Signal

from ffnn_gui.session import Session, SessionError
from ffnn_gui.ui.window.documents import SHORT, Documents
from ffnn_gui.ui.window.notice import Notice, Offer
from ffnn_gui.worker import Runner

PATIENCE = 1.0
"""Seconds that a reset may take for it: a worker that is busy for longer with one update keeps nothing."""


class GivenUp(QObject):
    """Keeps the latest run that was long, until it is brought back or another session is open."""

    changed = Signal()

    def __init__(self, documents: Documents, runner: Runner, notice: Notice, parent: QObject) -> None:
        super().__init__(parent)
        self._documents, self._runner, self._notice = documents, runner, notice
        self._kept: Session | None = None
        documents.shown.connect(self._forget)

    @property
    def there(self) -> bool:
        """Whether there is a run to bring back."""
        return self._kept is not None

    def keep(self) -> None:
        """Keep the run that is there, which is about to end, if somebody would miss it."""
        if self._runner.elapsed <= SHORT:
            return
        try:
            self._set(self._documents.now(PATIENCE))
        except SessionError:
            return
        text = self.tr("The run up to epoch {0:,} was given up. Run, Bring back returns to it.")
        offer = Offer(self.tr("Bring it back"), self.bring_back)
        self._notice.say("given up", text.format(self._runner.epoch), offer, passing=True)

    def bring_back(self) -> None:
        """Go on from where the kept run was, with the settings of then; the run that is there is kept in turn."""
        kept = self._kept
        if kept is not None:
            self._forget()
            self.keep()
            self._documents.go_back_to(kept)

    def _forget(self) -> None:
        self._set(None)
        self._notice.take_back("given up")

    def _set(self, session: Session | None) -> None:
        self._kept = session
        self.changed.emit()
