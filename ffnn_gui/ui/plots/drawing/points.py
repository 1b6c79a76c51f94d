"""Thousands of points in one picture item: each kind of point is drawn once, and stamped wherever there is one.

So a stroke over many points stays quick, where pyqtgraph's own scatter plot would need a tenth of a second.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from pyqtgraph.graphicsItems.ScatterPlotItem import drawSymbol
from pyqtgraph.Qt.internals import PrimitiveArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPaintEngine, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from ffnn_gui.data.sets.drawn import FARTHEST
from ffnn_gui.ui.painting import painting
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.plots.plane import colours_of_values

EVERYWHERE = QRectF(-FARTHEST, -FARTHEST, 2 * FARTHEST, 2 * FARTHEST)


@dataclass(frozen=True)
class Stamp:
    """What a point looks like: pyqtgraph's name of a symbol, its colour, its edge, its size in pixels."""

    symbol: str
    colour: str
    edge: str
    size: float


SYMBOLS = (("o", 9.0), ("s", 8.0), ("t1", 10.0), ("d", 11.0), ("star", 13.0), ("p", 10.0))
"""A shape for each class, so that they differ by more than their colour; in sizes that look alike."""

SHADES = 33
"""Different colours of values."""


def class_stamps(look: Look) -> tuple[Stamp, ...]:
    """What points of the six classes look like."""
    edge, scale = look.theme.surface, look.metrics.scale
    return tuple(Stamp(symbol, look.of_class(k), edge, size * scale) for k, (symbol, size) in enumerate(SYMBOLS))


def value_stamps(look: Look) -> tuple[Stamp, ...]:
    """What points with values look like, from the lowest to the highest."""
    colours = colours_of_values(np.linspace(-1, 1, SHADES), 1.0)[:, :3].tolist()
    edge = look.theme.text_muted
    return tuple(Stamp("o", "#{:02x}{:02x}{:02x}".format(*colour), edge, 9 * look.metrics.scale) for colour in colours)


def shades_of(values: NDArray[np.float64]) -> NDArray[np.intp]:
    """Which of the stamps a value has; beyond −1 and 1 it is the last one."""
    return np.asarray(np.round((np.clip(values, -1, 1) + 1) / 2 * (SHADES - 1)), np.intp)


class Points(pg.GraphicsObject):
    """Points of some kinds. `show_points` places them, `show_stamps` says what each kind looks like."""

    def __init__(self) -> None:
        super().__init__()
        self._places = np.empty((0, 2))
        self._kinds = np.empty(0, np.intp)
        self._stamps: tuple[Stamp, ...] = ()
        self._sheet: QPixmap | None = None
        self._fragments = PrimitiveArray(QPainter.PixmapFragment, 10)

    def show_stamps(self, stamps: Sequence[Stamp]) -> None:
        """How the kinds of points look, in order."""
        if tuple(stamps) != self._stamps:
            self._stamps, self._sheet = tuple(stamps), None
            self.update()

    def show_points(self, places: NDArray[np.float64], kinds: NDArray[np.intp]) -> None:
        """Points at places (points, 2), each with the index of its stamp (points,)."""
        self._places, self._kinds = places, kinds
        self.update()

    def boundingRect(self) -> QRectF:
        return EVERYWHERE

    def paint(self, painter: QPainter, option: object, widget: QWidget | None = None) -> None:
        if not len(self._places) or not self._stamps:
            return
        if painter.paintEngine().type() is not QPaintEngine.Type.Raster:
            self._draw_each(painter)
            return
        way = painter.worldTransform()
        painter.resetTransform()
        # The device is the widget also where a picture of it is taken, with more pixels.
        ratio = painter.deviceTransform().m11()
        if self._sheet is None or self._sheet.devicePixelRatio() != ratio:
            self._sheet = _sheet(self._stamps, ratio)
        edge = self._sheet.height()
        self._fragments.resize(len(self._places))
        numbers = self._fragments.ndarray()
        numbers[:, 0] = way.m11() * self._places[:, 0] + way.m21() * self._places[:, 1] + way.dx()
        numbers[:, 1] = way.m12() * self._places[:, 0] + way.m22() * self._places[:, 1] + way.dy()
        numbers[:, 2] = edge * self._kinds
        numbers[:, 3:] = (0, edge, edge, 1 / ratio, 1 / ratio, 0, 1)
        painter.drawPixmapFragments(*self._fragments.drawargs(), self._sheet)  # type: ignore[call-arg]  # the stub lacks the count

    def _draw_each(self, painter: QPainter) -> None:
        """Draw every point anew: in a drawing of lines a stamp would stay pixels."""
        way = painter.worldTransform()
        for place, kind in zip(self._places.tolist(), self._kinds.tolist(), strict=True):
            painter.resetTransform()
            painter.translate(way.map(QPointF(*place)))
            paint_stamp(painter, self._stamps[kind])


def _sheet(stamps: Sequence[Stamp], ratio: float) -> QPixmap:
    """All stamps side by side, each in a square that holds the largest."""
    edge = round((max(stamp.size for stamp in stamps) + 4) * ratio)
    sheet = QPixmap(edge * len(stamps), edge)
    sheet.setDevicePixelRatio(ratio)
    sheet.fill(Qt.GlobalColor.transparent)
    with painting(sheet) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place, stamp in enumerate(stamps):
            painter.save()
            painter.translate((place + 0.5) * edge / ratio, edge / ratio / 2)
            paint_stamp(painter, stamp)
            painter.restore()
    return sheet


def paint_stamp(painter: QPainter, stamp: Stamp) -> None:
    """Draw a stamp around the painter's origin."""
    pen = QPen(QColor(stamp.edge), painter.device().devicePixelRatio())
    pen.setCosmetic(True)
    drawSymbol(painter, stamp.symbol, stamp.size, pen, QBrush(QColor(stamp.colour)))
