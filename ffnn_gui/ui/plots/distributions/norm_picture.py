"""Batch norm at work: pre-activations before and after it, and the batch's statistics against the running ones."""

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPolygonF

from ffnn_gui.engine.arrays import Array
from ffnn_gui.ui.plots.distributions.axes import Axes, framed, paint_axes
from ffnn_gui.ui.plots.distributions.bars import paint_bars, paint_outline
from ffnn_gui.ui.plots.distributions.captions import rounded
from ffnn_gui.ui.plots.distributions.looks import Norms
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.plots.ranges import Range, stepped

MANY = 64
"""Units whose dots are smaller."""

TITLES = ("means μ", "spreads σ")


def sentence(seen: Norms) -> str:
    """Before and after, in numbers."""
    texts = (f"{rounded(h.mean, h.spread)} ± {rounded(h.spread)}" for h in (seen.before, seen.after))
    before, after = texts
    return f"Wx + b before (line) {before}   →   z after (bars) {after}"


def boxes(place: QRectF, look: Look) -> tuple[QRectF, QRectF, QRectF]:
    """Where the histograms stand, the means and the spreads."""
    line = QFontMetricsF(look.small).height()
    wide = place.width() * 0.46
    edge = (place.width() - wide) / 2
    left = QRectF(place.left(), place.top(), wide, place.height())
    others = [
        QRectF(place.left() + wide + turn * edge, place.top() + line, edge, place.height() - line) for turn in (0, 1)
    ]
    return framed(left, look), framed(others[0], look), framed(others[1], look)


def paint_norms(painter: QPainter, look: Look, place: QRectF, seen: Norms) -> None:
    """Histograms, then a dot a unit: running statistics across, the batch's upwards, equal on the diagonal."""
    left, *others = boxes(place, look)
    axes = Axes(left, seen.after.ends, (0.0, 1.0))
    paint_bars(painter, look, axes, seen.after)
    paint_outline(painter, look, axes, seen.before)
    paint_axes(painter, look, axes, most=(8, 0))
    for box, title, batch, running in zip(others, TITLES, seen.batch, seen.running, strict=True):
        _paint_dots(painter, look, box, running, batch)
        painter.setPen(QColor(look.theme.text))
        line = QFontMetricsF(look.small).height()
        painter.drawText(QRectF(box.left(), box.top() - line - 2, box.width(), line), Qt.AlignmentFlag.AlignLeft, title)


def ends_of(running: Array, batch: Array) -> Range:
    """A round range for both."""
    both = np.concatenate([running, batch])
    good = both[np.isfinite(both)]
    low, high = (float(good.min()), float(good.max())) if good.size else (0.0, 1.0)
    return stepped(min(low, 0.0), high)


def _paint_dots(painter: QPainter, look: Look, box: QRectF, running: Array, batch: Array) -> None:
    ends = ends_of(running, batch)
    axes = Axes(box, ends, ends)
    painter.setPen(QPen(QColor(look.theme.border), 0))
    painter.drawLine(QLineF(box.bottomLeft(), box.topRight()))
    paint_axes(painter, look, axes, most=(4, 3), title="running")
    painter.setPen(QColor(look.theme.text_muted))
    painter.drawText(QPointF(box.left() + 4, box.top() + QFontMetricsF(look.small).ascent()), "batch")
    good = np.isfinite(running) & np.isfinite(batch)
    _paint_at(painter, look, axes.line(running[good].astype(float), batch[good].astype(float)))


def _paint_at(painter: QPainter, look: Look, places: QPolygonF) -> None:
    """Discs; where there are many, small squares, which are many times as quick."""
    colour, radius = QColor(look.theme.accent), look.point / 2
    if places.size() > MANY:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(QPen(colour, round(radius)))
        painter.drawPoints(places)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        return
    painter.setPen(QPen(QColor(look.theme.surface), 1))
    painter.setBrush(colour)
    for place in places.toList():
        painter.drawEllipse(place, radius, radius)
