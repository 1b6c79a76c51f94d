"""A seed's field with a die beside it that draws another seed.

The form keeps the field; the row only says which seed was drawn.
"""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from ffnn_gui.engine import another_seed
from ffnn_gui.ui.forms import Form
from ffnn_gui.ui.theme import icon


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
        self.drawn.emit(another_seed(self._current()))
