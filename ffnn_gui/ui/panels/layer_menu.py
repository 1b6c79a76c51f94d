"""What can be done with a hidden layer: the commands, their keys, and the menu that lists both.

Commands are "duplicate", "up", "down", "remove", and "fold", which is about the card alone.
"""

from PySide6.QtCore import QKeyCombination, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from ffnn_gui.engine.config import HiddenLayer
from ffnn_gui.schema import knobs_of
from ffnn_gui.ui.theme import icon

CTRL = Qt.KeyboardModifier.ControlModifier
COMMANDS = {
    "duplicate": ("Duplicate", "duplicate", QKeyCombination(CTRL, Qt.Key.Key_D)),
    "up": ("Move towards the input", "", QKeyCombination(CTRL, Qt.Key.Key_Up)),
    "down": ("Move towards the output", "", QKeyCombination(CTRL, Qt.Key.Key_Down)),
    "remove": ("Remove", "remove", QKeyCombination(Qt.Key.Key_Delete)),
}
KEYS = {
    **{key: command for command, (_, _, key) in COMMANDS.items()},
    QKeyCombination(Qt.Key.Key_Return): "fold",
    QKeyCombination(Qt.KeyboardModifier.KeypadModifier, Qt.Key.Key_Enter): "fold",
}


class LayerMenu(QMenu):
    """Signals: asked(command); spread(field), all layers are to have this layer's value."""

    asked = Signal(str)
    spread = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for command, (text, drawing, key) in COMMANDS.items():
            action = self.addAction(text, self._ask)
            action.setData(command)
            action.setShortcut(QKeySequence(key))
            action.setShortcutVisibleInContextMenu(True)
            if drawing:
                action.setIcon(icon(drawing))
        self.addSeparator()
        alike = self.addMenu("Apply to all layers")
        for name, knob in knobs_of(HiddenLayer).items():
            alike.addAction(knob.label, self._spread).setData(name)

    def _ask(self) -> None:
        self.asked.emit(self._chosen())

    def _spread(self) -> None:
        self.spread.emit(self._chosen())

    def _chosen(self) -> str:
        action = self.sender()
        return str(action.data()) if isinstance(action, QAction) else ""
