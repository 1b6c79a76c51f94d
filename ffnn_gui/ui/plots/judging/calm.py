"""What somebody looks at stays for a moment while it keeps changing: faster, nobody could look at it."""

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, QTimer

T = TypeVar("T")

REST = 500
"""Milliseconds for which something stays before another takes its place."""


class Calm(QObject, Generic[T]):
    """Shows the first at once, and of all that come within the rest the newest, after it."""

    def __init__(self, show: Callable[[T], None], parent: QObject) -> None:
        super().__init__(parent)
        self._show = show
        self._next: T | None = None
        self._timer = QTimer(self, singleShot=True, interval=REST)
        self._timer.timeout.connect(self._show_next)

    def offer(self, news: T) -> None:
        """Show this, now or after the rest."""
        self._next = news
        if not self._timer.isActive():
            self._show_next()

    def forget(self) -> None:
        """Something else is asked for: the next is shown at once."""
        self._timer.stop()
        self._next = None

    def _show_next(self) -> None:
        news, self._next = self._next, None
        if news is not None:
            self._show(news)
            self._timer.start()
