"""The tools of the pad: pens, and buttons that take back, clear and open."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.plots.picker import Picker
from ffnn_gui.ui.theme import icon

PENS = {"thin": 0.6, "medium": 1.0, "thick": 1.6}
"""How thick they are, beside the strokes of the set."""


class PadTools(QWidget):
    """A row of tools. Signals: undo(), clear(), open(), pen_changed()."""

    undo = Signal()
    clear = Signal()
    open = Signal()
    pen_changed = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.pens = Picker(look, self.tr("Pen"), self.tr("How thick the pen is"))
        self.pens.offer({"thin": self.tr("thin"), "medium": self.tr("medium"), "thick": self.tr("thick")}, "medium")
        self.pens.picked.connect(self.pen_changed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addStretch(1)
        row.addWidget(self.pens)
        tools = (
            ("undo", self.tr("Take the last change back (Backspace or Ctrl+Z on the pad)"), self.undo),
            ("clear", self.tr("Clear the pad (Delete on the pad)"), self.clear),
            ("open", self.tr("Open a picture"), self.open),
        )
        self.buttons = {}
        for name, tip, wanted in tools:
            button = self.buttons[name] = QToolButton()
            button.setIcon(icon(name))
            button.setToolTip(tip)
            button.setAccessibleName(tip)
            button.clicked.connect(wanted)
            row.addWidget(button)
        self.restyle(look)

    @property
    def thickness(self) -> float:
        """How thick the chosen pen is, beside the strokes of the set."""
        return PENS[self.pens.chosen]

    def restyle(self, look: Look) -> None:
        """Follow theme and scale."""
        self.pens.restyle(look)
        edge = look.metrics.px(14)
        for button in self.buttons.values():
            button.setIconSize(QSize(edge, edge))
