"""A curve of finite points in the order of x, whose bounds are known: pyqtgraph would search them at every frame."""

from typing import Any

import pyqtgraph as pg
from PySide6.QtGui import QPen

from ffnn_gui.engine.arrays import Array

DENSE = 150
"""With more points than these a curve is drawn with its thin pen."""


class PlainCurve(pg.PlotCurveItem):
    """As pyqtgraph's curve, drawn in separate segments: many times as fast where thick lines are noisy."""

    def __init__(self) -> None:
        super().__init__(connect="all", skipFiniteCheck=True)
        self._ends: tuple[tuple[Any, Any], tuple[Any, Any]] = ((None, None), (None, None))
        self._pens = (QPen(), QPen())
        self.setSegmentedLineMode("on")

    def set_pens(self, wide: QPen, thin: QPen) -> None:
        """The pens for few points and for many: noise in thick lines is what costs most of a frame."""
        self._pens = (wide, thin)
        self.setPen(wide)

    def show_points(self, x: Array, y: Array, *, smooth: bool) -> None:
        """Draw points: x rising, both finite."""
        pen = self._pens[len(x) > DENSE]
        if self.opts["pen"] != pen:
            self.setPen(pen)
        self._ends = ((x[0], x[-1]), (y.min(), y.max())) if len(x) else ((None, None), (None, None))
        self.setData(x, y, antialias=smooth)

    def dataBounds(self, ax: int, frac: float = 1.0, orthoRange: Any = None) -> tuple[Any, Any]:
        """Smallest and largest value on an axis; no part of the data is ever asked for here."""
        return self._ends[ax]
