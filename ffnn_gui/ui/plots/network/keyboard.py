"""What keys do in the network's picture once Tab has brought the focus ring into it.

Space and R stay the window's; without a ring, after a click, the arrows are the window's too.
"""

from typing import Protocol

from PySide6.QtCore import QPointF, QSize, Qt, SignalInstance
from PySide6.QtGui import QKeyEvent

from ffnn_gui.insight.places import Unit, Weight
from ffnn_gui.ui.plots.intents import AddLayer, Intent, RemoveLayer, SetUnits
from ffnn_gui.ui.plots.network.anatomy import Anatomy
from ffnn_gui.ui.plots.network.geometry import Layout
from ffnn_gui.ui.plots.network.scene import Scene
from ffnn_gui.ui.plots.network.zoom import STEP, Zoom

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
ARROWS = {Key.Key_Left: (-1, 0), Key.Key_Right: (1, 0), Key.Key_Up: (0, -1), Key.Key_Down: (0, 1)}
ZOOMS = {Key.Key_Plus: STEP, Key.Key_Equal: STEP, Key.Key_Minus: 1 / STEP}
UNITS = {Key.Key_Plus: 1, Key.Key_Equal: 1, Key.Key_Minus: -1}
ENTER = (Key.Key_Return, Key.Key_Enter)
OTHERS = (*ENTER, Key.Key_B, Key.Key_0, Key.Key_Insert, Key.Key_Delete, Key.Key_Escape)
HELP = "Arrows: move. Enter: choose. B: bias. + and −: units. Insert, Delete: layers. Ctrl + and −: zoom. 0: fit."


class Pictured(Protocol):
    """What the keyboard works on."""

    scene: Scene | None
    ring: Unit | None
    zoom: Zoom

    @property
    def chosen(self) -> SignalInstance: ...
    def size(self) -> QSize: ...
    def update(self) -> None: ...
    def fit(self) -> None: ...
    def want(self, intent: Intent) -> None: ...
    def move_ring(self, ring: Unit | None) -> None: ...


class Keyboard:
    """The keys of one view."""

    def __init__(self, view: Pictured) -> None:
        self._view = view

    def claims(self, event: QKeyEvent) -> bool:
        """Whether a key is meant for the picture rather than for the window's commands."""
        if self._view.ring is None:
            return False
        key, modifiers = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if modifiers == CONTROL:
            return key in ZOOMS or key == Key.Key_0
        plain = modifiers in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
        return plain and (key in ARROWS or key in UNITS or key in OTHERS)

    def press(self, event: QKeyEvent, anatomy: Anatomy) -> bool:
        """Do what a key says; False when it says nothing here. `anatomy`: with as many units as were asked for."""
        view, scene, key = self._view, self._view.scene, Key(event.key())
        if scene is None:
            return False
        if view.ring is None:
            return self._press_without_ring(key)
        if not self.claims(event):
            return False
        if event.modifiers() & CONTROL:
            self._zoom(key)
        elif key in ARROWS:
            view.move_ring(moved(view.ring, key, scene.layout))
        elif key in UNITS:
            self._change_units(view.ring.layer, UNITS[key], anatomy)
        else:
            self._press_other(key, view.ring, scene, anatomy)
        return True

    def _press_without_ring(self, key: Qt.Key) -> bool:
        """After a click: only what the window has no use for."""
        if key == Key.Key_Escape:
            self._view.chosen.emit(None)
        elif key == Key.Key_0:
            self._view.fit()
        else:
            return False
        return True

    def _press_other(self, key: Qt.Key, ring: Unit, scene: Scene, anatomy: Anatomy) -> None:
        if key in ENTER:
            self._view.chosen.emit(ring)
        elif key == Key.Key_B:
            self._view.chosen.emit(Weight(ring.layer, scene.anatomy.units[ring.layer], ring.unit))
        elif key == Key.Key_0:
            self._view.fit()
        elif key == Key.Key_Insert and anatomy.may_grow:
            self._view.want(AddLayer(ring.layer))
        elif key == Key.Key_Delete and ring.layer < anatomy.hidden:
            self._view.want(RemoveLayer(ring.layer))
        elif key == Key.Key_Escape:
            self._view.chosen.emit(None)

    def _change_units(self, layer: int, more: int, anatomy: Anatomy) -> None:
        if layer < anatomy.hidden and 1 <= anatomy.units[layer + 1] + more <= anatomy.most_units:
            self._view.want(SetUnits(layer, anatomy.units[layer + 1] + more))

    def _zoom(self, key: Qt.Key) -> None:
        view = self._view
        if key == Key.Key_0:
            view.fit()
            return
        assert view.scene is not None
        assert view.ring is not None
        around = view.zoom.transform.map(view.scene.place_of(view.ring).center())
        view.zoom.nearer(ZOOMS[key], QPointF(around), view.size().toSizeF())
        view.update()


def moved(ring: Unit, key: Qt.Key, layout: Layout) -> Unit:
    """The next unit in an arrow's direction, the same where there is none."""
    across, down = ARROWS[key]
    return _up_or_down(ring, down, layout) if down else _aside(ring, across, layout)


def _up_or_down(ring: Unit, down: int, layout: Layout) -> Unit:
    column = layout.columns[ring.layer + 1]
    unit = ring.unit + down * column.across
    return Unit(ring.layer, unit) if 0 <= unit < column.shown else ring


def _aside(ring: Unit, across: int, layout: Layout) -> Unit:
    """The neighbour in the same row, else the unit at the same height in the next layer."""
    column = layout.columns[ring.layer + 1]
    unit = ring.unit + across
    if 0 <= unit < column.shown and unit // column.across == ring.unit // column.across:
        return Unit(ring.layer, unit)
    layer = ring.layer + across
    if not 0 <= layer < len(layout.columns) - 1:
        return ring
    x, y = column.middles()[ring.unit]
    away = layout.columns[layer + 1].middles() - (x, y)
    # Height counts most: one moves along a row.
    return Unit(layer, int((away**2 @ (0.2, 1.0)).argmin()))
