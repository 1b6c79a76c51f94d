"""Try it: draw an image or move a point, and see at once what the network makes of it, layer by layer.

A drawing is framed as the set frames its images before the network gets it; the small picture shows what it gets.
"""

from collections.abc import Iterator
from functools import partial
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication, QImageReader
from PySide6.QtWidgets import QFileDialog, QGridLayout, QHBoxLayout, QStackedWidget, QToolButton, QWidget

from ffnn_gui.data import PreparedData
from ffnn_gui.data.framing import LOOKED_AT, Framing, framing_of
from ffnn_gui.engine import ExperimentConfig, RunHistory, Trainer
from ffnn_gui.insight.asked import Asked, ask
from ffnn_gui.insight.places import Example
from ffnn_gui.ui.plots.base import Place, Plot, Probe
from ffnn_gui.ui.plots.chosen.bars import Bars
from ffnn_gui.ui.plots.examples import example_at, example_near, target_text
from ffnn_gui.ui.plots.export import Table
from ffnn_gui.ui.plots.images import is_images, pictures
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.plots.picker import Picker
from ffnn_gui.ui.plots.readings import number
from ffnn_gui.ui.plots.selection import Selection
from ffnn_gui.ui.plots.trying.answer_bars import answer_bars, example_colours, percent
from ffnn_gui.ui.plots.trying.inside import Inside
from ffnn_gui.ui.plots.trying.pad import Pad
from ffnn_gui.ui.plots.trying.point_pad import PointPad
from ffnn_gui.ui.theme import icon

PENS = {"thin": 0.6, "medium": 1.0, "thick": 1.6}
THICKEST = 0.5


def probe(trainer: Trainer, raw: NDArray[Any] | None = None) -> Asked:
    """What the network makes of raw features (features,); without any, of the first example."""
    return ask(trainer, np.array(example_at(trainer.data, 0).x) if raw is None else raw)


