"""What the network says everywhere in the plane: regions and borders of the classes, or the surface of a value.

The examples lie on top, those for training filled and those for validation as rings.
"""

from collections.abc import Iterator
from typing import Any, ClassVar

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ffnn_gui.data import Part, PreparedData
from ffnn_gui.engine import ExperimentConfig, RunHistory, Trainer
from ffnn_gui.ui.plots.base import Place, Plot
from ffnn_gui.ui.plots.chart import Chart
from ffnn_gui.ui.plots.colour_bar import ColourBar
from ffnn_gui.ui.plots.example_mark import ExampleMark
from ffnn_gui.ui.plots.examples import example_near
from ffnn_gui.ui.plots.export import Table
from ffnn_gui.ui.plots.legend import Entry, Sample
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.plots.plane import (
    BANDS,
    SIDE,
    Answers,
    colours_of_classes,
    colours_of_examples,
    colours_of_values,
    grid_inputs,
    grid_places,
    largest_target,
)
from ffnn_gui.ui.plots.ranges import suit_one_scale
from ffnn_gui.ui.plots.readings import named, number, whole_percent
from ffnn_gui.ui.plots.selection import Selection
from ffnn_gui.ui.theme import LIGHT

DIAMOND = 1.3
"""How large a diamond seems as large as a disc of 1."""


def probe(trainer: Trainer) -> Answers:
    """Ask the network on the grid: probabilities (SIDE, SIDE, classes), or values (SIDE, SIDE)."""
    outputs = trainer.network.predict(grid_inputs(trainer.data))
    classes = trainer.data.task.classes
    answers = trainer.loss.probabilities(outputs, len(classes)) if classes else outputs[:, 0]
    return answers.reshape(SIDE, SIDE, *answers.shape[1:])


