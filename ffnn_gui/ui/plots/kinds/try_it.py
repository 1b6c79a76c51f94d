"""Try it: draw an image or point into the plane, and see at once what the network makes of it, layer by layer.

A drawing is framed as the set frames its images before the network gets it; the small picture shows what it gets.
"""

from collections.abc import Iterator
from functools import partial
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImageReader
from PySide6.QtWidgets import QFileDialog, QGridLayout, QStackedWidget, QWidget

from ffnn_gui.data import PreparedData, Task
from ffnn_gui.engine import ExperimentConfig, RunHistory
from ffnn_gui.insight.places import Example
from ffnn_gui.ui.plots.base import Place, Plot, Probe
from ffnn_gui.ui.plots.chosen.answer_bars import answer_bars
from ffnn_gui.ui.plots.chosen.bars import Bars
from ffnn_gui.ui.plots.examples import example_at, example_near, with_target
from ffnn_gui.ui.plots.export import Table
from ffnn_gui.ui.plots.images import pictures
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.plots.plane import colours_of_examples
from ffnn_gui.ui.plots.readings import number, whole_percent
from ffnn_gui.ui.plots.selection import Selection
from ffnn_gui.ui.plots.trying.inside import Inside
from ffnn_gui.ui.plots.trying.pad import Pad
from ffnn_gui.ui.plots.trying.paper import Paper
from ffnn_gui.ui.plots.trying.point_pad import MOST, PointPad
from ffnn_gui.ui.plots.trying.question import Question, Reply, about, reply
from ffnn_gui.ui.plots.trying.tools import PadTools

THICKEST = 0.5
MOST_CLASSES = 10
"""Classes that have a bar at most."""


