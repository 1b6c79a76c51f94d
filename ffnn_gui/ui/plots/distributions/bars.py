"""Histograms as bars, orange for negative numbers and blue for positive ones, under the curves of f and f′."""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPaintEngine, QPainter, QPen, QPolygonF

from ffnn_gui.engine.activations import Activation
from ffnn_gui.engine.arrays import quiet
from ffnn_gui.ui.plots.distributions.axes import Axes, Numbers
from ffnn_gui.ui.plots.distributions.histogram import BINS, Histogram
from ffnn_gui.ui.plots.distributions.looks import flat_below
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.plots.plain_curve import beside
from ffnn_gui.ui.plots.ranges import Range
from ffnn_gui.ui.theme import mixed

HIGHEST = 0.94
"""Share of the height that the highest bar fills."""

POINTS = 121
"""Points of a curve: an odd number, so that one is at 0."""

HALVINGS = 40
"""Times that a piece of f′ is halved to see whether it changes all at once."""

SEEN = 1e-3
"""Share of the largest f′ from which a jump can be seen."""

CUT = 1.5
"""What grows without bounds is shown up to here."""


def heights(shown: Histogram) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """The bars' heights, the highest 1."""
    return np.asarray(shown.counts / max(int(shown.counts.max()), 1))


def paint_bars(painter: QPainter, look: Look, axes: Axes, shown: Histogram) -> None:
    """Bars on the floor of the box."""
    edges, box, theme = shown.edges, axes.box, look.theme
    tops = box.bottom() - HIGHEST * box.height() * heights(shown)
    lefts = [axes.across(edge) for edge in edges.tolist()]
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    middles = (edges[:-1] + edges[1:]) / 2
    for colour, side in ((theme.negative, middles < 0), (theme.positive, middles >= 0)):
        painter.setBrush(QColor(mixed(theme.surface, colour, 0.62)))
        some = np.flatnonzero(side & (shown.counts > 0)).tolist()
        painter.drawRects([_bar(lefts[place], lefts[place + 1], float(tops[place]), box.bottom()) for place in some])
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)


def paint_outline(painter: QPainter, look: Look, axes: Axes, shown: Histogram) -> None:
    """The same as a line, to be seen over other bars."""
    x = np.repeat(shown.edges, 2)
    y = np.concatenate([[0], np.repeat(HIGHEST * heights(shown), 2), [0]])
    painter.setPen(QPen(QColor(look.theme.text), 1.0))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline(Axes(axes.box, axes.x, (0.0, 1.0)).line(x, y))


def curve_range(activation: Activation, ends: Range) -> Range:
    """The heights at which f and f′ are seen, cut where f grows without bounds."""
    values = np.concatenate([y for _, y in curves_of(activation, ends)])
    low, high = float(np.clip(values.min(), -CUT, 0)), float(np.clip(values.max(), 1, CUT))
    return low - 0.03 * (high - low), high + 0.05 * (high - low)


def paint_flat(painter: QPainter, look: Look, axes: Axes, activation: Activation) -> None:
    """Hatch where f′ is all but 0."""
    z = np.linspace(*axes.x, 4 * BINS + 1)
    with quiet():
        flat = np.abs(activation.derivative((z[1:] + z[:-1]) / 2)) < flat_below(activation)
    starts = np.flatnonzero(np.diff(flat.astype(int), prepend=0) == 1)
    ends = np.flatnonzero(np.diff(flat.astype(int), append=0) == -1)
    for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
        left, right = axes.across(float(z[start])), axes.across(float(z[end + 1]))
        box = QRectF(left, axes.box.top(), right - left, axes.box.height())
        painter.fillRect(box, QColor(look.theme.surface_alt))
        painter.fillRect(box, _hatching(look))


def paint_curves(painter: QPainter, look: Look, axes: Axes, activation: Activation) -> None:
    """f as a full line, f′ as a dashed one."""
    painter.save()
    painter.setClipRect(axes.box)
    painter.fillRect(QRectF(axes.box.left(), round(axes.down(0)), axes.box.width(), 1), QColor(look.theme.border))
    for pen, curve in zip(curve_pens(look), curves_of(activation, axes.x), strict=True):
        _paint_wide(painter, pen, axes.line(*curve))
    painter.restore()


@lru_cache(maxsize=32)
def curves_of(activation: Activation, ends: Range) -> tuple[tuple[Numbers, Numbers], tuple[Numbers, Numbers]]:
    """Points (z, f) and (z, f′), to be joined by lines; where f′ jumps, as ReLU's does, one is above the other."""
    z = np.linspace(*ends, POINTS)
    with quiet():
        value, slope = activation.value(z), activation.derivative(z)
        at, place, below, above = _jumps(activation, z, slope)
    where = np.repeat(at + 1, 2)
    both = np.column_stack([below, above]).reshape(-1)
    return (z, value), (np.insert(z, where, np.repeat(place, 2)), np.insert(slope, where, both))


def _jumps(activation: Activation, z: Numbers, slope: Numbers) -> tuple[NDArray[np.intp], Numbers, Numbers, Numbers]:
    """After which points f′ jumps, at which z, from what and to what; (jumps,) each."""
    low, high, below, above = z[:-1], z[1:], slope[:-1], slope[1:]
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        here = activation.derivative(middle)
        # On into the half where it changes more.
        left = np.abs(here - below) > np.abs(above - here)
        low, high = np.where(left, low, middle), np.where(left, middle, high)
        below, above = np.where(left, below, here), np.where(left, here, above)
    change = np.abs(np.diff(slope))
    # What cannot be seen is rounding.
    seen = change > SEEN * np.abs(slope).max()
    at = np.flatnonzero(seen & (np.abs(above - below) > 0.5 * change))
    return at, high[at], below[at], above[at]


def curve_pens(look: Look) -> tuple[QPen, QPen]:
    """How f and f′ are drawn."""
    return look.pen(look.theme.text), look.pen(look.theme.accent, dashed=True)


def _paint_wide(painter: QPainter, pen: QPen, line: QPolygonF) -> None:
    """On the screen thin lines beside each other, which Qt paints many times as fast as a wide one."""
    if painter.paintEngine().type() is not QPaintEngine.Type.Raster:
        painter.setPen(pen)
        painter.drawPolyline(line)
        return
    thin = QPen(pen)
    thin.setWidthF(1.0)
    painter.setPen(thin)
    for shift in beside(pen.widthF()):
        painter.drawPolyline(line.translated(*shift))


def _bar(left: float, right: float, top: float, bottom: float) -> QRectF:
    # Whole pixels with a gap: edges would be blurred otherwise; a bar that is there has at least a pixel.
    start, end = round(left), round(right)
    gap = 1 if end - start > 2 else 0
    return QRectF(start, min(round(top), round(bottom) - 1), end - start - gap, max(round(bottom) - round(top), 1))


def _hatching(look: Look) -> QBrush:
    return QBrush(QColor(look.theme.border), Qt.BrushStyle.BDiagPattern)
