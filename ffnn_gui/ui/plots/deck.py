"""Where plots stand: a deck holds some side by side or above each other, the places hold the decks."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QTabBar, QVBoxLayout, QWidget

from ffnn_gui.ui.plots.base import Place, Plot
from ffnn_gui.ui.plots.look import Look

NARROWEST = {"main": 300, "side": 0, "strip": 170}
"""Pixels a plot needs beside another; where there are fewer, they stand behind tabs."""

KEY = 120
"""Pixels that axes and key take of the output's width, which otherwise is as large as its height."""


class Deck(QWidget):
    """Some plots, whose shares the user can change; one at a time behind tabs where a row is too narrow for them."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        self._narrowest = NARROWEST[place]
        self._shown: list[Plot] = []
        self._tabs = QTabBar()
        self._tabs.setDrawBase(False)
        self._tabs.setExpanding(False)
        self.splitter = QSplitter(Qt.Orientation.Vertical if place == "side" else Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self._tabs)
        rows.addWidget(self.splitter, 1)
        self._tabs.currentChanged.connect(lambda _: self._arrange())
        self._arrange()

    def show_plots(self, plots: Sequence[Plot]) -> None:
        """Show these plots and hide the others."""
        if list(plots) == self._shown:
            return
        for plot in self._shown:
            plot.hide()
        self._shown = list(plots)
        self._tabs.blockSignals(True)
        while self._tabs.count():
            self._tabs.removeTab(0)
        for index, plot in enumerate(plots):
            self._tabs.addTab(plot.title)
            self.splitter.insertWidget(index, plot)
        self._tabs.blockSignals(False)
        self.splitter.setSizes([1000] * self.splitter.count())
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()

    def _arrange(self) -> None:
        narrow = len(self._shown) > 1 and self.width() < self._narrowest * len(self._shown)
        self._tabs.setVisible(narrow)
        for index, plot in enumerate(self._shown):
            plot.setVisible(not narrow or index == self._tabs.currentIndex())


class Places(QSplitter):
    """The output large, beside it the side, below them the strip; every border can be dragged."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Vertical)
        self.decks: dict[Place, Deck] = {place: Deck(place) for place in ("main", "side", "strip")}
        self._upper = QSplitter(Qt.Orientation.Horizontal)
        self._upper.addWidget(self.decks["main"])
        self._upper.addWidget(self.decks["side"])
        self.addWidget(self._upper)
        self.addWidget(self.decks["strip"])
        self._shared = False
        for splitter in (self, self._upper):
            splitter.setChildrenCollapsible(False)
            splitter.splitterMoved.connect(self._note_moved)

    def space_out(self, look: Look) -> None:
        """A gap of the grid between plots."""
        self.setStyleSheet("QSplitter::handle { image: none; }")
        for splitter in (self, self._upper, *(deck.splitter for deck in self.decks.values())):
            splitter.setHandleWidth(look.metrics.gap)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self._shared:
            self._share_out()

    def _share_out(self) -> None:
        """Room for an output about as wide as high, as long as nobody has dragged a border."""
        upper = round(self.height() * 0.66)
        self.setSizes([upper, self.height() - upper])
        main = min(max(upper + KEY, round(self.width() * 0.5)), round(self.width() * 0.58))
        self._upper.setSizes([main, self.width() - main])
        self.decks["side"].splitter.setSizes([round(upper * 0.58), round(upper * 0.42)])

    def _note_moved(self) -> None:
        self._shared = True
