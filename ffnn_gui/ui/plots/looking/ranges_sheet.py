"""The range of each input before and after normalization, each on one scale for all inputs.

What is badly scaled shows as one long bar among dots; after a normalization they are alike.
"""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter

from ffnn_gui.data.overview import FeatureRange
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.plots.readings import number
from ffnn_gui.ui.plots.sheet import Sheet

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
WORDS = LEFT | Qt.TextFlag.TextWordWrap
TALLEST = 3.4
"""Lines of text that an input's row is high at most."""


class _Column(NamedTuple):
    """What stands below a title: ranges, and the ends of the scale that holds 0 and all of them."""

    title: str
    ranges: Sequence[FeatureRange]
    low: float
    high: float


class RangesSheet(Sheet):
    """A row an input: its name, its range as drawn, and its range as the network gets it."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self._columns: Sequence[_Column] = ()
        self._among = ""
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_ranges(
        self, before: Sequence[FeatureRange], after: Sequence[FeatureRange], how: str, among: str = ""
    ) -> None:
        """Show ranges; `how` names the normalization, and `among` the examples where they are not all."""
        self._among = among
        titled = ((self.tr("raw values"), before), (how, after))
        self._columns = [_Column(*column, *_ends(column[1])) for column in titled] if before else ()
        self.update()

    def tip(self, place: QPointF) -> str:
        """The numbers of the input there."""
        row = int((place.y() - self._line()) / self._high()) if self._columns else -1
        if not 0 <= row < self._fitting():
            return ""
        texts = []
        for column in self._columns:
            each = column.ranges[row]
            text = f"{column.title}: {number(each.low)} … {number(each.high)}"
            texts.append(f"{text}, mean {number(each.mean)}, standard deviation {number(each.std)}")
        return f"{self._columns[0].ranges[row].name}\n" + "\n".join(texts)

    def paint(self, painter: QPainter) -> None:
        if not self._columns:
            return
        px, theme, metrics = self.look.metrics.px, self.look.theme, painter.fontMetrics()
        names = [each.name for each in self._columns[0].ranges]
        shown = self._fitting()
        longest = max((metrics.horizontalAdvance(name) for name in names[:shown]), default=0)
        left = min(longest, 0.25 * self.width()) + px(8)
        painter.setPen(QColor(theme.text))
        for row in range(shown):
            name = metrics.elidedText(names[row], Qt.TextElideMode.ElideRight, int(left - px(8)) + 1)
            painter.drawText(QRectF(0, self._middle(row) - self._line() / 2, left - px(8), self._line()), RIGHT, name)
        wide = (self.width() - left) / 2
        for place, column in enumerate(self._columns):
            self._paint_column(painter, QRectF(left + place * wide, 0, wide - px(10), self.height()), column)
        painter.setPen(QColor(theme.text_muted))
        text = self.tr("from the lowest to the highest value; in full colour: mean ± standard deviation")
        if shown < len(names):
            text = self.tr("… and %1 more inputs").replace("%1", f"{len(names) - shown:,}")
        text = f"{text}; {self._among}" if self._among else text
        painter.drawText(QRectF(0, self._top(shown), self.width(), self.height() - self._top(shown)), WORDS, text)

    def _paint_column(self, painter: QPainter, box: QRectF, column: "_Column") -> None:
        theme, line = self.look.theme, self._line()
        bold = QFont(painter.font())
        bold.setBold(True)
        painter.setFont(bold)
        painter.setPen(QColor(theme.text))
        title = painter.fontMetrics().elidedText(column.title, Qt.TextElideMode.ElideRight, int(box.width()))
        painter.drawText(QRectF(box.left(), 0, box.width(), line), LEFT, title)
        painter.setFont(self.look.small)
        scale = box.width() / (column.high - column.low or 1.0)
        zero = box.left() - column.low * scale
        painter.fillRect(QRectF(round(zero), line, 1, self._top(self._fitting()) - line), QColor(theme.border))
        for row in range(self._fitting()):
            self._paint_range(painter, column.ranges[row], box, row, zero, scale)

    def _paint_range(
        self, painter: QPainter, each: FeatureRange, box: QRectF, row: int, zero: float, scale: float
    ) -> None:
        theme, px, high = self.look.theme, self.look.metrics.px, self._high()
        middle = self._middle(row)
        thick = px(8) if high > px(14) else max(high - 2, 2)
        colour = QColor(theme.wrong if each.constant else theme.series_training)
        pale = QColor(colour)
        pale.setAlpha(80)
        start, end = zero + each.low * scale, zero + each.high * scale
        painter.fillRect(QRectF(start, middle - thick / 2, max(end - start, 2), thick), pale)
        inner = [max(each.mean - each.std, each.low), min(each.mean + each.std, each.high)]
        inner = [zero + value * scale for value in inner]
        painter.fillRect(QRectF(inner[0], middle - thick / 2, max(inner[1] - inner[0], 2), thick), colour)
        if self._numbered():
            painter.setPen(QColor(theme.text_muted))
            text = f"{number(each.low)} … {number(each.high)}" + (self.tr(", constant") if each.constant else "")
            below = QRectF(box.left(), middle + thick / 2, box.width(), self._line())
            # The line at 0 runs behind the words, not through them.
            words = painter.boundingRect(below, LEFT, text).adjusted(-px(2), 0, px(2), 0)
            painter.fillRect(words, QColor(theme.surface))
            painter.drawText(below, LEFT, text)

    def _line(self) -> int:
        return QFontMetrics(self.look.small).height()

    def _count(self) -> int:
        return len(self._columns[0].ranges) if self._columns else 0

    def _high(self) -> float:
        line = self._line()
        return min(max((self.height() - 2 * line) / max(self._count(), 1), line), TALLEST * line)

    def _top(self, row: int) -> float:
        return self._line() + row * self._high()

    def _numbered(self) -> bool:
        """Whether there is room for the numbers below the bars."""
        return self._high() >= 2 * self._line()

    def _middle(self, row: int) -> float:
        """The height at which a bar lies."""
        high = self._high() - self._line() if self._numbered() else self._high()
        return self._top(row) + high / 2 + (2 if self._numbered() else 0)

    def _fitting(self) -> int:
        # A line is left for the words below.
        if self._top(self._count()) <= self.height() - self._line():
            return self._count()
        return max(int((self.height() - self._line()) / self._high()) - 1, 0)


def _ends(ranges: Sequence[FeatureRange]) -> tuple[float, float]:
    return min(0.0, *(each.low for each in ranges)), max(0.0, *(each.high for each in ranges))
