"""The horizontal axis, whose title stands at its end beside the numbers: below, it would cost the picture a line."""

from typing import Any

import pyqtgraph as pg
from PySide6.QtGui import QFontMetricsF

from ffnn_gui.ui.plots.look import Look

MOST = 0.4
"""Of the axis a title may take beside the numbers; a longer one stands below them."""


class BottomAxis(pg.AxisItem):
    """As pyqtgraph's, of a height that is known before it is painted, and without numbers under its title."""

    def __init__(self, look: Look, **options: Any) -> None:
        self._beside = False
        super().__init__("bottom", **options)
        self.restyle(look)

    def restyle(self, look: Look) -> None:
        """Take over the font's size; its colours are set as those of any axis."""
        self._metrics = QFontMetricsF(look.small)
        self._line, self._gap = self._metrics.height(), float(look.metrics.px(8))
        self._offset = float(look.axis_style()["tickTextOffset"])

    def show_ticks(self, ticks: list[tuple[float, str]], low: float, high: float, width: float) -> None:
        """Number the axis from `low` to `high`, `width` pixels long, as far as its title leaves room."""
        title = self.label.boundingRect().width() if self.label.isVisible() else 0.0
        self._beside = 0 < title <= MOST * width
        room = width - title - self._gap if self._beside else float("inf")
        scale = width / (high - low)
        self.setTicks([[(at, text) for at, text in ticks if (at - low) * scale + self._half(text) <= room]])
        lines = 1 if self._beside or not title else 2
        height = lines * self._line + self._offset
        if height != self.fixedHeight:
            self.setHeight(height)
        self.resizeEvent()

    def resizeEvent(self, event: Any = None) -> None:
        """Put the title into its place."""
        super().resizeEvent(event)
        if self.label is not None and self._beside:
            box, margin = self.label.boundingRect(), self.label.document().documentMargin()
            top = self._offset + (self._line - box.height()) / 2
            self.label.setPos(self.size().width() - box.width() + margin, top)

    def _half(self, text: str) -> float:
        return self._metrics.horizontalAdvance(text) / 2
