"""Examples in a row below a plot, worst first: images as they are, other examples by their numbers."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QImage, QPainter, QPen, QRegion

from ffnn_gui.data import Task
from ffnn_gui.ui.plots.grid_widget import GridWidget
from ffnn_gui.ui.plots.images import pictures
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.plots.readings import number

IMAGE, GAP = 46, 6
MOST = 24
"""Examples in a strip at most."""

FEATURES = 3
"""Features that stand for an example at most; more are told by an ellipsis."""


class Strip(GridWidget):
    """One row of examples with a sentence above."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.sentence = ""
        self._pictures: Sequence[QImage] = ()
        self._texts: Sequence[str] = ()
        self.wrong = False
        self.rows = 1
        self.restyle(look)

    def show_examples(self, sentence: str, raw: NDArray[np.generic], task: Task, *, wrong: bool) -> None:
        """Show examples (raw features, (examples, features)); `wrong` ones are framed in red."""
        images = task.image_shape is not None
        self._pictures = pictures(raw, task) if images else ()
        self._texts = () if images else [features(row) for row in raw]
        self.sentence, self.wrong = sentence, wrong
        self.rearrange()

    @property
    def shown(self) -> int:
        """How many examples find room."""
        self.grid()
        return self.columns

    def restyle(self, look: Look) -> None:
        """Take over another theme or scale."""
        self._look = look
        self.rearrange()

    def high(self, *, images: bool) -> int:
        """The height that a strip of images, or of texts, takes."""
        px = self._look.metrics.px
        return self._line() + (px(IMAGE) + 2 * px(GAP) if images else self._line() + 2 * px(GAP))

    def arrange(self) -> QRectF:
        """As many as fit, from the left."""
        metrics, px = QFontMetrics(self._look.small), self._look.metrics.px
        there = len(self._pictures) or len(self._texts)
        widths = [metrics.horizontalAdvance(text) + 3 * px(GAP) for text in self._texts]
        wide = max(widths, default=px(IMAGE + GAP))
        self.columns = min(there, max(int(self.width() / wide), 1))
        top = self._line() + px(GAP) / 2
        return QRectF(0, top, self.columns * wide, self.height() - top)

    def paint(self, painter: QPainter, region: QRegion) -> None:
        painter.setFont(self._look.small)
        painter.setPen(QColor(self._look.theme.text))
        line = QRectF(0, 0, self.width(), self._line())
        text = painter.fontMetrics().elidedText(self.sentence, Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, text)
        for _, column in self.cells_in(region):
            self._paint_cell(painter, column)

    def _paint_cell(self, painter: QPainter, column: int) -> None:
        theme, px = self._look.theme, self._look.metrics.px
        half = px(GAP) / 2
        cell = self.cell(0, column).adjusted(half, half, -half, -half)
        colour = QColor(theme.wrong if self.wrong else theme.border)
        painter.setPen(QPen(colour, px(2) if self.wrong and self._pictures else 1))
        if self._pictures:
            picture = self._pictures[column]
            size = picture.size().scaled(cell.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
            box = QRectF(cell.left(), cell.top(), size.width(), size.height())
            painter.drawImage(box, picture)
            painter.drawRect(box)
            return
        painter.drawRoundedRect(cell, px(4), px(4))
        painter.setPen(QColor(theme.text))
        painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, self._texts[column])

    def _line(self) -> int:
        return QFontMetrics(self._look.small).height()


def features(row: NDArray[np.generic]) -> str:
    """An example by its first features: "(0.21, −1.1)"."""
    texts = [number(round(float(value), 2)) for value in row[:FEATURES]]
    return f"({', '.join(texts)}{', …' if len(row) > FEATURES else ''})"
