"""Predicted against true values: on the diagonal the network is right, and what is left over shows where it is not.

Structure among the residuals is what the network has not learned; an even cloud around 0 is noise.
"""

from functools import partial
from typing import Any, ClassVar

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ffnn_gui.data import PreparedData
from ffnn_gui.engine import ExperimentConfig, RunHistory
from ffnn_gui.ui.plots.base import Place, Plot, Probe
from ffnn_gui.ui.plots.chart import Chart
from ffnn_gui.ui.plots.example_mark import ExampleMark
from ffnn_gui.ui.plots.examples import example_at, index_of
from ffnn_gui.ui.plots.export import Table
from ffnn_gui.ui.plots.judging.calm import Calm
from ffnn_gui.ui.plots.judging.caption import Caption
from ffnn_gui.ui.plots.judging.part_picker import PartPicker
from ffnn_gui.ui.plots.judging.residual_values import BINS, Residuals, probe, told
from ffnn_gui.ui.plots.judging.strip import Strip
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.plots.picker import Picker
from ffnn_gui.ui.plots.ranges import Range, round_up, stepped
from ffnn_gui.ui.plots.readings import number
from ffnn_gui.ui.plots.selection import Selection

VIEWS = {"true": "against true", "residual": "residuals", "histogram": "histogram"}


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
        self.chart, self.strip = Chart(look), Strip(look)
        self._set_body(self._laid_out())
        self._right = self.chart.add(pg.PlotCurveItem(skipFiniteCheck=True))
        self._points = self.chart.add(pg.ScatterPlotItem(pxMode=True))
        self._worst = self.chart.add(pg.ScatterPlotItem(pxMode=True))
        self.mark = ExampleMark(self.chart, look)
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
        self._below: Residuals | None = None
        self._calm = Calm(self._show_worst, self)
        self._span: Range | None = None
        self._connect()
        self._add_option(self.tr("Show all (double click)"), lambda _: self.chart.fit())

    @classmethod
    def suits(cls, data: PreparedData) -> bool:
        return data.task.kind == "regression"

    def prepare(self, data: PreparedData, config: ExperimentConfig) -> None:
        super().prepare(data, config)
        self._newest = self._below = self._span = None
        self._calm.forget()
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
            self._calm.offer(values)
            self._show_body()

    def restyle(self, look: Look) -> None:
        super().restyle(look)
        for part in (self.chart, self.mark, self.strip, self.parts, self.targets, self.views):
            part.restyle(look)
        self.strip.below(images=False)
        self._redraw()

    def table(self) -> Table:
        """A row an example of those drawn: its number from 1, true and predicted value, and the difference."""
        columns, newest = ("example", "true", "predicted", "residual"), self._newest
        if newest is None:
            return Table(columns, ())
        lists = (newest.examples + 1, newest.truth, newest.given, newest.given - newest.truth)
        return Table(columns, zip(*(values.tolist() for values in lists), strict=True))

    def resting_reading(self) -> str:
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
        nearest = self._nearest(newest, x, y)
        return "" if nearest is None else f"{told(newest, nearest)} · click to choose it"

    def worst_reading(self, row: int, column: int) -> str:
        """The example at a place of the strip, as rich text."""
        below, place = self._below, self.strip.place(row, column)
        if below is None or place >= len(below.worst):
            return ""
        return f"{told(below, int(below.worst[place]))} · click to choose it"

    # What is chosen

    def _connect(self) -> None:
        self.parts.picked.connect(lambda _: self._look_elsewhere())
        self.targets.picked.connect(lambda _: self._look_elsewhere())
        self.views.picked.connect(lambda _: self._redraw())
        self._read_under(self.chart.hovered, self.chart.left, self.reading)
        self._read_under(self.strip.pointed, self.strip.left, self.worst_reading)
        self.chart.clicked.connect(self._choose_near)
        self.strip.pressed.connect(self._choose_worst)
        self.selection.changed.connect(self._mark)

    def _look_elsewhere(self) -> None:
        self._calm.forget()
        self.look_again()

    def _nearest(self, values: Residuals, x: float, y: float) -> int | None:
        """The place in `values` of the point nearest to a place of the chart, as far as one sees."""
        across, up = self._places(values)
        (left, right), (low, high) = self.chart.view.viewRange()
        ways = ((across - x) / (right - left)) ** 2 + ((up - y) / (high - low)) ** 2
        return int(np.nanargmin(ways)) if np.isfinite(ways).any() else None

    def _choose_near(self, x: float, y: float) -> None:
        """The example at a place of the chart; a bin of the histogram is none."""
        newest = self._newest
        if newest is not None and self.views.chosen != "histogram":
            nearest = self._nearest(newest, x, y)
            if nearest is not None:
                self._choose(newest, nearest)

    def _choose_worst(self, row: int, column: int) -> None:
        below, place = self._below, self.strip.place(row, column)
        if below is not None and place < len(below.worst):
            self._choose(below, int(below.worst[place]))

    def _choose(self, values: Residuals, place: int) -> None:
        if self.data is not None:
            self.selection.choose_example(example_at(self.data, int(values.examples[place]), values.part))

    def _mark(self) -> None:
        """The chosen example, wherever it was chosen."""
        newest, place = self._newest, None
        if newest is not None and self.data is not None and self.views.chosen != "histogram":
            index = index_of(self.data, self.selection.example, newest.part)
            found = np.flatnonzero(newest.examples == (-1 if index is None else index))
            if len(found):
                across, up = self._places(newest)
                place = float(across[found[0]]), float(up[found[0]])
        self.mark.put(place if place is not None and np.isfinite(place).all() else None)

    # Pictures

    def _laid_out(self) -> QWidget:
        body = QWidget()
        rows = QVBoxLayout(body)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.chart, 1)
        rows.addWidget(self.strip)
        self.strip.below(images=False)
        return body

    def _show_worst(self, values: Residuals) -> None:
        """Tell the largest residuals below the chart."""
        self._below = values
        pairs = [(values.examples[place] + 1, values.given[place] - values.truth[place]) for place in values.worst]
        captions = [
            Caption(f"{index:,}: {'+' if error > 0 else ''}{number(float(error), 3)}") for index, error in pairs
        ]
        sentence = self.tr("%1: the largest residuals, by example").replace("%1", values.part)
        self.strip.show_examples(sentence, (), captions, wrong=True)

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
        self._worst.setVisible(not histogram)
        if histogram:
            self._draw_histogram(values)
        else:
            self._draw_points(values)
        self._mark()
        self.read_again()

    def _draw_points(self, values: Residuals) -> None:
        across, up = self._places(values)
        good = np.isfinite(across) & np.isfinite(up)
        theme = self.look.theme
        colour = getattr(theme, f"series_{values.part}")
        brush, pen = self.look.brush(colour), self.look.pen(theme.surface, 0.7)
        self._points.setData(across[good], up[good], brush=brush, pen=pen, size=self.look.point)
        worst = values.worst[good[values.worst]]
        ring = self.look.pen(theme.wrong, 1.6)
        self._worst.setData(across[worst], up[worst], brush=None, pen=ring, size=1.7 * self.look.point)
        true = self.views.chosen == "true"
        span = self._spanned(across[good], up[good]) if true else self._spanned(across[good], across[good])
        self._right.setData(list(span), list(span) if true else [0.0, 0.0])
        self._right.setPen(self.look.pen(theme.text_muted, 1.5, dashed=True))
        self.chart.set_titles(*self._titles() if true else self._residual_titles())
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

    def _titles(self) -> tuple[str, str]:
        name = self.data.config.predicts if self.data is not None else ""
        return f"{self.tr('true')} {name}".rstrip(), f"{self.tr('predicted')} {name}".rstrip()

    def _residual_titles(self) -> tuple[str, str]:
        return self._titles()[1], self.tr("predicted − true")

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
