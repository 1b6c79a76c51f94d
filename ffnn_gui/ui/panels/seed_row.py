"""A seed's field with a die beside it that draws another seed.

Drawn seeds have at most four digits, so that one can read them to a class.
"""

from collections.abc import Callable
from secrets import randbelow

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from ffnn_gui.ui.forms import Form
from ffnn_gui.ui.theme import icon

SEEDS = 10_000


class SeedRow(QWidget):
    """Signal: drawn(seed), a new seed, other than the one that `current` says."""

    drawn = Signal(int)

    def __init__(self, form: Form, current: Callable[[], int], tooltip: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._current = current
        self._die = QToolButton(self)
        self._die.setIcon(icon("dice"))
        self._die.setToolTip(tooltip)
        self._die.setAccessibleName("New seed")
        self._die.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._die.clicked.connect(self._draw)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(form, 1)
        layout.addWidget(self._die)

    def _draw(self) -> None:
        self.drawn.emit((self._current() + 1 + randbelow(SEEDS - 1)) % SEEDS)
