"""Points in the plane, where they were and where they are moved to, with a thin line from the one to the other."""

from typing import Any

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtGui import QColor

from ffnn_gui.data import PreparedData
from ffnn_gui.ui.plots.augmenting.seen import Augmented
from ffnn_gui.ui.plots.chart import Chart
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.plots.plane import colours_of_values, largest_target

SHADES = 16


class Cloud(Chart):
    """Rings for the originals, discs for what an epoch sees of them."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, square=True)
        self._lines = self.add(pg.PlotCurveItem(connect="pairs"))
        self._moved = self.add(pg.ScatterPlotItem(pxMode=True))
        self._originals = self.add(pg.ScatterPlotItem(pxMode=True))

    def prepare(self, data: PreparedData) -> None:
        """Other data come: show their plane, empty."""
        for item in (self._lines, self._moved, self._originals):
            item.setData([], [])
        self.set_titles("x₁", "x₂")
        self.set_ranges(*data.bounds)
        self.fit()

    def show_points(self, seen: Augmented, data: PreparedData) -> None:
        """Show the originals, and the first epoch's points where there are any."""
        look, colours = self._look, _colours(seen.y, data, self._look)
        originals, moved = seen.examples[0], seen.examples[1:2]
        classes = data.task.kind == "classification"
        # Pale values need an edge to be seen on a light card.
        edges = {colour: look.pen(colour if classes else look.theme.text_muted, 1.5) for colour in set(colours)}
        discs = {colour: look.brush(colour) for colour in set(colours)}
        hollow = pg.mkBrush(QColor(look.theme.surface))
        fills = hollow if classes else [discs[colour] for colour in colours]
        self._originals.setData(*originals.T, pen=[edges[c] for c in colours], brush=fills, size=look.point)
        if len(moved):
            pairs = np.stack([originals, moved[0]], axis=1).reshape(-1, 2)
            self._lines.setData(*pairs.T, connect="pairs", pen=look.pen(look.theme.text_muted, 1))
            self._moved.setData(*moved[0].T, pen=None, brush=[discs[c] for c in colours], size=0.75 * look.point)
        else:
            self._lines.setData([], [])
            self._moved.setData([], [])


def _colours(y: NDArray[Any], data: PreparedData, look: Look) -> list[str]:
    if data.task.kind == "classification":
        return [look.of_class(index) for index in y]
    pixels = colours_of_values(y[:, 0], largest_target(data), SHADES)
    return ["#{:02x}{:02x}{:02x}".format(*pixel[:3]) for pixel in pixels]
