"""A card: a calm surface with an optional heading, on which what belongs together stands.

Cards never stand in one another; what is in a card has no frame of its own.
"""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QLabel, QToolButton, QVBoxLayout, QWidget

from ffnn_gui.ui.theme import Metrics

SIDES = 12  # pixels at scale 1 between the edge and what is on the card
ROWS = 2
ICON = 18


class Card(QFrame):
    """Attributes: column, the layout of what is on the card, below its heading."""

    def __init__(self, metrics: Metrics, heading: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.column = QVBoxLayout(self)
        if heading:
            label = QLabel(heading, self)
            label.setProperty("role", "heading")
            label.setContentsMargins(0, 0, 0, ROWS)
            self.column.addWidget(label)
        self.space(metrics)

    def space(self, metrics: Metrics) -> None:
        """Set the distances for the sizes in force."""
        side, above = metrics.px(SIDES), metrics.gap
        self.column.setContentsMargins(side, above, side, above)
        self.column.setSpacing(metrics.px(ROWS))
        for button in self.findChildren(QToolButton):
            button.setIconSize(QSize(metrics.px(ICON), metrics.px(ICON)))


def small_label(text: str = "", parent: QWidget | None = None) -> QLabel:
    """A muted sentence that breaks into lines; what names there are in it, come from anybody's files."""
    label = QLabel(text, parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", "small")
    label.setWordWrap(True)
    return label
