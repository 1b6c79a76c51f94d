"""The output layer for the chosen example: how sure the network is of each class, or its value beside the target."""

import math
from collections.abc import Iterator
from functools import partial
from typing import Any, ClassVar

from ffnn_gui.data import PreparedData
from ffnn_gui.engine import ExperimentConfig, RunHistory, Trainer
from ffnn_gui.insight.places import Example
from ffnn_gui.ui.plots.base import Place, Plot, Probe
from ffnn_gui.ui.plots.chain.picker import ExamplePicker
from ffnn_gui.ui.plots.chosen.answer import Answer, answer
from ffnn_gui.ui.plots.chosen.bars import Bar, Bars
from ffnn_gui.ui.plots.examples import target_text
from ffnn_gui.ui.plots.export import Table
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.plots.plane import largest_target
from ffnn_gui.ui.plots.readings import number
from ffnn_gui.ui.plots.selection import Selection

BEYOND = 1.25
"""Values are shown up to so many times the largest target."""


def probe(trainer: Trainer, example: Example | None = None) -> Answer:
    """What the network answers for an example; without one, for the first."""
    return answer(trainer, example)


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
        self._answer: Answer | None = None
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
        now, data = self._answer, self.data
        true = target_text(data, now.example.y)
        words = now.example.label if now.example.label.startswith("point") else f"{now.example.label}, true: {true}"
        bars = self._class_bars(now, data) if data.task.classes else self._value_bars(now, data)
        self.bars.show_bars(f"{words} · loss {number(now.loss)}", bars)

    def _class_bars(self, now: Answer, data: PreparedData) -> tuple[Bar, ...]:
        names, bars = data.task.classes, []
        for index, (name, chance) in enumerate(zip(names, now.probabilities.tolist(), strict=True)):
            true, taken = index == now.example.y, index == now.decision
            mark = "✓ " if true else "✗ " if taken else ""
            colour = (
                self.look.of_class(index)
                if len(names) <= len(self.look.theme.class_colours)
                else self.look.theme.accent
            )
            share = min(max(chance, 0.0), 1.0) if math.isfinite(chance) else 0.0
            wrong = taken and not true
            bars.append(Bar(name, 0.0, share, colour, _percent(chance), self._tip(now, index), mark, wrong))
        return tuple(bars)

    def _tip(self, now: Answer, index: int) -> str:
        """The logit behind a probability."""
        chance = number(float(now.probabilities[index]))
        if len(now.outputs) > 1:
            return f"probability {chance}, logit z = {number(float(now.outputs[index]))}"
        return f"probability {chance}, one output z = {number(float(now.outputs[0]))}"

    def _value_bars(self, now: Answer, data: PreparedData) -> tuple[Bar, ...]:
        largest, theme, bars = BEYOND * largest_target(data), self.look.theme, []
        for index, (value, target) in enumerate(zip(now.outputs.tolist(), now.targets.tolist(), strict=True)):
            of = f" {index + 1}" if len(now.outputs) > 1 else ""
            for name, it, mark in ((f"network{of}", value, ""), (f"target{of}", target, "✓ ")):
                share = min(max(0.5 + it / (2 * largest), 0.0), 1.0) if math.isfinite(it) else 0.5
                colour = theme.positive if it > 0 else theme.negative
                bars.append(Bar(name, 0.5, share, colour, number(it), f"off by {number(value - target)}", mark))
        return tuple(bars)

    def _numbers(self) -> Iterator[tuple[object, ...]]:
        now, data = self._answer, self.data
        if now is None or data is None:
            return
        if not data.task.classes:
            for index, (value, target) in enumerate(zip(now.outputs.tolist(), now.targets.tolist(), strict=True)):
                yield index + 1, "", value, target
            return
        for index, (name, chance) in enumerate(zip(data.task.classes, now.probabilities.tolist(), strict=True)):
            logit = float(now.outputs[min(index, len(now.outputs) - 1)])
            yield name, chance, logit, int(index == now.example.y)


def _percent(chance: float) -> str:
    return f"{100 * chance:.1f} %" if math.isfinite(chance) else "–"
