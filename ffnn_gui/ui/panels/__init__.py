"""What one sets: the panels on the left of the window, each a view of a part of the experiment's config.

They show the store's config and ask the store for changes; they never write a config themselves.
"""

from ffnn_gui.ui.panels.data_panel import DataPanel
from ffnn_gui.ui.panels.network_panel import NetworkPanel
from ffnn_gui.ui.panels.optimizer_panel import OptimizerPanel
from ffnn_gui.ui.panels.panel import Panel
from ffnn_gui.ui.panels.regularization_panel import RegularizationPanel

__all__ = ["DataPanel", "NetworkPanel", "OptimizerPanel", "Panel", "RegularizationPanel"]
