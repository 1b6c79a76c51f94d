"""The name of a field, in a column of its own: it breaks into lines when it is too long for it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QLabel, QWidget


class RowLabel(QLabel):
    """A muted label; signal: double_clicked."""

    double_clicked = Signal()

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", "muted")

    def fit(self, width: int) -> None:
        """Take exactly this width, in as many lines as the text needs."""
        self.setWordWrap(self.fontMetrics().horizontalAdvance(self.text()) > width)
        self.setFixedWidth(width)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.double_clicked.emit()
