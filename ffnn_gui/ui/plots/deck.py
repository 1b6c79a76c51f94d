"""Where plots stand: a deck holds some side by side or above each other, the places hold the decks."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QTabBar, QVBoxLayout, QWidget

from ffnn_gui.ui.plots.base import Place, Plot
from ffnn_gui.ui.plots.look import Look

LEAST = {"main": 300, "output": 300, "side": 130, "strip": 300}
"""Pixels a plot needs along its deck, at scale 1; where there are fewer, plots go to pages behind tabs."""


class Deck(QWidget):
    """Some plots, whose shares the user can change; on several pages behind tabs when the room is too small."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        self._least = LEAST[place]
        self._upright = place == "side"
        self._shown: list[Plot] = []
        self._pages: list[list[Plot]] = []
        self._tabs = QTabBar()
        self._tabs.setDrawBase(False)
        self._tabs.setExpanding(False)
        self.splitter = QSplitter(Qt.Orientation.Vertical if self._upright else Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self._tabs)
        rows.addWidget(self.splitter, 1)
        self._tabs.currentChanged.connect(self._turn)

    def show_plots(self, plots: Sequence[Plot]) -> None:
        """Show these plots and hide the others."""
        if list(plots) == self._shown:
            return
        for plot in self._shown:
            plot.hide()
        self._shown = list(plots)
        for index, plot in enumerate(plots):
            self.splitter.insertWidget(index, plot)
        self.splitter.setSizes([1000] * self.splitter.count())
        self._pages = []
        self._arrange()

    def open_page_of(self, plot: Plot) -> None:
        """Turn to the page on which a plot stands."""
        for index, page in enumerate(self._pages):
            if plot in page:
                self._tabs.setCurrentIndex(index)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()

    def _arrange(self) -> None:
        """Deal the plots out on as few pages as the room allows."""
        pages = paged(self._shown, self._room())
        if pages == self._pages:
            return
        before = next((plot for plot in self._shown if plot.isVisibleTo(self)), None)
        self._pages = pages
        self._tabs.blockSignals(True)
        while self._tabs.count():
            self._tabs.removeTab(0)
        for page in pages:
            self._tabs.addTab(" · ".join(plot.title for plot in page))
        self._tabs.blockSignals(False)
        self._tabs.setVisible(len(pages) > 1)
        if before:
            self.open_page_of(before)
        self._turn()

    def _room(self) -> int:
        """How many plots find room beside each other."""
        return max((self.height() if self._upright else self.width()) // self._least, 1)

    def _turn(self) -> None:
        """Show the page of the present tab."""
        index = max(self._tabs.currentIndex(), 0)
        for number, page in enumerate(self._pages):
            for plot in page:
                plot.setVisible(number == index)


def paged(plots: Sequence[Plot], room: int) -> list[list[Plot]]:
    """Plots in their order on pages of at most `room`, evenly filled; a wide one has a page for itself."""
    pages: list[list[Plot]] = []
    for group in _between_wide(plots):
        count = -(-len(group) // room)
        size = -(-len(group) // count)
        pages += [list(group[start : start + size]) for start in range(0, len(group), size)]
    return pages


def _between_wide(plots: Sequence[Plot]) -> list[list[Plot]]:
    """Runs of plots that may share a page; the wide ones follow alone."""
    together = [plot for plot in plots if not plot.wide]
    return ([together] if together else []) + [[plot] for plot in plots if plot.wide]


class Places(QSplitter):
    """The network large, beside it the output above the side, below them the strip; every border can be dragged."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Vertical)
        places: tuple[Place, ...] = ("main", "output", "side", "strip")
        self.decks: dict[Place, Deck] = {place: Deck(place) for place in places}
        self._upper = QSplitter(Qt.Orientation.Horizontal)
        self._right = QSplitter(Qt.Orientation.Vertical)
        self._upper.addWidget(self.decks["main"])
        self._upper.addWidget(self._right)
        self._right.addWidget(self.decks["output"])
        self._right.addWidget(self.decks["side"])
        self.addWidget(self._upper)
        self.addWidget(self.decks["strip"])
        self._shared = False
        for splitter in self._borders():
            splitter.setChildrenCollapsible(False)
            splitter.splitterMoved.connect(self._note_moved)

    def space_out(self, look: Look) -> None:
        """A gap of the grid between plots."""
        self.setStyleSheet("QSplitter::handle { image: none; }")
        for splitter in (*self._borders(), *(deck.splitter for deck in self.decks.values())):
            splitter.setHandleWidth(look.metrics.gap)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self._shared:
            self._share_out()

    def _borders(self) -> tuple[QSplitter, ...]:
        return self, self._upper, self._right

    def _share_out(self) -> None:
        """The network gets the most, as long as nobody has dragged a border."""
        upper = round(self.height() * 0.68)
        self.setSizes([upper, self.height() - upper])
        main = round(self.width() * 0.56)
        self._upper.setSizes([main, self.width() - main])
        self._right.setSizes([round(upper * 0.57), round(upper * 0.43)])

    def _note_moved(self) -> None:
        self._shared = True
