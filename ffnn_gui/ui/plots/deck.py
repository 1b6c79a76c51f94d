"""Where plots stand: a deck holds some side by side or above each other, the places hold the decks."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QTabBar, QVBoxLayout, QWidget

from ffnn_gui.ui.plots.base import Place, Plot
from ffnn_gui.ui.plots.look import Look

LEAST = {"main": 10_000, "output": 330, "side": 190, "strip": 320}
"""Pixels a plot needs along its deck: where there are fewer, plots go to pages behind tabs. A main one stands alone."""

CALLED: dict[Place, str] = {
    "main": "Pages of the network and its data",
    "output": "Pages of what the network answers",
    "side": "Pages of the loss and the chosen example",
    "strip": "Pages of what happens in the layers",
}
"""What a deck's tabs are for, as a screen reader tells it."""

SLIMMEST = 0.8
"""Of its height a plot of the output needs in width: most are square inside, and what is drawn would be small."""

SHARES = ((68, 32), (56, 44), (63, 37), (64, 36))
"""Of the upper part and the lower, of the network and what is beside it, of the output and the side below it, of the
strip and the side beside it, in percent.
"""

LOW, SLACK = 1.8, 0.15
"""From so many times its height an area is low for its width; one that is low stays so until less by the slack."""

ROOMY, LOW_IF_ROOMY = 1500, 1.6
"""From so many pixels of width its part of the row below is enough for any strip, so that less makes it low."""

Make = Callable[[type[Plot]], Plot]


