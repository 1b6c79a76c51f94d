"""Images side by side with a line of text below each; the wrong ones are framed in red, the chosen one is marked."""

import math
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QImage, QPainter, QPen, QRegion

from ffnn_gui.ui.plots.grid_widget import GridWidget
from ffnn_gui.ui.plots.look import Look


class Gallery(GridWidget):
    """Images with a line of text below each."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._images: Sequence[QImage] = ()
        self._captions: Sequence[str] = ()
        self._wrong: Sequence[bool] = ()
        self.marked: int | None = None

    def mark(self, index: int | None) -> None:
        """Mark an image as the chosen one, or none."""
        if index != self.marked:
            self.marked = index
            self.update()

    def show_images(self, images: Sequence[QImage], captions: Sequence[str], wrong: Sequence[bool]) -> None:
        """Show images with a caption each, the wrong ones framed; only cells that differ are painted anew."""
        now, new = (
            list(zip(*lists, strict=True))
            for lists in ((self._images, self._captions, self._wrong), (images, captions, wrong))
        )
        if len(now) != len(new):
            self.rearrange()
        else:
            pairs = enumerate(zip(now, new, strict=True))
            differing = [i for i, (a, b) in pairs if a[0] is not b[0] or a[1:] != b[1:]]
            self.update_cells(divmod(index, max(self.columns, 1)) for index in differing)
        self._images, self._captions, self._wrong = images, captions, wrong

    def restyle(self, look: Look) -> None:
        """Take over another theme or scale."""
        self._look = look
        self.rearrange()

    def arrange(self) -> QRectF:
        """As many columns as make the images largest."""
        gap, images = self._look.metrics.px(4), max(len(self._images), 1)
        room = QRectF(self.rect()).adjusted(0, gap, -gap, -gap)
        line = self._line()
        edges = {
            columns: min(room.width() / columns, room.height() / math.ceil(images / columns) - line)
            for columns in range(1, images + 1)
        }
        self.columns = max(edges, key=lambda columns: edges[columns])
        self.rows = math.ceil(images / self.columns)
        edge = max(edges[self.columns], 1.0)
        wide, high = min(room.width(), 1.35 * edge * self.columns), min(room.height(), (edge + line) * self.rows)
        return QRectF(room.left() + (room.width() - wide) / 2, room.top() + (room.height() - high) / 2, wide, high)

    def paint(self, painter: QPainter, region: QRegion) -> None:
        painter.setFont(self._look.small)
        for row, column in self.cells_in(region):
            index = row * self.columns + column
            if index < len(self._images):
                self._paint_image(painter, index, self.cell(row, column))

    def _paint_image(self, painter: QPainter, index: int, cell: QRectF) -> None:
        theme, px, line = self._look.theme, self._look.metrics.px, self._line()
        edge = min(cell.width(), cell.height() - line) - px(8)
        box = QRectF(cell.center().x() - edge / 2, cell.top() + px(4), edge, edge)
        painter.drawImage(box, self._images[index])
        wrong = self._wrong[index]
        painter.setPen(QPen(QColor(theme.wrong if wrong else theme.border), px(3) if wrong else 1))
        painter.drawRect(box)
        if index == self.marked:
            self._paint_mark(painter, cell)
        painter.setPen(QColor(theme.wrong if wrong else theme.text))
        below = QRectF(cell.left(), box.bottom() + px(2), cell.width(), line)
        text = painter.fontMetrics().elidedText(self._captions[index], Qt.TextElideMode.ElideRight, int(cell.width()))
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_mark(self, painter: QPainter, cell: QRectF) -> None:
        """A frame around the cell, and a triangle that points at the image."""
        px, accent = self._look.metrics.px, QColor(self._look.theme.accent)
        painter.setPen(QPen(accent, px(2)))
        painter.drawRect(cell.adjusted(px(1), px(1), -px(1), -px(1)))
        corner, edge = cell.topLeft() + QPointF(px(1), px(1)), px(10)
        painter.setBrush(accent)
        painter.drawPolygon([corner, corner + QPointF(edge, 0), corner + QPointF(0, edge)])
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _line(self) -> int:
        return QFontMetrics(self._look.small).height()
