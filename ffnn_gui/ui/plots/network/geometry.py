"""Where layers, units and gaps of the network's picture stand, computed from sizes alone.

Small layers are one column of tiles. Wide ones are several columns; what finds no room even so is counted on a chip.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF

TILE_MOST = 66.0
GRID_MOST, GRID_LEAST = 30, 16
"""Pitch of the tiles in several columns."""

SINGLE_LEAST = 13.0
"""Pitch below which one column becomes several."""

FILLED = 0.82
"""Share of the pitch that the tile takes; the rest is the space to its neighbour."""

LOOSEST, LOOSE = 1.5, 46.0
"""Pitch of few units over their tile, or in pixels if that is more: they stand together."""

GAP_LEAST, GAP_OF_MATRIX, GAP_MOST = 16.0, 62.0, 230.0
MOST_COLUMNS = 8

Way = Literal["lines", "matrix", "tiles"]
"""Weights are lines, an image between two layers of which one is wide, or the tiles themselves, as those of pixels."""


class Frame(NamedTuple):
    """The room for the picture in pixels: its size, the scale, and what is taken at each side for texts."""

    width: float
    height: float
    scale: float = 1.0
    left: float = 12.0
    right: float = 12.0
    above: float = 40.0
    below: float = 48.0


@dataclass(frozen=True, eq=False)
class Column:
    """One layer's place, or the inputs'.

    Attributes:
        units, shown: how many there are, and how many of them, the first ones, have a tile
        across: columns of tiles
        tile: edge of a tile
        corners: the upper left corners of the tiles (shown, 2)
        box: around all tiles and the chip
        slot: the part of the whole width that belongs to the layer: (left, right)
    """

    units: int
    shown: int
    across: int
    tile: float
    corners: NDArray[np.float64]
    box: QRectF
    slot: tuple[float, float]

    @property
    def centre(self) -> float:
        """Its middle, from the left."""
        return self.box.center().x()

    @cached_property
    def rects(self) -> list[QRectF]:
        """The tiles of all shown units."""
        return [QRectF(x, y, self.tile, self.tile) for x, y in self.corners.tolist()]

    def rect(self, unit: int) -> QRectF:
        """The tile of a shown unit."""
        return QRectF(self.rects[unit])

    def middles(self) -> NDArray[np.float64]:
        """The middles of the tiles, (shown, 2)."""
        return self.corners + self.tile / 2

    def unit_at(self, x: float, y: float) -> int | None:
        """The unit whose tile is at a place."""
        inside = (self.corners <= (x, y)).all(axis=1) & ((x, y) < self.corners + self.tile).all(axis=1)
        found = np.flatnonzero(inside)
        return int(found[0]) if len(found) else None

    def chip(self) -> QRectF | None:
        """The place of the words "+ 392 more" below the tiles, or None when all have a tile."""
        if self.shown == self.units:
            return None
        top = self.corners[-1, 1] + self.tile
        return QRectF(self.box.left(), top, self.box.width(), self.box.bottom() - top)


@dataclass(frozen=True, eq=False)
class Layout:
    """The whole picture.

    Attributes:
        frame: the room it was made for
        columns: the inputs, then each layer
        top, bottom: between these are the tiles
        whole_inputs: whether the inputs are one picture
    """

    frame: Frame
    columns: tuple[Column, ...]
    top: float
    bottom: float
    whole_inputs: bool

    def way(self, layer: int) -> Way:
        """How the weights into a layer are painted."""
        if layer == 0 and self.whole_inputs:
            return "tiles"
        return "matrix" if max(self.columns[layer].across, self.columns[layer + 1].across) > 1 else "lines"

    def gap(self, layer: int) -> tuple[float, float]:
        """The space before a layer: from the right edge of the tiles below to the left edge of its own."""
        return self.columns[layer].box.right(), self.columns[layer + 1].box.left()

    def matrix_box(self, layer: int) -> QRectF:
        """The place of the weights' image before a layer: wider for more units, higher for more inputs."""
        left, right = self.gap(layer)
        high = self.bottom - self.top
        width = min((right - left) * 0.6, 90 * self.frame.scale)
        ratio = self.columns[layer].units / self.columns[layer + 1].units
        height = min(max(width * min(max(ratio, 0.6), 2.5), 12.0), high * 0.7)
        return QRectF((left + right - width) / 2, (self.top + self.bottom - height) / 2, width, height)

    def seam(self, at: int) -> QPointF:
        """Where a new layer would go, so that it is the one with this index: the middle of the gap, above."""
        left, right = self.gap(at)
        return QPointF((left + right) / 2, self.top - 9 * self.frame.scale)


