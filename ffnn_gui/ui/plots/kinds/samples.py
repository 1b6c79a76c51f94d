"""Some images and what the network takes them for; the wrong ones are framed in red.

They are the same images all the time, so that one can watch a single one being learnt.
"""

import math
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QImage, QPainter, QPen, QRegion

from ffnn_gui.data import PreparedData
from ffnn_gui.engine import ExperimentConfig, RunHistory, Trainer
from ffnn_gui.ui.plots.base import Place, Plot
from ffnn_gui.ui.plots.examples import example_at, index_of
from ffnn_gui.ui.plots.export import Table
from ffnn_gui.ui.plots.images import Canvas, decided, is_images, watched
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.plots.selection import Selection

SHOWN = 30

Classes = NDArray[np.int64]


def probe(trainer: Trainer) -> Classes:
    """The class that the network gives to each of the images shown."""
    return decided(trainer, SHOWN)


class SamplesPlot(Plot):
    """The first images of the validation part, or of the training part where there is no other."""

    name: ClassVar[str] = "samples"
    title: ClassVar[str] = "Samples"
    order: ClassVar[float] = 5
    place: ClassVar[Place] = "output"
    waiting: ClassVar[str] = "Choose image data:\nimages and what the network takes them for appear here."
    probe = staticmethod(probe)

    def __init__(self, look: Look, selection: Selection | None = None) -> None:
        super().__init__(look, selection)
        self.gallery = _Gallery(look)
        self._set_body(self.gallery)
        self.gallery.pointed.connect(lambda row, column: self.header.read(self.reading(row, column)))
        self.gallery.left.connect(lambda: self.header.read(""))
        self.gallery.pressed.connect(self._choose)
        self.selection.changed.connect(self._mark)

    @classmethod
    def suits(cls, data: PreparedData) -> bool:
        return is_images(data)

    def prepare(self, data: PreparedData, config: ExperimentConfig) -> None:
        super().prepare(data, config)
        part, examples = watched(data)
        self.gallery.show_images(_images(data), data.task.classes, examples.y[:SHOWN])
        self.header.title.setText(f"{self.title} · {part}: true → predicted")
        self._mark()
        self._show_body()

    def draw(self, history: RunHistory, values: Any) -> None:
        if values is not None:
            self.gallery.show_answers(values)

    def restyle(self, look: Look) -> None:
        super().restyle(look)
        self.gallery.restyle(look)

    def table(self) -> Table:
        """A row an image: its number in the part, true and predicted class."""
        gallery = self.gallery
        answers = gallery.answers if gallery.answers is not None else ()
        names = gallery.names
        pairs = zip(gallery.truth, answers, strict=False)
        rows = ((number, names[true], names[given]) for number, (true, given) in enumerate(pairs))
        return Table(("image", "true", "predicted"), rows)

    def reading(self, row: int, column: int) -> str:
        """What an image shows and what it is taken for; empty where there is none."""
        gallery, index = self.gallery, row * self.gallery.columns + column
        if gallery.answers is None or index >= len(gallery.answers):
            return ""
        true, given = gallery.names[gallery.truth[index]], gallery.names[gallery.answers[index]]
        return f"image {index + 1}: true <b>{true}</b>, predicted <b>{given}</b> · click to look inside"

    def _choose(self, row: int, column: int) -> None:
        """An image as the example to look at."""
        index = row * self.gallery.columns + column
        if self.data is not None and index < len(self.gallery.truth):
            self.selection.choose_example(example_at(self.data, index))

    def _mark(self) -> None:
        """The chosen example, wherever it was chosen."""
        if self.data is not None and self.suits(self.data):
            self.gallery.mark(index_of(self.data, self.selection.example))


def _images(data: PreparedData) -> list[QImage]:
    """The images shown, dark on light as ink on paper."""
    assert data.task.image_shape is not None
    rows, columns = data.task.image_shape
    pixels = 255 - watched(data)[1].raw[:SHOWN].astype(float) * (255 / max(data.task.max_pixel, 1))
    grey = QImage.Format.Format_Grayscale8
    return [QImage(image.astype(np.uint8).tobytes(), columns, rows, columns, grey).copy() for image in pixels]


class _Gallery(Canvas):
    """Images with a line of text below each."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._images: list[QImage] = []
        self.names: tuple[str, ...] = ()
        self.truth: Classes = np.empty(0, np.int64)
        self.answers: Classes | None = None
        self.marked: int | None = None

    def mark(self, index: int | None) -> None:
        """Mark an image as the chosen one, or none."""
        if index != self.marked:
            self.marked = index
            self.update()

    def show_images(self, images: list[QImage], names: tuple[str, ...], truth: Classes) -> None:
        self._images, self.names, self.truth, self.answers = images, names, truth, None
        self.rearrange()

    def show_answers(self, answers: Classes) -> None:
        if self.answers is None:
            self.update()
        else:
            self.update_cells(divmod(int(index), self.columns) for index in np.flatnonzero(answers != self.answers))
        self.answers = answers

    def restyle(self, look: Look) -> None:
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
        true = self.names[self.truth[index]]
        wrong = self.answers is not None and self.answers[index] != self.truth[index]
        painter.setPen(QPen(QColor(theme.wrong if wrong else theme.border), px(3) if wrong else 1))
        painter.drawRect(box)
        if index == self.marked:
            self._paint_mark(painter, cell)
        painter.setPen(QColor(theme.wrong if wrong else theme.text))
        text = true if self.answers is None else f"{true} → {self.names[self.answers[index]]}"
        painter.drawText(
            QRectF(cell.left(), box.bottom() + px(2), cell.width(), line), Qt.AlignmentFlag.AlignCenter, text
        )

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