class SurfacePlot(Plot):
    """Decision regions or the fitted surface of data with two features."""

    name: ClassVar[str] = "surface"
    title: ClassVar[str] = "Output"
    order: ClassVar[float] = 0
    weight: ClassVar[float] = 2.0
    place: ClassVar[Place] = "output"
    waiting: ClassVar[str] = "Choose data with two features:\nwhat the network says about them appears here."
    probe = staticmethod(probe)

    def __init__(self, look: Look, selection: Selection | None = None) -> None:
        super().__init__(look, selection)
        self.discrete = False
        self._answers: Answers | None = None
        body = QWidget()
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.chart = Chart(look, square=True, grid=False)
        self._bar = ColourBar(look)
        row.addWidget(self.chart, 1)
        row.addWidget(self._bar)
        self._set_body(body)
        self.image = self.chart.add(pg.ImageItem(axisOrder="row-major"))
        self.image.setZValue(-200)
        # The rectangle below is that of an image of this size.
        self.image.setImage(np.zeros((SIDE, SIDE, 4), np.uint8), autoLevels=False)
        self._points = {part: self.chart.add(pg.ScatterPlotItem(pxMode=True)) for part in ("validation", "training")}
        for points in self._points.values():
            # They stay the same while the picture below them changes in every frame.
            points.setCacheMode(points.CacheMode.DeviceCoordinateCache)
        self.mark = ExampleMark(self.chart, look)
        self.discrete_action = self._add_option(self.tr("Discrete colours"), self.set_discrete, checked=False)
        self._add_option(self.tr("Show all (double click)"), lambda _: self.chart.fit())
        self.header.legend.toggled.connect(self._toggle_points)
        self._read_under(self.chart.hovered, self.chart.left, self.reading)
        self.chart.clicked.connect(self._choose)
        self.selection.changed.connect(self._mark)

    @classmethod
    def suits(cls, data: PreparedData) -> bool:
        return data.task.n_features == 2 and data.task.image_shape is None

    def prepare(self, data: PreparedData, config: ExperimentConfig) -> None:
        super().prepare(data, config)
        self._answers = None
        self.image.hide()
        self.chart.set_titles(*data.input_names[:2])
        (left, right), (low, high) = data.bounds
        self.chart.set_square(suit_one_scale(*data.bounds))
        self.image.setRect(QRectF(left, low, right - left, high - low))
        self.chart.fit()
        self.chart.set_ranges((left, right), (low, high))
        self._describe()
        self._mark()
        self._show_body()

    def draw(self, history: RunHistory, values: Any) -> None:
        if values is not None and values is not self._answers:
            self._answers = values
            self._paint()
            self.read_again()

    def set_discrete(self, discrete: bool) -> None:
        """Show decisions (or bands of values) instead of every shade."""
        self.discrete = discrete
        self._describe()
        self._paint()

    def restyle(self, look: Look) -> None:
        super().restyle(look)
        self.chart.restyle(look)
        self._bar.restyle(look)
        self.mark.restyle(look)
        if self.data is not None:
            self._describe()
            self._paint()

    def table(self) -> Table:
        """A row a grid cell: x₁, x₂, and the value or the probability of each class."""
        classes = self.data.task.classes if self.data is not None else ()
        answers = [f"p({name})" for name in classes] or ["value"]
        return Table(("x1", "x2", *answers), self._cells())

    def reading(self, x: float, y: float) -> str:
        """Place and answer there, as rich text; empty where there is none."""
        if self.data is None or self._answers is None:
            return ""
        column, row = (
            int((value - low) / (high - low) * SIDE // 1)
            for value, (low, high) in zip((x, y), self.data.bounds, strict=True)
        )
        if not (0 <= column < SIDE and 0 <= row < SIDE):
            return ""
        answer, place = self._answers[row, column], f"x₁ {number(x)} &nbsp;x₂ {number(y)}"
        if self.data.task.kind == "regression":
            return f"{place} &nbsp;<b>{number(float(answer))}</b>"
        best = int(answer.argmax())
        chance = named(whole_percent(float(answer[best])))
        return f"{place} &nbsp;<b>{named(self.data.task.classes[best])}</b> {chance}"

    def _choose(self, x: float, y: float) -> None:
        """A place of the plane as the example to look at."""
        if self.data is not None and self.suits(self.data):
            self.selection.choose_example(example_near(self.data, (x, y)))

    def _mark(self) -> None:
        """The chosen example, wherever it was chosen."""
        example = self.selection.example
        self.mark.put((example.x[0], example.x[1]) if example and len(example.x) == 2 else None)

    def _paint(self) -> None:
        if self._answers is None or self.data is None:
            return
        if self.data.task.kind == "regression":
            pixels = colours_of_values(self._answers, largest_target(self.data), BANDS if self.discrete else None)
        else:
            pixels = colours_of_classes(self._answers, self.look, discrete=self.discrete)
        self.image.setImage(pixels, autoLevels=False)
        self.image.show()

    def _cells(self) -> Iterator[tuple[float, ...]]:
        if self._answers is None or self.data is None:
            return
        answers = self._answers.reshape(SIDE * SIDE, -1).tolist()
        for place, answer in zip(grid_places(self.data).tolist(), answers, strict=True):
            yield (*place, *answer)

    # Examples and their legend

    def _describe(self) -> None:
        """Examples, legend and colour bar in the look in force."""
        assert self.data is not None
        task, text = self.data.task, self.look.theme.text
        # A pale value within a dark edge would be taken for a ring: values are told apart by another shape.
        other: Sample = "ring" if task.classes else "diamond"
        self._place_points("training", self.data.train, "disc")
        self._place_points("validation", self.data.validation, other)
        entries = [Entry("training", "training", text, "disc")]
        if len(self.data.validation):
            entries.append(Entry("validation", "validation", text, other))
        classes = [
            Entry(name, name, self.look.of_class(index), "block", toggles=False)
            for index, name in enumerate(task.classes)
        ]
        self.header.legend.show_entries([*classes, *entries], self.look)
        self.header.place_legend()
        # More classes have a colour each, and of a single one there is nothing to tell.
        self._bar.setVisible(len(task.classes) in (0, 2))
        bands = (BANDS if task.kind == "regression" else 2) if self.discrete else None
        if task.kind == "regression":
            self._bar.describe([self.tr("value")], -largest_target(self.data), largest_target(self.data), bands)
        else:
            titles = self.tr("probability of %1"), self.tr("p(%1)")
            self._bar.describe([title.replace("%1", task.classes[-1]) for title in titles], 0.0, 1.0, bands)

    def _place_points(self, name: str, part: Part, sample: Sample) -> None:
        if not len(part):
            self._points[name].setData([], [])
            return
        assert self.data is not None
        # The picture of values and of two classes is light in every theme; pale values need a dark edge.
        light = len(self.data.task.classes) <= 2
        colours = colours_of_examples(part.y, self.data, Look(LIGHT, self.look.metrics) if light else self.look)
        edge = QColor("#ffffff" if self.data.task.classes else "#3a4048")
        width = self.look.metrics.scale
        # Points of one colour share one pen and brush: pyqtgraph draws a stamp for each pair of them.
        if sample != "ring":
            pens: Any = pg.mkPen(edge, width=width)
            stamps = {colour: pg.mkBrush(colour) for colour in set(colours)}
            brushes: Any = [stamps[colour] for colour in colours]
        else:
            rings = {colour: pg.mkPen(colour, width=1.8 * width) for colour in set(colours)}
            pens = [rings[colour] for colour in colours]
            brushes = pg.mkBrush(edge)
        symbol, size = ("d", DIAMOND * self.look.point) if sample == "diamond" else ("o", self.look.point)
        self._points[name].setData(*part.raw.T, pen=pens, brush=brushes, symbol=symbol, size=size)

    def _toggle_points(self, name: str, shown: bool) -> None:
        if name in self._points:
            self._points[name].setVisible(shown)
