"""The output layer for the chosen example: how sure the network is of each class, or its value beside the target."""

from collections.abc import Iterator
from functools import partial
from typing import Any, ClassVar, NamedTuple

import numpy as np

from ffnn_gui.data import PreparedData
from ffnn_gui.engine import ExperimentConfig, RunHistory, Trainer
from ffnn_gui.insight.asked import Asked, ask
from ffnn_gui.insight.places import Example
from ffnn_gui.ui.plots.base import Place, Plot, Probe
from ffnn_gui.ui.plots.chain.picker import ExamplePicker
from ffnn_gui.ui.plots.chosen.answer_bars import answer_bars
from ffnn_gui.ui.plots.chosen.bars import Bars
from ffnn_gui.ui.plots.examples import example_at, with_target
from ffnn_gui.ui.plots.export import Table
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.plots.readings import number
from ffnn_gui.ui.plots.selection import Selection

MOST_CLASSES = 30
"""Classes that have a bar at most."""


class Answered(NamedTuple):
    """An example and what the network answers for it."""

    example: Example
    asked: Asked


def probe(trainer: Trainer, example: Example | None = None) -> Answered:
    """What the network answers for an example: the chosen one, or the first where there is none that fits the data."""
    if example is None or len(example.x) != trainer.data.task.n_features:
        example = example_at(trainer.data, 0)
    return Answered(example, ask(trainer, np.array(example.x), example.y))


class ProbabilitiesPlot(Plot):
    """A bar a class with its probability, or a bar a value and its target."""

    name: ClassVar[str] = "probabilities"
    title: ClassVar[str] = "Chosen example"
    order: ClassVar[float] = 20
    place: ClassVar[Place] = "side"
    waiting: ClassVar[str] = (
        "Choose data: what the network says about one example appears here.\nClick in the Output to choose another one."
    )
    probe = staticmethod(probe)

    def __init__(self, look: Look, selection: Selection | None = None) -> None:
        super().__init__(look, selection)
        self.bars = Bars(look)
        self.picker = ExamplePicker(self.selection)
        self.picker.restyle(look)
        self._answer: Answered | None = None
        self._asked: Example | None = None
        self.header.hold(self.picker)
        self._set_body(self.bars)
        self.selection.changed.connect(self._follow)

    def prepare(self, data: PreparedData, config: ExperimentConfig) -> None:
        super().prepare(data, config)
        self._answer = None
        self.picker.prepare(data)
        self.show_empty()

    def probe_now(self) -> Probe:
        """For the chosen example."""
        return partial(probe, example=self.selection.example)

    def draw(self, history: RunHistory, values: Any) -> None:
        if values is not None and values is not self._answer:
            self._answer = values
            self._show_answer()
            self._show_body()

    def restyle(self, look: Look) -> None:
        super().restyle(look)
        self.bars.restyle(look)
        self.picker.restyle(look)
        self._show_answer()

    def table(self) -> Table:
        """A row an output: its logit or value, its probability, and what is true."""
        return Table(("output", "probability", "logit or value", "target"), self._numbers())

    def _follow(self) -> None:
        if self.selection.example != self._asked:
            self._asked = self.selection.example
            self.look_again()

    def _show_answer(self) -> None:
        if self._answer is None or self.data is None:
            return
        (example, asked), data = self._answer, self.data
        bars = answer_bars(asked, data, example.y, self.look, MOST_CLASSES)
        self.bars.show_bars(f"{with_target(data, example)} · loss {number(asked.loss)}", bars)

    def _numbers(self) -> Iterator[tuple[object, ...]]:
        if self._answer is None or self.data is None:
            return
        (example, asked), names = self._answer, self.data.task.classes
        if not names:
            for index, (value, target) in enumerate(zip(asked.outputs.tolist(), asked.targets.tolist(), strict=True)):
                yield index + 1, "", value, target
        for index, (name, chance) in enumerate(zip(names, asked.probabilities.tolist(), strict=True)):
            logit = float(asked.outputs[min(index, len(asked.outputs) - 1)])
            yield name, chance, logit, int(index == example.y)
