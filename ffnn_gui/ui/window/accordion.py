"""Docks in one column that fold each other away: what is unfolded has room to be used, however low the screen.

When a dock is unfolded and the column is too low for all that are, the one used longest ago is folded.
"""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QMainWindow

from ffnn_gui.ui.theme import ThemeManager
from ffnn_gui.ui.window.dock import FoldingDock

COMFORT = 250
"""Pixels at scale 1 that an unfolded dock's content should have."""


class Accordion(QObject):
    """Folds and unfolds docks of a window; `docks` come in the order of importance, the most important last."""

    def __init__(self, window: QMainWindow, docks: Sequence[FoldingDock], themes: ThemeManager) -> None:
        super().__init__(window)
        self._window, self._themes = window, themes
        self._by_use = list(docks)
        for dock in docks:
            dock.unfolded.connect(self._used)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Make room when the window has become lower."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show):
            self._make_room()
        return False

    def unfold_all_that_fit(self) -> None:
        """Unfold the most important ones, as many as there is room for."""
        for dock in self._by_use:
            dock.fold(False)
        self._make_room()

    def _used(self) -> None:
        dock = self.sender()
        if isinstance(dock, FoldingDock):
            self._by_use.remove(dock)
            self._by_use.append(dock)
            self._make_room()

    def _make_room(self) -> None:
        column = [dock for dock in self._by_use if self._in_column(dock)]
        unfolded = [dock for dock in column if not dock.is_folded]
        if not unfolded:
            return
        height = self._window.height() - self._window.menuBar().height() - self._window.statusBar().height()
        room = max(1, (height - len(column) * unfolded[0].title_height) // self._themes.metrics.px(COMFORT))
        for dock in unfolded[:-room]:
            dock.fold(True)

    def _in_column(self, dock: FoldingDock) -> bool:
        left = self._window.dockWidgetArea(dock) == Qt.DockWidgetArea.LeftDockWidgetArea
        alone = not self._window.tabifiedDockWidgets(dock)
        return left and alone and not dock.isFloating() and not dock.isHidden()
