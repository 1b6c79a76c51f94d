"""A grid of equal cells that paints itself, cell by cell, and tells which cell is pointed at or pressed."""

from abc import abstractmethod
from collections.abc import Iterable, Iterator

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QRegion, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ffnn_gui.ui.painting import painting

STEPS = {
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
}


class GridWidget(QWidget):
    """A grid of equal cells, painted anew one by one: the whole of it would be a slow frame.

    `pointed(row, column)` is the cell under the pointer, `left()` follows when it goes, `pressed(row, column)` is the
    one that was clicked. With the keyboard the arrows point and Return presses.
    """

    pointed = Signal(int, int)
    left = Signal()
    pressed = Signal(int, int)

    def __init__(self) -> None:
        super().__init__()
        self.rows = self.columns = 0
        self._grid: QRectF | None = None
        self._at = (0, 0)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
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

    def cell_at(self, place: QPointF) -> tuple[int, int] | None:
        """The row and column at a place; None beside the cells."""
        grid = self.grid()
        if not grid.contains(place) or not self.rows or not self.columns:
            return None
        row = int((place.y() - grid.top()) / grid.height() * self.rows)
        column = int((place.x() - grid.left()) / grid.width() * self.columns)
        return min(row, self.rows - 1), min(column, self.columns - 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self) as painter:
            self.paint(painter, event.region())
            if self.hasFocus() and self.rows:
                painter.setPen(QPen(self.palette().accent().color(), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(self.cell(*self._at).adjusted(1, 1, -1, -1))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        cell = self.cell_at(event.position())
        if cell is None:
            self.left.emit()
        else:
            self.pointed.emit(*cell)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        cell = self.cell_at(event.position())
        if cell is not None and event.button() is Qt.MouseButton.LeftButton:
            self.pressed.emit(*cell)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.pressed.emit(*self._at)
        elif event.key() in STEPS:
            self._walk(*STEPS[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._walk(0, 0)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.update()
        self.left.emit()

    def leaveEvent(self, event: QEvent) -> None:
        self.left.emit()

    def _walk(self, down: int, right: int) -> None:
        """Point at the next cell, or stay where there is none."""
        row, column = self._at[0] + down, self._at[1] + right
        self._at = min(max(row, 0), max(self.rows - 1, 0)), min(max(column, 0), max(self.columns - 1, 0))
        self.update()
        if self.rows:
            self.pointed.emit(*self._at)
