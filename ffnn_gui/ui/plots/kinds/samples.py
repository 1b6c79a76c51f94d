"""Some images and what the network takes them for; the wrong ones are framed in red.

In order they are the same images all the time, so that one can watch a single one being learnt; worst first shows what
the network is most wrong about. A cell that is chosen in the confusion matrix leaves its images only.
"""

from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

from ffnn_gui.data import PartName, PreparedData
from ffnn_gui.engine import ExperimentConfig, RunHistory, Trainer
from ffnn_gui.insight.judgement import worst_first
from ffnn_gui.insight.places import Taken
from ffnn_gui.insight.verdict import chosen_by, judged_first, verdict
from ffnn_gui.ui.plots.base import Place, Plot, Probe
from ffnn_gui.ui.plots.examples import example_at, index_of
from ffnn_gui.ui.plots.export import Table
from ffnn_gui.ui.plots.images import is_images, pictures
from ffnn_gui.ui.plots.judging.calm import Calm
from ffnn_gui.ui.plots.judging.gallery import Gallery
from ffnn_gui.ui.plots.judging.part_picker import PartPicker
from ffnn_gui.ui.plots.judging.taken_button import TakenButton, taken_text
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.plots.picker import Picker
from ffnn_gui.ui.plots.readings import named, number
from ffnn_gui.ui.plots.selection import Selection

SHOWN = 30


@dataclass(frozen=True, eq=False)
class Samples:
    """Some examples of a part: their numbers in it, the classes they are taken for, and their losses, (images,).

    Attributes: worst, taken: what was asked for; of: how many there are of these
    """

    part: PartName
    worst: bool
    taken: Taken | None
    of: int
    examples: NDArray[np.intp]
    given: NDArray[np.int64]
    losses: NDArray[Any]


def probe(trainer: Trainer, part: PartName | None = None, worst: bool = False, taken: Taken | None = None) -> Samples:
    """What the first images of a part are taken for, or those with the largest losses; of all or of a cell."""
    found = verdict(trainer, part or judged_first(trainer.data))
    inside = np.arange(len(found.losses)) if taken is None else chosen_by(found, taken)
    examples = inside[worst_first(found.losses[inside], SHOWN)] if worst else inside[:SHOWN]
    return Samples(found.part, worst, taken, len(inside), examples, found.given[examples], found.losses[examples])


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
        self.parts, self.back = PartPicker(look), TakenButton(look, self.selection)
        self.sorting = Picker(look, self.tr("Order"), self.tr("Always the same images, or the largest losses first"))
        for tool in (self.back, self.parts, self.sorting):
            self.header.add_tool(tool)
        self.sorting.offer({"order": self.tr("in order"), "worst": self.tr("worst first")})
        self._drawn: Samples | None = None
        self._newest: Samples | None = None
        self._taken: Taken | None = None
        self._images: dict[int, QImage] = {}
        self._calm = Calm(self._show_samples, self)
        self._connect()

    @classmethod
    def suits(cls, data: PreparedData) -> bool:
        return is_images(data)

    def prepare(self, data: PreparedData, config: ExperimentConfig) -> None:
        super().prepare(data, config)
        self.parts.offer_parts(data)
        self._follow()
        self._begin()

    def probe_now(self) -> Probe | None:
        return partial(probe, part=self.parts.part, worst=self._worst, taken=self.selection.taken)

    def draw(self, history: RunHistory, values: Any) -> None:
        if not isinstance(values, Samples) or values is self._newest:
            return
        asked = (self.parts.part or values.part, self._worst, self.selection.taken)
        if (values.part, values.worst, values.taken) == asked:
            self._newest = values
            # The same images all the time need no calm.
            show = self._calm.offer if values.worst or values.taken else self._show_samples
            show(values)

    def restyle(self, look: Look) -> None:
        super().restyle(look)
        for part in (self.gallery, self.parts, self.sorting, self.back):
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
        said = f"true <b>{named(true)}</b>, predicted <b>{named(given)}</b>, loss {loss}"
        return f"image {index + 1}: {said} · click to look inside"

    def resting_reading(self) -> str:
        """What the captions say, and in which order the images are."""
        text = self.tr("true → predicted, largest loss first") if self._worst else self.tr("true → predicted")
        drawn = self._drawn
        if drawn is None or drawn.taken is None or self.data is None:
            return text
        return f"{named(taken_text(self.data, drawn.taken))}: <b>{drawn.of:,}</b> · {text}"

    @property
    def _worst(self) -> bool:
        return self.sorting.chosen == "worst"

    # Gallery

    def _connect(self) -> None:
        self.parts.picked.connect(self._begin_again)
        self.sorting.picked.connect(self._begin_again)
        self._read_under(self.gallery.pointed, self.gallery.left, self.reading)
        self.gallery.pressed.connect(self._choose)
        self.selection.changed.connect(self._follow)

    def _follow(self) -> None:
        """The chosen cell and the chosen example, wherever they were chosen."""
        if self.data is None or not self.suits(self.data):
            return
        self.back.show_taken(self.data)
        self.header.place_legend()
        if self.selection.taken != self._taken:
            self._taken = self.selection.taken
            self._begin_again()
        self._mark()

    def _begin_again(self) -> None:
        self._begin()
        self.look_again()

    def _begin(self) -> None:
        """The first images of the part, before anything is known about them; of a cell, none are known yet."""
        part = self.parts.part
        if self.data is None or part is None:
            return
        self._calm.forget()
        self._show_body()
        self._images, self._drawn, self._newest = {}, None, None
        count = 0 if self._taken else min(SHOWN, len(self.data.part(part)))
        self._show(part, np.arange(count), None)

    def _show_samples(self, values: Samples) -> None:
        self._drawn = values
        self._show(values.part, values.examples, values.given)
        if values.taken is None or values.of or self.data is None:
            self._show_body()
        else:
            none = self.tr("No image of %1 is taken so now: %2.").replace("%1", values.part)
            self.show_empty(none.replace("%2", taken_text(self.data, values.taken)))

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
        self.read_again()

    def _pictures(self, part: PartName, examples: NDArray[np.intp]) -> list[QImage]:
        """Each image is made once as long as it is shown, so that it is known to be the same."""
        assert self.data is not None
        missing = [index for index in examples.tolist() if index not in self._images]
        made = pictures(self.data.part(part).some(missing), self.data)
        known = {**self._images, **dict(zip(missing, made, strict=True))}
        self._images = {index: known[index] for index in examples.tolist()}
        return [self._images[index] for index in examples.tolist()]

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
