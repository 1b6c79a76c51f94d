"""Words at an upright line of a plot, where they cover no curve: at its upper end, at the lower one, or between."""

from collections.abc import Iterable

import numpy as np
import pyqtgraph as pg

from ffnn_gui.ui.plots.plain_curve import PlainCurve
from ffnn_gui.ui.plots.ranges import Range

UPPER, BETWEEN, LOWER = [(0, 0), (1, 0)], [(0, 0.5), (1, 0.5)], [(0, 1), (1, 1)]
"""Where in the words their place is, on the right and on the left of the line: they hang from one edge of the plot or
stand on the other, whatever its height."""

Span = tuple[float, float]
"""From where to where something goes, in shares of a plot's height."""


class LineLabel(pg.InfLineLabel):
    """Words at the upper end of a line, and elsewhere where curves run through that."""

    def __init__(self, line: pg.InfiniteLine, text: str) -> None:
        super().__init__(line, text, position=1.0, anchors=UPPER)

    def make_way(self, curves: Iterable[PlainCurve]) -> None:
        """Go to the place on the line at which curves leave room for the words."""
        view = self.getViewBox()
        if view is None or not view.height() or not view.width():
            return
        (left, right), (low, high) = view.viewRange()
        words, place = self.boundingRect(), float(self.line.value())
        wide = words.width() / view.width() * (right - left)
        span = (place, place + wide) if place < (left + right) / 2 else (place - wide, place)
        heights = (values_in(curve, span) for curve in curves if curve.isVisible())
        taken = [(float(part.min() - low), float(part.max() - low)) for part in heights if part.size]
        whole = (high - low) or 1.0
        place = place_between([(low / whole, high / whole) for low, high in taken], words.height() / view.height())
        self.anchors = UPPER if place == 1 else LOWER if place == 0 else BETWEEN
        self.setPosition(place)


def place_between(taken: Iterable[Span], needed: float) -> float:
    """Where words that need a share of the height go: 1 hangs from the upper end, 0 stands on the lower one.

    The upper end is taken where there is room, then the lower one, then the middle of the largest gap; where none is
    large enough, the end that has more.
    """
    edges, gaps = 0.0, []
    for low, high in sorted(taken):
        gaps.append((edges, low))
        edges = max(edges, high)
    below, above = (gaps[0][1] if gaps else 1.0), 1 - edges
    if above >= needed or not gaps:
        return 1.0
    low, high = max(gaps, key=lambda gap: gap[1] - gap[0])
    if below >= needed or high - low < needed:
        return float(above >= below)
    return (low + high) / 2


def values_in(curve: PlainCurve, span: Range) -> np.ndarray:
    """The values of a curve from one place to another, those at both ends too where it reaches them."""
    if not len(curve.x) or curve.x[0] > span[1] or curve.x[-1] < span[0]:
        return np.empty(0)
    inside = (curve.x >= span[0]) & (curve.x <= span[1])
    return np.concatenate([curve.y[inside], np.interp(span, curve.x, curve.y)])