class TryItPlot(Plot):
    """A pad, the answer as bars, and the response of the hidden layers."""

    name: ClassVar[str] = "try_it"
    title: ClassVar[str] = "Try it"
    order: ClassVar[float] = 20
    place: ClassVar[Place] = "output"
    waiting: ClassVar[str] = "Choose images or points in the plane:\nwhat the network makes of a drawing appears here."
    probe = staticmethod(reply)

    def __init__(self, look: Look, selection: Selection | None = None) -> None:
        super().__init__(look, selection)
        self.pad, self.points, self.tools = Pad(look), PointPad(look), PadTools(look)
        self.bars, self.inside = Bars(look), Inside(look)
        self._pads = QStackedWidget()
        self._paper: Paper | None = None
        self._task: Task | None = None
        self._reply: Reply | None = None
        self._example: Example | None = None
        self._pointed: Example | None = None
        self._framed: tuple[object, NDArray[Any]] | None = None
        self._lay_out()
        self._add_options()
        self._connect()

    @classmethod
    def suits(cls, data: PreparedData) -> bool:
        return data.task.image_shape is not None or data.task.n_features == 2

    def prepare(self, data: PreparedData, config: ExperimentConfig) -> None:
        super().prepare(data, config)
        self._reply = self._framed = self._pointed = None
        self._example = self.selection.example
        self._paper = Paper.of(data) if data.task.image_shape is not None else None
        self.tools.setVisible(self._paper is not None)
        for option in self._options:
            option.setVisible(self._paper is not None)
        if self._paper is not None:
            self._pads.setCurrentWidget(self.pad)
            # After a reset one watches how what one has drawn is learned.
            self.pad.prepare(self._paper, self._stroke(self._paper), keep=data.task == self._task)
        else:
            self._pads.setCurrentWidget(self.points)
            self._show_plane(data)
        self._task = data.task
        self._show_example()
        self.bars.show_bars("", ())
        self.inside.show_inside(None, ())
        self._show_body()

    def probe_now(self) -> Probe | None:
        return partial(reply, question=self.question())

    def draw(self, history: RunHistory, values: Any) -> None:
        if not isinstance(values, Reply) or values is self._reply or self.data is None:
            return
        now = self.question()
        if now is not None and values.question.is_still(now):
            self._reply = values
            self._show_answer()

    def restyle(self, look: Look) -> None:
        super().restyle(look)
        for part in (self.pad, self.points, self.bars, self.inside, self.tools):
            part.restyle(look)
        if self.data is not None:
            if self._paper is None:
                self._show_plane(self.data)
            self._show_answer()

    def table(self) -> Table:
        """A row a unit: the layer, the number of the unit, and its value; the inputs first."""
        return Table(("layer", "unit", "value"), self._numbers())

    def question(self) -> Question | None:
        """What is asked now: the drawing, the place under the pointer, or the chosen example; the first by default."""
        if self.data is None or not self.suits(self.data):
            return None
        if self._paper is not None and not self.pad.sketch.empty:
            key = self.pad.sketch, self.pad.sketch.version, self.tools.thickness
            if self._framed is None or self._framed[0] != key:
                self._framed = key, self._paper.features(self.pad.sketch, self._stroke(self._paper))
            sketch = self.pad.sketch
            return Question(self._framed[1], drawn=bool(sketch.strokes) or sketch.picture is None)
        if self._pointed is not None:
            return about(self._pointed, passing=True)
        return about(self._shown_example())

    # The pads

    def _stroke(self, paper: Paper) -> float:
        return min(paper.framing.stroke * self.tools.thickness, THICKEST)

    def _change_pen(self) -> None:
        if self._paper is not None:
            self.pad.stroke = self._stroke(self._paper)
            self.pad.update()
            self.look_again()

    def _follow_selection(self) -> None:
        example = self.selection.example
        if example == self._example or self.data is None or not self.suits(self.data):
            return
        self._example = example
        if example is not None:
            # Somebody wants to see this one now; what was drawn can be taken back.
            self.pad.give_up()
            self.pad.sketch.clear()
        self._show_example()
        self.look_again()

    def _show_plane(self, data: PreparedData) -> None:
        colours = colours_of_examples(data.train.y[:MOST], data, self.look)
        values = data.task.kind == "regression"
        places, names = data.train.some(slice(MOST)).astype(float), data.input_names[:2]
        self.points.prepare(data.bounds, places, colours, names=names, edged=values)

    def _show_example(self) -> None:
        """The example on the pad, which stays there until something is drawn."""
        assert self.data is not None
        raw = np.array([self._shown_example().x])
        if self._paper is not None:
            self.pad.show_example(pictures(raw, self.data)[0])
        else:
            self.points.show_point((float(raw[0, 0]), float(raw[0, 1])))

    def _shown_example(self) -> Example:
        assert self.data is not None
        example = self.selection.example
        fits = example is not None and len(example.x) == self.data.task.n_features
        return example if example is not None and fits else example_at(self.data, 0)

    def _choose_point(self, x: float, y: float) -> None:
        if self.data is not None:
            self._pointed = None
            self.selection.choose_example(example_near(self.data, (x, y)))

    def _point_at(self, x: float, y: float) -> None:
        if self.data is not None:
            # Not chosen: all other plots would look at it as well.
            self._pointed = example_near(self.data, (x, y))
            self.look_again()

    def _stop_pointing(self) -> None:
        if self._pointed is not None:
            self._pointed = None
            self.look_again()

    # The answer

    def _show_answer(self) -> None:
        if self._reply is None or self.data is None:
            return
        (question, answer), data = self._reply, self.data
        example = question.example
        truth = example.y if example is not None else None
        if example is not None:
            label = with_target(data, example)
        else:
            label = f"{self.reading()} · {self.tr('drawn') if question.drawn else self.tr('picture')}"
        self.bars.show_bars(label, answer_bars(answer, data, truth, self.look, MOST_CLASSES))
        picture = pictures(answer.raw[np.newaxis], data)[0] if self._paper is not None else None
        self.inside.show_inside(picture, answer.hidden)
        self.inside.setFixedHeight(self.inside.high())

    def reading(self) -> str:
        """The answer in brief; empty before the first."""
        if self._reply is None or self.data is None:
            return ""
        answer = self._reply.answer
        if answer.decision is None:
            return " · ".join(number(value) for value in answer.outputs.tolist())
        chance = whole_percent(float(answer.probabilities[answer.decision]))
        return f"{self.data.task.classes[answer.decision]}, {chance}"

    def _numbers(self) -> Iterator[tuple[str, int, float]]:
        if self._reply is None:
            return
        answer = self._reply.answer
        hidden = [(f"h{index + 1}", values) for index, values in enumerate(answer.hidden)]
        last = answer.probabilities if len(answer.probabilities) else answer.outputs
        for name, values in (("input", answer.raw), *hidden, ("answer", last)):
            yield from ((name, unit, value) for unit, value in enumerate(values.tolist(), 1))

    # Parts

    def _lay_out(self) -> None:
        body = QWidget()
        grid = QGridLayout(body)
        grid.setContentsMargins(0, 0, 0, 0)
        self._pads.addWidget(self.pad)
        self._pads.addWidget(self.points)
        grid.addWidget(self._pads, 0, 0)
        grid.addWidget(self.bars, 0, 1)
        grid.addWidget(self.inside, 1, 0, 1, 2)
        grid.setRowStretch(0, 1)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self._set_body(body)
        self.pad.hint = self.tr("draw here")
        # The answer stands beside the pad: no line of the header is needed for it.
        self.header.hold(self.tools)

    def _add_options(self) -> None:
        self._options = (
            self._add_option(self.tr("Take back"), lambda _: self.pad.undo()),
            self._add_option(self.tr("Open picture…"), lambda _: self.open_picture()),
            self._add_option(self.tr("Paste picture"), lambda _: self.pad.paste()),
        )

    def _connect(self) -> None:
        self.pad.drawn.connect(self.look_again)
        self.pad.failed.connect(self.failed)
        self.pad.mended.connect(self.mended)
        self.tools.undo.connect(self.pad.undo)
        self.tools.clear.connect(self.pad.clear)
        self.tools.open.connect(self.open_picture)
        self.tools.pen_changed.connect(self._change_pen)
        self.points.moved.connect(self._choose_point)
        self.points.hovered.connect(self._point_at)
        self.points.abandoned.connect(self._stop_pointing)
        self.selection.changed.connect(self._follow_selection)

    def open_picture(self) -> None:
        """Ask for a picture and put it onto the pad."""
        endings = " ".join(f"*.{bytes(ending.data()).decode()}" for ending in QImageReader.supportedImageFormats())
        path, _ = QFileDialog.getOpenFileName(self, self.tr("Open a picture"), "", f"Pictures ({endings})")
        if path:
            self.pad.open(path)
