"""A curve of finite points in the order of x, painted several thin lines wide.

Qt paints a line of one pixel many times as fast as a wider one, smooth edges included, and where a curve is noisy wide
lines would be most of a frame. So a wide line is painted as thin ones beside each other.
"""

import math
from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPaintEngine, QPainter, QPen, QPolygonF, QTransform

from ffnn_gui.engine.arrays import Array


class PlainCurve(pg.GraphicsObject):
    """Points joined by straight lines. Attributes: x, y: those last shown."""

    def __init__(self) -> None:
        super().__init__()
        self.x, self.y = np.empty(0), np.empty(0)
        self._line = QPolygonF()
        self._wide, self._thin = QPen(), QPen()
        self._shifts: list[tuple[float, float]] = []
        self._bounds: QRectF | None = None

    @property
    def pen(self) -> QPen:
        """The pen as wide as the line looks."""
        return self._wide

    def setPen(self, pen: QPen) -> None:
        """The pen, whose width is in pixels of the screen."""
        self._wide, self._thin = QPen(pen), QPen(pen)
        self._thin.setWidthF(1.0)
        self._shifts = beside(pen.widthF())
        self.update()

    def show_points(self, x: Array, y: Array) -> None:
        """Draw points: x rising, both finite."""
        self.x, self.y = x, y
        self._line = pg.functions.arrayToQPolygonF(x, y) if len(x) else QPolygonF()
        self.update()

    def viewTransformChanged(self) -> None:
        super().viewTransformChanged()
        self.prepareGeometryChange()
        self._bounds = None

    def boundingRect(self) -> QRectF:
        """All that is seen: it stays while the points change, so that the scene need not be arranged anew each time."""
        if self._bounds is None:
            self._bounds = self.viewRect() or QRectF()
        return self._bounds

    def paint(self, painter: QPainter, option: Any, widget: Any = None) -> None:
        if painter.paintEngine().type() is not QPaintEngine.Type.Raster:
            painter.setPen(self._wide)
            painter.drawPolyline(self._line)
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._thin)
        place = painter.transform()
        # The pen's width is in pixels of the picture, what the painter is moved by may be in larger ones; the device
        # is the widget also where a picture of it is taken.
        painter.resetTransform()
        ratio = painter.deviceTransform().m11()
        for across, down in self._shifts:
            painter.setTransform(place * QTransform.fromTranslate(across / ratio, down / ratio))
            painter.drawPolyline(self._line)


def beside(width: float) -> list[tuple[float, float]]:
    """Where thin lines go, in pixels, that together are as wide in every direction: on circles, without gaps."""
    outermost = max(width - 1, 0) / 2
    circles = [outermost - step for step in range(math.ceil(outermost))]
    # The lines on a circle of up to half a pixel leave nothing open inside.
    middle = [(0.0, 0.0)] if not circles or circles[-1] > 0.5 else []
    return [place for radius in circles for place in _around(radius)] + middle


def _around(radius: float) -> list[tuple[float, float]]:
    lines = max(math.ceil(math.tau * radius), 3)
    turns = [math.tau * line / lines for line in range(lines)]
    return [(radius * math.cos(turn), radius * math.sin(turn)) for turn in turns]
