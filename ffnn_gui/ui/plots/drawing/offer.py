"""What stands over the canvas while the data are others than drawn ones: how to draw instead."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget


class Offer(QWidget):
    """Signals: copy_wanted(): draw from the points that are there; empty_wanted(): draw on an empty canvas."""

    copy_wanted = Signal()
    empty_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._sentence = QLabel()
        self._sentence.setWordWrap(True)
        self._sentence.setProperty("role", "small")
        self.copy = QPushButton(self.tr("Draw from these points"))
        self.copy.clicked.connect(self.copy_wanted)
        self.empty = QPushButton(self.tr("Empty canvas"))
        self.empty.clicked.connect(self.empty_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._sentence, 1)
        row.addWidget(self.copy)
        row.addWidget(self.empty)

    def show_offer(self, name: str, problem: str) -> None:
        """Whose points these are, and why they cannot be drawn on where they cannot."""
        self._sentence.setText(problem or self.tr("These points are made by “%1”.").replace("%1", name))
        self.copy.setEnabled(not problem)
