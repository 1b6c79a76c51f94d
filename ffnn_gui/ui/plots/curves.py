"""Common to the plots of the history: curves over the epochs, with a log axis, a legend and readings.

Curves are made once for a run and only get other points; they are few, finite, and drawn with opaque pens.
"""

from abc import abstractmethod
from dataclasses import dataclass
from html import escape
from typing import Any, ClassVar

import numpy as np
import pyqtgraph as pg

from ffnn_gui.data import PreparedData
from ffnn_gui.engine import ExperimentConfig, RunHistory, Trainer
from ffnn_gui.ui.plots.base import Plot, Probe
from ffnn_gui.ui.plots.chart import Chart
from ffnn_gui.ui.plots.export import Table
from ffnn_gui.ui.plots.legend import Entry
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.plots.plain_curve import PlainCurve
from ffnn_gui.ui.plots.ranges import Range, stepped, stepped_decades, stepped_epochs
from ffnn_gui.ui.plots.readings import number
from ffnn_gui.ui.plots.selection import Selection
from ffnn_gui.ui.plots.thinning import Points, above_zero, exponents, finite, thinned

AHEAD = 0.004
"""How much sooner than its range is used up a plot goes on to the next, times its order: two plots that draw their axes
anew in the same frame would make it a slow one."""

DASH = (-0.15, 0.15)
"""From where to where a single epoch's mark goes, in epochs around it."""

POINTS_A_PIXEL = 0.5
"""Enough for lines of two pixels; noise is what costs, since each of its points draws a line across the plot."""


UNDER_WAY = "The first epoch is under way:\nwhat it brings appears here at its end."


def probe(trainer: Trainer) -> int:
    """How many updates there have been: they tell that training has begun before the first epoch is over."""
    return trainer.updates


@dataclass(frozen=True)
class Series:
    """One curve: a column of the history, its name for people, and its colour."""

    column: str
    label: str
    colour: str


