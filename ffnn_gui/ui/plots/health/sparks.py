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
from ffnn_gui.ui.plots.health.measures import COLUMNS, MEASURES, Measure, column
from ffnn_gui.ui.plots.ranges import Range, round_up, stepped_decades
from ffnn_gui.ui.plots.thinning import above_zero

SPACING = 2.5
"""Pixels between the points of a small curve."""

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
        # Many small arrays are joined several times as fast as stacked.
        joined = np.concatenate(entries).reshape(len(epochs), -1, len(COLUMNS)) if epochs else np.empty((0, 0, 0))
        with np.errstate(invalid="ignore"):
            both = [heights(measure, joined) for measure in MEASURES] if epochs else []
        self._heights = np.array([middles for middles, _ in both])
        self._bands = [_band(*pair) for measure, pair in zip(MEASURES, both, strict=False) if measure.scale != "log"]

    def placed(self, places: Sequence[Sequence[QRectF]]) -> Drawing:
        """The curves in their places, a list of layers a measure; nothing while there are not two points to join."""
        if len(self._x) < 2:
            return Drawing(QPainterPath(), QPainterPath(), [])
        across, down = places[0][0].width(), places[0][0].height()
        every = max(1, round(SPACING * len(self._x) / max(across, 1)))
        # The newest point is always there.
        pick = np.arange(len(self._x) - 1, -1, -every)[::-1]
        bottoms = np.array([row[0].bottom() for row in places])[:, None, None]
        # From here on arrays are of measures, layers, points.
        along = np.array([place.left() for place in places[0]])[:, None] + self._x[pick] * across
        y = bottoms - self._heights[:, pick].transpose(0, 2, 1) * down
        x = np.broadcast_to(along, y.shape)
        around = np.array([np.concatenate([low[pick], high[pick[::-1]]]).T for low, high in self._bands])
        filled = [row for row, measure in enumerate(MEASURES) if measure.scale != "log"]
        there_and_back = np.broadcast_to(np.concatenate([along, along[:, ::-1]], axis=1), around.shape)
        areas = _areas(there_and_back, bottoms[filled] - around * down)
        ends = zip(x[..., -1].ravel().tolist(), y[..., -1].ravel().tolist(), strict=True)
        return Drawing(_lines(x, y), areas, [QPointF(*end) for end in ends if math.isfinite(end[1])])


def _band(middles: Heights, halves: Heights | None) -> tuple[Heights, Heights]:
    """From where to where it is filled: from the floor to a share, or the spread around a mean."""
    if halves is None:
        return np.zeros_like(middles), middles
    return np.clip(middles - halves, 0, 1), np.clip(middles + halves, 0, 1)


def _lines(x: NDArray[np.float64], y: NDArray[np.float64]) -> QPainterPath:
    """Curves (..., points) as one path; a gap where there is no number."""
    there = np.isfinite(y)
    joined = np.zeros(y.shape, np.int32)
    joined[..., :-1] = there[..., :-1] & there[..., 1:]
    return _path(x, np.where(there, y, 0.0), joined)


def _areas(x: NDArray[np.float64], y: NDArray[np.float64]) -> QPainterPath:
    """Outlines (..., points) as one path; those with gaps are left out."""
    whole = np.isfinite(y).all(axis=-1)
    joined = np.ones(y[whole].shape, np.int32)
    joined[:, -1] = 0
    return _path(x[whole], y[whole], joined)


def _path(x: NDArray[np.float64], y: NDArray[np.float64], joined: NDArray[np.int32]) -> QPainterPath:
    path: QPainterPath = pg.functions.arrayToQPath(x.ravel(), y.ravel(), connect=joined.ravel(), finiteCheck=False)
    return path
