"""Paints the weights between layers as lines: coloured by sign, wide and full by size, the strongest on top.

Few pens paint many lines each, which makes it quick; the weakest lines are of one pixel, which Qt paints fastest.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from ffnn_gui.insight.places import Unit, Weight
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.plots.network.geometry import Layout
from ffnn_gui.ui.plots.network.links import Links
from ffnn_gui.ui.theme import mixed

SHARES = np.array([0.005, 0.12, 0.3, 0.5, 0.7, 0.88])
"""Sizes over the layer's largest at which the next pen begins; below the first nothing can be seen."""

WIDTHS = (1.0, 1.0, 1.0, 1.9, 2.8, 4.0)
FULLNESS = (0.22, 0.42, 0.7, 0.85, 1.0, 1.0)
CROWDED = 180
"""Lines in the whole picture above which they become narrower."""

WIDE_GAP = 90.0
"""Space between layers below which lines become narrower."""

Groups = dict[int, list[QLineF]]
"""Lines by pen: ±1 … ±6 by size, the sign that of the weight."""


class Wires:
    """The lines into one layer in one layout. Attributes: layer; pens: of each line, 0 for those too faint."""

    def __init__(self, layout: Layout, layer: int, links: Links) -> None:
        self.layer = layer
        below, here = layout.columns[layer], layout.columns[layer + 1]
        there = (links.rows < below.shown) & (links.columns < here.shown)
        self._rows, self._columns, weights = links.rows[there], links.columns[there], links.weights[there]
        start = below.middles()[self._rows] + (below.tile / 2, 0)
        end = here.middles()[self._columns] - (here.tile / 2, 0)
        self._ends = np.hstack([start, end])
        sizes = np.searchsorted(SHARES, np.abs(weights) / links.largest, side="right")
        self.pens = np.where(weights < 0, -sizes, sizes)
        self._lines: list[QLineF] | None = None

    def __len__(self) -> int:
        return len(self.pens)

    @property
    def lines(self) -> list[QLineF]:
        """The line of each weight; made when first painted."""
        if self._lines is None:
            self._lines = [QLineF(*ends) for ends in self._ends.tolist()]
        return self._lines

    def same_as(self, other: "Wires") -> bool:
        """Whether they look the same."""
        return np.array_equal(self.pens, other.pens) and np.array_equal(self._ends, other._ends)

    def paint(self, painter: QPainter, pens: "Pens", about: Unit | None = None) -> None:
        """Paint the lines; those that have nothing to do with the unit that it is about are faint."""
        chosen = self.pens if about is None else self._pens_about(about)
        for pen in sorted(np.unique(chosen).tolist(), key=abs):
            if pen:
                painter.setPen(pens.pen(pen))
                painter.drawLines([self.lines[index] for index in np.flatnonzero(chosen == pen).tolist()])

    def nearest(self, x: float, y: float) -> tuple[float, Weight | None]:
        """The weight whose line is nearest to a place, and how far that is."""
        if not len(self):
            return np.inf, None
        start, along = self._ends[:, :2], self._ends[:, 2:] - self._ends[:, :2]
        offset = np.array([x, y]) - start
        share = np.clip((offset * along).sum(axis=1) / np.maximum((along**2).sum(axis=1), 1e-9), 0, 1)
        distances = np.hypot(*(offset - share[:, None] * along).T)
        index = int(distances.argmin())
        return float(distances[index]), Weight(self.layer, int(self._rows[index]), int(self._columns[index]))

    def line_of(self, weight: Weight) -> QLineF | None:
        """The line of a weight, None when it is not drawn."""
        found = np.flatnonzero((self._rows == weight.row) & (self._columns == weight.column))
        return self.lines[found[0]] if len(found) else None

    def _pens_about(self, unit: Unit) -> NDArray[np.intp]:
        into = (self.layer == unit.layer) & (self._columns == unit.unit)
        out_of = (self.layer == unit.layer + 1) & (self._rows == unit.unit)
        return np.where(into | out_of, self.pens, np.sign(self.pens))


class Pens:
    """The pens for so many lines, in one look."""

    def __init__(self, look: Look, wires: Sequence[Wires], layout: Layout) -> None:
        self._look = look
        lines = max(sum(len(part) for part in wires), 1)
        gaps = [right - left for left, right in (layout.gap(part.layer) for part in wires)]
        crowd = min(max((CROWDED / lines) ** 0.3, 0.6), 1.3)
        space = min((min(gaps, default=WIDE_GAP) / (WIDE_GAP * look.metrics.scale)) ** 0.5, 1.0)
        self._narrow = crowd * space
        self._made: dict[int, QPen] = {}

    def pen(self, number: int) -> QPen:
        """The pen of a number from ±1 to ±6."""
        if number not in self._made:
            self._made[number] = self._make(number)
        return self._made[number]

    def _make(self, number: int) -> QPen:
        theme, size = self._look.theme, abs(number) - 1
        full = theme.negative if number < 0 else theme.positive
        width = max(WIDTHS[size] * self._narrow, 1.0) * self._look.metrics.scale
        pen = QPen(QColor(mixed(theme.surface, full, FULLNESS[size])), width)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        return pen
