"""Predicted against true values: on the diagonal the network is right, and what is left over shows where it is not.

Structure among the residuals is what the network has not learned; an even cloud around 0 is noise.
"""

from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray

from ffnn_gui.data import PartName, PreparedData
from ffnn_gui.engine import ExperimentConfig, RunHistory, Trainer
from ffnn_gui.insight.judgement import ValueScores, value_scores
from ffnn_gui.insight.verdict import judged_first, verdict
from ffnn_gui.ui.plots.base import Place, Plot, Probe
from ffnn_gui.ui.plots.chart import Chart
from ffnn_gui.ui.plots.export import Table
from ffnn_gui.ui.plots.judging.part_picker import PartPicker
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.plots.picker import Picker
from ffnn_gui.ui.plots.ranges import Range, round_up, stepped
from ffnn_gui.ui.plots.readings import number
from ffnn_gui.ui.plots.selection import Selection

SHOWN = 400
"""Points drawn at most, the first ones; the measures and the histogram are of all that are judged."""

BINS = 31
VIEWS = {"true": "against true", "residual": "residuals", "histogram": "histogram"}


@dataclass(frozen=True, eq=False)
class Residuals:
    """One target of a part's examples.

    Attributes: target: which; truth, given: the first `SHOWN` values (examples,); scores: of all that are judged;
    edge, counts: how many residuals (given − true) lie in each of BINS even bins from −edge to edge
    """

    part: PartName
    target: int
    truth: NDArray[Any]
    given: NDArray[Any]
    scores: ValueScores
    edge: float
    counts: NDArray[np.int64]


def probe(trainer: Trainer, part: PartName | None = None, target: int = 0) -> Residuals:
    """What the network gives for a part's examples beside what is true."""
    found = verdict(trainer, part or judged_first(trainer.data))
    truth, given = found.truth[:, target].copy(), found.outputs[:, target].copy()
    error = given - truth
    error = error[np.isfinite(error)]
    edge = round_up(float(np.abs(error).max(initial=0))) or 1.0
    counts = np.histogram(error, BINS, (-edge, edge))[0].astype(np.int64)
    return Residuals(found.part, target, truth[:SHOWN], given[:SHOWN], value_scores(truth, given), edge, counts)


