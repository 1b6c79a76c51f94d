"""What stands over the canvas while the data are others than drawn ones: how to draw instead."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QPushButton, QWidget

FEWEST = 18
"""Characters of the sentence that must fit on a line beside the buttons."""


class Offer(QWidget):
    """Signals: copy_wanted(): draw from the points that are there; empty_wanted(): draw on an empty canvas."""

    copy_wanted = Signal()
    empty_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._sentence = QLabel()
        self._sentence.setTextFormat(Qt.TextFormat.PlainText)
        self._sentence.setWordWrap(True)
        self._sentence.setProperty("role", "small")
        self.copy = QPushButton(self.tr("Draw from these points"))
        self.copy.clicked.connect(self.copy_wanted)
        self.empty = QPushButton(self.tr("Empty canvas"))
        self.empty.clicked.connect(self.empty_wanted)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.copy)
        buttons.addWidget(self.empty)
        self._parts = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._parts.setContentsMargins(0, 0, 0, 0)
        self._parts.addWidget(self._sentence, 1)
        self._parts.addLayout(buttons)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The sentence stands above the buttons where there is not room for half of it beside them."""
        buttons = self.copy.sizeHint().width() + self.empty.sizeHint().width()
        low = self.width() - buttons < self.fontMetrics().averageCharWidth() * FEWEST
        self._parts.setDirection(QBoxLayout.Direction.TopToBottom if low else QBoxLayout.Direction.LeftToRight)

    def minimumSizeHint(self) -> QSize:
        """As wide as the buttons: the sentence can stand above them."""
        gap = self._parts.spacing()
        width = self.copy.sizeHint().width() + self.empty.sizeHint().width() + gap
        return QSize(width, super().minimumSizeHint().height())

    def show_offer(self, name: str, problem: str) -> None:
        """Whose points these are, and why they cannot be drawn on where they cannot."""
        self._sentence.setText(problem or self.tr("These points are made by “%1”.").replace("%1", name))
        self.copy.setEnabled(not problem)
