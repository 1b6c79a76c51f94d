"""A hidden layer as a card: its size and what it does in the header, everything else in the body.

It shows one layer and says what the person wants; where the layer stands in the network is the panel's affair.
"""

from collections.abc import Iterator

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLabel, QWidget

from ffnn_gui.engine.config import HiddenLayer
from ffnn_gui.schema import knobs_of
from ffnn_gui.ui.forms import Form, number_text
from ffnn_gui.ui.forms.number_field import NumberField
from ffnn_gui.ui.forms.tooltips import knob_tooltip
from ffnn_gui.ui.panels.drag import DragHandle
from ffnn_gui.ui.panels.foldable import FoldableCard, tool_button
from ffnn_gui.ui.panels.layer_menu import KEYS, LayerMenu
from ffnn_gui.ui.theme import Metrics

IN_HEADER = "units"
UNITS_FRAME = 2.2  # in line heights, around the digits: the field's edges and its buttons


class LayerCard(FoldableCard):
    """Signals, whose paths begin in the layer ("activation.slope").

    edited(path, value), drag_started(path), drag_finished(path): as of a form; asked(command): see `layer_menu`;
    spread(field): all layers are to have this one's value.
    """

    edited = Signal(str, object)
    drag_started = Signal(str)
    drag_finished = Signal(str)
    asked = Signal(str)
    spread = Signal(str)

    def __init__(self, metrics: Metrics, layer: HiddenLayer, parent: QWidget | None = None) -> None:
        super().__init__(metrics, parent)
        self.layer = layer
        self.number = 1
        self._form: Form | None = None
        self.handle = DragHandle(self)
        self._units = NumberField(knobs_of(HiddenLayer)[IN_HEADER], parent=self)
        self._menu_button = tool_button("menu", "What can be done with this layer", self)
        self._problem = QLabel(self)
        self._problem.setProperty("role", "problem")
        self._problem.setWordWrap(True)
        self._problem.hide()
        self.header.insertWidget(0, self.handle)
        self.header.addWidget(self._units)
        self.header.addWidget(self._menu_button)
        self.column.addWidget(self._problem)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._connect()
        self.space(metrics)

    def space(self, metrics: Metrics) -> None:
        super().space(metrics)
        if units := self.findChild(NumberField):
            digits = units.fontMetrics().horizontalAdvance("0000")
            units.setMaximumWidth(digits + round(UNITS_FRAME * units.fontMetrics().height()))

    @property
    def problem(self) -> str:
        """Why the number of units that was typed is refused; empty when it is not."""
        return self._problem.text()

    def show_layer(self, layer: HiddenLayer, number: int, *, again: bool = False) -> None:
        """Show a layer, the so-manieth of the network, emitting nothing."""
        changed = layer != self.layer
        self.layer, self.number = layer, number
        self._units.show_value(layer.units)
        self.show_words(f"Hidden {number}", describe(layer))
        if self._form and (changed or again):
            self._form.set_config(layer)
        if changed:
            self._object("")

    def show_problem(self, path: str, sentence: str) -> bool:
        """Say at the field why its value was refused; the path begins in the layer."""
        if path == IN_HEADER:
            self._units.show_value(self.layer.units)
            self._object(sentence)
            return True
        if path and not self.open:
            self.fold()
        return self._form is not None and self._form.show_problem(path, sentence)

    def clear_problems(self) -> None:
        """Take back all messages."""
        self._object("")
        if self._form:
            self._form.clear_problems()

    def tab_stops(self) -> Iterator[QWidget]:
        """The widgets that take the focus, in reading order."""
        yield from (self, self._chevron, self._units, self._menu_button)
        if self._form and self.open:
            yield from self._form.tab_stops()

    def make_body(self) -> QWidget:
        self._form = Form(self.layer, skip=(IN_HEADER,), parent=self)
        self._form.edited.connect(self.edited)
        self._form.drag_started.connect(self.drag_started)
        self._form.drag_finished.connect(self.drag_finished)
        return self._form

    def event(self, event: QEvent) -> bool:
        # Where a menu of the window has the same key, the focused card comes first.
        mine = isinstance(event, QKeyEvent) and event.keyCombination() in KEYS
        if mine and event.type() == QEvent.Type.ShortcutOverride and self.hasFocus():
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Only for the card itself: Delete in a field of the card is about the field.
        command = KEYS.get(event.keyCombination()) if self.hasFocus() else None
        if command == "fold":
            self.fold()
        elif command:
            self.asked.emit(command)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self._open_menu()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def _connect(self) -> None:
        knob = knobs_of(HiddenLayer)[IN_HEADER]
        self._units.setAccessibleName(knob.label)
        self._units.setAccessibleDescription(knob.help)
        self._units.setToolTip(knob_tooltip(knob))
        self._units.committed.connect(self._want_units)
        self._units.objected.connect(self._object)
        self._menu_button.clicked.connect(self._open_menu)

    def _want_units(self, units: object) -> None:
        self.edited.emit(IN_HEADER, units)

    def _object(self, sentence: str) -> None:
        if sentence != self.problem:
            self._problem.setText(sentence)
            self._problem.setVisible(bool(sentence))

    def _open_menu(self) -> None:
        menu = LayerMenu(self)
        menu.asked.connect(self.asked)
        menu.spread.connect(self.spread)
        menu.popup(self._menu_button.mapToGlobal(self._menu_button.rect().bottomLeft()))


def describe(layer: HiddenLayer) -> str:
    """What a layer does besides its size, such as "tanh · batch norm · dropout 0.2"."""
    parts = [layer.activation.label]
    if layer.batch_norm:
        parts.append("batch norm")
    if layer.dropout:
        parts.append(f"dropout {number_text(layer.dropout)}")
    return " · ".join(parts)
