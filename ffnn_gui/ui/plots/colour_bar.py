"""The key to a picture's colours: a strip of them with numbers, beside the data."""

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QImage, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ffnn_gui.ui.painting import painting
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.plots.plane import colours_of_values
from ffnn_gui.ui.plots.ranges import tick_text


class ColourBar(QWidget):
    """Orange–white–blue from `low` at the bottom to `high` at the top, with a title along it."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._titles: tuple[str, ...] = ("",)
        self._low, self._high = 0.0, 1.0
        self._bands: int | None = None
        self._look = look
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def restyle(self, look: Look) -> None:
        """Follow theme and scale."""
        self._look = look
        self.updateGeometry()
        self.update()

    def describe(self, titles: Sequence[str], low: float, high: float, bands: int | None = None) -> None:
        """What the colours mean, at length first, then in fewer letters; in so many bands, or without any steps."""
        self._titles, self._low, self._high, self._bands = tuple(titles), low, high, bands
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """A strip, numbers, and the title on its side."""
        line = QFontMetrics(self._look.small).height()
        return QSize(self._numbers_end() + line + self._look.metrics.px(2), self._look.metrics.px(60))

    def paintEvent(self, event: QPaintEvent) -> None:
        px, theme = self._look.metrics.px, self._look.theme
        with painting(self) as painter:
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
                painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self._number(value))
            painter.translate(self._numbers_end(), self.height() - line)
            painter.rotate(-90)
            place = QRectF(0, 0, self.height() - line, line)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, self.title)

    @property
    def title(self) -> str:
        """The longest title that has room along the bar, the last one cut if there is none."""
        metrics, room = QFontMetrics(self._look.small), self.height() - QFontMetrics(self._look.small).height()
        fitting = (title for title in self._titles if metrics.horizontalAdvance(title) <= room)
        return next(fitting, metrics.elidedText(self._titles[-1], Qt.TextElideMode.ElideRight, room))

    def _numbers_end(self) -> int:
        """Where the title begins, from the left."""
        metrics, px = QFontMetrics(self._look.small), self._look.metrics.px
        middle = (self._low + self._high) / 2
        return px(24) + max(metrics.horizontalAdvance(self._number(v)) for v in (self._low, middle, self._high))

    def _number(self, value: float) -> str:
        return tick_text(value, (self._high - self._low) / 2)

    def _colours(self) -> QImage:
        column = colours_of_values(np.linspace(1, -1, 256)[:, np.newaxis], 1.0, self._bands)
        return QImage(column.tobytes(), 1, 256, 4, QImage.Format.Format_RGBA8888).copy()
