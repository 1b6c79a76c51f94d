"""Where things stand in the health strip: the sentence above, then the names of the layers, then a row a measure."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QFontMetricsF

from ffnn_gui.ui.plots.look import Look

TYPICAL = 300
"""Characters of a finding: so many lines are left free for it, whatever is said at present, and the table stays put."""


@dataclass(frozen=True)
class Grid:
    """The table's place.

    Attributes:
        lines, line: lines left free for the sentence, and their height
        left, top: of the first column's first measure; the names stand above, the labels left of it
        across, down: a cell's size
        rows, columns: how many
        roomy: whether numbers are written in full; numbers, curves: whether there is room for them
        number: the width that the numbers take; inset: pixels around a small curve
    """

    lines: int
    line: float
    left: float
    top: float
    across: float
    down: float
    rows: int
    columns: int
    roomy: bool
    numbers: bool
    curves: bool
    number: float
    inset: float

    def cell(self, row: int, column: int) -> QRectF:
        """A cell's place; row −1 holds the names, column −1 the labels."""
        top = self.top + row * self.down
        if column < 0:
            return QRectF(0, top, self.left, self.down)
        return QRectF(self.left + column * self.across, top, self.across, self.down)

    def spark(self, row: int, column: int) -> QRectF:
        """The place of a cell's small curve: beside the number, or all of the cell where there is no room for one."""
        inset = self.inset
        return self.cell(row, column).adjusted(self.number, inset / 3, -inset, -inset / 3)

    def at(self, place: QPointF) -> tuple[int, int] | None:
        """The row and column at a place, −1 for names and labels; None beside the table."""
        row = int((place.y() - self.top + self.down) // self.down) - 1
        column = int((place.x() - self.left) // self.across) if place.x() >= self.left else -1
        inside = -1 <= row < self.rows and column < self.columns and place.x() >= 0
        return (row, column) if inside else None


def arrange(size: QSizeF, look: Look, rows: int, columns: int, labels: tuple[float, float], sign: float) -> Grid:
    """Share out a size. `labels`: the width of the labels in full and in brief; `sign`: of an alarm's sign."""
    small, body = QFontMetricsF(look.small), QFontMetricsF(look.metrics.font())
    px = look.metrics.px
    room = size.height() - (rows + 1) * (small.height() + 1)
    needed = int(TYPICAL * body.averageCharWidth() / max(size.width() - px(30), 1)) + 1
    lines = max(1, min(needed, int(room / body.height()), 3))
    top = lines * body.height() + px(3)
    full = sign + small.horizontalAdvance("−0.00 ± 0.00") + px(8)
    brief = max(map(small.horizontalAdvance, ("100 %", "−0.00", "8·10⁻¹⁰"))) + px(5)
    roomy = size.width() - labels[0] >= columns * (full + px(24))
    left = labels[0] if roomy or size.width() > px(640) else labels[1]
    across = (size.width() - left) / max(columns, 1)
    numbers = across >= brief
    number = (full if roomy else brief) if numbers else px(3)
    down = max((size.height() - top) / (rows + 1), 1)
    curves = across - number >= px(20) or not numbers
    return Grid(
        lines, body.height(), left, top + down, across, down, rows, columns, roomy, numbers, curves, number, px(6)
    )
