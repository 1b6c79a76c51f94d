"""Arrow keys for a picture that was reached by the keyboard; after a click they step the training, as elsewhere."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)
BY_KEYBOARD = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)

RETURNING = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)


# No widget of its own: Qt knows one base alone, and would learn of the signals of another only as they are connected.
if TYPE_CHECKING:
    _Widget = QWidget
else:
    _Widget = object


class KeepsArrows(_Widget):
    """For a widget's bases, before those that are widgets themselves."""

    _reached = False

    def event(self, event: QEvent) -> bool:
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and self._reached and event.key() in ARROWS:
            event.accept()
            return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        if event.reason() not in RETURNING:
            self._reached = event.reason() in BY_KEYBOARD
        super().focusInEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._reached = False
        super().mousePressEvent(event)
