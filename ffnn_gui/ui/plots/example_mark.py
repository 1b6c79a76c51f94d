"""The mark of the chosen example in a chart: a ring with a cross, dark on a light edge, so that it is seen on all."""

import pyqtgraph as pg

from ffnn_gui.ui.plots.chart import Chart
from ffnn_gui.ui.plots.look import Look

LARGE = 3.2
"""Its size in points' diameters."""

DARK, PALE = "#15181c", "#ffffff"


class ExampleMark:
    """One place in a chart, or none."""

    def __init__(self, chart: Chart, look: Look) -> None:
        self.item = chart.add(pg.ScatterPlotItem(pxMode=True))
        self.item.setZValue(50)
        self.place: tuple[float, float] | None = None
        self.restyle(look)

    def put(self, place: tuple[float, float] | None) -> None:
        """Mark another place, or none."""
        if place != self.place:
            self.place = place
            self._draw()

    def restyle(self, look: Look) -> None:
        """Follow the scale."""
        self._look = look
        self._draw()

    def _draw(self) -> None:
        if self.place is None:
            self.item.setData([], [])
            return
        look, size = self._look, LARGE * self._look.point
        strokes = [(PALE, 4.5), (DARK, 2.0)]
        spots = [
            {"pos": self.place, "symbol": "crosshair", "size": size, "pen": look.pen(colour, width), "brush": None}
            for colour, width in strokes
        ]
        self.item.setData(spots)
