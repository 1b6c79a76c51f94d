"""How many examples of each class each part has, as bars on one scale."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter

from ffnn_gui.data import PartName
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.plots.sheet import Sheet

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class BalanceSheet(Sheet):
    """A group of bars a class, a bar a part."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self._names: Sequence[str] = ()
        self._counts: Mapping[PartName, NDArray[np.int64]] = {}
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_counts(self, names: Sequence[str], counts: Mapping[PartName, NDArray[np.int64]]) -> None:
        """Show counts (classes,) of each part."""
        self._names, self._counts = names, counts
        self.update()

    def tip(self, place: QPointF) -> str:
        """The counts of the class there."""
        row = int(place.y() / self._high()) if self._names else -1
        if not 0 <= row < self._fitting():
            return ""
        parts = ", ".join(f"{counts[row]:,} {part}" for part, counts in self._counts.items())
        return f"{self._names[row]}: {parts}"

    def paint(self, painter: QPainter) -> None:
        if not self._names:
            return
        px, theme, metrics = self.look.metrics.px, self.look.theme, painter.fontMetrics()
        shown = self._fitting()
        left = min(max(metrics.horizontalAdvance(name) for name in self._names[:shown]), 0.3 * self.width()) + px(6)
        most = max(int(counts.max()) for counts in self._counts.values()) or 1
        words = max(metrics.horizontalAdvance(self._words(row)) for row in range(max(shown, 1)))
        room = self.width() - left - words - px(10)
        for row in range(shown):
            top = row * self._high()
            name = metrics.elidedText(self._names[row], Qt.TextElideMode.ElideRight, int(left - px(6)) + 1)
            painter.setPen(QColor(theme.text))
            painter.drawText(QRectF(0, top, left - px(6), self._high()), RIGHT, name)
            self._paint_bars(painter, row, left, room, most)
        if shown < len(self._names):
            line = QRectF(0, shown * self._high(), self.width(), self.height() - shown * self._high())
            painter.setPen(QColor(theme.text_muted))
            painter.drawText(line, LEFT, self.tr("… and %1 more classes").replace("%1", str(len(self._names) - shown)))

    def _paint_bars(self, painter: QPainter, row: int, left: float, room: float, most: int) -> None:
        px, theme = self.look.metrics.px, self.look.theme
        bar = 0.8 * self._high() / len(self._counts)
        top = (row + 0.1) * self._high()
        for place, (part, counts) in enumerate(self._counts.items()):
            count = int(counts[row])
            box = QRectF(left, top + place * bar, count / most * room, max(bar - 1, 1))
            painter.fillRect(box, QColor(getattr(theme, f"series_{part}")))
        painter.setPen(QColor(theme.text_muted))
        words = QRectF(left + room + px(6), row * self._high(), self.width(), self._high())
        painter.drawText(words, LEFT, self._words(row))

    def _words(self, row: int) -> str:
        """The counts of a class in the parts, in the order of the bars."""
        return " · ".join(f"{counts[row]:,}" for counts in self._counts.values())

    def _high(self) -> float:
        """The height of a class."""
        least = max(QFontMetrics(self.look.small).height(), 4 * len(self._counts))
        return min(max(self.height() / max(len(self._names), 1), least), 3.2 * least)

    def _fitting(self) -> int:
        count = len(self._names)
        if count * self._high() <= self.height() + 1:
            return count
        return max(int(self.height() / self._high()) - 1, 0)
