"""The key to a picture's colours: a strip of them with numbers, beside the data."""

import numpy as np
from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.plots.ranges import tick_text
from ffnn_gui.ui.theme import DIVERGING


class ColourBar(QWidget):
    """Orange–white–blue from `low` at the bottom to `high` at the top, with a title along it."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._title, self._low, self._high, self._bands = "", 0.0, 1.0, 0
        self._look = look
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def restyle(self, look: Look) -> None:
        """Follow theme and scale."""
        self._look = look
        self.updateGeometry()
        self.update()

    def describe(self, title: str, low: float, high: float, bands: int = 0) -> None:
        """What the colours mean; in so many bands, or without any steps when 0."""
        self._title, self._low, self._high, self._bands = title, low, high, bands
        self.update()

    def sizeHint(self) -> QSize:
        """A strip, numbers, and the title on its side."""
        return QSize(self._look.metrics.px(70), self._look.metrics.px(100))

    def paintEvent(self, event: QPaintEvent) -> None:
        px, theme = self._look.metrics.px, self._look.theme
        painter = QPainter(self)
        painter.setFont(self._look.small)
        line = painter.fontMetrics().height()
        strip = QRect(px(4), line, px(12), max(self.height() - 3 * line, 1))
        painter.drawImage(strip, self._colours())
        painter.setPen(QColor(theme.border))
        painter.drawRect(strip)
        painter.setPen(QColor(theme.text_muted))
        for share in (0.0, 0.5, 1.0):
            value = self._low + share * (self._high - self._low)
            middle = strip.bottom() - share * strip.height()
            place = QRectF(strip.right() + px(4), middle - line / 2, px(48), line)
            text = tick_text(value, (self._high - self._low) / 2)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        painter.translate(self.width() - line, strip.bottom())
        painter.rotate(-90)
        painter.drawText(QRectF(0, 0, strip.height(), line), Qt.AlignmentFlag.AlignCenter, self._title)
        painter.end()

    def _colours(self) -> QImage:
        shares = np.linspace(1, 0, 256)
        if self._bands:
            shares = (np.minimum(np.floor(shares * self._bands), self._bands - 1) + 0.5) / self._bands
        column = np.ascontiguousarray(DIVERGING[(shares * 255).astype(int)])
        return QImage(column.data, 1, 256, 4, QImage.Format.Format_RGBA8888).copy()
