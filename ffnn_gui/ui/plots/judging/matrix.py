"""The matrix itself: cells with counts or rates, and beside each row the measures of its class."""

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QFontMetrics, QImage, QPainter, QPen, QRegion, QWheelEvent

from ffnn_gui.insight.judgement import ClassScores, Counts, Floats, class_scores, row_shares
from ffnn_gui.ui.plots.grid_widget import GridWidget
from ffnn_gui.ui.plots.judging.lettering import (
    LEAST,
    READABLE,
    Lettering,
    in_full,
    in_whole_thousands,
    lettering,
    letters,
    longest,
)
from ffnn_gui.ui.plots.judging.measures import Measures
from ffnn_gui.ui.plots.judging.names_below import NAME, every, names_below
from ffnn_gui.ui.plots.judging.shades import Shades
from ffnn_gui.ui.plots.look import Look

MANY = 30
"""With more classes the cells are painted as one picture."""

SMALLEST = 12
"""Pixels of height that a cell with a number has at least."""

AROUND = 1.5
"""Pixels of a cell's width that its number leaves free."""

TALL = 0.75
"""The height of letters at most, as a share of the cell's."""

MOST, MOST_WANTED = 0.45, 0.75
"""The share of the width that measures may take: of themselves, and where they are asked for."""

READABLE_ROW = 12
"""Pixels of height of a row with measures at least; lower rows have theirs in a list."""

LARGEST = 18
"""Pixels of letters at most, at scale 1."""

Cell = tuple[int, int]


