"""The confusion matrix: which classes the network takes for which others.

Right answers stand on the diagonal; everything else is wrong, and red.
"""

from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QRegion

from ffnn_gui.data import PreparedData
from ffnn_gui.engine import ExperimentConfig, RunHistory, Trainer
from ffnn_gui.ui.plots.base import Place, Plot
from ffnn_gui.ui.plots.export import Table
from ffnn_gui.ui.plots.images import Canvas, decided, is_images, watched
from ffnn_gui.ui.plots.legend import Entry
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.plots.selection import Selection
from ffnn_gui.ui.theme import contrast, mixed

Counts = NDArray[np.int64]


def probe(trainer: Trainer) -> Counts:
    """How many examples of each class (row) the network takes for each class (column)."""
    classes = len(trainer.data.task.classes)
    truth = watched(trainer.data)[1].y
    return np.bincount(truth * classes + decided(trainer), minlength=classes * classes).reshape(classes, classes)


class ConfusionPlot(Plot):
    """Counts of the validation part, or of the training part where there is no other."""

    name: ClassVar[str] = "confusion"
    title: ClassVar[str] = "Confusion matrix"
    order: ClassVar[float] = 0
    place: ClassVar[Place] = "output"
    waiting: ClassVar[str] = "Choose image data:\nwhich classes are taken for which appears here."
    probe = staticmethod(probe)

    def __init__(self, look: Look, selection: Selection | None = None) -> None:
        super().__init__(look, selection)
        self.matrix = _Matrix(look)
        self._set_body(self.matrix)
        self.matrix.pointed.connect(lambda row, column: self.header.read(self.reading(row, column)))
        self.matrix.left.connect(lambda: self.header.read(""))

    @classmethod
    def suits(cls, data: PreparedData) -> bool:
        return is_images(data)

    def prepare(self, data: PreparedData, config: ExperimentConfig) -> None:
        super().prepare(data, config)
        self.matrix.show_counts(None, data.task.classes)
        self._describe()
        self.show_empty(self.tr("The answers of the network appear here."))

    def draw(self, history: RunHistory, values: Any) -> None:
        if values is None or self.data is None:
            return
        self._show_body()
        self.matrix.show_counts(values, self.data.task.classes)

    def restyle(self, look: Look) -> None:
        super().restyle(look)
        self.matrix.restyle(look)
        if self.data is not None:
            self._describe()

    def table(self) -> Table:
        """A row a pair of classes: true, predicted, how many examples."""
        counts, names = self.matrix.counts, self.matrix.names
        cells = () if counts is None else [(*place, int(count)) for place, count in np.ndenumerate(counts)]
        rows = ((names[row], names[column], count) for row, column, count in cells)
        return Table(("true", "predicted", "examples"), rows)

    def reading(self, row: int, column: int) -> str:
        """How many of a class are taken for another, as rich text."""
        counts, names = self.matrix.counts, self.matrix.names
        if counts is None:
            return ""
        return f"true {names[row]} → {names[column]}: <b>{counts[row, column]:,}</b> of {counts[row].sum():,}"

    def _describe(self) -> None:
        assert self.data is not None
        part, examples = watched(self.data)
        theme = self.look.theme
        entries = [
            Entry("right", self.tr("right"), theme.series_validation, "block", toggles=False),
            Entry("wrong", self.tr("wrong"), theme.wrong, "block", toggles=False),
        ]
        self.header.title.setText(f"{self.title} · {len(examples):,} {part} images")
        self.header.legend.show_entries(entries, self.look)
        self.header.place_legend()


class _Matrix(Canvas):
    """Cells with counts, coloured by their share of the row."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.counts: Counts | None = None
        self.names: tuple[str, ...] = ()

    def show_counts(self, counts: Counts | None, names: tuple[str, ...]) -> None:
        if counts is not None and self.counts is not None and names == self.names:
            # A row's sum is the number of its examples: a cell depends on no other.
            self.update_cells(zip(*np.nonzero(counts != self.counts), strict=True))
        else:
            self.rearrange()
        self.counts, self.names = counts, names
        self.rows = self.columns = len(names)

    def restyle(self, look: Look) -> None:
        self._look = look
        self.rearrange()

    def arrange(self) -> QRectF:
        px, line = self._look.metrics.px, QFontMetrics(self._look.small).height()
        left, below = 2.4 * line, 2.2 * line
        edge = min(self.width() - left - px(8), self.height() - below - px(6))
        start = left + max(0.0, (self.width() - left - px(8) - edge) / 2)
        top = px(6) + max(0.0, (self.height() - below - px(6) - edge) / 2)
        return QRectF(start, top, max(edge, 1), max(edge, 1))

    def paint(self, painter: QPainter, region: QRegion) -> None:
        if not region.subtracted(QRegion(self.grid().toAlignedRect())).isEmpty():
            self._paint_axes(painter)
        if self.counts is None:
            return
        font = self._look.small
        font.setPixelSize(max(8, min(round(self.cell(0, 0).height() * 0.42), self._look.metrics.px(18))))
        painter.setFont(font)
        shares = self.counts / np.maximum(self.counts.sum(axis=1, keepdims=True), 1)
        for row, column in self.cells_in(region):
            self._paint_cell(painter, row, column, float(shares[row, column]))

    def _paint_cell(self, painter: QPainter, row: int, column: int, share: float) -> None:
        theme, right = self._look.theme, row == column
        # A single wrong answer of many must be seen: its colour begins well above the surface's.
        strength = 0.8 * share if right else (min(1.0, 0.25 + 2.5 * share) if share else 0.0)
        fill = mixed(theme.surface_alt, theme.series_validation if right else theme.wrong, strength)
        box = self.cell(row, column).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.fillRect(box, QColor(fill))
        count = int(self.counts[row, column]) if self.counts is not None else 0
        if count or right:
            painter.setPen(QColor(max(("#ffffff", "#101418"), key=lambda ink: contrast(ink, fill))))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, f"{count:,}")

    def _paint_axes(self, painter: QPainter) -> None:
        painter.setFont(self._look.small)
        painter.setPen(QColor(self._look.theme.text_muted))
        grid, line = self.grid(), painter.fontMetrics().height()
        for index, name in enumerate(self.names):
            across, up = self.cell(0, index), self.cell(index, 0)
            painter.drawText(
                QRectF(across.left(), grid.bottom(), across.width(), line), Qt.AlignmentFlag.AlignCenter, name
            )
            place = QRectF(grid.left() - 1.2 * line, up.top(), line, up.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, name)
        below = QRectF(grid.left(), grid.bottom() + line, grid.width(), line)
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, self.tr("predicted"))
        painter.save()
        painter.translate(QPointF(grid.left() - 2.3 * line, grid.bottom()))
        painter.rotate(-90)
        painter.drawText(QRectF(0, 0, grid.height(), line), Qt.AlignmentFlag.AlignCenter, self.tr("true"))
        painter.restore()
