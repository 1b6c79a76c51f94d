"""The regularization panel: penalties on weights, early stopping, and dropout and batch norm in all layers at once."""

from ffnn_gui.engine import ExperimentConfig
from ffnn_gui.schema import live_at
from ffnn_gui.ui.forms import Form
from ffnn_gui.ui.panels.all_layers import AllLayers
from ffnn_gui.ui.panels.panel import Panel

STOPPING = ("early_stopping",)


class RegularizationPanel(Panel):
    """Cards: penalties; all hidden layers; early stopping."""

    title = "Regularization"
    name = "regularization_panel"

    def _build(self, config: ExperimentConfig) -> None:
        part, live = config.regularization, live_at(config, "regularization")
        penalties = Form(part, prefix="regularization", skip=STOPPING, live=live)
        stopping = Form(part, prefix="regularization", only=STOPPING, live=live)
        self.add_card("Penalties").column.addWidget(self.bind(penalties, lambda c: c.regularization))
        self.column.addWidget(self._all_layers(config))
        self.add_card().column.addWidget(self.bind(stopping, lambda c: c.regularization))

    def _all_layers(self, config: ExperimentConfig) -> AllLayers:
        layers = AllLayers(self.themes.metrics, config, self._body)
        layers.wanted.connect(self.want)
        layers.drag_started.connect(self.store.begin_drag)
        layers.drag_finished.connect(self.store.end_drag)
        self.add_view(layers)
        return layers