class TryItPlot(Plot):
    """A pad, the answer as bars, and the response of the hidden layers."""

    name: ClassVar[str] = "try_it"
    title: ClassVar[str] = "Try it"
    order: ClassVar[float] = 20
    place: ClassVar[Place] = "output"
    waiting: ClassVar[str] = "Choose images or points in the plane:\nwhat the network makes of a drawing appears here."
    probe = staticmethod(probe)

    def __init__(self, look: Look, selection: Selection | None = None) -> None:
        super().__init__(look, selection)
        self.pad, self.points = Pad(look), PointPad(look)
        self.bars, self.inside = Bars(look), Inside(look)
        self.pens = Picker(look, self.tr("Pen"), self.tr("How thick the pen is"))
        self._pads = QStackedWidget()
        self._framing: Framing | None = None
        self._answer: Asked | None = None
        self._example: Example | None = None
        self._framed: tuple[object, NDArray[Any]] | None = None
        self._lay_out()
        self._add_tools()
        self.pad.drawn.connect(self._follow_drawing)
        self.pad.failed.connect(self.failed)
        self.pens.picked.connect(self._change_pen)
        self.points.moved.connect(self._choose_point)
        self.selection.changed.connect(self._follow_selection)

    @classmethod
    def suits(cls, data: PreparedData) -> bool:
        return is_images(data) or data.task.n_features == 2

    def prepare(self, data: PreparedData, config: ExperimentConfig) -> None:
        super().prepare(data, config)
        self._answer = self._example = self._framed = None
        images = data.task.image_shape is not None
        self._framing = framing_of(data.train.some(slice(LOOKED_AT)), data.task) if images else None
        for tool in (self.pens, *self._tools):
            tool.setVisible(images)
        if self._framing is not None:
            self._pads.setCurrentWidget(self.pad)
            self.pad.prepare(self._framing.shape, self._stroke())
            self.pad.coloured = data.task.channels > 1
            self.pad.hint = self.tr("draw here")
        else:
            self._pads.setCurrentWidget(self.points)
            self._show_plane(data)
        self._show_example()
        self.bars.show_bars("", ())
        self.inside.show_inside(None, ())
        self._show_body()

    def probe_now(self) -> Probe | None:
        return partial(probe, raw=self.asked_about())

    def draw(self, history: RunHistory, values: Any) -> None:
        if isinstance(values, Asked) and values is not self._answer and self.data is not None:
            self._answer = values
            self._show_answer()

    def restyle(self, look: Look) -> None:
        super().restyle(look)
        for part in (self.pad, self.points, self.bars, self.inside, self.pens):
            part.restyle(look)
        self._size_tools()
        if self.data is not None:
            if self._framing is None:
                self.points.prepare(
                    self.data.bounds, self.data.train.raw.astype(float), example_colours(self.data, self.look)
                )
            self._show_answer()

    def table(self) -> Table:
        """A row a unit: the layer, the number of the unit, and its value; the inputs first."""
        return Table(("layer", "unit", "value"), self._numbers())

    def asked_about(self) -> NDArray[Any] | None:
        """Raw features of the drawing, or of the chosen example; None for the first example."""
        drawing = self.pad.drawing
        if self._framing is not None and not drawing.empty:
            key = drawing, drawing.version, self.pens.chosen
            if self._framed is None or self._framed[0] != key:
                self._framed = key, self._frame(self._framing)
            return self._framed[1]
        example = self.selection.example
        fits = example is not None and self.data is not None and len(example.x) == self.data.task.n_features
        return np.array(example.x) if example is not None and fits else None

    # The pad

    def _frame(self, framing: Framing) -> NDArray[Any]:
        assert self.data is not None
        task = self.data.task
        if self.pad.coloured and (colours := self.pad.colours(framing.shape)) is not None:
            return colours * task.max_pixel
        return np.repeat(framing.features(self.pad.drawing.ink(self._stroke())), task.channels)

    def _stroke(self) -> float:
        assert self._framing is not None
        return min(self._framing.stroke * PENS[self.pens.chosen], THICKEST)

    def _change_pen(self) -> None:
        self.pad.stroke = self._stroke()
        self.pad.update()
        self.look_again()

    def _follow_drawing(self) -> None:
        self._show_example()
        self.look_again()

    def _follow_selection(self) -> None:
        example = self.selection.example
        if example == self._example or self.data is None or not self.suits(self.data):
            return
        self._example = example
        if example is not None and not self.pad.drawing.empty:
            # Somebody wants to see this one now.
            self.pad.drawing.clear()
        self._show_example()
        self.look_again()

    def _show_plane(self, data: PreparedData) -> None:
        self.points.prepare(data.bounds, data.train.raw.astype(float), example_colours(data, self.look))

    def _show_example(self) -> None:
        """The example on the pad, which stays there until something is drawn."""
        assert self.data is not None
        example = self._shown_example()
        raw = np.array([example.x])
        if self._framing is not None:
            self.pad.show_example(pictures(raw, self.data.task)[0])
        else:
            self.points.show_point((float(raw[0, 0]), float(raw[0, 1])))

    def _shown_example(self) -> Example:
        assert self.data is not None
        example = self.selection.example
        fits = example is not None and len(example.x) == self.data.task.n_features
        return example if example is not None and fits else example_at(self.data, 0)

    def _choose_point(self, x: float, y: float) -> None:
        if self.data is not None:
            self.selection.choose_example(example_near(self.data, (x, y)))

    # The answer

    def _show_answer(self) -> None:
        answer, data = self._answer, self.data
        if answer is None or data is None:
            return
        drawn = self._framing is not None and not self.pad.drawing.empty
        truth = None if drawn else self._shown_example().y
        label = f"{self.reading()} · {self.tr('drawn')}" if drawn else self._shown_example().label
        if truth is not None and not label.startswith("point"):
            label = f"{label}, true: {target_text(data, truth)}"
        self.bars.show_bars(label, answer_bars(answer, data, truth, self.look))
        picture = pictures(answer.raw[np.newaxis], data.task)[0] if self._framing is not None else None
        self.inside.show_inside(picture, answer.hidden)
        self.inside.setFixedHeight(self.inside.high())

    def reading(self) -> str:
        """The answer in brief; empty before the first."""
        answer, data = self._answer, self.data
        if answer is None or data is None:
            return ""
        if answer.decision is None:
            return " · ".join(number(float(value)) for value in answer.outputs)
        return f"{data.task.classes[answer.decision]}, {percent(float(answer.probabilities[answer.decision]))}"

    def _numbers(self) -> Iterator[tuple[str, int, float]]:
        answer = self._answer
        if answer is None:
            return
        hidden = [(f"h{index + 1}", values) for index, values in enumerate(answer.hidden)]
        last = answer.probabilities if len(answer.probabilities) else answer.outputs
        for name, values in (("input", answer.raw), *hidden, ("answer", last)):
            yield from ((name, unit, value) for unit, value in enumerate(values.tolist(), 1))

    # Tools

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

    def _add_tools(self) -> None:
        tools = (
            ("undo", self.tr("Take the last stroke back (Backspace on the pad)"), self.pad.undo),
            ("clear", self.tr("Clear the pad (Delete on the pad)"), self.pad.clear),
            ("open", self.tr("Open a picture"), self.open_picture),
        )
        # The answer stands beside the pad: no line of the header is needed for it.
        held = QWidget()
        row = QHBoxLayout(held)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addStretch(1)
        row.addWidget(self.pens)
        self.pens.offer({"thin": self.tr("thin"), "medium": self.tr("medium"), "thick": self.tr("thick")}, "medium")
        self._tools = []
        for name, tip, slot in tools:
            button = QToolButton()
            button.setIcon(icon(name))
            button.setToolTip(tip)
            button.setAccessibleName(tip)
            button.clicked.connect(slot)
            row.addWidget(button)
            self._tools.append(button)
        self.header.hold(held)
        self._size_tools()
        self._add_option(self.tr("Open picture…"), lambda _: self.open_picture())
        self._add_option(self.tr("Paste picture"), lambda _: self.paste_picture())

    def _size_tools(self) -> None:
        edge = self.look.metrics.px(14)
        for tool in self._tools:
            tool.setIconSize(QSize(edge, edge))

    def open_picture(self) -> None:
        """Ask for a picture and put it onto the pad."""
        endings = " ".join(f"*.{bytes(ending.data()).decode()}" for ending in QImageReader.supportedImageFormats())
        path, _ = QFileDialog.getOpenFileName(self, self.tr("Open a picture"), "", f"Pictures ({endings})")
        if path:
            self.pad.open(path)

    def paste_picture(self) -> None:
        """Put the picture on the clipboard onto the pad."""
        image = QGuiApplication.clipboard().image()
        if image.isNull():
            self.failed.emit(self.tr("There is no picture on the clipboard."))
        else:
            self.pad.load(image)
