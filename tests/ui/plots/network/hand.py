"""A pointer, keys and buttons over the network's picture."""

from typing import Any

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ffnn_gui.insight.places import Unit, Weight
from ffnn_gui.ui.plots.kinds.network import NetworkPlot
from ffnn_gui.ui.plots.network.buttons import Button
from ffnn_gui.ui.plots.network.scene import Scene
from ffnn_gui.ui.plots.network.view import NetworkView
from tests.ui.plots.network.conftest import hidden

Key = Qt.Key
LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
DIGITS: dict[str, Any] = {"data": {"kind": "digits", "samples": 300}, "network": hidden(128, 64)}


def scene_of(plot: NetworkPlot) -> Scene:
    assert plot.view.scene is not None
    return plot.view.scene


def middle(plot: NetworkPlot, place: Unit | Weight) -> QPointF:
    return plot.view.place_of(place).center()


def point(plot: NetworkPlot, place: QPointF) -> None:
    event = QMouseEvent(QEvent.Type.MouseMove, place, place, Qt.MouseButton.NoButton, Qt.MouseButton.NoButton, NONE)
    plot.view.mouseMoveEvent(event)


def click(qtbot: QtBot, plot: NetworkPlot, place: QPointF) -> None:
    qtbot.mouseClick(plot.view, LEFT, pos=place.toPoint())


def button(plot: NetworkPlot, action: str, layer: int) -> Button:
    return next(found for found in scene_of(plot).buttons if (found.action, found.layer) == (action, layer))


def actions(plot: NetworkPlot) -> set[str]:
    return {found.action for found in scene_of(plot).buttons}


def wishes(plot: NetworkPlot) -> list[object]:
    found: list[object] = []
    plot.wanted.connect(found.append)
    return found


def press(view: NetworkView, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> bool:
    """Press a key as the window would: whether the picture keeps it from the window's commands."""
    override = QKeyEvent(QEvent.Type.ShortcutOverride, key, modifiers)
    override.ignore()
    QApplication.sendEvent(view, override)
    if override.isAccepted():
        QApplication.sendEvent(view, QKeyEvent(QEvent.Type.KeyPress, key, modifiers))
    return override.isAccepted()


def tab_into(view: NetworkView) -> None:
    view.focusInEvent(QFocusEvent(QEvent.Type.FocusIn, Qt.FocusReason.TabFocusReason))
