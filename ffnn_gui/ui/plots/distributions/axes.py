"""A place with two axes, painted with a few strokes: where a number stands in it, its ticks and its frame."""

from dataclasses import dataclass
from math import ceil

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPolygonF

from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.plots.ranges import Range, ticks

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Axes:
    """`box`: in pixels; x, y: from where to where the numbers go, y upwards."""

    box: QRectF
    x: Range
    y: Range

    def across(self, x: float) -> float:
        """Pixels from the left of the sheet."""
        return self.box.left() + (x - self.x[0]) / (self.x[1] - self.x[0]) * self.box.width()

    def down(self, y: float) -> float:
        """Pixels from the top of the sheet."""
        return self.box.bottom() - (y - self.y[0]) / (self.y[1] - self.y[0]) * self.box.height()

    def x_at(self, pixels: float) -> float:
        """The number at so many pixels from the left of the sheet."""
        return self.x[0] + (pixels - self.box.left()) / max(self.box.width(), 1) * (self.x[1] - self.x[0])

    def y_at(self, pixels: float) -> float:
        """The number at so many pixels from the top of the sheet."""
        return self.y[0] + (self.box.bottom() - pixels) / max(self.box.height(), 1) * (self.y[1] - self.y[0])

    def line(self, x: Numbers, y: Numbers) -> QPolygonF:
        """Points as a line in pixels, empty without points."""
        if not len(x):
            return QPolygonF()
        wide, high = self.box.width() / (self.x[1] - self.x[0]), self.box.height() / (self.y[1] - self.y[0])
        line: QPolygonF = pg.functions.arrayToQPolygonF(
            self.box.left() + (x - self.x[0]) * wide, self.box.bottom() - (y - self.y[0]) * high
        )
        return line


def paint_axes(
    painter: QPainter,
    look: Look,
    axes: Axes,
    *,
    most: tuple[int, int] = (8, 3),
    closest: float = 0.0,
    title: str = "",
) -> None:
    """The frame, ticks below, no closer than that, and on the left, and a title at the end of the lower ones."""
    theme, box, metrics = look.theme, axes.box, QFontMetricsF(look.small)
    border = QColor(theme.border)
    px, line = look.metrics.px, metrics.height()
    below = ticks(*axes.x, max(2, min(most[0], int(box.width() / (4 * line)))), closest)
    beside = ticks(*axes.y, max(1, min(most[1], int(box.height() / (1.4 * line))))) if most[1] else []
    lines = [QRectF(box.left(), box.bottom(), box.width(), 1), QRectF(box.left(), box.top(), 1, box.height())]
    lines += [QRectF(axes.across(x), box.bottom(), 1, px(3)) for x, _ in below]
    lines += [QRectF(box.left() - px(3), axes.down(y), px(3), 1) for y, _ in beside]
    for place in lines:
        # Flat rectangles are many times as quick as smooth lines, and sharper.
        painter.fillRect(QRect(round(place.x()), round(place.y()), ceil(place.width()), ceil(place.height())), border)
    painter.setPen(QColor(theme.text_muted))
    taken = metrics.horizontalAdvance(title) + px(6) if title else 0.0
    for x, text in below:
        half = metrics.horizontalAdvance(text) / 2
        if axes.across(x) + half <= box.right() + px(8) - taken:
            painter.drawText(QRectF(axes.across(x) - half, box.bottom() + px(3), 3 * half, line), 0, text)
    for y, text in beside:
        place = QRectF(0, axes.down(y) - line / 2, box.left() - px(5), line)
        painter.drawText(place, Qt.AlignmentFlag.AlignRight, text)
    if title:
        painter.drawText(QRectF(0, box.bottom() + px(3), box.right(), line), Qt.AlignmentFlag.AlignRight, title)


def framed(place: QRectF, look: Look) -> QRectF:
    """The box within a place that leaves room for the ticks."""
    metrics, px = QFontMetricsF(look.small), look.metrics.px
    left = metrics.horizontalAdvance("−0.00") + px(6)
    return place.adjusted(left, px(3), -px(6), -metrics.height() - px(4))
