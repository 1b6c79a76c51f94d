"""The end of the network: what comes out of it, the loss that looks at it, and how its weights start."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ffnn_gui.engine import ExperimentConfig
from ffnn_gui.ui.forms import Form
from ffnn_gui.ui.panels.foldable import FoldableCard
from ffnn_gui.ui.panels.summaries import counted
from ffnn_gui.ui.theme import Metrics


class OutputCard(FoldableCard):
    """Attributes: loss_form and layer_form, for the panel to bind; the body is there from the start."""

    def __init__(self, metrics: Metrics, config: ExperimentConfig, parent: QWidget | None = None) -> None:
        super().__init__(metrics, parent)
        self.loss_form = Form(config, only=("loss",))
        self.layer_form = Form(config.network.output, prefix="network.output")
        self.fold()

    def make_body(self) -> QWidget:
        body = QWidget(self)
        layout = QVBoxLayout(body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.loss_form)
        layout.addWidget(self.layer_form)
        return body

    def show_output(self, config: ExperimentConfig) -> None:
        """Say what comes out, such as "1 output, cross-entropy (logistic)"."""
        self.show_words("Output", f"{counted(config.n_outputs, 'output')} · {config.loss.label}")
