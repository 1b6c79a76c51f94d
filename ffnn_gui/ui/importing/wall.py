"""A wall of images: a row a class, its name before it, as many images as there is room for."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPaintEvent
from PySide6.QtWidgets import QWidget

from ffnn_gui.ui.painting import painting
from ffnn_gui.ui.theme import ThemeManager

TILE, NAMES = 44, 100  # pixels at scale 1; names at most


class Wall(QWidget):
    """Paints the first images of each class."""

    def __init__(self, themes: ThemeManager, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._rows: list[tuple[str, NDArray[np.uint8]]] = []
        self.setAccessibleName("Images by class")

    def show_rows(self, rows: list[tuple[str, NDArray[np.uint8]]]) -> None:
        """Show the names of classes and their images (images, rows, columns, 1 or 3)."""
        self._rows = rows
        self.setMinimumHeight((self._tile() + self._gap()) * len(self._rows))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._themes.metrics.px(420), self.minimumHeight())

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self) as painter:
            painter.setPen(QColor(self._themes.theme.text))
            tile, gap, left = self._tile(), self._gap(), self._left()
            for row, (name, images) in enumerate(self._rows):
                top = row * (tile + gap)
                shown = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, left - 2 * gap)
                painter.drawText(QRectF(0, top, left - gap, tile), Qt.AlignmentFlag.AlignVCenter, shown)
                room = max(1, (self.width() - left + gap) // (tile + gap))
                for column, pixels in enumerate(images[:room]):
                    painter.drawImage(self._place(pixels, left + column * (tile + gap), top), image_of(pixels))

    def _place(self, pixels: NDArray[np.uint8], left: int, top: int) -> QRect:
        """The place of an image within its tile, in its own proportions."""
        rows, columns = pixels.shape[:2]
        scale = self._tile() / max(rows, columns)
        return QRect(left, top, max(1, round(columns * scale)), max(1, round(rows * scale)))

    def _left(self) -> int:
        """Where the images begin, to the right of the names."""
        widest = max((self.fontMetrics().horizontalAdvance(name) for name, _ in self._rows), default=0)
        return min(self._themes.metrics.px(NAMES), widest + 3 * self._gap())

    def _tile(self) -> int:
        return self._themes.metrics.px(TILE)

    def _gap(self) -> int:
        return self._themes.metrics.px(4)


def image_of(pixels: NDArray[np.uint8]) -> QImage:
    """Pixels (rows, columns, 1 or 3) as an image of its own."""
    rows, columns, channels = pixels.shape
    data = np.ascontiguousarray(pixels)
    form = QImage.Format.Format_RGB888 if channels == 3 else QImage.Format.Format_Grayscale8
    return QImage(data.data, columns, rows, columns * channels, form).copy()