class CurvePlot(Plot):
    """Columns of the history over the epochs.

    Attributes: y_title: with the unit; factor: from the history's numbers to those shown; unit: after a reading;
    log (of the class): whether the axis starts out logarithmic
    """

    y_title: str
    factor: float = 1.0
    unit: str = ""
    log: ClassVar[bool] = False
    probe = staticmethod(probe)

    def __init__(self, look: Look, selection: Selection | None = None) -> None:
        super().__init__(look, selection)
        self.chart = Chart(look)
        self._set_body(self.chart)
        self._series: list[Series] = []
        self._curves: dict[str, Any] = {}
        self._history: RunHistory | None = None
        self._drawn = -1
        self._y_range: Range | None = None
        self._pointed: float | None = None
        self._pointer = self.chart.add(pg.InfiniteLine(angle=90, movable=False))
        self._pointer.hide()
        self.log_action = self._add_option(self.tr("Logarithmic axis"), self.set_log, checked=self.log)
        self._add_option(self.tr("Show all (double click)"), lambda _: self.chart.fit())
        self.chart.set_log(self.log)
        self.chart.hovered.connect(self._point_at)
        self.chart.left.connect(self._point_away)
        self.header.legend.toggled.connect(lambda *_: self._redraw())

    @abstractmethod
    def series(self, data: PreparedData, config: ExperimentConfig) -> list[Series]:
        """The curves for a run, in the colours of the look in force."""

    def y_range(self, low: float, high: float, now: Range | None) -> Range:
        """The range of a linear axis for numbers from low to high."""
        return stepped(min(low, 0.0), high, now)

    def prepare(self, data: PreparedData, config: ExperimentConfig) -> None:
        super().prepare(data, config)
        self._history = self._y_range = None
        self._drawn = -1
        self.chart.set_titles(self.tr("epoch"), self.y_title)
        self.chart.fit()
        self._remake()
        self.show_empty()

    def probe_now(self) -> Probe | None:
        """Nothing any more once there is an epoch to show."""
        return None if self._history is not None and len(self._history) else probe

    def draw(self, history: RunHistory, values: Any) -> None:
        if not len(history):
            self._history = history
            self._wait(begun=bool(values))
            return
        if history is self._history and len(history) == self._drawn:
            return
        self._history, self._drawn = history, len(history)
        self._show_body()
        shown = [series for series in self._series if series.column not in self.header.legend.hidden]
        curves = {series.column: self._points(series) for series in shown}
        y_range = self._range_of([y for _, y in curves.values()])
        for series in self._series:
            self._show_curve(series.column, curves.get(series.column), y_range[0])
        self._y_range = y_range
        self.chart.set_ranges(stepped_epochs(history.last("epoch"), AHEAD * self.order), y_range)
        self.draw_more(history)
        self._refresh_reading()

    def draw_more(self, history: RunHistory) -> None:
        """For marks beside the curves."""

    def set_log(self, log: bool) -> None:
        """Make the axis logarithmic or linear."""
        self._y_range = None
        self.chart.set_log(log)
        self._redraw()

    def restyle(self, look: Look) -> None:
        super().restyle(look)
        self.chart.restyle(look)
        if self.data is not None:
            self._remake()
            self._redraw()

    def table(self) -> Table:
        """Epochs and the plot's columns, as the history has them."""
        names = ["epoch", *(series.column for series in self._series)]
        history = self._history
        columns = [history.column(name) for name in names] if history is not None else []
        epochs = (int(epoch) for epoch in columns[0]) if columns else ()
        return Table(names, zip(epochs, *(column.tolist() for column in columns[1:]), strict=True))

    def reading(self, epoch: float, *, named: bool = True) -> str:
        """What the curves say at the epoch nearest to a place, as rich text; empty when there is nothing.

        Without their names, the curves are told by colour alone.
        """
        history = self._history
        if history is None or not len(history):
            return ""
        row = int(np.abs(history.column("epoch") - epoch).argmin())
        shown = [series for series in self._series if series.column not in self.header.legend.hidden]
        parts = [
            f'<span style="color:{series.colour}">■</span> {escape(series.label) + " " if named else ""}'
            f"<b>{number(history.column(series.column)[row] * self.factor)}{self.unit}</b>"
            for series in shown
        ]
        return " &nbsp;".join([f"epoch {history.column('epoch')[row]:,.0f}", *parts])

    # Drawing

    def _wait(self, *, begun: bool) -> None:
        """Say what would fill the plot, or that it soon will be."""
        text = self.tr(UNDER_WAY) if begun else self.waiting
        if not self.empty or text != self._empty.text():
            self.show_empty(text)

    def _points(self, series: Series) -> tuple[Points, Points]:
        assert self._history is not None
        x, y = thinned(*finite(*self._history.curve(series.column)), int(POINTS_A_PIXEL * self.chart.room))
        return x, y * self.factor

    def _range_of(self, curves: list[Points]) -> Range:
        values = np.concatenate([*curves, np.empty(0)])
        if not self.chart.log:
            return self.y_range(float(values.min()), float(values.max()), self._y_range) if values.size else (0.0, 1.0)
        ends = above_zero(values)
        if ends is None:
            return -1.0, 0.0
        low, high = stepped_decades(*ends)
        # What is exactly 0 is drawn on the lower edge, which therefore belongs to no other value.
        return (low - 1 if (values <= 0).any() else low), high

    def _show_curve(self, column: str, points: tuple[Points, Points] | None, lowest: float) -> None:
        curve = self._curves[column]
        curve.setVisible(points is not None)
        if points is None:
            return
        x, y = points
        if len(x) == 1:
            # A single point would draw nothing: a dash shows where the curve begins.
            x, y = x + np.array(DASH), np.repeat(y, 2)
        curve.show_points(x, exponents(y, lowest) if self.chart.log else y)

    def _redraw(self) -> None:
        self._drawn = -1
        if self._history is not None:
            self.draw(self._history, None)

    def _remake(self) -> None:
        """Curves and legend for the run's series; what is there already is kept."""
        assert self.data is not None
        assert self.config is not None
        self._series = self.series(self.data, self.config)
        names = [series.column for series in self._series]
        for gone in [name for name in self._curves if name not in names]:
            self.chart.view.removeItem(self._curves.pop(gone))
        for series in self._series:
            if series.column not in self._curves:
                self._curves[series.column] = self.chart.add(PlainCurve())
            self._curves[series.column].setPen(self.look.pen(series.colour))
        self._pointer.setPen(self.look.pen(self.look.theme.text_muted, 1))
        entries = [Entry(series.column, series.label, series.colour) for series in self._series]
        self.header.legend.show_entries(self.more_entries(entries), self.look)
        self.header.place_legend()

    def more_entries(self, entries: list[Entry]) -> list[Entry]:
        """For other samples, or entries of marks beside the curves."""
        return entries

    # Reading under the pointer

    def _point_at(self, x: float, y: float) -> None:
        self._pointed = x
        self._refresh_reading()

    def _point_away(self) -> None:
        self._pointed = None
        self._pointer.hide()
        self.header.read("")

    def _refresh_reading(self) -> None:
        if self._pointed is not None and self._history is not None and len(self._history):
            self._pointer.setPos(min(max(round(self._pointed), 1), self._history.last("epoch")))
            self._pointer.show()
            self.header.read(self.reading(self._pointed), brief=self.reading(self._pointed, named=False))
