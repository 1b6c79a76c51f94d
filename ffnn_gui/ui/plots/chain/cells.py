"""The numbers of a layer as signed bars, up for positive and down for negative; very many of them as a picture."""

from collections.abc import Sequence
from math import isfinite

import numpy as np
from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from ffnn_gui.engine.arrays import Array
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.theme import DIVERGING

NARROWEST, WIDEST = 3.0, 14.0
"""Pixels of a bar and the space beside it; where bars would be narrower, the numbers become a picture."""


def paint_cells(painter: QPainter, values: Array, box: QRectF, look: Look, shape: tuple[int, int] | None) -> None:
    """Paint numbers (units,) into a box, each relative to the largest of them."""
    if shape is not None or box.width() / len(values) < NARROWEST:
        _paint_picture(painter, values, box, shape)
    else:
        _paint_bars(painter, values.tolist(), box, look)


def _paint_bars(painter: QPainter, values: Sequence[float], box: QRectF, look: Look) -> None:
    step = min(box.width() / len(values), WIDEST * look.metrics.scale)
    left = box.center().x() - step * len(values) / 2
    middle, half = box.center().y(), box.height() / 2 - 1
    largest = max((abs(value) for value in values if isfinite(value)), default=0.0)
    up: list[QRectF] = []
    down: list[QRectF] = []
    for index, value in enumerate(values):
        if value and isfinite(value):
            # Even the smallest is a stroke: up or down can be told.
            height = max(abs(value) / largest * half, 1.0)
            bar = QRectF(left + (index + 0.12) * step, middle - height if value > 0 else middle, 0.76 * step, height)
            (up if value > 0 else down).append(bar)
    painter.setPen(QPen(QColor(look.theme.border), 1))
    painter.drawLine(QLineF(left, middle, left + step * len(values), middle))
    painter.setPen(Qt.PenStyle.NoPen)
    for bars, colour in ((up, look.theme.positive), (down, look.theme.negative)):
        painter.setBrush(QColor(colour))
        painter.drawRects(bars)


def _paint_picture(painter: QPainter, values: Array, box: QRectF, shape: tuple[int, int] | None) -> None:
    finite = np.where(np.isfinite(values), values, 0.0)
    if shape is not None:
        # Of colours the mean.
        finite = finite.reshape(shape[0] * shape[1], -1).mean(axis=1)
    shares = finite / (float(np.abs(finite).max()) or 1.0)
    rows, columns = shape or _shape_for(len(shares), box)
    pixels = np.full(rows * columns, 128, np.uint8)
    pixels[: len(shares)] = np.rint((shares + 1) * 127.5)
    colours = np.ascontiguousarray(DIVERGING[pixels])
    image = QImage(colours.data, columns, rows, 4 * columns, QImage.Format.Format_RGBA8888)
    place = box
    if shape:
        edge = min(box.width() / columns, box.height() / rows)
        place = QRectF(box.center().x() - columns * edge / 2, box.top(), columns * edge, rows * edge)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
    painter.drawImage(place, image)


def _shape_for(count: int, box: QRectF) -> tuple[int, int]:
    """Rows and columns that make the cells about square."""
    columns = max(int(np.ceil(np.sqrt(count * box.width() / max(box.height(), 1.0)))), 1)
    return -(-count // columns), columns
