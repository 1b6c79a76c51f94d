"""A wall of images, a row a class or a range of values: what belongs together, and how different it looks."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QImage, QPainter, QRegion, QWheelEvent

from ffnn_gui.data import Part, PreparedData
from ffnn_gui.ui.plots.grid_widget import GridWidget
from ffnn_gui.ui.plots.images import pictures
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.plots.looking.groups import Group, groups_of

LEAST, LARGEST = 22, 72
"""Pixels of an image's row at scale 1; with more classes than fit the wheel turns to the others."""

MOST = 40


class ImageWall(GridWidget):
    """The first images of each group of a part's."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._first = 0
        self._data: PreparedData | None = None
        self._part: Part | None = None
        self._groups: Sequence[Group] = ()
        self._made: dict[int, list[QImage]] = {}

    def show_part(self, part: Part, data: PreparedData) -> None:
        """Show another part of the data."""
        self._part, self._data, self._first, self._made = part, data, 0, {}
        self._groups = [Group(name, members[:MOST]) for name, members in groups_of(part.y, data.task)]
        self.rearrange()

    def restyle(self, look: Look) -> None:
        """Take over another theme or scale."""
        self._look = look
        self.rearrange()

    def example(self, row: int, column: int) -> int | None:
        """The number in the part of the image there; None where there is none."""
        group = self._first + row
        if group >= len(self._groups) or column >= len(self._groups[group].members):
            return None
        return int(self._groups[group].members[column])

    def group_at(self, row: int) -> str:
        """The class of a row, or its range of values."""
        return self._groups[self._first + row].name

    def turn(self, rows: int) -> None:
        """Turn to later groups, or back."""
        first = min(max(self._first + rows, 0), max(len(self._groups) - self.rows, 0))
        if first != self._first:
            self._first = first
            self.update()

    def arrange(self) -> QRectF:
        px, count = self._look.metrics.px, max(len(self._groups), 1)
        high = min(max(self.height() / count, px(LEAST)), px(LARGEST))
        self.rows = min(count, max(int(self.height() / high), 1))
        rows, columns = self._data.task.image_shape if self._data and self._data.task.image_shape else (1, 1)
        wide = max(high * columns / rows, 1.0)
        label = self._label()
        self.columns = max(int((self.width() - label) / wide), 1)
        return QRectF(label, 0, self.columns * wide, self.rows * high)

    def paint(self, painter: QPainter, region: QRegion) -> None:
        if self._data is None:
            return
        grid = self.grid()
        painter.setFont(self._look.small)
        painter.setPen(QColor(self._look.theme.text))
        for row in range(self.rows):
            place = self.cell(row, 0)
            name = painter.fontMetrics().elidedText(
                self.group_at(row), Qt.TextElideMode.ElideRight, int(grid.left() - 6)
            )
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(QRectF(0, place.top(), grid.left() - 6, place.height()), right, name)
            for column, image in enumerate(self._pictures(self._first + row)[: self.columns]):
                box = self.cell(row, column).adjusted(1, 1, -1, -1)
                painter.drawImage(box, image)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.turn(-1 if event.angleDelta().y() > 0 else 1)

    def _pictures(self, group: int) -> list[QImage]:
        """Made when they are seen for the first time."""
        assert self._part is not None
        assert self._data is not None
        if group not in self._made:
            self._made[group] = pictures(self._part.some(self._groups[group].members), self._data)
        return self._made[group]

    def _label(self) -> float:
        metrics = QFontMetrics(self._look.small)
        longest = max((metrics.horizontalAdvance(group.name) for group in self._groups), default=0)
        return min(longest + 8, 0.3 * self.width())
