"""The chain rule with today's numbers: how the gradient of one weight comes about for one example.

Factor by factor as a textbook prints it, or step by step: forward, loss, backward, update.
"""

from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from ffnn_gui.data import PreparedData
from ffnn_gui.engine import ExperimentConfig, RunHistory, Trainer
from ffnn_gui.insight.places import Example, Weight
from ffnn_gui.ui.plots.base import Place, Plot, Probe
from ffnn_gui.ui.plots.chain.bar import Bar
from ffnn_gui.ui.plots.chain.canvas import Canvas
from ffnn_gui.ui.plots.chain.phases import backward_scene, forward_scene, loss_scene, update_scene
from ffnn_gui.ui.plots.chain.product import product_scene
from ffnn_gui.ui.plots.chain.rows import rows_of
from ffnn_gui.ui.plots.chain.scene import Scene
from ffnn_gui.ui.plots.chain.seen import Seen, look_at
from ffnn_gui.ui.plots.chain.walk import Walk
from ffnn_gui.ui.plots.examples import target_text
from ffnn_gui.ui.plots.export import Table
from ffnn_gui.ui.plots.intents import StepBatch
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.plots.readings import number, whole_percent
from ffnn_gui.ui.plots.selection import Phase, Selection


def probe(trainer: Trainer, weight: Weight | None = None, example: Example | None = None) -> Seen:
    """Take the gradient of a weight apart for an example; without them, for the first ones."""
    return look_at(trainer, weight, example)


class ChainRulePlot(Plot):
    """The factors of ∂L/∂w of the chosen weight and example, and one training step in four parts."""

    name: ClassVar[str] = "chain_rule"
    title: ClassVar[str] = "Chain rule"
    order: ClassVar[float] = 2
    place: ClassVar[Place] = "strip"
    wide: ClassVar[bool] = True
    waiting: ClassVar[str] = (
        "Build a network and choose data:\nwhat makes the gradient of a weight appears here, factor by factor.\n"
        "Click a connection in the network picture to choose the weight."
    )
    probe = staticmethod(probe)

    def __init__(self, look: Look, selection: Selection | None = None) -> None:
        super().__init__(look, selection)
        self.canvas = Canvas(look)
        self.bar = Bar(look, self.selection)
        self.walk = Walk(self.selection, self)
        self._seen: Seen | None = None
        self._before: Seen | None = None
        self._after: Seen | None = None
        self._asked: tuple[object, object] = (None, None)
        self.header.hold(self.bar)
        self._set_body(self.canvas)
        self.canvas.picked.connect(self._light_path)
        self.bar.stepped.connect(self._step)
        self.bar.rested.connect(self.walk.rest)
        self.walk.updates.connect(self._update)
        self.walk.moved.connect(self._show_state)
        self.selection.changed.connect(self._follow)
        self._show_state()

    def prepare(self, data: PreparedData, config: ExperimentConfig) -> None:
        super().prepare(data, config)
        self._seen = self._before = self._after = None
        self.walk.rest()
        self.bar.picker.prepare(data)
        self.show_empty()

    def probe_now(self) -> Probe:
        """For what is chosen: a weight, or the first one into the chosen unit."""
        return partial(probe, weight=self._weight(), example=self.selection.example)

    def draw(self, history: RunHistory, values: Any) -> None:
        if values is None or values is self._seen:
            return
        self._seen = values
        if self._before is not None and self._after is None and _have_moved(self._before, values):
            self._after = values
        self._show_body()
        self._show_scene()

    def restyle(self, look: Look) -> None:
        super().restyle(look)
        self.canvas.restyle(look)
        self.bar.restyle(look)

    def save(self, path: Path) -> None:
        self.canvas.settle()
        super().save(path)

    def copy_picture(self) -> None:
        self.canvas.settle()
        super().copy_picture()

    def table(self) -> Table:
        """The factors with their numbers, then the error signals layer by layer."""
        return Table(("what", "symbol", "layer", "unit", "value"), rows_of(self._seen) if self._seen else ())

    # Steps

    def _step(self, phase: Phase) -> None:
        if self._seen is not None:
            self.walk.go(phase, self._seen.last + 1, self._seen.rule.weight.layer)

    def _update(self) -> None:
        self._before, self._after = self._seen, None
        self._show_scene()
        self.wanted.emit(StepBatch())

    def _follow(self) -> None:
        """Something else is chosen or lit."""
        asked = (self._weight(), self.selection.example)
        if asked != self._asked:
            self._asked = asked
            self._before = self._after = None
            self.look_again()
        self._show_state()
        self._show_scene()

    def _weight(self) -> Weight | None:
        unit = self.selection.unit
        return self.selection.weight or (Weight(unit.layer, 0, unit.unit) if unit else None)

    def _show_state(self) -> None:
        self.bar.show_state(self.selection.phase, self.walk.due)

    def _show_scene(self) -> None:
        if self._seen is None or self.data is None:
            return
        self.canvas.show_scene(self._scene(self._seen))
        self.bar.say(self.reading())

    def _scene(self, seen: Seen) -> Scene:
        phase, lit = self.selection.phase, self.selection.lit
        layer = min(seen.last if lit is None else lit, seen.last)
        assert self.data is not None
        if phase == "forward":
            return forward_scene(seen, layer, self.data.task.image_shape)
        if phase == "loss":
            return loss_scene(seen)
        if phase == "backward":
            return backward_scene(seen, layer)
        if phase == "update":
            return update_scene(self._after or seen, self._before if self._after else None)
        return product_scene(seen, self.selection.path)

    def _light_path(self, path: int) -> None:
        """Light one of the strongest paths in the network picture; the one that is lit, no longer."""
        if self._seen is not None and path < len(self._seen.rule.paths.shown):
            units = self._seen.rule.paths.shown[path].units
            self.selection.choose_path(() if units == self.selection.path else units)

    def reading(self) -> str:
        """The example, what the network says about it, and its loss, in a line."""
        if self._seen is None or self.data is None:
            return ""
        seen, data = self._seen, self.data
        example = seen.rule.example
        if seen.probabilities is None:
            said = ", ".join(number(value) for value in seen.rule.trace.outputs[0].tolist())
        else:
            best = int(seen.probabilities.argmax())
            said = f"{data.task.classes[best]} {whole_percent(float(seen.probabilities[best]))}"
        name = example.label if example.is_place else f"true: {target_text(data, example.y)}"
        return f"{name} · network: {said} · loss {number(seen.rule.loss)}"


def _have_moved(before: Seen, now: Seen) -> bool:
    """Whether the same weight has been updated since."""
    return now.updates != before.updates and now.rule.weight == before.rule.weight
