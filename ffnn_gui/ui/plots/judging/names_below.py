"""Where the names of classes stand below a matrix: in two lines where they are wider than its columns.

They are whole up to a width: where two lines are not enough either, only every other name is there, or fewer.
"""

import math
from collections.abc import Iterator, Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetrics

NAME = 60
"""Pixels, at scale 1, after which a name below a column is cut."""


def names_below(names: Sequence[str], metrics: QFontMetrics, grid: QRectF, most: float) -> Iterator[tuple[str, QRectF]]:
    """Names cut after `most` pixels and their places below the columns of a grid, from the left."""
    wide, line = grid.width() / max(len(names), 1), metrics.height()
    longest = max(map(metrics.horizontalAdvance, names), default=0)
    room = max(min(longest, most) + metrics.horizontalAdvance(" "), wide)
    lines = 1 if room <= wide else 2
    for place, column in enumerate(range(0, len(names), every(room, lines * wide))):
        name = metrics.elidedText(names[column], Qt.TextElideMode.ElideRight, round(room))
        middle = grid.left() + (column + 0.5) * wide
        yield name, QRectF(middle - room / 2, grid.bottom() + place % lines * line, room, line)


def every(needed: float, there: float) -> int:
    """How many places of a size one label needs."""
    return max(1, math.ceil(needed / max(there, 1e-9) - 1e-6))
