"""The name of a field, in a column of its own: it breaks into lines when it is too long for it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

GAP = 6  # pixels between the label and the editor
NO_LIMIT = 16777215  # Qt's QWIDGETSIZE_MAX, which PySide does not export


class RowLabel(QLabel):
    """A muted label."""

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", "muted")
        self.setContentsMargins(0, 0, GAP, 0)

    def fit(self, width: int | None) -> None:
        """Take this width (more for a longer word), or with None what there is, in as many lines as needed."""
        metrics = self.fontMetrics()
        width = width and max(width, *(metrics.horizontalAdvance(word) + GAP for word in self.text().split()))
        self.setWordWrap(width is None or metrics.horizontalAdvance(self.text()) + GAP > width)
        self.setMinimumWidth(width or 0)
        self.setMaximumWidth(width or NO_LIMIT)