def arrange(units: Sequence[int], frame: Frame, whole_inputs: bool = False) -> Layout:
    """Place the inputs and the layers, units[0] inputs first; with `whole_inputs` those are one picture."""
    counts = [1 if whole_inputs else units[0], *units[1:]]
    top, bottom = frame.above, max(frame.height - frame.below, frame.above + GRID_LEAST)
    inner = max(frame.width - frame.left - frame.right, 10.0)
    high = bottom - top
    wide = [count * SINGLE_LEAST * frame.scale > high for count in counts]
    drafts = _drafts(counts, wide, inner, high, frame.scale)
    widths = [draft.width for draft in drafts]
    gaps = max(len(counts) - 1, 1)
    gap = min(max((inner - sum(widths)) / gaps, 4.0), GAP_MOST * frame.scale)
    x = frame.left + (inner - sum(widths) - gap * gaps) / 2
    columns = []
    for draft in drafts:
        columns.append(draft.placed(x, (top + bottom) / 2, gap))
        x += draft.width + gap
    return Layout(frame, tuple(columns), top, bottom, whole_inputs)


class _Draft(NamedTuple):
    """A layer's tiles before it is known where they stand."""

    units: int
    shown: int
    across: int
    pitch: float
    tile: float

    @property
    def width(self) -> float:
        return (self.across - 1) * self.pitch + self.tile

    def placed(self, x: float, middle: float, gap: float) -> Column:
        rows = -(-self.shown // self.across)
        chip = self.pitch if self.shown < self.units else 0.0
        height = (rows - 1) * self.pitch + self.tile
        top = middle - (height + chip) / 2
        row, column = np.divmod(np.arange(self.shown), self.across)
        # On whole pixels images are painted several times faster, and edges are sharp.
        corners = np.rint(np.column_stack([x + column * self.pitch, top + row * self.pitch]))
        box = QRectF(x, top, self.width, height + chip)
        slot = (x - gap / 2, x + self.width + gap / 2)
        return Column(self.units, self.shown, self.across, self.tile, corners, box, slot)


def _drafts(counts: Sequence[int], wide: Sequence[bool], inner: float, high: float, scale: float) -> list[_Draft]:
    gaps = [GAP_OF_MATRIX if one or other else GAP_LEAST for one, other in pairwise(wide)]
    room = inner - sum(gaps) * scale
    share = room / len(counts)
    singles = [None if is_wide else _single(n, share, high, scale) for n, is_wide in zip(counts, wide, strict=True)]
    left = room - sum(draft.width for draft in singles if draft is not None)
    budget = left / max(sum(wide), 1)
    return [single or _grid(count, budget, high, scale) for single, count in zip(singles, counts, strict=True)]


def _single(count: int, share: float, high: float, scale: float) -> _Draft:
    pitch = high / count
    tile = float(int(max(min(TILE_MOST * scale, FILLED * pitch, share), 6.0)))
    return _Draft(count, count, 1, min(pitch, max(LOOSEST * tile, LOOSE * scale)), tile)


def _grid(count: int, budget: float, high: float, scale: float) -> _Draft:
    """The largest tiles with which all units find room; else the smallest, for as many as do."""
    for pitch in (step * scale for step in range(GRID_MOST, GRID_LEAST - 1, -1)):
        across, rows = _fitting(pitch, budget, high)
        if across * rows >= count:
            return _Draft(count, count, -(-count // rows), pitch, float(int(pitch * FILLED)))
    pitch = GRID_LEAST * scale
    across, rows = _fitting(pitch, budget, high)
    return _Draft(count, max(rows - 1, 1) * across, across, pitch, float(int(pitch * FILLED)))


def _fitting(pitch: float, budget: float, high: float) -> tuple[int, int]:
    """Columns and rows of tiles for which there is room."""
    return min(max(int(budget // pitch), 2), MOST_COLUMNS), max(int(high // pitch), 1)
