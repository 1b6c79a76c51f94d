"""The data panel: which data set, what the network is given of it, and how it is split.

All fields come from the data set's declarations; a new kind, or a new field of one, appears by itself.
"""

from itertools import pairwise
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ffnn_gui.data import DataSet
from ffnn_gui.engine import ExperimentConfig
from ffnn_gui.schema import knobs_of
from ffnn_gui.ui.forms import Form
from ffnn_gui.ui.panels.augmentation_card import AugmentationCard
from ffnn_gui.ui.panels.card import small_label
from ffnn_gui.ui.panels.derived_inputs import DerivedInputsRow
from ffnn_gui.ui.panels.panel import Panel
from ffnn_gui.ui.panels.seed_row import SeedRow
from ffnn_gui.ui.panels.summaries import data_summary

SCALING = ("normalization",)
SHARED = tuple(knobs_of(DataSet))
SPLIT = tuple(name for name in SHARED if name not in (*SCALING, "seed"))

OWN_PLACE = ("inputs", "augmentation")
"""Fields of some data sets that have a card of their own."""


class DataPanel(Panel):
    """Cards: the data set and its own fields; the inputs; augmentation; the split and the seed."""

    title = "Data"
    name = "data_panel"

    def _build(self, config: ExperimentConfig) -> None:
        self._summary = small_label(parent=self._body)
        # The name of a stranger's file must not be taken for HTML.
        self._summary.setTextFormat(Qt.TextFormat.PlainText)
        data_set = self.add_card()
        self._kinds = _DataSetForm(config)
        data_set.column.addWidget(self._kinds)
        data_set.column.addWidget(self._summary)
        inputs = self.add_card("Inputs")
        self._derived = DerivedInputsRow(inputs)
        self._derived.wanted.connect(self.want)
        inputs.column.addWidget(self._derived)
        self._scaling = self._part_form(config, SCALING)
        inputs.column.addWidget(self._scaling)
        self.column.addWidget(self._augmentation(config))
        split = self.add_card("Split and seed")
        split.column.addWidget(self._part_form(config, SPLIT))
        split.column.addWidget(self._seed_row(config))
        # Last, since all problems within the data are this form's where no other has their field.
        self.bind(self._kinds, lambda c: c)

    def _config_shown(self, config: ExperimentConfig) -> None:
        self._summary.setText(data_summary(config.data))
        self._derived.show_inputs(getattr(config.data, "inputs", None))
        # Toggles, and rows of other data, are made later than what stands below them.
        stops = [*self._kinds.tab_stops(), *self._derived.tab_stops(), *self._scaling.tab_stops()]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def _part_form(self, config: ExperimentConfig, only: tuple[str, ...]) -> Form:
        return self.bind(Form(config.data, prefix="data", only=only), lambda c: c.data)

    def _augmentation(self, config: ExperimentConfig) -> AugmentationCard:
        card = AugmentationCard(self.themes.metrics, self._body)
        card.edited.connect(self.want)
        card.drag_started.connect(self.store.begin_drag)
        card.drag_finished.connect(self.store.end_drag)
        card.show_config(config)
        self.add_view(card)
        self.attend(card)
        return card

    def _seed_row(self, config: ExperimentConfig) -> QWidget:
        tooltip = "Draw other examples, and split them in another way"
        row = SeedRow(self._part_form(config, ("seed",)), lambda: self.store.config.data.seed, tooltip)
        row.drawn.connect(self._new_seed)
        return row

    def _new_seed(self, seed: int) -> None:
        self.want("data.seed", seed, "Draw new data")


class _DataSetForm(Form):
    """The choice of the data set with the fields that are its own; those that all share have cards of their own."""

    def __init__(self, config: ExperimentConfig) -> None:
        super().__init__(config, only=("data",))

    def part(self, value: Any, path: str, skip: tuple[str, ...], parent: QWidget) -> Form:
        return super().part(value, path, (*skip, *SHARED, *OWN_PLACE) if path == "data" else skip, parent)