class Matrix(GridWidget):
    """Cells coloured by their share of the row, with the classes' measures at the side where there is room."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look, self._shades = look, Shades(look.theme)
        self.counts: Counts | None = None
        self.names: tuple[str, ...] = ()
        self.rates = False
        self.chosen: Cell | None = None
        self._scores: ClassScores | None = None
        self._lettering: Lettering | None = None
        self._wanted = self._measured = False
        self._measures = Measures(look, self)
        self._measure_texts()

    @property
    def scores(self) -> ClassScores | None:
        """The measures of what is shown."""
        return self._scores

    def show_counts(self, counts: Counts | None, names: tuple[str, ...]) -> None:
        """Show other counts; only the cells that differ are painted anew."""
        shown, self.counts = self.counts, counts
        self._scores = None if counts is None else class_scores(counts)
        self.rows = self.columns = len(names)
        if counts is None or shown is None or names != self.names or _largest(counts) != _largest(shown):
            self.names = names
            self.rearrange()
        elif (counts != shown).any():
            # A row's sum is the number of its examples: a cell depends on no other.
            self.update_cells(zip(*np.nonzero(counts != shown), strict=True))
            self.update(self._beside().toAlignedRect())

    def rearrange(self) -> None:
        super().rearrange()
        self.grid()
        self._measures.place_bar(len(self.names), self._beside(), shown=self._measured and self._scores is not None)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self._measures.bar.isVisible():
            self._measures.bar.wheelEvent(event)
        else:
            super().wheelEvent(event)

    @property
    def measured(self) -> bool:
        """Whether the classes' measures stand beside the cells."""
        self.grid()
        return self._measured

    def show_as(self, *, rates: bool, measures: bool) -> None:
        """Show each cell's share of its row instead of the count; the measures even where that leaves little room."""
        self.rates, self._wanted = rates, measures
        self.rearrange()

    def choose(self, cell: Cell | None) -> None:
        """Outline a cell."""
        self.chosen = cell
        self.update()

    def restyle(self, look: Look) -> None:
        """Take over another theme or scale."""
        self._look, self._shades = look, Shades(look.theme)
        self.rearrange()

    def arrange(self) -> QRectF:
        """Square cells, as large as names and measures leave room for; where they are low, as wide as counts need."""
        self._measure_texts()
        px, line = self._look.metrics.px, self._line()
        left, below, above = self._label + 1.4 * line, 2.2 * line, line
        room = QRectF(left, above, self.width() - left - px(4), self.height() - above - below)
        # Where half the width would go into measures, the cells get all of it, unless somebody wants measures.
        most = (MOST_WANTED if self._wanted else MOST) * room.width()
        self._measures.measure(self._look)
        if min(room.width() - self._measures.width, room.height()) < READABLE_ROW * len(self.names):
            self._measures.measure(self._look, min(self._label, px(NAME)), listed=True)
            if self._measures.width > most:
                self._measures.measure(self._look)
        measures = self._measures.width
        self._measured = measures <= most
        self._lettering = None
        beside = measures if self._measured else 0
        high = max(min(room.width() - beside, room.height()), 1.0)
        wide = min(max(high, self.columns * self._needed(high)), max(room.width() - beside, 1.0))
        left = room.left() + (room.width() - wide - beside) / 2
        return QRectF(left, room.top() + (room.height() - high) / 2, wide, high)

    def paint(self, painter: QPainter, region: QRegion) -> None:
        painter.setFont(self._look.small)
        beside = self._beside().toAlignedRect()
        if not region.subtracted(QRegion(self.grid().toAlignedRect()) | QRegion(beside)).isEmpty():
            self._paint_axes(painter)
        if region.intersects(beside):
            self._paint_measures(painter)
        if self.counts is None:
            return
        shares = row_shares(self.counts)
        if len(shares) > MANY:
            self._paint_colours(painter, shares)
        elif not (inside := region.intersected(self.grid().toAlignedRect())).isEmpty():
            font = self._look.small
            font.setPixelSize(self._letters().size)
            painter.setFont(font)
            for row, column in self.cells_in(inside):
                self._paint_cell(painter, row, column, float(shares[row, column]))
        if self.chosen is not None:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(self._look.theme.text), self._look.metrics.px(2)))
            painter.drawRect(self.cell(*self.chosen))

    def text(self, row: int, column: int, share: float) -> str:
        """What stands in a cell: the count, or the share in percent; nothing for none at all."""
        count = int(self.counts[row, column]) if self.counts is not None else 0
        if not count and row != column:
            return ""
        if not self.rates:
            return self._letters().way(count)
        return "<1" if 0 < share < 0.005 else f"{100 * share:.0f}"

    def _paint_colours(self, painter: QPainter, shares: Floats) -> None:
        """All cells as one small picture, without numbers."""
        pixels, size = self._shades.of(shares), len(shares)
        painter.drawImage(self.grid(), QImage(pixels.tobytes(), size, size, 4 * size, QImage.Format.Format_RGBX8888))

    def _letters(self) -> Lettering:
        """How the numbers are written, so that the largest that can be fits; it stays while answers change."""
        self.grid()
        if self._lettering is None:
            cell, font = self.cell(0, 0), self._look.small
            room = cell.width() - AROUND
            most = min(round(cell.height() * TALL), self._look.metrics.px(LARGEST))
            if self.rates:
                self._lettering = Lettering(in_full, letters(("100",), room, most, font) or LEAST)
            else:
                self._lettering = lettering(0 if self.counts is None else _largest(self.counts), room, most, font)
        return self._lettering

    def _needed(self, high: float) -> float:
        """The width that a cell needs for its number, where all rows together are `high` pixels high."""
        row = high / max(self.rows, 1)
        if self.counts is None or self.rows > MANY or row < SMALLEST:
            return 0
        font = self._look.small
        font.setPixelSize(max(LEAST, min(round(row * TALL), READABLE)))
        texts = ("100",) if self.rates else longest(in_whole_thousands, _largest(self.counts))
        return AROUND + max(map(QFontMetrics(font).horizontalAdvance, texts))

    def _beside_rows(self) -> QFont:
        """The letters of names and measures beside the rows: small enough for these, as long as they can be read."""
        font, high = self._look.small, self.cell(0, 0).height()
        for size in range(QFontInfo(font).pixelSize(), READABLE - 1, -1):
            font.setPixelSize(size)
            if QFontMetrics(font).height() <= high:
                return font
        return self._look.small

    def _paint_cell(self, painter: QPainter, row: int, column: int, share: float) -> None:
        right, box = row == column, self.cell(row, column).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.fillRect(box, self._shades.fill(share, right=right))
        text = self.text(row, column, share)
        if text and box.height() + 1 >= SMALLEST:
            painter.setPen(self._shades.ink(share, right=right))
            shown = self._letters().fitted(text, box.width(), painter.fontMetrics())
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, shown)

    def _paint_axes(self, painter: QPainter) -> None:
        painter.setPen(QColor(self._look.theme.text_muted))
        grid, line = self.grid(), self._line()
        self._paint_true(painter)
        names = self.names_below()
        for name, place in names:
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, name)
        self._paint_predicted(painter, names[0][1].left() if len({place.top() for _, place in names}) > 1 else None)
        painter.save()
        painter.translate(QPointF(grid.left() - self._label - 1.3 * line, grid.bottom()))
        painter.rotate(-90)
        painter.drawText(QRectF(0, 0, grid.height(), line), Qt.AlignmentFlag.AlignCenter, self.tr("true"))
        painter.restore()

    def _paint_predicted(self, painter: QPainter, first: float | None) -> None:
        """What the columns are: below their names, or in front of the first where these take both lines."""
        grid, line, text = self.grid(), self._line(), self.tr("predicted")
        if first is None:
            below = QRectF(grid.left(), grid.bottom() + line, grid.width(), line)
            painter.drawText(below, Qt.AlignmentFlag.AlignCenter, text)
        else:
            room = first - painter.fontMetrics().horizontalAdvance(" ")
            shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(room))
            painter.drawText(QRectF(0, grid.bottom(), room, line), Qt.AlignmentFlag.AlignRight, shown)

    def _paint_true(self, painter: QPainter) -> None:
        """Names of classes beside the rows, as many as can be read."""
        grid = self.grid()
        painter.setFont(self._beside_rows())
        metrics = painter.fontMetrics()
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip
        for row in range(0, len(self.names), every(metrics.height(), self.cell(0, 0).height())):
            name = metrics.elidedText(self.names[row], Qt.TextElideMode.ElideRight, int(self._label))
            across = self.cell(row, 0)
            painter.drawText(
                QRectF(grid.left() - self._label - 4, across.top(), self._label, across.height()), right, name
            )
        painter.setFont(self._look.small)

    def names_below(self) -> list[tuple[str, QRectF]]:
        """Names of classes below the columns, and their places."""
        metrics = QFontMetrics(self._look.small)
        return list(names_below(self.names, metrics, self.grid(), self._look.metrics.px(NAME)))

    def _paint_measures(self, painter: QPainter) -> None:
        scores, beside = self._scores, self._beside()
        if scores is None or not self._measured:
            return
        if self.cell(0, 0).height() >= READABLE_ROW and not self._measures.listed:
            painter.setFont(self._beside_rows())
            painter.setPen(QColor(self._look.theme.text))
            for row in range(len(self.names)):
                top = self.cell(row, 0).center().y() - self._line() / 2
                self._measures.paint_class(painter, scores, row, beside, top)
            painter.setFont(self._look.small)
        painter.setPen(QColor(self._look.theme.text_muted))
        self._measures.paint(painter, scores, self.names, beside)

    def _beside(self) -> QRectF:
        """Where the measures stand."""
        grid, line = self.grid(), self._line()
        return QRectF(grid.right() + 1, grid.top() - line, self._measures.width, grid.height() + 3.2 * line)

    def _measure_texts(self) -> None:
        """The size of names, which stays the same until the next arrangement."""
        metrics = QFontMetrics(self._look.small)
        longest = max((metrics.horizontalAdvance(name) for name in self.names), default=0)
        self._label = min(longest + 4, 0.28 * self.width())
        self._high = metrics.height()

    def _line(self) -> int:
        return self._high


def _largest(counts: Counts) -> int:
    """What a cell can hold at most, whatever the answers: the examples of the largest class."""
    return int(counts.sum(axis=1).max(initial=0))
