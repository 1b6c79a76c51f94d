"""Examples below a plot or beside it, worst first: images as they are, other examples by their numbers."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QFontMetricsF, QImage, QPainter, QPen, QRegion

from ffnn_gui.ui.plots.grid_widget import GridWidget
from ffnn_gui.ui.plots.judging.caption import Caption
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.plots.wrapping import wrapped

IMAGE, GAP = 36, 6
ANY = 16_777_215
"""Qt's largest size of a widget."""

BESIDE = 3
"""Lines of the sentence at most where the strip is narrow."""

MOST = 24
"""Examples in a strip at most."""


class Strip(GridWidget):
    """Examples with a sentence above: images with a word below each, or words alone."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.sentence = ""
        self.pictures: Sequence[QImage] = ()
        self.captions: Sequence[Caption] = ()
        self.wrong = False
        self.rows = 1
        self._lines: list[str] = []
        self._most_lines = 1
        self.restyle(look)

    def show_examples(
        self, sentence: str, pictures: Sequence[QImage], captions: Sequence[Caption], *, wrong: bool
    ) -> None:
        """Show examples by captions, below their pictures where they have any; `wrong` ones are framed in red."""
        self.pictures, self.captions = pictures, captions
        self.sentence, self.wrong = sentence, wrong
        self.rearrange()

    def place(self, row: int, column: int) -> int:
        """The place in the list of what stands in a cell."""
        return row * self.columns + column

    def restyle(self, look: Look) -> None:
        """Take over another theme or scale."""
        self._look = look
        self.rearrange()

    def row_height(self, *, images: bool) -> int:
        """Of a row of images with their words, or of words alone."""
        px = self._look.metrics.px
        return self._line() + (px(IMAGE) if images else 0) + 2 * px(GAP)

    def below(self, *, images: bool) -> None:
        """Stand below a plot, in one row."""
        self._most_lines = 1
        self.setMinimumWidth(0)
        self.setMaximumWidth(ANY)
        self.setFixedHeight(self._line() + self.row_height(images=images))

    def beside(self, width: int) -> None:
        """Stand beside a plot, in as many rows as there is room for, below a sentence of up to `BESIDE` lines."""
        self._most_lines = BESIDE
        self.setMinimumHeight(0)
        self.setMaximumHeight(ANY)
        self.setFixedWidth(width)

    def arrange(self) -> QRectF:
        """As many as fit, from the top left."""
        metrics, px = QFontMetrics(self._look.small), self._look.metrics.px
        self._lines = wrapped(self.sentence, QFontMetricsF(self._look.small), self.width(), self._most_lines)
        around = px(GAP) if self.pictures else 3 * px(GAP)
        widths = [metrics.horizontalAdvance(caption.text) + around for caption in self.captions]
        least = px(IMAGE + GAP) if self.pictures else 1
        wide = min(max([least, *widths]), max(self.width(), 1))
        high, top = self.row_height(images=bool(self.pictures)), max(len(self._lines), 1) * self._line()
        self.columns = min(len(self.captions), max(int(self.width() / wide), 1))
        needed = -(-len(self.captions) // max(self.columns, 1))
        self.rows = min(needed, max((self.height() - top) // high, 1))
        return QRectF(0, top, self.columns * wide, self.rows * high)

    def paint(self, painter: QPainter, region: QRegion) -> None:
        painter.setFont(self._look.small)
        painter.setPen(QColor(self._look.theme.text))
        self.grid()
        for index, text in enumerate(self._lines):
            line = QRectF(0, index * self._line(), self.width(), self._line())
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip, text)
        half = self._look.metrics.px(GAP) / 2
        for row, column in self.cells_in(region):
            place, cell = self.place(row, column), self.cell(row, column).adjusted(half, half, -half, -half)
            if place < len(self.pictures):
                self._paint_picture(painter, cell, place)
            elif place < len(self.captions):
                self._paint_text(painter, cell, place)

    def _paint_picture(self, painter: QPainter, cell: QRectF, place: int) -> None:
        theme, px, line = self._look.theme, self._look.metrics.px, self._line()
        room = cell.adjusted(0, 0, 0, -line)
        size = self.pictures[place].size().scaled(room.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
        box = QRectF(room.center().x() - size.width() / 2, room.top(), size.width(), size.height())
        painter.drawImage(box, self.pictures[place])
        painter.setPen(QPen(QColor(theme.wrong if self.wrong else theme.border), px(2) if self.wrong else 1))
        painter.drawRect(box)
        painter.setPen(QColor(theme.text))
        below = QRectF(cell.left(), cell.bottom() - line, cell.width(), line)
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, self._elided(painter, place, below.width()))

    def _paint_text(self, painter: QPainter, cell: QRectF, place: int) -> None:
        theme, px = self._look.theme, self._look.metrics.px
        painter.setPen(QPen(QColor(theme.wrong if self.wrong else theme.border), 1))
        painter.drawRoundedRect(cell, px(4), px(4))
        painter.setPen(QColor(theme.text))
        text = self._elided(painter, place, cell.width() - px(GAP))
        painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, text)

    def _elided(self, painter: QPainter, place: int, room: float) -> str:
        metrics, most = painter.fontMetrics(), int(room) + 1
        text = self.captions[place].fitted(lambda text: metrics.horizontalAdvance(text) <= most)
        return metrics.elidedText(text, Qt.TextElideMode.ElideRight, most)

    def _line(self) -> int:
        return QFontMetrics(self._look.small).height()
