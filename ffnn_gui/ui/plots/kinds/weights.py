"""How the weights of each layer are spread, from narrow around zero to wide, dead or saturating."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray

from ffnn_gui.data import PreparedData
from ffnn_gui.engine import ExperimentConfig, RunHistory, Trainer
from ffnn_gui.ui.plots.base import Place, Plot
from ffnn_gui.ui.plots.chart import Chart
from ffnn_gui.ui.plots.export import Table
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.plots.ranges import round_up
from ffnn_gui.ui.plots.readings import layer_names, number
from ffnn_gui.ui.plots.selection import Selection

BINS = 41
HEIGHT = 0.9
"""Share of a layer's row that the highest bin fills."""


@dataclass(frozen=True)
class Histograms:
    """`edge`: the bins lie evenly between −edge and edge; `counts`: weights a bin, (layers, BINS)."""

    edge: float
    counts: NDArray[np.int64]


def probe(trainer: Trainer) -> Histograms:
    """Count the weights (not the biases) of each layer, between round edges that all layers share."""
    matrices = [layer.W.reshape(-1) for layer in trainer.network.layers]
    largest = max(max(float(w.max()), -float(w.min())) for w in matrices)
    edge = max(round_up(largest), 1e-3)
    if not math.isfinite(sum(float(w.sum()) for w in matrices)):
        edge, matrices = 1.0, [np.clip(np.nan_to_num(w), -1, 1) for w in matrices]
    return Histograms(edge, np.stack([_counts(w, edge) for w in matrices]))


def _counts(weights: NDArray[Any], edge: float) -> NDArray[np.int64]:
    # Many times quicker than np.histogram on the half million weights of a large layer.
    places = ((weights + edge) * (BINS / (2 * edge))).astype(np.intp)
    return np.bincount(np.clip(places, 0, BINS - 1), minlength=BINS)


class WeightsPlot(Plot):
    """One row a layer, the inputs' at the top; each row is scaled to its own highest bin."""

    name: ClassVar[str] = "weights"
    title: ClassVar[str] = "Weights"
    order: ClassVar[float] = 40
    place: ClassVar[Place] = "strip"
    waiting: ClassVar[str] = "Reset to draw start weights:\ntheir spread in each layer appears here."
    probe = staticmethod(probe)

    def __init__(self, look: Look, selection: Selection | None = None) -> None:
        super().__init__(look, selection)
        self.chart = Chart(look)
        self.chart.view.setMouseEnabled(x=True, y=False)
        self._set_body(self.chart)
        self._zero = self.chart.add(pg.InfiniteLine(0, angle=90, movable=False))
        self._rows_drawn: list[Any] = []
        self._names: list[str] = []
        self._newest: Histograms | None = None
        self._add_option(self.tr("Show all (double click)"), lambda _: self.chart.fit())
        self.chart.hovered.connect(self._read_at)
        self.chart.left.connect(lambda: self.header.read(""))

    def prepare(self, data: PreparedData, config: ExperimentConfig) -> None:
        super().prepare(data, config)
        self._newest = None
        self._names = layer_names(len(config.network.hidden) + 1)
        layers = len(self._names)
        self.chart.own_ticks = [(layers - 1 - row + HEIGHT / 2, name) for row, name in enumerate(self._names)]
        self.chart.set_titles(self.tr("weight"), "")
        self._remake()
        self.show_empty()

    def draw(self, history: RunHistory, values: Any) -> None:
        if not isinstance(values, Histograms) or values is self._newest:
            return
        self._newest = values
        self._show_body()
        edges = np.linspace(-values.edge, values.edge, BINS + 1)
        layers = len(values.counts)
        for row, counts in enumerate(values.counts):
            base = layers - 1 - row
            self._rows_drawn[row].setData(edges, base + HEIGHT * counts / max(counts.max(), 1), fillLevel=base)
        self.chart.set_ranges((-values.edge, values.edge), (-0.05, float(layers)))

    def restyle(self, look: Look) -> None:
        super().restyle(look)
        self.chart.restyle(look)
        if self._names:
            self._remake()

    def table(self) -> Table:
        """A row a bin: layer, from, to, how many weights."""
        return Table(("layer", "from", "to", "weights"), self._bins())

    def reading(self, x: float, y: float) -> str:
        """How many weights lie in the bin at a place; empty where there is none."""
        newest = self._newest
        row = len(self._names) - 1 - math.floor(y)
        if newest is None or not 0 <= row < len(self._names) or abs(x) >= newest.edge:
            return ""
        width = 2 * newest.edge / BINS
        place = int((x + newest.edge) / width)
        left = -newest.edge + place * width
        counts = newest.counts[row]
        # Two digits of a bin's width tell it from its neighbours.
        places = 1 - math.floor(math.log10(width))
        span = f"{number(round(left, places))} … {number(round(left + width, places))}"
        return f"{self._names[row]}: <b>{counts[place]:,}</b> of {counts.sum():,} in {span}"

    def _read_at(self, x: float, y: float) -> None:
        self.header.read(self.reading(x, y))

    def _bins(self) -> Iterator[tuple[str, float, float, int]]:
        if self._newest is None:
            return
        edges = np.linspace(-self._newest.edge, self._newest.edge, BINS + 1).tolist()
        for name, counts in zip(self._names, self._newest.counts.tolist(), strict=True):
            yield from zip([name] * BINS, edges, edges[1:], counts, strict=False)

    def _remake(self) -> None:
        """As many rows as there are layers, in their colours."""
        while len(self._rows_drawn) > len(self._names):
            self.chart.view.removeItem(self._rows_drawn.pop())
        while len(self._rows_drawn) < len(self._names):
            curve = pg.PlotCurveItem(x=[0, 1], y=[0], stepMode="center", pen=None, skipFiniteCheck=True)
            self._rows_drawn.append(self.chart.add(curve))
        for curve, colour in zip(self._rows_drawn, self.look.by_depth(len(self._names)), strict=True):
            curve.setBrush(self.look.brush(colour))
        self._zero.setPen(self.look.pen(self.look.theme.text_muted, 1, dashed=True))
