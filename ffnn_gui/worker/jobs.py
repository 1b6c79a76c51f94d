"""Work that takes a while and is not training, in a thread of its own: it tells how far it is, and can be given up.

Only the latest job counts: a new one gives up the one before, and what that still says is dropped.
"""

import logging
import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QThread, Signal, Slot

from ffnn_gui.data.importing import Cancelled, ImportProblem, Progress

TELL_EVERY = 0.05  # seconds
Work = Callable[[Progress], object]

log = logging.getLogger(__name__)


class Jobs(QObject):
    """Signals, in the thread that made it: progressed(share), done(result), refused(problem), an ImportProblem."""

    progressed = Signal(float)
    done = Signal(object)
    refused = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._threads: list[_Thread] = []

    @property
    def busy(self) -> bool:
        """Whether there is a job whose result is awaited."""
        return any(not thread.given_up for thread in self._threads)

    def start(self, work: Work) -> None:
        """Do this instead of what is being done."""
        self.cancel()
        thread = _Thread(work, self)
        thread.told.connect(self._hear)
        thread.finished.connect(self._tidy)
        self._threads.append(thread)
        thread.start()

    def cancel(self) -> None:
        """Give up what is being done; nothing more is heard of it."""
        for thread in self._threads:
            thread.given_up = True

    def shutdown(self) -> None:
        """Give up everything and wait for the threads to end. Safe to call twice."""
        self.cancel()
        for thread in self._threads:
            thread.wait()
        self._threads.clear()

    @Slot(object, str, object)
    def _hear(self, thread: "_Thread", signal: str, value: object) -> None:
        if thread.given_up:
            return
        if signal != "progressed":
            thread.given_up = True
        getattr(self, signal).emit(value)

    @Slot()
    def _tidy(self) -> None:
        for thread in [thread for thread in self._threads if thread.isFinished()]:
            self._threads.remove(thread)
            thread.deleteLater()


class _Thread(QThread):
    """`told` carries the thread itself, the name of a signal of `Jobs`, and its value."""

    told = Signal(object, str, object)

    def __init__(self, work: Work, parent: QObject) -> None:
        super().__init__(parent)
        self.setObjectName("job")
        self._work, self._told_at = work, 0.0
        self.given_up = False

    def run(self) -> None:
        """The thread's body."""
        try:
            self.told.emit(self, "done", self._work(self._progress))
        except Cancelled:
            pass
        except ImportProblem as problem:
            self.told.emit(self, "refused", problem)
        except Exception as error:
            log.exception("A job ended with an error that nobody expected.")
            self.told.emit(self, "refused", ImportProblem(f"Unexpected error: {type(error).__name__}: {error}"))

    def _progress(self, share: float) -> None:
        if self.given_up:
            raise Cancelled
        if time.monotonic() - self._told_at > TELL_EVERY:
            self._told_at = time.monotonic()
            self.told.emit(self, "progressed", share)
