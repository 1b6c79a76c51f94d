"""A curve that does not measure its data: the chart's ranges are set from outside, and the whole view is drawn anew."""

import pyqtgraph as pg
from PySide6.QtCore import QRectF


class LightCurve(pg.PlotCurveItem):
    """As pyqtgraph's curve; its bounds are what the view shows, not the smallest and largest values of each frame."""

    def boundingRect(self) -> QRectF:
        """What the view shows."""
        return QRectF(self.viewRect() or QRectF())

    def viewRangeChanged(self) -> None:
        """The bounds have moved with the view."""
        self.prepareGeometryChange()
        super().viewRangeChanged()