class ResidualsPlot(Plot):
    """Predicted against true values, the residuals along the prediction, or their histogram."""

    name: ClassVar[str] = "residuals"
    title: ClassVar[str] = "Residuals"
    order: ClassVar[float] = 2
    place: ClassVar[Place] = "output"
    waiting: ClassVar[str] = "Choose data with values to predict:\nhow far the network is from them appears here."
    probe = staticmethod(probe)

    def __init__(self, look: Look, selection: Selection | None = None) -> None:
        super().__init__(look, selection)
        self.chart = Chart(look)
        self._set_body(self.chart)
        self._right = self.chart.add(pg.PlotCurveItem(skipFiniteCheck=True))
        self._points = self.chart.add(pg.ScatterPlotItem(pxMode=True))
        self._bars = self.chart.add(
            pg.PlotCurveItem(x=[0, 1], y=[0], stepMode="center", pen=None, skipFiniteCheck=True)
        )
        self.parts = PartPicker(look)
        self.targets = Picker(look, self.tr("Target"), self.tr("Which of the predicted values"))
        self.views = Picker(look, self.tr("View"), self.tr("What is drawn"))
        for tool in (self.parts, self.targets, self.views):
            self.header.add_tool(tool)
        self.views.offer(VIEWS)
        self._newest: Residuals | None = None
        self._span: Range | None = None
        self.parts.picked.connect(lambda _: self.look_again())
        self.targets.picked.connect(lambda _: self.look_again())
        self.views.picked.connect(lambda _: self._redraw())
        self.chart.hovered.connect(lambda x, y: self.header.read(self.reading(x, y)))
        self.chart.left.connect(lambda: self.header.read(self.measures()))
        self._add_option(self.tr("Show all (double click)"), lambda _: self.chart.fit())

    @classmethod
    def suits(cls, data: PreparedData) -> bool:
        return data.task.kind == "regression"

    def prepare(self, data: PreparedData, config: ExperimentConfig) -> None:
        super().prepare(data, config)
        self._newest = self._span = None
        self.parts.offer_parts(data)
        self.targets.offer({str(target): f"y{target + 1}" for target in range(data.task.n_targets)})
        self.targets.setVisible(data.task.n_targets > 1)
        self.header.place_legend()
        self.show_empty(self.tr("The answers of the network appear here."))

    def probe_now(self) -> Probe | None:
        return partial(probe, part=self.parts.part, target=int(self.targets.chosen or 0))

    def draw(self, history: RunHistory, values: Any) -> None:
        if not isinstance(values, Residuals) or values is self._newest:
            return
        if values.part == (self.parts.part or values.part) and values.target == int(self.targets.chosen or 0):
            self._newest = values
            self._redraw()
            self._show_body()

    def restyle(self, look: Look) -> None:
        super().restyle(look)
        for part in (self.chart, self.parts, self.targets, self.views):
            part.restyle(look)
        self._redraw()

    def table(self) -> Table:
        """A row an example of those drawn: its true and its predicted value, and the difference."""
        columns = ("true", "predicted", "residual")
        if self._newest is None:
            return Table(columns, ())
        truth, given = self._newest.truth, self._newest.given
        return Table(columns, zip(truth.tolist(), given.tolist(), (given - truth).tolist(), strict=True))

    def measures(self) -> str:
        """The measures in brief, as rich text; empty before the first."""
        if self._newest is None:
            return ""
        scores = self._newest.scores
        pairs = (("RMSE", scores.rmse), ("MAE", scores.mae), ("R²", scores.r2))
        return " · ".join(f"{name} <b>{number(round(value, 4))}</b>" for name, value in pairs)

    def reading(self, x: float, y: float) -> str:
        """The example nearest to a place, or the bin there, as rich text."""
        newest = self._newest
        if newest is None:
            return ""
        if self.views.chosen == "histogram":
            return self._bin_reading(newest, x)
        across, up = self._places(newest)
        (left, right), (low, high) = self.chart.view.viewRange()
        ways = ((across - x) / (right - left)) ** 2 + ((up - y) / (high - low)) ** 2
        if not len(ways) or not np.isfinite(ways).any():
            return ""
        nearest = int(np.nanargmin(ways))
        truth, given = float(newest.truth[nearest]), float(newest.given[nearest])
        name = f"{newest.part} example {nearest + 1}"
        return f"{name}: true {number(truth)}, predicted {number(given)}, <b>{number(given - truth)}</b>"

    # Pictures

    def _places(self, values: Residuals) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        truth, given = values.truth.astype(float), values.given.astype(float)
        return (truth, given) if self.views.chosen == "true" else (given, given - truth)

    def _redraw(self) -> None:
        values = self._newest
        if values is None:
            return
        histogram = self.views.chosen == "histogram"
        self._bars.setVisible(histogram)
        self._points.setVisible(not histogram)
        if histogram:
            self._draw_histogram(values)
        else:
            self._draw_points(values)
        self.header.read(self.measures())

    def _draw_points(self, values: Residuals) -> None:
        across, up = self._places(values)
        good = np.isfinite(across) & np.isfinite(up)
        theme = self.look.theme
        colour = getattr(theme, f"series_{values.part}")
        brush, pen = self.look.brush(colour), self.look.pen(theme.surface, 0.7)
        self._points.setData(across[good], up[good], brush=brush, pen=pen, size=self.look.point)
        true = self.views.chosen == "true"
        span = self._spanned(across[good], up[good]) if true else self._spanned(across[good], across[good])
        self._right.setData(list(span), list(span) if true else [0.0, 0.0])
        self._right.setPen(self.look.pen(theme.text_muted, 1.5, dashed=True))
        self.chart.set_titles(*(self.tr("true"), self.tr("predicted")) if true else self._residual_titles())
        self.chart.set_ranges(span, span if true else (-values.edge, values.edge))

    def _draw_histogram(self, values: Residuals) -> None:
        edges = np.linspace(-values.edge, values.edge, BINS + 1)
        self._bars.setData(edges, values.counts, fillLevel=0)
        self._bars.setBrush(self.look.brush(getattr(self.look.theme, f"series_{values.part}")))
        top = round_up(float(values.counts.max())) or 1.0
        self._right.setData([0.0, 0.0], [0.0, top])
        self._right.setPen(self.look.pen(self.look.theme.text_muted, 1.5, dashed=True))
        self.chart.set_titles(self._residual_titles()[1], self.tr("examples"))
        self.chart.set_ranges((-values.edge, values.edge), (0.0, top))

    def _residual_titles(self) -> tuple[str, str]:
        return self.tr("predicted"), self.tr("predicted − true")

    def _spanned(self, *values: NDArray[np.float64]) -> Range:
        together = np.concatenate(values)
        if together.size:
            self._span = stepped(float(together.min()), float(together.max()), self._span)
        return self._span or (0.0, 1.0)

    @staticmethod
    def _bin_reading(values: Residuals, x: float) -> str:
        place = int((x + values.edge) / (2 * values.edge) * BINS)
        if not 0 <= place < BINS or abs(x) > values.edge:
            return ""
        left, wide = -values.edge + place * 2 * values.edge / BINS, 2 * values.edge / BINS
        count = f"<b>{values.counts[place]:,}</b> of {values.counts.sum():,}"
        return f"{count} residuals in {number(left)} … {number(left + wide)}"
