"""The numbers of a layer as signed bars, up for positive and down for negative; very many of them as a picture."""

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
    finite = np.nan_to_num(values, nan=0.0, posinf=0.0, neginf=0.0)
    largest = float(np.abs(finite).max(initial=0.0))
    shares = finite / largest if largest > 0 else np.zeros_like(finite)
    if shape is not None or box.width() / len(values) < NARROWEST:
        _paint_picture(painter, shares, box, shape)
    else:
        _paint_bars(painter, shares, box, look)


def _paint_bars(painter: QPainter, shares: Array, box: QRectF, look: Look) -> None:
    step = min(box.width() / len(shares), WIDEST * look.metrics.scale)
    left = box.center().x() - step * len(shares) / 2
    middle, half = box.center().y(), box.height() / 2 - 1
    painter.setPen(QPen(QColor(look.theme.border), 1))
    painter.drawLine(QLineF(left, middle, left + step * len(shares), middle))
    up, down = [], []
    for index, share in enumerate(shares.tolist()):
        # Even the smallest is a stroke: up or down can be told.
        height = max(abs(share) * half, 1.0) if share else 0.0
        place = left + (index + 0.12) * step
        if share > 0:
            up.append(QRectF(place, middle - height, 0.76 * step, height))
        elif share < 0:
            down.append(QRectF(place, middle, 0.76 * step, height))
    painter.setPen(Qt.PenStyle.NoPen)
    for bars, colour in ((up, look.theme.positive), (down, look.theme.negative)):
        painter.setBrush(QColor(colour))
        painter.drawRects(bars)


def _paint_picture(painter: QPainter, shares: Array, box: QRectF, shape: tuple[int, int] | None) -> None:
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
