"""Words at an upright line of a plot, where they cover no curve: at its upper end, or at the lower one."""

from collections.abc import Iterable

import numpy as np
import pyqtgraph as pg

from ffnn_gui.ui.plots.plain_curve import PlainCurve
from ffnn_gui.ui.plots.ranges import Range

UPPER, LOWER = [(0, 0), (1, 0)], [(0, 1), (1, 1)]
"""Where in the words their place is, on the right and on the left of the line: they hang from one edge of the plot or
stand on the other, whatever its height."""


class LineLabel(pg.InfLineLabel):
    """Words at the upper end of a line, and at the lower one where curves run through the upper."""

    def __init__(self, line: pg.InfiniteLine, text: str) -> None:
        super().__init__(line, text, position=1.0, anchors=UPPER)

    def make_way(self, curves: Iterable[PlainCurve]) -> None:
        """Go to the end of the line at which curves leave room for the words."""
        view = self.getViewBox()
        if view is None or not view.height() or not view.width():
            return
        (left, right), (low, high) = view.viewRange()
        words, place = self.boundingRect(), float(self.line.value())
        wide = words.width() / view.width() * (right - left)
        span = (place, place + wide) if place < (left + right) / 2 else (place - wide, place)
        heights = (values_in(curve, span) for curve in curves if curve.isVisible())
        shares = (np.concatenate([*heights, np.empty(0)]) - low) / ((high - low) or 1.0)
        upper = at_upper_end(shares, words.height() / view.height())
        self.anchors = UPPER if upper else LOWER
        self.setPosition(1.0 if upper else 0.0)


def at_upper_end(shares: np.ndarray, needed: float) -> bool:
    """Whether words that need a share of the height have more room above values at some shares of it than below."""
    if not shares.size:
        return True
    above, below = 1 - float(shares.max()), float(shares.min())
    return above >= min(needed, below)


def values_in(curve: PlainCurve, span: Range) -> np.ndarray:
    """The values of a curve from one place to another, those at both ends too where it reaches them."""
    if not len(curve.x) or curve.x[0] > span[1] or curve.x[-1] < span[0]:
        return np.empty(0)
    inside = (curve.x >= span[0]) & (curve.x <= span[1])
    return np.concatenate([curve.y[inside], np.interp(span, curve.x, curve.y)])
