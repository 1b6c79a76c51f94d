"""Some images and what the network takes them for; the wrong ones are framed in red.

In order they are the same images all the time, so that one can watch a single one being learnt; worst first shows what
the network is most wrong about.
"""

from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QTimer
from PySide6.QtGui import QImage

from ffnn_gui.data import PartName, PreparedData
from ffnn_gui.engine import ExperimentConfig, RunHistory, Trainer
from ffnn_gui.insight.judgement import worst_first
from ffnn_gui.insight.verdict import judged_first, verdict
from ffnn_gui.ui.plots.base import Place, Plot, Probe
from ffnn_gui.ui.plots.examples import example_at, index_of
from ffnn_gui.ui.plots.export import Table
from ffnn_gui.ui.plots.images import is_images, pictures
from ffnn_gui.ui.plots.judging.gallery import Gallery
from ffnn_gui.ui.plots.judging.part_picker import PartPicker
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.plots.picker import Picker
from ffnn_gui.ui.plots.readings import number
from ffnn_gui.ui.plots.selection import Selection

SHOWN = 30
CALM = 500
"""Milliseconds for which the worst images stay before others take their places: faster, nobody could look at them."""


@dataclass(frozen=True, eq=False)
class Samples:
    """Some examples of a part: their numbers in it, the classes they are taken for, and their losses, (images,)."""

    part: PartName
    worst: bool
    examples: NDArray[np.intp]
    given: NDArray[np.int64]
    losses: NDArray[Any]


def probe(trainer: Trainer, part: PartName | None = None, worst: bool = False) -> Samples:
    """What the first images of a part are taken for, or those with the largest losses."""
    found = verdict(trainer, part or judged_first(trainer.data))
    examples = worst_first(found.losses, SHOWN) if worst else np.arange(min(SHOWN, len(found.losses)))
    return Samples(found.part, worst, examples, found.given[examples], found.losses[examples])


