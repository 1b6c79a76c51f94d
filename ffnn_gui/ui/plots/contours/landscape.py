"""A landscape of loss over two weights in bands, as on a map, and the path of training on it."""

from typing import Any

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QResizeEvent

from ffnn_gui.insight.descent import Descent
from ffnn_gui.ui.plots.chart import Chart
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.theme.colours import channels, mixed

PIXELS = 288
BANDS = 14
BEND = 0.35
"""Bands lie at equal steps of this power of the loss above its lowest: closer together below, where it matters."""

DEEPEST = 0.75
"""How much of the colour the highest band has."""

NEWEST = 16
"""Places of the path that stand out: a long zig-zag would hide its own steps."""


class Landscape(Chart):
    """Bands of loss, pale where it is low, with the path so far; a ring where it began, a disc where it is."""

    # On the class, since the chart asks for a look before there is anything to paint.
    _descent: Descent | None = None
    _widest = 0

    def __init__(self, look: Look) -> None:
        super().__init__(look, square=True, grid=False)
        self._updates = 0
        self._image = self.add(pg.ImageItem(axisOrder="row-major"))
        self._image.setZValue(-200)
        self._path = self.add(pg.PlotCurveItem())
        self._newest = self.add(pg.PlotCurveItem())
        self._start = self.add(pg.ScatterPlotItem(pxMode=True))
        self._now = self.add(pg.ScatterPlotItem(pxMode=True))
        self.set_titles("w₁", "w₂")
        self.clear()

    def clear(self) -> None:
        """Show no landscape until there is another."""
        self._descent = None
        for item in self._items():
            item.hide()

    def _items(self) -> tuple[Any, ...]:
        return self._image, self._path, self._newest, self._start, self._now

    def show_descent(self, descent: Descent, updates: int) -> None:
        """Show a way as far as it has been gone after so many updates."""
        before, self._descent = self._descent, descent
        if before is None or descent.loss is not before.loss:
            self._widest = 0
            self._paint()
            for item in self._items():
                item.show()
            self.set_ranges(*descent.bounds)
            self.fit()
        self._updates = min(updates, len(descent.path) - 1)
        self._draw_path()

    def restyle(self, look: Look) -> None:
        self._widest = 0
        super().restyle(look)
        if self._descent is not None:
            self._paint()
            self._draw_path()

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        # pyqtgraph calls it with nothing before there are any parts.
        if event is not None:
            self._widest = 0
            self._square()
        super().resizeEvent(event)

    def _widen(self, texts: list[str]) -> None:
        super()._widen(texts)
        self._square()

    def _width_for(self, texts: list[str]) -> int:
        """Never less than it was for the same landscape in the same room.

        A wider axis makes the square smaller, a smaller square has fewer numbers, and fewer numbers may want a narrower
        axis: back and forth without an end.
        """
        self._widest = max(self._widest, super()._width_for(texts))
        return self._widest

    def _square(self) -> None:
        """Leave what is no square of the room empty below or on the right: the landscape is one, and fills its axes.

        It comes before the parts are laid out: a change while they are would be forgotten.
        """
        layout, above = self.centralLayout, self._above
        width = self.width() - self.axes["left"].maximumWidth() - 2 * above
        height = self.height() - self.axes["bottom"].maximumHeight() - above
        layout.setContentsMargins(0, above, 2 * above + max(width - height, 0), max(height - width, 0))

    def _paint(self) -> None:
        assert self._descent is not None
        (left, right), (low, high) = self._descent.bounds
        self._image.setImage(colours(banded(self._descent.loss), self._look), autoLevels=False)
        self._image.setRect(QRectF(left, low, right - left, high - low))

    def _draw_path(self) -> None:
        assert self._descent is not None
        look, path = self._look, self._descent.path[: self._updates + 1]
        self._path.setData(*path.T, pen=look.pen(mixed(look.theme.accent, look.theme.surface, 0.25), 1.25))
        pen = look.pen(look.theme.text, 1.25)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        self._newest.setData(*path[-NEWEST:].T, pen=pen)
        size, edge = 1.3 * look.point, look.pen(look.theme.text, 1.5)
        self._start.setData(*path[:1].T, pen=edge, brush=look.brush(look.theme.surface), size=size)
        self._now.setData(*path[-1:].T, pen=edge, brush=look.brush(look.theme.accent), size=size)


def banded(loss: NDArray[np.float64]) -> NDArray[np.float64]:
    """The landscape (PIXELS, PIXELS) in bands from 0 (lowest) to 1; between its places it is straight."""
    fine = np.linspace(0, len(loss) - 1, PIXELS)
    places = np.arange(len(loss))
    across = np.array([np.interp(fine, places, row) for row in loss])
    both = np.array([np.interp(fine, places, column) for column in across.T]).T
    above = both - both.min()
    share = (above / max(float(above.max()), 1e-300)) ** BEND
    return np.asarray(np.minimum(np.floor(share * BANDS), BANDS - 1) / (BANDS - 1))


def colours(bands: NDArray[np.float64], look: Look) -> NDArray[np.uint8]:
    """Pixels (…, 4): the card's colour where the loss is lowest, the deeper the higher it is."""
    pale, deep = (np.array(channels(c), float) for c in (look.theme.surface, QColor(look.theme.text_muted).name()))
    pixels = np.full((*bands.shape, 4), 255, np.uint8)
    pixels[..., :3] = pale + (deep - pale) * DEEPEST * bands[..., np.newaxis]
    return pixels
