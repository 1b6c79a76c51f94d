"""The panels as a whole, put away and brought back: on a small projector their room is worth more to the plots."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDockWidget, QMainWindow


class Column(QObject):
    """The docks of a window; which of them were seen is remembered while they are away. Signal: back(), they are."""

    back = Signal()

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._away: list[QDockWidget] = []

    @property
    def seen(self) -> bool:
        """Whether any of them is seen."""
        return any(not dock.isHidden() for dock in self._docks())

    def put_away(self) -> None:
        """Hide those that are seen."""
        # One that was shown by hand while they were away does not stand for all.
        self._away = [dock for dock in self._docks() if not dock.isHidden() or dock in self._away]
        for dock in self._away:
            dock.hide()

    def bring_back(self) -> None:
        """Show those that were put away; all, where none was and none is seen."""
        for dock in self._away or ([] if self.seen else self._docks()):
            dock.show()
        self._away = []
        self.back.emit()

    def toggle(self) -> None:
        """Put them away when any is seen, else bring them back."""
        self.put_away() if self.seen else self.bring_back()

    def _docks(self) -> list[QDockWidget]:
        return self._window.findChildren(QDockWidget)
