"""Layer health: what is wrong in which layer, in one sentence, with each layer's measures and their history."""

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QTimer

from ffnn_gui.data import PreparedData
from ffnn_gui.engine import ExperimentConfig, RunHistory, Trainer
from ffnn_gui.insight import Finding, LayerHealth, Unit, diagnose, layer_health, learning
from ffnn_gui.ui.plots.base import Place, Plot
from ffnn_gui.ui.plots.export import Table
from ffnn_gui.ui.plots.health.measures import COLUMNS, row_of
from ffnn_gui.ui.plots.health.sheet import HealthSheet
from ffnn_gui.ui.plots.health.sparks import Sparks
from ffnn_gui.ui.plots.kept import Kept
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.plots.readings import layer_names
from ffnn_gui.ui.plots.selection import Selection

CALM = 600
"""Milliseconds for which a sentence stays: its numbers change many times a second, and nobody could read it."""


@dataclass(frozen=True)
class Checkup:
    """The health of all layers at an epoch, and what is wrong, worst first."""

    epoch: int
    layers: tuple[LayerHealth, ...]
    findings: tuple[Finding, ...]


def probe(trainer: Trainer) -> Checkup:
    """Measure the layers, and judge them."""
    layers = layer_health(trainer)
    return Checkup(trainer.epoch, layers, diagnose(layers, learning(trainer)))


class HealthPlot(Plot):
    """A column a layer; a click on one chooses the layer, for the other plots too."""

    name: ClassVar[str] = "health"
    title: ClassVar[str] = "Layer health"
    order: ClassVar[float] = 0
    place: ClassVar[Place] = "strip"
    wide: ClassVar[bool] = True
    waiting: ClassVar[str] = (
        "Reset to draw start weights:\nhow each layer does appears here, before and while it trains."
    )
    probe = staticmethod(probe)

    def __init__(self, look: Look, selection: Selection | None = None) -> None:
        super().__init__(look, selection)
        self.sheet = HealthSheet(look)
        self._set_body(self.sheet)
        self._record: Kept[NDArray[np.float64]] = Kept()
        self._newest: Checkup | None = None
        self._findings: tuple[Finding, ...] = ()
        self._calm = QTimer(self, singleShot=True, interval=CALM)
        self._calm.timeout.connect(self._catch_up)
        self.sheet.pointed.connect(self._read_at)
        self.sheet.left.connect(lambda: self.header.read(""))
        self.sheet.picked.connect(self._choose)
        self.selection.changed.connect(self._follow)

    def prepare(self, data: PreparedData, config: ExperimentConfig) -> None:
        super().prepare(data, config)
        self._record, self._newest = Kept(), None
        self._calm.stop()
        self.sheet.names = tuple(layer_names(len(config.network.hidden) + 1))
        self.show_empty()
        self._follow()

    def draw(self, history: RunHistory, values: Any) -> None:
        if not isinstance(values, Checkup) or values is self._newest:
            return
        self._newest = values
        self._record.keep(values.epoch, np.array([row_of(layer) for layer in values.layers]))
        self._show_body()
        if not self._calm.isActive():
            self._findings = values.findings
            self._calm.start()
        self._show(values)

    def restyle(self, look: Look) -> None:
        super().restyle(look)
        self.sheet.restyle(look)

    def table(self) -> Table:
        """A row an epoch and layer: its measures."""
        names = self.sheet.names
        seen = zip(self._record.epochs, self._record.entries, strict=True)
        rows = ((epoch, name, *row.tolist()) for epoch, layers in seen for name, row in zip(names, layers, strict=True))
        return Table(("epoch", "layer", *COLUMNS), rows)

    def _show(self, values: Checkup) -> None:
        sparks = Sparks(self._record.epochs, self._record.entries)
        self.sheet.show_health(values.layers, self._findings, sparks, begun=values.epoch > 0)
        self.sheet.setAccessibleDescription(self.sheet.headline())

    def _catch_up(self) -> None:
        """Say what is true by now."""
        if self._newest is not None and self._findings is not self._newest.findings:
            self._findings = self._newest.findings
            self._calm.start()
            self._show(self._newest)

    def _follow(self) -> None:
        unit = self.selection.unit
        self.sheet.choose(unit.layer if unit else None)

    def _choose(self, layer: int) -> None:
        if self.selection.unit is None or self.selection.unit.layer != layer:
            self.selection.choose_unit(Unit(layer, 0))

    def _read_at(self, place: QPointF) -> None:
        found = self.sheet.grid.at(place) if self._newest else None
        if found is None or min(found) < 0:
            self.header.read("")
        else:
            self.header.read(f"{self.sheet.layers[found[1]].name}: <b>{self.sheet.said(*found)}</b>")
