"""The small curves beside the numbers: a measure's history for each layer, on one scale for all layers.

So one sees how they differ with depth as well as how they move.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath

from ffnn_gui.insight.thresholds import UPDATE_HIGH, UPDATE_LOW
from ffnn_gui.ui.plots.health.measures import MEASURES, Measure, column
from ffnn_gui.ui.plots.ranges import Range, round_up, stepped_decades
from ffnn_gui.ui.plots.thinning import above_zero

Heights = NDArray[np.float64]
"""From 0 (the lower edge) to 1 (the upper); NaN where there is nothing."""

RATIOS = (-6.0, 0.0)
"""Decades on which update ratios are drawn; the healthy ones are in the middle."""

FEWEST = 2
"""Decades that a logarithmic curve spans at least, so that noise does not look like a collapse."""


def heights(measure: Measure, entries: NDArray[np.float64]) -> tuple[Heights, Heights | None]:
    """A measure's history (entries, layers) as heights, and half the width of the band around it where it has one."""
    values = column(entries, measure.field)
    if measure.scale == "share":
        return values, None
    low, high = _range(measure, entries)
    if measure.scale == "log":
        # What is exactly 0 lies on the lower edge.
        lifted = np.log10(np.maximum(values, 10.0 ** (low - 1)))
        return np.clip((lifted - low) / (high - low), 0, 1), None
    middle = np.clip((values - low) / (high - low), 0, 1)
    return middle, np.clip(column(entries, measure.spread) / (high - low), 0, 1)


def healthy_band(measure: Measure) -> Range | None:
    """The heights between which a measure is healthy, where the scale is fixed and that says something."""
    if measure.field != "update_ratio":
        return None
    low, high = RATIOS
    return (math.log10(UPDATE_LOW) - low) / (high - low), (math.log10(UPDATE_HIGH) - low) / (high - low)


def _range(measure: Measure, entries: NDArray[np.float64]) -> Range:
    if measure.field == "update_ratio":
        return RATIOS
    values = column(entries, measure.field)
    if measure.scale == "log":
        ends = above_zero(values.ravel())
        low, high = stepped_decades(*ends) if ends else (-1.0, 0.0)
        return min(low, high - FEWEST), high
    around = np.abs(values) + column(entries, measure.spread)
    edge = round_up(float(around[np.isfinite(around)].max(initial=0.0))) or 1.0
    return -edge, edge


@dataclass(frozen=True)
class Drawing:
    """All small curves in their places. areas: below shares, and the spread around means; ends: the newest points."""

    lines: QPainterPath
    areas: QPainterPath
    ends: list[QPointF]


class Sparks:
    """The small curves of a run so far: scaled once when there is something new, then placed."""

    def __init__(self, epochs: Sequence[int] = (), entries: Sequence[NDArray[np.float64]] = ()) -> None:
        """`entries`: one (layers, columns) an epoch."""
        first, last = (epochs[0], epochs[-1]) if epochs else (0, 0)
        self._x = (np.array(epochs, float) - first) / max(last - first, 1)
        with np.errstate(invalid="ignore"):
            both = [heights(measure, np.stack(entries)) for measure in MEASURES] if epochs else []
        self._heights = np.stack([middles for middles, _ in both]) if both else np.empty((0, 0, 0))
        self._halves = [halves for _, halves in both]

    def placed(self, places: Sequence[Sequence[QRectF]]) -> Drawing:
        """The curves in their places, a list of layers a measure; nothing while there are not two points to join."""
        if len(self._x) < 2:
            return Drawing(QPainterPath(), QPainterPath(), [])
        across, down = places[0][0].width(), places[0][0].height()
        every = max(1, int(1.5 * len(self._x) / max(across, 1)))
        # The newest point is always there.
        pick = np.arange(len(self._x) - 1, -1, -every)[::-1]
        lefts = np.array([place.left() for place in places[0]])
        bottoms = np.array([row[0].bottom() for row in places])
        # From here on arrays are of measures, layers, points.
        x = np.broadcast_to((lefts[:, None] + self._x[pick] * across)[None], (len(places), len(lefts), len(pick)))
        heights = self._heights[:, pick].transpose(0, 2, 1)
        y = bottoms[:, None, None] - heights * down
        ends = zip(x[..., -1].ravel().tolist(), y[..., -1].ravel().tolist(), strict=True)
        areas = QPainterPath()
        for row, measure in enumerate(MEASURES):
            if measure.scale != "log":
                areas.addPath(_area(x[row], bottoms[row], down, heights[row], self._half(row, pick)))
        return Drawing(_lines(x, y), areas, [QPointF(*end) for end in ends if math.isfinite(end[1])])

    def _half(self, row: int, pick: NDArray[np.intp]) -> NDArray[np.float64] | None:
        halves = self._halves[row]
        return None if halves is None else halves[pick].T


def _lines(x: NDArray[np.float64], y: NDArray[np.float64]) -> QPainterPath:
    """Curves (..., points) as one path; a gap where there is no number."""
    there = np.isfinite(y)
    joined = np.zeros(y.shape, np.int32)
    joined[..., :-1] = there[..., :-1] & there[..., 1:]
    return _path(x, np.where(there, y, 0.0), joined)


def _area(
    x: NDArray[np.float64], bottom: float, down: float, middles: NDArray[np.float64], halves: NDArray[np.float64] | None
) -> QPainterPath:
    """What lies below curves (layers, points), or the band around them, as one path; curves with gaps are left out."""
    low = np.zeros_like(middles) if halves is None else np.clip(middles - halves, 0, 1)
    high = middles if halves is None else np.clip(middles + halves, 0, 1)
    whole = np.isfinite(high).all(axis=1)
    around = np.concatenate([low[whole], high[whole, ::-1]], axis=1)
    joined = np.ones(around.shape, np.int32)
    joined[:, -1] = 0
    return _path(np.concatenate([x[whole], x[whole, ::-1]], axis=1), bottom - around * down, joined)


def _path(x: NDArray[np.float64], y: NDArray[np.float64], joined: NDArray[np.int32]) -> QPainterPath:
    path: QPainterPath = pg.functions.arrayToQPath(x.ravel(), y.ravel(), connect=joined.ravel(), finiteCheck=False)
    return path