class SamplesPlot(Plot):
    """Images of the validation part first; of the training part where there is no other."""

    name: ClassVar[str] = "samples"
    title: ClassVar[str] = "Samples"
    order: ClassVar[float] = 5
    place: ClassVar[Place] = "output"
    waiting: ClassVar[str] = "Choose image data:\nimages and what the network takes them for appear here."
    probe = staticmethod(probe)

    def __init__(self, look: Look, selection: Selection | None = None) -> None:
        super().__init__(look, selection)
        self.gallery = Gallery(look)
        self._set_body(self.gallery)
        self.parts = PartPicker(look)
        self.sorting = Picker(look, self.tr("Order"), self.tr("Always the same images, or the largest losses first"))
        for tool in (self.parts, self.sorting):
            self.header.add_tool(tool)
        self.sorting.offer({"order": self.tr("in order"), "worst": self.tr("worst first")})
        self._drawn: Samples | None = None
        self._newest: Samples | None = None
        self._images: dict[int, QImage] = {}
        self._calm = QTimer(self, singleShot=True, interval=CALM)
        self._calm.timeout.connect(self._show_newest)
        self._connect()

    @classmethod
    def suits(cls, data: PreparedData) -> bool:
        return is_images(data)

    def prepare(self, data: PreparedData, config: ExperimentConfig) -> None:
        super().prepare(data, config)
        self._calm.stop()
        self._drawn = self._newest = None
        self.parts.offer_parts(data)
        self.header.place_legend()
        self._begin()
        self._show_body()

    def probe_now(self) -> Probe | None:
        return partial(probe, part=self.parts.part, worst=self._worst)

    def draw(self, history: RunHistory, values: Any) -> None:
        if not isinstance(values, Samples) or values is self._newest or values.worst != self._worst:
            return
        if values.part == (self.parts.part or values.part):
            self._newest = values
            if not (values.worst and self._calm.isActive()):
                self._show_newest()

    def restyle(self, look: Look) -> None:
        super().restyle(look)
        for part in (self.gallery, self.parts, self.sorting):
            part.restyle(look)

    def table(self) -> Table:
        """A row an image: its number in the part from 1, true and predicted class, and its loss."""
        columns = ("image", "true", "predicted", "loss")
        drawn = self._drawn
        if drawn is None or self.data is None:
            return Table(columns, ())
        names, truth = self.data.task.classes, self.data.part(drawn.part).y
        lists = (drawn.examples.tolist(), drawn.given.tolist(), drawn.losses.tolist())
        rows = ((i + 1, names[truth[i]], names[given], loss) for i, given, loss in zip(*lists, strict=True))
        return Table(columns, rows)

    def reading(self, row: int, column: int) -> str:
        """What an image shows and what it is taken for; empty where there is none."""
        drawn, place = self._drawn, row * self.gallery.columns + column
        if drawn is None or self.data is None or place >= len(drawn.examples):
            return ""
        index, names = int(drawn.examples[place]), self.data.task.classes
        true, given = names[self.data.part(drawn.part).y[index]], names[drawn.given[place]]
        loss = number(float(drawn.losses[place]))
        return f"image {index + 1}: true <b>{true}</b>, predicted <b>{given}</b>, loss {loss} · click to look inside"

    @property
    def _worst(self) -> bool:
        return self.sorting.chosen == "worst"

    # Gallery

    def _connect(self) -> None:
        self.parts.picked.connect(self._begin_again)
        self.sorting.picked.connect(self._begin_again)
        self.gallery.pointed.connect(lambda row, column: self.header.read(self.reading(row, column)))
        self.gallery.left.connect(self._explain)
        self.gallery.pressed.connect(self._choose)
        self.selection.changed.connect(self._mark)

    def _begin_again(self) -> None:
        self._calm.stop()
        self._newest = None
        self._begin()
        self.look_again()

    def _begin(self) -> None:
        """The first images of the part, before anything is known about them."""
        part = self.parts.part
        if self.data is None or part is None:
            return
        self._images = {}
        count = min(SHOWN, len(self.data.part(part)))
        self._drawn = None
        self._show(part, np.arange(count), None)

    def _show_newest(self) -> None:
        values = self._newest
        if values is None or values is self._drawn:
            return
        self._drawn = values
        self._show(values.part, values.examples, values.given)
        if values.worst:
            self._calm.start()

    def _show(self, part: PartName, examples: NDArray[np.intp], given: NDArray[np.int64] | None) -> None:
        assert self.data is not None
        names = self.data.task.classes
        truth = self.data.part(part).y[examples]
        if given is None:
            captions, wrong = [names[true] for true in truth], [False] * len(truth)
        else:
            captions = [f"{names[true]} → {names[answer]}" for true, answer in zip(truth, given, strict=True)]
            wrong = (truth != given).tolist()
        self.gallery.show_images(self._pictures(part, examples), captions, wrong)
        self._mark()
        self._explain()

    def _pictures(self, part: PartName, examples: NDArray[np.intp]) -> list[QImage]:
        """Each image is made once as long as it is shown, so that it is known to be the same."""
        assert self.data is not None
        missing = [index for index in examples.tolist() if index not in self._images]
        made = pictures(self.data.part(part).some(missing), self.data.task)
        known = {**self._images, **dict(zip(missing, made, strict=True))}
        self._images = {index: known[index] for index in examples.tolist()}
        return [self._images[index] for index in examples.tolist()]

    def _explain(self) -> None:
        text = self.tr("true → predicted, largest loss first") if self._worst else self.tr("true → predicted")
        self.header.read(text)

    def _choose(self, row: int, column: int) -> None:
        """An image as the example to look at."""
        part, shown, place = self.parts.part, list(self._images), row * self.gallery.columns + column
        if self.data is not None and part is not None and place < len(shown):
            self.selection.choose_example(example_at(self.data, shown[place], part))

    def _mark(self) -> None:
        """The chosen example, wherever it was chosen."""
        part = self.parts.part
        if self.data is not None and part is not None and self.suits(self.data):
            index = index_of(self.data, self.selection.example, part)
            shown = list(self._images)
            self.gallery.mark(shown.index(index) if index in shown else None)
