"""Horizontal bars with a name on the left and words on the right: one a class, or one a value."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ffnn_gui.ui.painting import painting
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.plots.readings import as_rich

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
TALLEST = 30


@dataclass(frozen=True)
class Bar:
    """One bar. start, end: shares of the room, 0 to 1; mark: a sign before the name; words: beyond the bar."""

    name: str
    start: float
    end: float
    colour: str
    words: str
    tip: str = ""
    mark: str = ""
    wrong: bool = False


class Bars(QWidget):
    """A line of words above, then the bars below each other, in as many columns as their heights need."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.bars: Sequence[Bar] = ()
        self.headline = ""
        self.restyle(look)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_bars(self, headline: str, bars: Sequence[Bar]) -> None:
        """Show these."""
        if (headline, bars) != (self.headline, self.bars):
            self.headline, self.bars = headline, bars
            self.update()

    def restyle(self, look: Look) -> None:
        """Follow theme and scale."""
        self._look = look
        self._font = look.small
        self._strong = QFont(self._font)
        self._strong.setWeight(QFont.Weight.DemiBold)
        self._metrics = QFontMetricsF(self._strong)
        self.update()

    def minimumSizeHint(self) -> QSize:
        """Room for the words and two bars."""
        return QSize(self._look.metrics.px(160), round(3.5 * self._metrics.height()))

    def place(self, index: int) -> QRectF:
        """The room of one bar with its words."""
        top = self._metrics.height() + self._look.metrics.px(4)
        room = max(self.height() - top, 1.0)
        count = max(len(self.bars), 1)
        columns = max(-(-count // max(int(room / self._metrics.height()), 1)), 1)
        rows = -(-count // columns)
        wide, high = self.width() / columns, min(room / rows, self._look.metrics.px(TALLEST))
        column, row = divmod(index, rows)
        gap = self._look.metrics.px(10) if column < columns - 1 else 0
        return QRectF(column * wide, top + row * high, wide - gap, high)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), as_rich(self.tip(QPointF(event.pos()))), self)
            return True
        return super().event(event)

    def tip(self, place: QPointF) -> str:
        """What is said about the bar at a place, or the words above in full."""
        if place.y() < self._metrics.height():
            return self.headline
        return next((bar.tip for index, bar in enumerate(self.bars) if self.place(index).contains(place)), "")

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self) as painter:
            self._paint(painter)

    def _paint(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._font)
        painter.setPen(QColor(self._look.theme.text_muted))
        line = QRectF(0, 0, self.width(), self._metrics.height())
        painter.drawText(line, LEFT, self.fitting(self.headline, self.width()))
        names = max((self._metrics.horizontalAdvance(f"{bar.mark}{bar.name}") for bar in self.bars), default=0.0)
        words = max((self._metrics.horizontalAdvance(bar.words) for bar in self.bars), default=0.0)
        for index, bar in enumerate(self.bars):
            self._paint_bar(painter, bar, self.place(index), min(names, 0.4 * self.place(index).width()), words)

    def _paint_bar(self, painter: QPainter, bar: Bar, place: QRectF, names: float, words: float) -> None:
        theme, px = self._look.theme, self._look.metrics.px
        painter.setFont(self._strong if bar.mark else self._font)
        painter.setPen(QColor(theme.wrong if bar.wrong else theme.text))
        name = QRectF(place.left(), place.top(), names, place.height())
        painter.drawText(name, RIGHT, self._elided(f"{bar.mark}{bar.name}", names))
        painter.drawText(place, RIGHT, bar.words)
        left = name.right() + px(6)
        room = QRectF(left, place.top(), max(place.right() - words - px(6) - left, 1.0), place.height())
        high = min(0.7 * place.height(), px(16))
        strip = QRectF(room.left(), place.center().y() - high / 2, room.width(), high)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.grid))
        painter.drawRect(strip)
        painter.setBrush(QColor(bar.colour))
        start, end = sorted((bar.start, bar.end))
        painter.drawRect(QRectF(strip.left() + start * strip.width(), strip.top(), (end - start) * strip.width(), high))
        if bar.start:
            painter.setPen(QPen(QColor(theme.text_muted), 1))
            zero = strip.left() + bar.start * strip.width()
            painter.drawLine(QLineF(zero, place.top(), zero, place.bottom()))

    def fitting(self, text: str, width: float) -> str:
        """The text, or what fits of it; what follows its last comma, such as the true class, is shortened last."""
        begin, comma, end = text.rpartition(", ")
        room = width - self._metrics.horizontalAdvance(f"{comma}{end}")
        if not comma or self._metrics.horizontalAdvance(text) <= width + 1:
            return self._elided(text, width)
        if room < self._metrics.horizontalAdvance("…"):
            return self._metrics.elidedText(text, Qt.TextElideMode.ElideLeft, width + 1)
        return f"{self._elided(begin, room)}{comma}{end}"

    def _elided(self, text: str, width: float) -> str:
        return self._metrics.elidedText(text, Qt.TextElideMode.ElideRight, width + 1)
