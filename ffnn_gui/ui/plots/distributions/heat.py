"""Histograms over time: a column an epoch, the more numbers in a bin the stronger its colour."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from ffnn_gui.ui.plots.distributions.histogram import BINS, Histogram, resampling
from ffnn_gui.ui.plots.kept import Kept
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.plots.ranges import Range
from ffnn_gui.ui.theme import SEQUENTIAL
from ffnn_gui.ui.theme.colours import channels

FADED = 90
"""Of 256 colours those that fade into the surface: a single number in a bin should not shout."""

GAP = 4
"""So many times the usual distance between two entries is a time in which something else was shown."""

Columns = NDArray[np.float64]


def common_ends(kept: Kept[Histogram]) -> Range:
    """The range that holds all histograms."""
    return min(entry.ends[0] for entry in kept.entries), max(entry.ends[1] for entry in kept.entries)


def columns(kept: Kept[Histogram]) -> Columns:
    """The histograms in the bins of their common range, (BINS, entries), each scaled to its own highest bin."""
    ends = common_ends(kept)
    counts = np.concatenate([entry.counts for entry in kept.entries]).reshape(-1, BINS).astype(float)
    places: dict[Range, list[int]] = {}
    for place, entry in enumerate(kept.entries):
        places.setdefault(entry.ends, []).append(place)
    for own, rows in places.items():
        if own != ends:
            counts[rows] = counts[rows] @ resampling(own, ends).T
    return np.asarray((counts / np.maximum(counts.max(axis=1, keepdims=True), 1e-12)).T)


class Heat:
    """The picture of a record of histograms; made anew when there is something new."""

    def __init__(self, kept: Kept[Histogram], look: Look, width: int) -> None:
        """`width`: about as many pixels as the picture will have."""
        self.epochs = kept.epochs[0], kept.epochs[-1]
        self.ends = common_ends(kept)
        epochs = np.linspace(*self.epochs, max(min(width, 2 * len(kept)), 1))
        # Each pixel shows the latest entry up to its epoch, and nothing where nobody has looked for long.
        seen = np.array(kept.epochs)
        shown = np.searchsorted(seen, epochs, side="right") - 1
        usual = float(np.median(np.diff(seen))) if len(seen) > 1 else 0.0
        levels = np.sqrt(columns(kept))[::-1, shown]
        levels[:, epochs - seen[shown] > GAP * usual] = 0
        table = _table(look)
        pixels = table[(levels * (len(table) - 1)).round().astype(np.intp)]
        self._pixels = np.ascontiguousarray(pixels)
        self._image = QImage(self._pixels.data, pixels.shape[1], BINS, QImage.Format.Format_RGB32)

    def paint(self, painter: QPainter, box: QRectF) -> None:
        """Fill a box, the lowest numbers at its bottom."""
        painter.drawImage(box, self._image)


def _table(look: Look) -> NDArray[np.uint32]:
    """Colours from nothing (the surface) to all, as 0xffRRGGBB: darker in light surroundings, brighter in dark ones."""
    order = SEQUENTIAL if look.theme.dark else SEQUENTIAL[::-1]
    surface = np.array(channels(look.theme.surface))
    strength = np.minimum(np.arange(len(order)) / FADED, 1)[:, None]
    red, green, blue = (surface + (order[:, :3] - surface) * strength).round().astype(np.uint32).T
    return np.asarray(0xFF000000 | red << 16 | green << 8 | blue, np.uint32)
