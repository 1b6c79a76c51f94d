"""Points, where they were and where they are moved to, with a thin line from the one to the other.

They lie over their first two features, or a single feature lies under the target, which stays as it is.
"""

from typing import Any

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtGui import QColor

from ffnn_gui.data import PreparedData
from ffnn_gui.ui.plots.augmenting.seen import POINTS, Augmented
from ffnn_gui.ui.plots.chart import Chart
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.plots.plane import colours_of_examples
from ffnn_gui.ui.plots.ranges import Range, suit_one_scale

SHADES = 16
PADDING = 0.1


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
        alone = data.task.n_features == 1
        self.set_titles(*((data.input_names[0], "target") if alone else data.input_names[:2]))
        first = places(data.train.some(slice(POINTS)), data.train.y[:POINTS])
        x, y = (_range(column) for column in first.T)
        # A turn is seen as one where both axes have one scale.
        self.set_square(not alone and suit_one_scale(x, y))
        self.set_ranges(x, y)
        self.fit()

    def show_points(self, seen: Augmented, data: PreparedData) -> None:
        """Show the originals, and the first epoch's points where there are any."""
        look, colours = self._look, colours_of_examples(seen.y, data, self._look, SHADES)
        originals, *moved = (places(examples, seen.y) for examples in seen.examples[:2])
        classes = data.task.kind == "classification"
        # Pale values need an edge to be seen on a light card.
        edges = {colour: look.pen(colour if classes else look.theme.text_muted, 1.5) for colour in set(colours)}
        discs = {colour: look.brush(colour) for colour in set(colours)}
        hollow = pg.mkBrush(QColor(look.theme.surface))
        fills = hollow if classes else [discs[colour] for colour in colours]
        self._originals.setData(*originals.T, pen=[edges[c] for c in colours], brush=fills, size=look.point)
        if moved:
            pairs = np.stack([originals, moved[0]], axis=1).reshape(-1, 2)
            self._lines.setData(*pairs.T, connect="pairs", pen=look.pen(look.theme.text_muted, 1))
            self._moved.setData(*moved[0].T, pen=None, brush=[discs[c] for c in colours], size=0.75 * look.point)
        else:
            self._lines.setData([], [])
            self._moved.setData([], [])


def places(features: NDArray[Any], y: NDArray[Any]) -> NDArray[np.float64]:
    """Where examples (examples, features) are drawn, (examples, 2)."""
    if features.shape[1] > 1:
        return np.asarray(features[:, :2], np.float64)
    return np.column_stack([features[:, 0], y.reshape(len(y), -1)[:, 0]]).astype(np.float64)


def _range(values: NDArray[np.float64]) -> Range:
    """Room for the values and for what is moved out of their range."""
    low, high = float(values.min()), float(values.max())
    pad = PADDING * (high - low) or 1.0
    return low - pad, high + pad
