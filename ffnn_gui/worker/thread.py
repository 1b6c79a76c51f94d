"""The training thread: the loop in a QThread, its news as one signal.

The signal is emitted in the worker thread; only methods of QObjects that live in another thread may be connected to it.
"""

from PySide6.QtCore import QObject, QThread, Signal

from ffnn_gui.worker.loop import TrainingLoop
from ffnn_gui.worker.mailbox import Mailbox
from ffnn_gui.worker.pacing import Pacing


class TrainingThread(QThread):
    """Runs a `TrainingLoop` between the mailbox and `told`, which carries an Event."""

    told = Signal(object)

    def __init__(self, mailbox: Mailbox, pacing: Pacing, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("training")
        self._mailbox, self._pacing = mailbox, pacing

    def run(self) -> None:
        """The thread's body."""
        TrainingLoop(self._mailbox, self._pacing, self.told.emit).run()
