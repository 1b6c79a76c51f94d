"""The panels' docks: one column in which they fold each other away, and which is left as it was between two starts.

When a dock is unfolded and the column is too low for all that are, the one used longest ago is folded. A panel whose
opened card needs more height than it has gets what the others can do without.
"""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, QSettings, Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow

from ffnn_gui.ui.panels import Panel
from ffnn_gui.ui.theme import ThemeManager
from ffnn_gui.ui.window.dock import FoldingDock
from ffnn_gui.ui.window.layout import folded_docks, restore_layout, save_layout
from ffnn_gui.ui.window.lending import Lending

COMFORT = 250
"""Pixels at scale 1 that an unfolded dock's content should have."""

WIDTH = 292
"""Pixels at scale 1 of the column."""


Make = Callable[[type[Panel]], Panel]


class Docks(QObject):
    """Docks around panels on the window's left; `by_importance` names the panels, the first to be folded first.

    `make` gives the panel of a kind; it is called when its dock is first unfolded.
    """

    def __init__(
        self,
        window: QMainWindow,
        panels: Sequence[type[Panel]],
        by_importance: Sequence[str],
        make: Make,
        themes: ThemeManager,
    ) -> None:
        super().__init__(window)
        self._window, self._make, self._themes = window, make, themes
        self._lending = Lending(window)
        self._docks = {panel.name: self._dock(panel) for panel in panels}
        self._by_importance = [self._docks[name] for name in by_importance]
        self._by_use = list(self._by_importance)
        self._arranged = False
        self._default = window.saveState()
        themes.changed.connect(self._arrange)
        window.installEventFilter(self)

    @property
    def toggles(self) -> list[QAction]:
        """For the menu: an action that shows or closes each dock."""
        return [dock.toggleViewAction() for dock in self._docks.values()]

    def show_default(self) -> None:
        """Put all docks back to their places, unfolded as far as there is room."""
        self._by_use = list(self._by_importance)
        for dock in self._by_use:
            dock.fold(False)
        self._window.restoreState(self._default)
        self._arrange()
        self._make_room()

    def save(self, settings: QSettings) -> None:
        """Remember places and folds."""
        save_layout(self._window, settings, [name for name, dock in self._docks.items() if dock.is_folded])

    def restore(self, settings: QSettings) -> None:
        """Bring places and folds back, where there are any."""
        self._arranged = restore_layout(self._window, settings)
        folded = folded_docks(settings)
        for name, dock in self._docks.items():
            dock.fold(name in folded)
        self._by_use.sort(key=lambda dock: not dock.is_folded)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Make room when the window has become lower."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show):
            self._make_room()
            if not self._arranged and event.type() == QEvent.Type.Show:
                # The docks have their sizes only after this event.
                QTimer.singleShot(0, self, self._arrange)
        return False

    def _dock(self, panel: type[Panel]) -> FoldingDock:
        dock = FoldingDock(panel.title, panel.name, partial(self._panel, panel), self._themes)
        dock.unfolded.connect(self._used)
        self._window.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, dock)
        return dock

    def _panel(self, kind: type[Panel]) -> Panel:
        panel = self._make(kind)
        panel.cramped.connect(self._lend)
        panel.relaxed.connect(self._give_back)
        return panel

    def _arrange(self) -> None:
        """Give the docks the width that their panels would have."""
        docks = list(self._docks.values())
        self._window.resizeDocks(docks, [self._themes.metrics.px(WIDTH)] * len(docks), Qt.Orientation.Horizontal)
        self._arranged = True

    def _used(self) -> None:
        dock = self.sender()
        if isinstance(dock, FoldingDock):
            self._by_use.remove(dock)
            self._by_use.append(dock)
            self._make_room()

    def _lend(self, pixels: int) -> None:
        dock, column = self._of_sender(), self._unfolded()
        if dock in column:
            self._lending.lend(dock, pixels, column)

    def _give_back(self, pixels: int) -> None:
        self._lending.give_back(self._of_sender(), pixels, self._unfolded())

    def _of_sender(self) -> FoldingDock:
        """The dock of the panel whose signal has just come."""
        return next(dock for dock in self._docks.values() if dock.content is self.sender())

    def _unfolded(self) -> list[FoldingDock]:
        return [dock for dock in self._docks.values() if self._in_column(dock) and not dock.is_folded]

    def _make_room(self) -> None:
        column = [dock for dock in self._by_use if self._in_column(dock)]
        unfolded = [dock for dock in column if not dock.is_folded]
        if not unfolded:
            return
        height = self._window.height() - self._window.menuBar().height() - self._window.statusBar().height()
        room = max(1, (height - len(column) * unfolded[0].title_height) // self._themes.metrics.px(COMFORT))
        for dock in unfolded[:-room]:
            dock.fold(True)
        for dock in unfolded[-room:]:
            # Not only when it is shown: the window would be laid out once more.
            dock.fill()

    def _in_column(self, dock: FoldingDock) -> bool:
        left = self._window.dockWidgetArea(dock) == Qt.DockWidgetArea.LeftDockWidgetArea
        alone = not self._window.tabifiedDockWidgets(dock)
        return left and alone and not dock.isFloating() and not dock.isHidden()
