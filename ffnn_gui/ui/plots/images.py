"""Common to the pictures of image classification: the part of the data that they look at, and their painted canvas."""

from abc import abstractmethod
from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QRectF, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ffnn_gui.data import Part, PreparedData
from ffnn_gui.engine import Trainer


def watched(data: PreparedData) -> tuple[str, Part]:
    """The validation part, or the training part where there is none, and its name."""
    return ("validation", data.validation) if len(data.validation) else ("training", data.train)


def is_images(data: PreparedData) -> bool:
    """Whether the examples are images of classes."""
    return data.task.image_shape is not None and data.task.kind == "classification"


def decided(trainer: Trainer, examples: int | None = None) -> NDArray[np.int64]:
    """The class that the network gives to each of the first examples of the watched part, or to all of them."""
    _, part = watched(trainer.data)
    return np.asarray(trainer.loss.decide(trainer.network.predict(part.X[:examples])), np.int64)


class Canvas(QWidget):
    """A grid of equal cells, painted anew one by one: the whole of it would be a slow frame.

    `pointed(row, column)` is the cell under the pointer, `left()` follows when it goes.
    """

    pointed = Signal(int, int)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.rows = self.columns = 0
        self._grid: QRectF | None = None
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @abstractmethod
    def paint(self, painter: QPainter, region: QRegion) -> None:
        """Paint what lies in a region, at least."""

    @abstractmethod
    def arrange(self) -> QRectF:
        """Choose the place of all cells together for the size in force; may set `rows` and `columns`."""

    def grid(self) -> QRectF:
        """The place of all cells together."""
        if self._grid is None:
            self._grid = self.arrange()
        return self._grid

    def rearrange(self) -> None:
        """Everything has changed: other cells, another size, another look."""
        self._grid = None
        self.update()

    def cell(self, row: int, column: int) -> QRectF:
        """The place of one cell."""
        grid = self.grid()
        wide, high = grid.width() / max(self.columns, 1), grid.height() / max(self.rows, 1)
        return QRectF(grid.left() + column * wide, grid.top() + row * high, wide, high)

    def update_cells(self, cells: Iterable[tuple[int, int]]) -> None:
        """Only these cells look different now."""
        for row, column in cells:
            self.update(self.cell(row, column).toAlignedRect())

    def cells_in(self, region: QRegion) -> Iterator[tuple[int, int]]:
        """The cells that a region touches."""
        self.grid()
        for row, column in np.ndindex(self.rows, self.columns):
            if region.intersects(self.cell(row, column).toAlignedRect()):
                yield row, column

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.rearrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.paint(painter, event.region())
        painter.end()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        grid, place = self.grid(), event.position()
        if not grid.contains(place) or not self.rows:
            self.left.emit()
            return
        row = int((place.y() - grid.top()) / grid.height() * self.rows)
        column = int((place.x() - grid.left()) / grid.width() * self.columns)
        self.pointed.emit(min(row, self.rows - 1), min(column, self.columns - 1))

    def leaveEvent(self, event: QEvent) -> None:
        self.left.emit()
