"""Paints the tiles of a layer: what each unit answers to, as a heat map, an image of weights, a curve or stripes.

All tiles of a layer are one image in memory, coloured in one go when new values come.
"""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPaintEngine, QPainter, QPen, QPolygonF

from ffnn_gui.insight.response import LayerResponse
from ffnn_gui.ui.plots.network.geometry import Column
from ffnn_gui.ui.theme import DIVERGING
from ffnn_gui.ui.theme.colours import channels
from ffnn_gui.ui.theme.maps import LookupTable

PALE = (60, 196)
"""The middle of the map, on which dark curves stand out."""

INK = "#1b1f24"
"""Of curves on the map, which is light in every theme."""

Words = NDArray[np.uint32]


def words_of(table: LookupTable) -> Words:
    """A map of colours as the 32-bit pixels of an image."""
    red, green, blue = (table[:, channel].astype(np.uint32) for channel in range(3))
    return np.asarray(np.uint32(0xFF000000) | (red << 16) | (green << 8) | blue)


@lru_cache(maxsize=2)
def _colours(pale: bool) -> Words:
    first, last = PALE if pale else (0, 256)
    return words_of(DIVERGING[np.linspace(first, last - 1, 256).astype(int)])


@lru_cache(maxsize=32)
def _sources(count: int, high: int, wide: int) -> tuple[QRectF, ...]:
    """Where each unit's tile is in the image of all."""
    return tuple(QRectF(0, unit * high, wide, high) for unit in range(count))


class Tiles:
    """The coloured tiles of one layer's response, ready to be painted."""

    def __init__(self, response: LayerResponse) -> None:
        self.response = response
        levels = response.levels
        self._curves = response.kind == "line"
        if levels.ndim == 2:
            levels = levels[:, None, :]
        self._count, high, self._wide = levels.shape
        self._pixels = _colours(self._curves).take(levels)
        self._image = image_of(self._pixels.reshape(-1, self._wide))
        self._sources = _sources(self._count, high, self._wide)

    def paint(self, painter: QPainter, column: Column) -> None:
        """Paint the tile of each unit that the column shows."""
        rects = column.rects[: self._count]
        # With smooth edges Qt would fill paths with the image, which takes ten times as long.
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, self._smooth(column.tile))
        for rect, source in zip(rects, self._sources, strict=False):
            self._draw(painter, rect, source)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._curves:
            self._paint_curves(painter, rects)

    def paint_one(self, painter: QPainter, unit: int, rect: QRectF) -> None:
        """Paint one unit's tile anywhere, in any size."""
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, self._smooth(rect.width()))
        self._draw(painter, rect, self._sources[unit])
        if self._curves:
            self._paint_curves(painter, [rect], unit)

    def _draw(self, painter: QPainter, rect: QRectF, source: QRectF) -> None:
        if painter.paintEngine().type() is QPaintEngine.Type.Raster:
            painter.drawImage(rect, self._image, source)
        else:
            # Drawings for files take whole images only.
            painter.drawImage(rect, self._image.copy(source.toRect()))

    def _smooth(self, tile: float) -> bool:
        """Pixels of an image and classes keep their edges unless the tile is too small for them."""
        return self.response.kind == "plane" or self._wide > tile

    def _paint_curves(self, painter: QPainter, rects: list[QRectF], first: int = 0) -> None:
        painter.setPen(QPen(QColor(INK), 1.0))
        shares = self.response.levels[first : first + len(rects)] / 255.0
        across = (np.arange(self._wide) + 0.5) / self._wide
        for rect, share in zip(rects, shares, strict=True):
            inner = rect.adjusted(0, rect.height() * 0.06, 0, -rect.height() * 0.06)
            x = rect.left() + across * rect.width()
            y = inner.bottom() - share * inner.height()
            painter.drawPolyline(QPolygonF([QPointF(*place) for place in zip(x.tolist(), y.tolist(), strict=True)]))


def image_of(pixels: Words) -> QImage:
    """Pixels (rows, columns) as an image that shares their memory: whoever holds it must hold them."""
    rows, columns = pixels.shape
    return QImage(pixels.data, columns, rows, 4 * columns, QImage.Format.Format_RGB32)


def signed_pixels(values: NDArray[np.float64], largest: float) -> Words:
    """Values from −largest to largest in orange, white and blue."""
    levels = np.clip(values * (127.5 / largest) + 128, 0, 255).astype(np.uint8)
    return np.asarray(_colours(False).take(levels))


def grey_pixels(values: NDArray[np.float64], low: str, high: str) -> Words:
    """Values from 0 to 1 between two colours "#rrggbb"."""
    ends = np.array([channels(low), channels(high)], np.float64)
    table = np.full((256, 4), 255, np.uint8)
    table[:, :3] = np.rint(ends[0] + np.linspace(0, 1, 256)[:, None] * (ends[1] - ends[0]))
    return np.asarray(words_of(table).take(np.clip(values * 255, 0, 255).astype(np.uint8)))
