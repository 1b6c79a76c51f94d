"""Live plots: one file a plot in `kinds`, each with a pure probe and a drawing; the area shows and exports them.

This package alone imports pyqtgraph.
"""

from ffnn_gui.ui.plots.area import PlotArea
from ffnn_gui.ui.plots.base import Plot
from ffnn_gui.ui.plots.kinds import found

__all__ = ["Plot", "PlotArea", "found"]