class Deck(QWidget):
    """Some kinds of plots, whose shares the user can change; on pages behind tabs when the room is too small.

    `make` gives the plot of a kind; it is called when the kind's page is turned to. `dealt()`: there are other pages.
    `turned()`: other plots may be seen now.
    """

    dealt = Signal()
    turned = Signal()

    def __init__(self, place: Place, make: Make) -> None:
        super().__init__()
        self._least, self._make = LEAST[place], make
        self._slimmest = SLIMMEST if place == "output" else 0
        self._upright = place == "side"
        self._pages: list[list[type[Plot]]] = []
        self._kinds: list[type[Plot]] = []
        self._plots: dict[type[Plot], Plot] = {}
        self._tabs = QTabBar()
        self._tabs.setAccessibleName(self.tr(CALLED[place]))
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
        self.hide()

    def show_kinds(self, kinds: Sequence[type[Plot]]) -> None:
        """Show plots of these kinds and hide the others."""
        if list(kinds) != self._kinds:
            self._kinds = list(kinds)
            self.setVisible(bool(kinds))
            self._arrange()

    def turn_to(self, name: str) -> bool:
        """Turn to the page on which a plot stands; False when there is none of that name."""
        for index, page in enumerate(self._pages):
            if name in [kind.name for kind in page]:
                self._tabs.setCurrentIndex(index)
                return True
        return False

    def hide_tabs(self) -> None:
        """Give the tabs' room to the plots at once: nobody can turn pages in a picture."""
        self._tabs.hide()
        rows = self.layout()
        assert rows is not None
        rows.activate()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()

    def _arrange(self) -> None:
        """Deal the plots out on as few pages as the room allows; what was seen stays seen."""
        pages = paged(self._kinds, self._room())
        if pages == self._pages:
            return
        index = self._tabs.currentIndex()
        before = self._pages[index] if 0 <= index < len(self._pages) else []
        self._pages = pages
        self._tabs.blockSignals(True)
        while self._tabs.count():
            self._tabs.removeTab(0)
        for page in pages:
            self._tabs.addTab(" · ".join(kind.title for kind in page))
        for kind in before[:1]:
            self.turn_to(kind.name)
        self._tabs.blockSignals(False)
        self._tabs.setVisible(len(pages) > 1)
        self._turn()
        self.dealt.emit()

    def _room(self) -> int:
        """How many plots find room beside each other."""
        if self._upright:
            return max(self.height() // self._least, 1)
        return max(self.width() // max(self._least, round(self._slimmest * self.height())), 1)

    def _turn(self) -> None:
        """Show the page of the present tab."""
        index = max(self._tabs.currentIndex(), 0)
        page = self._pages[index] if self._pages else []
        for kind in page:
            if kind not in self._plots:
                self._add(kind)
        for kind, plot in self._plots.items():
            plot.setVisible(kind in page)
        self.turned.emit()

    def _add(self, kind: type[Plot]) -> None:
        plot = self._plots[kind] = self._make(kind)
        self.splitter.insertWidget(sorted(self._plots, key=lambda each: each.order).index(kind), plot)
        self.splitter.setSizes([1000] * self.splitter.count())


def paged(kinds: Sequence[type[Plot]], room: int) -> list[list[type[Plot]]]:
    """Kinds in their order on pages of at most `room`, evenly filled; a wide one has a page for itself."""
    pages: list[list[type[Plot]]] = []
    for group in _between_wide(kinds):
        count = -(-len(group) // room)
        size = -(-len(group) // count)
        pages += [group[start : start + size] for start in range(0, len(group), size)]
    return pages


def _between_wide(kinds: Sequence[type[Plot]]) -> list[list[type[Plot]]]:
    """Kinds that may share pages, in their order; a wide one stands alone."""
    groups: list[list[type[Plot]]] = []
    for kind in kinds:
        if groups and not kind.wide and not groups[-1][-1].wide:
            groups[-1].append(kind)
        else:
            groups.append([kind])
    return groups


class Places(QSplitter):
    """The network large, beside it the output above the side, below them the strip; every border can be dragged.

    Where it is low for its width the side stands beside the strip, so that the output has the height that it needs.
    """

    def __init__(self, make: Make) -> None:
        super().__init__(Qt.Orientation.Vertical)
        places: tuple[Place, ...] = ("main", "output", "side", "strip")
        self.decks: dict[Place, Deck] = {place: Deck(place, make) for place in places}
        self._upper = QSplitter(Qt.Orientation.Horizontal)
        self._right = QSplitter(Qt.Orientation.Vertical)
        self._upper.addWidget(self.decks["main"])
        self._upper.addWidget(self._right)
        self._right.addWidget(self.decks["output"])
        self._right.addWidget(self.decks["side"])
        self._lower = QSplitter(Qt.Orientation.Horizontal)
        self._lower.addWidget(self.decks["strip"])
        self.addWidget(self._upper)
        self.addWidget(self._lower)
        # Its room is kept until the data say what is put out: no plot is made for room that it would lose at once.
        self.decks["output"].show()
        self._by_hand = False
        self._sizes: dict[bool, list[list[int]]] = {}
        self._stretch()
        # Fewer plots on a page need less room than the borders were placed for.
        for deck in self.decks.values():
            deck.dealt.connect(self._share_out, Qt.ConnectionType.QueuedConnection)
        for splitter in self._borders():
            splitter.setChildrenCollapsible(False)
            splitter.splitterMoved.connect(self._note_moved)

    def show_kinds(self, kinds: Sequence[type[Plot]]) -> None:
        """Show plots of these kinds, each in its place, and hide the others."""
        for place, deck in self.decks.items():
            deck.show_kinds([kind for kind in kinds if kind.place == place])
        self._hide_empty()
        self._share_out()

    def space_out(self, look: Look) -> None:
        """A gap of the grid between plots."""
        self.setStyleSheet("QSplitter::handle { image: none; }")
        for splitter in (*self._borders(), *(deck.splitter for deck in self.decks.values())):
            splitter.setHandleWidth(look.metrics.gap)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._is_low() != self._low:
            self._turn_over()
        self._share_out()

    @property
    def _low(self) -> bool:
        """Whether the side stands beside the strip."""
        return self.decks["side"].parentWidget() is self._lower

    def _is_low(self) -> bool:
        low = LOW_IF_ROOMY if self.width() >= ROOMY else LOW
        return self.width() > (low - SLACK * self._low) * self.height()

    def _turn_over(self) -> None:
        """Let the side stand elsewhere; each way of standing has its own borders."""
        around = (self._right, self._lower)
        self._sizes[self._low] = [splitter.sizes() for splitter in around]
        around[not self._low].addWidget(self.decks["side"])
        self._stretch()
        self._hide_empty()
        kept = self._sizes.get(self._low, [[], []])
        for splitter, sizes, shares in zip(around, kept, SHARES[2:], strict=True):
            # What was hidden then had no size.
            splitter.setSizes(sizes if sizes and all(sizes) else [share * 100 for share in shares])

    def _hide_empty(self) -> None:
        """Leave no gap beside what shows nothing."""
        for splitter in (self._right, self._lower):
            inside = (deck for deck in self.decks.values() if deck.parentWidget() is splitter)
            splitter.setVisible(any(not deck.isHidden() for deck in inside))

    def _borders(self) -> tuple[QSplitter, ...]:
        return self, self._upper, self._right, self._lower

    def _stretch(self) -> None:
        """Let the shares stay when the window grows or shrinks, too."""
        for splitter, shares in zip(self._borders(), SHARES, strict=True):
            for index, share in enumerate(shares[: splitter.count()]):
                splitter.setStretchFactor(index, share)

    @Slot()
    def _share_out(self) -> None:
        """The network gets the most, as long as nobody has dragged a border."""
        if self._by_hand:
            return
        for splitter, shares in zip(self._borders(), SHARES, strict=True):
            splitter.setSizes([share * 100 for share in shares])

    def _note_moved(self) -> None:
        self._by_hand = True
