"""The network panel: the network from its inputs to its outputs, layer by layer, and how large it is."""

from PySide6.QtWidgets import QLabel, QVBoxLayout

from ffnn_gui.engine import ExperimentConfig
from ffnn_gui.session import Session, SessionError
from ffnn_gui.session.format import check_fits
from ffnn_gui.ui.panels.card import Card, small_label
from ffnn_gui.ui.panels.layer_list import LayerList
from ffnn_gui.ui.panels.output_card import OutputCard
from ffnn_gui.ui.panels.panel import Panel
from ffnn_gui.ui.panels.summaries import counted, parameters, widths

NAMES_SHOWN = 7

ALWAYS_FIT = 500_000
"""Parameters that a session file has room for whatever the settings are: of fewer nobody needs to work it out."""


class NetworkPanel(Panel):
    """Cards: a summary with the inputs; each hidden layer; the output with the loss."""

    title = "Network"
    name = "network_panel"

    def _build(self, config: ExperimentConfig) -> None:
        self._shape = QLabel(self._body)
        self._shape.setProperty("role", "heading")
        self._shape.setWordWrap(True)
        self._inputs = small_label(parent=self._body)
        self.layers = LayerList(self.themes, self._body)
        self.output = OutputCard(self.themes.metrics, config, self._body)
        self._warning = QLabel(self._body)
        self._warning.setProperty("role", "problem")
        self._warning.setWordWrap(True)
        top = Card(self.themes.metrics, parent=self._body)
        for label in (self._shape, self._inputs, self._warning):
            top.column.addWidget(label)
        self._chain(top)
        self.bind(self.output.loss_form, lambda c: c)
        self.bind(self.output.layer_form, lambda c: c.network.output)

    @property
    def shape(self) -> str:
        """The widths from input to output, as they stand in the panel."""
        return self._shape.text()

    @property
    def facts(self) -> str:
        """How many parameters there are, and which inputs."""
        return self._inputs.text()

    @property
    def warning(self) -> str:
        """That the network cannot be saved once it is trained; empty as long as it can."""
        return self._warning.text()

    def _config_shown(self, config: ExperimentConfig) -> None:
        self._shape.setText(f"{' → '.join(f'{width:,}' for width in widths(config))}")
        count = parameters(config)
        self._inputs.setText(f"{counted(count, 'parameter')} · inputs {_names(config.data.input_names)}")
        self._warning.setText(_too_large(config) if count > ALWAYS_FIT else "")
        self._warning.setVisible(bool(self.warning))
        self.output.show_output(config)

    def _chain(self, top: Card) -> None:
        """The cards in a column of their own without gaps, so that the ways between them touch them."""
        chain = QVBoxLayout()
        chain.setSpacing(0)
        for part in (top, self.layers, self.output):
            chain.addWidget(part)
        self.column.addLayout(chain)
        self.add_view(self.layers)
        self.layers.wanted.connect(self.want)
        self.layers.drag_started.connect(self.store.begin_drag)
        self.layers.drag_finished.connect(self.store.end_drag)
        self.layers.toggled.connect(self.follow)
        self.attend(self.output)
        self.layers.reorder.hovered.connect(self._follow)

    def _follow(self, y: int) -> None:
        """Scroll so that the place in the list stays in view while a card is dragged there."""
        self.ensureVisible(0, self.layers.y() + y, 0, self.themes.metrics.px(40))


def _too_large(config: ExperimentConfig) -> str:
    try:
        check_fits(Session(config))
    except SessionError as error:
        return f"It can be trained, but not saved. {error}"
    return ""


def _names(names: tuple[str, ...]) -> str:
    return ", ".join(names) if len(names) <= NAMES_SHOWN else f"{names[0]} … {names[-1]}"
