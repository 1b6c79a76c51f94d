"""How one layer's numbers are distributed: z under f and f′, activations, weights, gradients, signs, batch norm."""

from collections.abc import Iterator
from functools import partial
from typing import Any, ClassVar

import numpy as np

from ffnn_gui.data import PreparedData
from ffnn_gui.engine import ExperimentConfig, RunHistory
from ffnn_gui.engine.activations import Activation
from ffnn_gui.insight import Unit
from ffnn_gui.ui.plots.base import Place, Plot, Probe
from ffnn_gui.ui.plots.distributions.choices import Choices
from ffnn_gui.ui.plots.distributions.histogram import Histogram
from ffnn_gui.ui.plots.distributions.looks import Distribution, Norms, Signs, distribution, norms, signs
from ffnn_gui.ui.plots.distributions.sheet import DistributionsSheet
from ffnn_gui.ui.plots.export import Table
from ffnn_gui.ui.plots.kept import Kept
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.plots.readings import layer_names
from ffnn_gui.ui.plots.selection import Selection

TITLED = 560
"""Pixels from which the title has room beside the choices."""


class DistributionsPlot(Plot):
    """The layer is chosen here or in another picture; only what is shown is probed and kept."""

    name: ClassVar[str] = "distributions"
    title: ClassVar[str] = "Distributions"
    order: ClassVar[float] = 5
    place: ClassVar[Place] = "strip"
    wide: ClassVar[bool] = True
    waiting: ClassVar[str] = "Reset to draw start weights:\nhow a layer's numbers are distributed appears here."
    probe = staticmethod(distribution)

    def __init__(self, look: Look, selection: Selection | None = None) -> None:
        super().__init__(look, selection)
        self.sheet, self.choices = DistributionsSheet(look), Choices(look)
        self._set_body(self.sheet)
        self.header.hold(self.choices)
        self._records: dict[tuple[str, int], Kept[Histogram]] = {}
        self._newest: object = None
        self._units: list[int] = []
        self._followed = Unit(0, 0)
        self.choices.changed.connect(self._show_choice)
        self.choices.chosen.connect(self._choose)
        self.selection.changed.connect(self._follow)

    def prepare(self, data: PreparedData, config: ExperimentConfig) -> None:
        super().prepare(data, config)
        self._records.clear()
        names = layer_names(len(config.network.hidden) + 1)
        kinds = [f" · {layer.activation.label}" for layer in config.network.hidden] + [""]
        self._units = [*(layer.units for layer in config.network.hidden), config.n_outputs]
        self.choices.offer([name + kind for name, kind in zip(names, kinds, strict=True)])
        self.choices.point_at(self.choices.layer, 0, self._units[self.choices.layer])
        self._followed = Unit(self.choices.layer, 0)
        self._forget()

    def probe_now(self) -> Probe | None:
        """Looks at nothing but what is shown."""
        view, layer = self.choices.view, self.choices.layer
        if view == "signs":
            return partial(signs, layer=layer, unit=self.choices.unit)
        if view == "norm":
            return partial(norms, layer=layer) if self._has_norm() else None
        return partial(distribution, quantity=view, layer=layer)

    def draw(self, history: RunHistory, values: Any) -> None:
        if values is self._newest or not self._is_chosen(values):
            return
        self._newest = values
        record: Kept[Histogram] = Kept()
        if isinstance(values, Distribution):
            record = self._records.setdefault((values.quantity, values.layer), record)
            record.keep(values.epoch, values.histogram)
        self._show_body()
        self.sheet.show_values(values, record, self._activation(), over_time=self.choices.over_time)

    def restyle(self, look: Look) -> None:
        super().restyle(look)
        self.sheet.restyle(look)
        self.choices.restyle(look)

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        self.header.title.setVisible(self.width() >= self.look.metrics.px(TITLED))

    def table(self) -> Table:
        """The numbers shown: a row a bin and epoch, a weight and example, or a unit."""
        shown = self.sheet.shown
        if isinstance(shown, Signs):
            cells = np.ndenumerate(shown.weights)
            rows = ((row + 1, column + 1, shown.delta[column], sign) for (row, column), sign in cells)
            return Table(("weight", "example", "sign of dL/dz", "sign of dL/dw"), rows)
        if isinstance(shown, Norms):
            columns = zip(*shown.batch.tolist(), *shown.running.tolist(), strict=True)
            names = ("unit", "batch mean", "batch spread", "running mean", "running spread")
            return Table(names, ((unit, *numbers) for unit, numbers in enumerate(columns, 1)))
        return Table(("epoch", "from", "to", "count"), self._bins())

    def _bins(self) -> Iterator[tuple[int, float, float, int]]:
        shown = self.sheet.shown
        if isinstance(shown, Distribution):
            record = self._records[shown.quantity, shown.layer]
            for epoch, entry in zip(record.epochs, record.entries, strict=True):
                edges = entry.edges.tolist()
                yield from zip([epoch] * len(edges), edges, edges[1:], entry.counts.tolist(), strict=False)

    # What is chosen

    def _choose(self, layer: int, unit: int) -> None:
        self.selection.choose_unit(Unit(layer, unit))

    def _follow(self) -> None:
        """Show the layer and the unit that are chosen."""
        unit = self.selection.unit
        if unit is None or not self._units or unit.layer >= len(self._units):
            return
        before, self._followed = self._followed, unit
        self.choices.point_at(unit.layer, unit.unit, self._units[unit.layer])
        if unit.layer != before.layer or (unit != before and self.choices.view == "signs"):
            self._show_choice()

    def _show_choice(self) -> None:
        self._forget()
        self.look_again()

    def _forget(self) -> None:
        """Nothing is shown until what is chosen has been probed."""
        self._newest = None
        self.sheet.forget()
        if self.choices.view == "norm" and not self._has_norm():
            layer = self.choices.layers.currentText()
            text = self.tr("No batch norm in %1: switch it on in the layer's card, then reset.")
            self.show_empty(text.replace("%1", layer))
        else:
            self.show_empty()

    def _is_chosen(self, values: Any) -> bool:
        view, layer = self.choices.view, self.choices.layer
        if isinstance(values, Distribution):
            return (values.quantity, values.layer) == (view, layer)
        if isinstance(values, Signs):
            return (view, values.layer, values.unit) == ("signs", layer, self.choices.unit)
        return isinstance(values, Norms) and (view, values.layer) == ("norm", layer)

    def _activation(self) -> Activation | None:
        """The activation whose curves are drawn."""
        hidden = self.config.network.hidden if self.config is not None and self.choices.view == "z" else ()
        return hidden[self.choices.layer].activation if self.choices.layer < len(hidden) else None

    def _has_norm(self) -> bool:
        hidden = self.config.network.hidden if self.config is not None else ()
        return self.choices.layer < len(hidden) and hidden[self.choices.layer].batch_norm
