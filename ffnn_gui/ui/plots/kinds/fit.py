"""The curve that the network has fitted through the examples of a single feature.

Overfitting is a curve that runs through the training examples and misses the others.
"""

from functools import lru_cache
from typing import Any, ClassVar

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray

from ffnn_gui.data import Part, PreparedData
from ffnn_gui.engine import ExperimentConfig, RunHistory, Trainer
from ffnn_gui.ui.plots.base import Place, Plot
from ffnn_gui.ui.plots.chart import Chart
from ffnn_gui.ui.plots.example_mark import ExampleMark
from ffnn_gui.ui.plots.examples import example_near
from ffnn_gui.ui.plots.export import Table
from ffnn_gui.ui.plots.legend import Entry
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.plots.ranges import stepped
from ffnn_gui.ui.plots.readings import named, number
from ffnn_gui.ui.plots.selection import Selection
from ffnn_gui.ui.plots.units import Unit, unit_of

PLACES = 400

Values = NDArray[Any]


@lru_cache(maxsize=2)
def places(data: PreparedData) -> tuple[Values, Values]:
    """Places along the feature (PLACES,), and the network's inputs there (PLACES, inputs)."""
    x = np.linspace(*data.bounds[0], PLACES)
    inputs = data.inputs_of(x[:, np.newaxis])
    inputs.flags.writeable = False
    return x, inputs


def probe(trainer: Trainer) -> Values:
    """The network's answer at each place (PLACES,)."""
    return trainer.network.predict(places(trainer.data)[1])[:, 0]


class FitPlot(Plot):
    """Examples as points, the network as a curve."""

    name: ClassVar[str] = "fit"
    title: ClassVar[str] = "Output"
    order: ClassVar[float] = 0
    place: ClassVar[Place] = "output"
    waiting: ClassVar[str] = "Choose data with one feature:\nthe fitted curve appears here."
    probe = staticmethod(probe)

    def __init__(self, look: Look, selection: Selection | None = None) -> None:
        super().__init__(look, selection)
        self.chart = Chart(look)
        self._set_body(self.chart)
        self._unit = Unit()
        self._newest: Values | None = None
        self._answers: Values | None = None
        self._items = {name: self.chart.add(pg.ScatterPlotItem(pxMode=True)) for name in ("training", "validation")}
        self._items["network"] = self.chart.add(pg.PlotCurveItem(skipFiniteCheck=True))
        self.mark = ExampleMark(self.chart, look)
        self._add_option(self.tr("Show all (double click)"), lambda _: self.chart.fit())
        self.header.legend.toggled.connect(lambda name, shown: self._items[name].setVisible(shown))
        self._read_under(self.chart.hovered, self.chart.left, lambda x, y: self.reading(x))
        self.chart.clicked.connect(lambda x, y: self._choose(x))
        self.selection.changed.connect(self._mark)

    @classmethod
    def suits(cls, data: PreparedData) -> bool:
        return data.task.n_features == 1 and data.task.kind == "regression"

    def prepare(self, data: PreparedData, config: ExperimentConfig) -> None:
        super().prepare(data, config)
        self._newest = self._answers = None
        self._unit = unit_of(data)
        self._items["network"].setData([], [])
        self.chart.set_titles(data.input_names[0], config.data.predicts or "y")
        self.chart.fit()
        # Room above and below for a curve that has not found the examples yet.
        span = 1.3 * np.array([min(float(data.train.y.min()), 0.0), max(float(data.train.y.max()), 0.0)])
        self.chart.set_ranges(data.bounds[0], stepped(*self._unit.of(span).tolist()))
        self._describe()
        self._mark()
        self._show_body()

    def draw(self, history: RunHistory, values: Any) -> None:
        if values is None or values is self._newest or self.data is None:
            return
        self._newest, self._answers = values, self._unit.of(values)
        good = np.isfinite(values)
        x, _ = places(self.data)
        self._items["network"].setData(x[good], self._answers[good].astype(float), antialias=True)
        self.read_again()

    def restyle(self, look: Look) -> None:
        super().restyle(look)
        self.chart.restyle(look)
        self.mark.restyle(look)
        if self.data is not None:
            self._describe()

    def table(self) -> Table:
        """A row a place: x, and the network's answer."""
        columns = (self.data.input_names[0] if self.data is not None else "x", "network")
        if self.data is None or self._answers is None:
            return Table(columns, ())
        return Table(columns, zip(places(self.data)[0].tolist(), self._answers.tolist(), strict=True))

    def reading(self, x: float) -> str:
        """The network's answer at a place; empty where there is none."""
        if self.data is None or self._answers is None:
            return ""
        all_x, _ = places(self.data)
        nearest = int(np.abs(all_x - x).argmin())
        place, answer = number(float(all_x[nearest])), number(float(self._answers[nearest]))
        return f"{named(self.data.input_names[0])} {place} &nbsp;network <b>{answer}</b>"

    def _choose(self, x: float) -> None:
        """A place on the line as the example to look at."""
        if self.data is not None and self.suits(self.data):
            self.selection.choose_example(example_near(self.data, (x,)))

    def _mark(self) -> None:
        """The chosen example, wherever it was chosen, at the height of what the network should say."""
        example = self.selection.example
        if example is not None and len(example.x) == 1 and isinstance(example.y, tuple):
            self.mark.put((example.x[0], float(self._unit.of(np.array(example.y))[0])))
        else:
            self.mark.put(None)

    def _describe(self) -> None:
        """Examples, curve and legend in the look in force."""
        assert self.data is not None
        theme = self.look.theme
        self._items["network"].setPen(self.look.pen(theme.text, 2.5))
        self._items["network"].setSegmentedLineMode("on")
        self._place("training", self.data.train, theme.series_training, filled=True)
        self._place("validation", self.data.validation, theme.series_validation, filled=False)
        entries = [
            Entry("network", "network", theme.text),
            Entry("training", "training", theme.series_training, "disc"),
        ]
        if len(self.data.validation):
            entries.append(Entry("validation", "validation", theme.series_validation, "ring"))
        self.header.legend.show_entries(entries, self.look)
        self.header.place_legend()

    def _place(self, name: str, part: Part, colour: str, *, filled: bool) -> None:
        brush = self.look.brush(colour if filled else self.look.theme.surface)
        pen = self.look.pen(self.look.theme.surface if filled else colour, 1 if filled else 1.8)
        x, y = part.raw[:, 0].astype(float), self._unit.of(part.y[:, 0]).astype(float)
        self._items[name].setData(x, y, brush=brush, pen=pen, size=self.look.point)
