"""How the plots look: pens, fonts and colours from the theme at its scale.

One object is handed to every plot when the theme or the scale changes.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPen

from ffnn_gui.ui.theme import SEQUENTIAL, Metrics, Theme

LINE = 1.75
POINT = 7.0


@dataclass(frozen=True)
class Look:
    """A theme and the sizes at one scale."""

    theme: Theme
    metrics: Metrics

    def pen(self, colour: str, width: float = LINE, *, dashed: bool = False) -> QPen:
        """An opaque pen whose width follows the scale."""
        style = Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine
        pen: QPen = pg.mkPen(QColor(colour), width=width * self.metrics.scale, style=style)
        return pen

    def brush(self, colour: str) -> QBrush:
        """A full brush."""
        return QBrush(QColor(colour))

    @property
    def small(self) -> QFont:
        """The font of axes, legends and readings; a copy, which the caller may change."""
        return QFont(self._small)

    @cached_property
    def _small(self) -> QFont:
        # Asking the system for its font takes longer than painting a word in it.
        return self.metrics.font("small")

    @property
    def point(self) -> float:
        """Diameter of a data point in pixels."""
        return POINT * self.metrics.scale

    def by_depth(self, layers: int) -> list[str]:
        """A colour a layer, in order of depth, all of which stand out from the surface."""
        first, last = (90, 250) if self.theme.dark else (10, 195)
        places = np.linspace(first, last, layers).round().astype(int)
        return ["#{:02x}{:02x}{:02x}".format(*SEQUENTIAL[place, :3]) for place in places]

    def of_class(self, index: int) -> str:
        """The colour of a class; there are six, and more classes begin anew."""
        colours = self.theme.class_colours
        return colours[index % len(colours)]

    def axis_style(self) -> dict[str, Any]:
        """Sizes for pyqtgraph's axes."""
        px = self.metrics.px
        return {
            "tickFont": self.small,
            "tickLength": -px(3),
            "tickTextOffset": px(4),
            "autoReduceTextSpace": True,
            "tickTextWidth": px(8),
            "tickTextHeight": px(14),
        }
