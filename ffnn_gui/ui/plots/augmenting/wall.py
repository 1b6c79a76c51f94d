"""A wall of images: a row for each example, the original first and then what epoch after epoch sees of it."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QImage, QPainter

from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.plots.sheet import Sheet

GAP = 6
"""Pixels at scale 1 between two images."""


class AugmentedWall(Sheet):
    """Columns of images under their captions; as many rows as there is room for."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self._columns: Sequence[Sequence[QImage]] = ()
        self._captions: Sequence[str] = ()
        self._places = 1

    def show_images(self, columns: Sequence[Sequence[QImage]], captions: Sequence[str], places: int) -> None:
        """Show columns of images; `places` says for how many columns there is to be room."""
        self._columns, self._captions, self._places = columns, captions, max(places, len(columns))
        self.update()

    def place_of(self, row: int, column: int) -> QRectF:
        """Where an image is painted."""
        gap, line, edge, left = self._measures()
        beside = 2 * gap if column else 0
        return QRectF(left + column * (edge + gap) + beside, line + gap + row * (edge + gap), edge, edge)

    def paint(self, painter: QPainter) -> None:
        theme = self.look.theme
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
        for column, (images, caption) in enumerate(zip(self._columns, self._captions, strict=True)):
            painter.setPen(QColor(theme.text if column == 0 else theme.text_muted))
            painter.drawText(self._place_of_caption(column), Qt.AlignmentFlag.AlignCenter, self._fitting(caption))
            painter.setPen(QColor(theme.text_muted if column == 0 else theme.border))
            for row, image in enumerate(images[: self.rows]):
                place = self.place_of(row, column)
                painter.drawImage(place, image)
                painter.drawRect(place)

    @property
    def rows(self) -> int:
        """How many examples there is room for."""
        gap, line, edge, _ = self._measures()
        return max(1, int((self.height() - line) / (edge + gap)))

    def _place_of_caption(self, column: int) -> QRectF:
        top, beside = self.place_of(0, column), self.look.metrics.px(GAP)
        return QRectF(top.left() - beside, 0, top.width() + 2 * beside, self._line())

    def _fitting(self, caption: str) -> str:
        """The caption, or its last word where there is no room for it."""
        fits = QFontMetrics(self.look.small).horizontalAdvance(caption) < self._place_of_caption(0).width()
        return caption if fits else caption.rpartition(" ")[2]

    def _measures(self) -> tuple[float, float, float, float]:
        """Gap, height of the captions, side of an image, and where the first column begins."""
        gap, line = float(self.look.metrics.px(GAP)), float(self._line())
        room = self.width() - gap * (self._places + 3)
        examples = max(len(self._columns[0]) if self._columns else 1, 1)
        # All examples, as large as the width allows; but three rows at least, or a caption would not fit.
        least = (self.height() - line - gap) / min(examples, 3) - gap
        edge = max(min(room / self._places, least), 8.0)
        wide = self._places * (edge + gap) + gap
        return gap, line, edge, max((self.width() - wide) / 2, gap)

    def _line(self) -> int:
        return QFontMetrics(self.look.small).height()
