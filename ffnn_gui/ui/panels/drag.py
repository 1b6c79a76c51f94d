"""A handle to take a card by and drag it to another place with the mouse.

It only tells where the pointer is; what that means is the list's affair (see `reorder`).
"""

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from ffnn_gui.ui.painting import painting
from ffnn_gui.ui.theme import icon

Role = QPalette.ColorRole


class DragHandle(QWidget):
    """Signals: dragged(point), the pointer has moved to a global place; dropped(); cancelled(), by Escape."""

    dragged = Signal(QPoint)
    dropped = Signal()
    cancelled = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._start: QPoint | None = None
        self._dragging = False
        self._icon = icon("drag-handle", Role.PlaceholderText)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setToolTip("Drag to another place (Ctrl+↑ and Ctrl+↓ on the keyboard)")

    def sizeHint(self) -> QSize:
        line = self.fontMetrics().height()
        return QSize(line * 3 // 4, line)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._start = event.globalPosition().toPoint()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = event.globalPosition().toPoint()
        if self._start is None:
            return
        if not self._dragging and (place - self._start).manhattanLength() >= QApplication.startDragDistance():
            self._dragging = True
            self.grabKeyboard()
        if self._dragging:
            self.dragged.emit(place)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._end():
            self.dropped.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._end():
            self.cancelled.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        edge = self.fontMetrics().height()
        left, top = (self.width() - edge) // 2, (self.height() - edge) // 2
        with painting(self) as painter:
            self._icon.paint(painter, left, top, edge, edge)

    def _end(self) -> bool:
        """Let go; returns whether anything was dragged."""
        dragging, self._dragging, self._start = self._dragging, False, None
        if dragging:
            self.releaseKeyboard()
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        return dragging
