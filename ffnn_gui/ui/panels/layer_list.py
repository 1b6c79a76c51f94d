"""The hidden layers as a column of cards with a way between each two, from the input to the output.

It keeps a layer's card, open or not, with that layer when layers are added, removed or moved, also by an undo.
"""

from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ffnn_gui.engine import ExperimentConfig
from ffnn_gui.engine.config import MAX_HIDDEN, HiddenLayer
from ffnn_gui.schema import knobs_of
from ffnn_gui.ui.forms import retire
from ffnn_gui.ui.panels.connector import Connector
from ffnn_gui.ui.panels.layer_card import LayerCard
from ffnn_gui.ui.panels.layers import Layers, inserted, matched, moved, removed, spread
from ffnn_gui.ui.panels.reorder import Reorder
from ffnn_gui.ui.theme import ThemeManager

PATH = "network.hidden"
FULL = f"A network has at most {MAX_HIDDEN} hidden layers: remove one before adding another."


class LayerList(QWidget):
    """A view (see `views`).

    Signals: wanted(path, value, text), drag_started(path), drag_finished(path); toggled(card, open): one was folded.
    """

    wanted = Signal(str, object, str)
    drag_started = Signal(str)
    drag_finished = Signal(str)
    toggled = Signal(object, bool)

    def __init__(self, themes: ThemeManager, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._layers: Layers = ()
        self.cards: list[LayerCard] = []
        self.connectors: list[Connector] = []
        self.reorder = Reorder(self, lambda: self.cards)
        self.reorder.moved.connect(self._move)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._arrange()

    def show_config(self, config: ExperimentConfig, *, again: bool = False) -> None:
        layers = config.network.hidden
        if layers == self._layers and not again:
            return
        places = matched(self._layers, layers)
        self._layers = layers
        if places != list(range(len(self.cards))):
            self._keep(places)
        for number, (card, layer) in enumerate(zip(self.cards, layers, strict=True), start=1):
            card.show_layer(layer, number, again=again)

    def show_problem(self, path: str, sentence: str) -> bool:
        place, _, field = path.removeprefix(f"{PATH}.").partition(".")
        inside = path.startswith(f"{PATH}.") and place.isdecimal() and int(place) < len(self.cards)
        return inside and self.cards[int(place)].show_problem(field, sentence)

    def clear_problems(self) -> None:
        for card in self.cards:
            card.clear_problems()

    def _keep(self, places: list[int | None]) -> None:
        """Put the cards into a new order; None stands for a new card."""
        old = self.cards
        self.cards = [self._new_card(index) if place is None else old[place] for index, place in enumerate(places)]
        for card in old:
            if card not in self.cards:
                retire(card)
        self._arrange()

    def _arrange(self) -> None:
        """Cards and ways between them, in order, also for the tab key."""
        while len(self.connectors) < len(self.cards) + 1:
            connector = Connector(self)
            connector.clicked.connect(self._add)
            self.connectors.append(connector)
        while len(self.connectors) > len(self.cards) + 1:
            self.connectors.pop().deleteLater()
        while self._column.count():
            self._column.takeAt(0)
        for place, connector in enumerate(self.connectors):
            last = place == len(self.cards)
            connector.allow(FULL if len(self.cards) >= MAX_HIDDEN else "", "Add layer" if last else "")
            self._column.addWidget(connector)
            if not last:
                self._column.addWidget(self.cards[place])
        for part in (*self.cards, *self.connectors):
            part.show()  # at once, so that it can take the focus
        self._chain()

    def _chain(self) -> None:
        """Let the tab key go through everything as it stands; cards come and go, and are opened late."""
        stops: list[QWidget] = [self.connectors[0]]
        for card, connector in zip(self.cards, self.connectors[1:], strict=True):
            stops += [*card.tab_stops(), connector]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def _new_card(self, index: int) -> LayerCard:
        card = LayerCard(self._themes.metrics, self._layers[index], self)
        card.edited.connect(self._edit)
        card.drag_started.connect(self._start_drag)
        card.drag_finished.connect(self._finish_drag)
        card.asked.connect(self._do)
        card.spread.connect(self._spread)
        card.toggled.connect(self._card_toggled)
        self.reorder.watch(card.handle)
        return card

    def _card_toggled(self, opened: bool) -> None:
        self._chain()
        self.toggled.emit(self.sender(), opened)

    def _index(self) -> int:
        """Of the card whose signal has just come."""
        return next(index for index, card in enumerate(self.cards) if card is self.sender())

    def _path(self, field: str) -> str:
        return f"{PATH}.{self._index()}.{field}"

    def _edit(self, field: str, value: object) -> None:
        self.wanted.emit(self._path(field), value, "")

    def _start_drag(self, field: str) -> None:
        self.drag_started.emit(self._path(field))

    def _finish_drag(self, field: str) -> None:
        self.drag_finished.emit(self._path(field))

    def _spread(self, field: str) -> None:
        value, label = getattr(self._layers[self._index()], field), knobs_of(HiddenLayer)[field].label
        self._want(spread(self._layers, field, value), f"Set {label.lower()} in all layers")

    def _add(self) -> None:
        place = next(index for index, connector in enumerate(self.connectors) if connector is self.sender())
        self._want(inserted(self._layers, place), "Add a layer", focus=place)

    def _do(self, command: str) -> None:
        index = self._index()
        if command == "duplicate":
            self._want(inserted(self._layers, index + 1), f"Duplicate layer {index + 1}", focus=index + 1)
        elif command == "remove":
            self._want(removed(self._layers, index), f"Remove layer {index + 1}", focus=index)
        else:
            self._move(index, index + (1 if command == "down" else -1))

    def _move(self, index: int, to: int) -> None:
        if 0 <= to < len(self._layers):
            self._want(moved(self._layers, index, to), f"Move layer {index + 1} to place {to + 1}", focus=to)

    def _want(self, layers: Layers, text: str, focus: int | None = None) -> None:
        self.wanted.emit(PATH, layers, text)
        if focus is not None and self.cards:
            self.cards[min(focus, len(self.cards) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)
