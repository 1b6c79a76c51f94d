"""How large the gradient is that each layer gets: it vanishes or explodes on the way back through deep networks."""

from dataclasses import replace
from typing import ClassVar

from ffnn_gui.data import PreparedData
from ffnn_gui.engine import ExperimentConfig
from ffnn_gui.ui.plots.base import Place
from ffnn_gui.ui.plots.curves import CurvePlot, Series
from ffnn_gui.ui.plots.legend import Entry
from ffnn_gui.ui.plots.readings import layer_names

MANY = 6


class GradientsPlot(CurvePlot):
    """The norm of each layer's gradient, of the last batch of each epoch; darker or brighter by depth."""

    name: ClassVar[str] = "gradients"
    title: ClassVar[str] = "Gradient norm"
    order: ClassVar[float] = 30
    place: ClassVar[Place] = "strip"
    waiting: ClassVar[str] = "Press ▶ or Space to train:\nthe size of each layer's gradient appears here."
    y_title: str = "‖∂L/∂θ‖"
    log: ClassVar[bool] = True

    def series(self, data: PreparedData, config: ExperimentConfig) -> list[Series]:
        names = layer_names(len(config.network.hidden) + 1)
        colours = self.look.by_depth(len(names))
        if len(names) > MANY:
            # So many long names would leave no room for the curves.
            names = [name.removeprefix("h") for name in names]
        pairs = zip(names, colours, strict=True)
        return [Series(f"gradient_norm_{i + 1}", name, colour) for i, (name, colour) in enumerate(pairs)]

    def more_entries(self, entries: list[Entry]) -> list[Entry]:
        return [replace(entry, sample="short") for entry in entries] if len(entries) > MANY else entries
