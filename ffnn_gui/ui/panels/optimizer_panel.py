"""The optimizer panel: how far each update goes over the epochs, by which rule, from how many examples, and how long.

What the experiment has beside its larger parts (epochs, seed, precision) stands on the last card.
"""

from ffnn_gui.engine import ExperimentConfig
from ffnn_gui.schema import knobs_of, live_at
from ffnn_gui.ui.forms import Form
from ffnn_gui.ui.panels.batch_presets import BatchPresets
from ffnn_gui.ui.panels.panel import Panel
from ffnn_gui.ui.panels.rate_curve import RateCurve
from ffnn_gui.ui.panels.seed_row import SeedRow

PARTS = ("data", "network", "loss", "optimizer", "learning_rate", "batching", "regularization")
RUN = tuple(name for name in knobs_of(ExperimentConfig) if name not in (*PARTS, "seed"))


class OptimizerPanel(Panel):
    """Cards: learning rate; optimizer; batch; run."""

    title = "Optimizer"
    name = "optimizer_panel"

    def _build(self, config: ExperimentConfig) -> None:
        # What is changed most often comes first.
        self._build_rate(config)
        self.add_card().column.addWidget(self._top_form(config, "optimizer"))
        self._build_batch(config)
        self._build_run(config)

    def _config_shown(self, config: ExperimentConfig) -> None:
        self._curve.show_rate(config.learning_rate, config.epochs)
        self._presets.show_batching(config.batching)

    def _top_form(self, config: ExperimentConfig, *only: str) -> Form:
        return self.bind(Form(config, only=only), lambda c: c)

    def _build_rate(self, config: ExperimentConfig) -> None:
        card = self.add_card()
        form = Form(config.learning_rate, prefix="learning_rate", live=live_at(config, "learning_rate"))
        self._curve = RateCurve(self.themes, card)
        card.column.addWidget(self.bind(form, lambda c: c.learning_rate))
        card.column.addWidget(self._curve)

    def _build_batch(self, config: ExperimentConfig) -> None:
        card = self.add_card()
        self._presets = BatchPresets(card)
        self._presets.wanted.connect(self._want_batching)
        card.column.addWidget(self._top_form(config, "batching"))
        card.column.addWidget(self._presets)

    def _build_run(self, config: ExperimentConfig) -> None:
        card = self.add_card("Run")
        tooltip = "Draw other start weights and another order of the examples"
        seed = SeedRow(self._top_form(config, "seed"), lambda: self.store.config.seed, tooltip)
        seed.drawn.connect(self._new_seed)
        card.column.addWidget(self._top_form(config, *RUN))
        card.column.addWidget(seed)

    def _want_batching(self, batching: object) -> None:
        self.want("batching", batching)

    def _new_seed(self, seed: int) -> None:
        self.want("seed", seed, "Draw a new seed")
