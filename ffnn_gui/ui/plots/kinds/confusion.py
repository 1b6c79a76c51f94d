"""The confusion matrix: which classes the network takes for which others, and how good it is on each.

Right answers stand on the diagonal; everything else is wrong, and red. Below are the worst mistakes; a click on a cell
shows its examples instead, here and among the samples.
"""

from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from ffnn_gui.data import PartName, PreparedData
from ffnn_gui.engine import ExperimentConfig, RunHistory, Trainer
from ffnn_gui.insight.judgement import Counts, confusion, worst_first
from ffnn_gui.insight.places import Taken
from ffnn_gui.insight.verdict import chosen_by, judged_first, verdict
from ffnn_gui.ui.plots.base import Place, Plot, Probe
from ffnn_gui.ui.plots.examples import example_at
from ffnn_gui.ui.plots.export import Table
from ffnn_gui.ui.plots.images import pictures
from ffnn_gui.ui.plots.judging.calm import Calm
from ffnn_gui.ui.plots.judging.caption import Caption, of_features
from ffnn_gui.ui.plots.judging.matrix import Matrix
from ffnn_gui.ui.plots.judging.part_picker import PartPicker
from ffnn_gui.ui.plots.judging.strip import MOST, Strip
from ffnn_gui.ui.plots.judging.taken_button import TakenButton, taken_text
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.plots.picker import Picker
from ffnn_gui.ui.plots.readings import named, whole_percent
from ffnn_gui.ui.plots.selection import Selection

LOW = 320
"""Pixels of height, at scale 1, below which the examples stand beside the matrix."""

BESIDE = 0.45
"""The share of the width that they take there."""


@dataclass(frozen=True, eq=False)
class Confusion:
    """`counts` of a part, and some of its examples, worst first: the chosen cell's, or all that are wrong.

    Attributes: examples: their numbers in the part; given: the classes they are taken for, (examples,)
    """

    part: PartName
    counts: Counts
    taken: Taken | None
    examples: NDArray[np.intp]
    given: NDArray[np.int64]


def probe(trainer: Trainer, part: PartName | None = None, taken: Taken | None = None) -> Confusion:
    """How many examples of each class (row) the network takes for each class (column), and the worst of a cell."""
    found = verdict(trainer, part or judged_first(trainer.data))
    counts = confusion(found.truth, found.given, len(trainer.data.task.classes))
    inside = np.flatnonzero(found.truth != found.given) if taken is None else chosen_by(found, taken)
    examples = inside[worst_first(found.losses[inside], MOST)]
    return Confusion(found.part, counts, taken, examples, found.given[examples])


class ConfusionPlot(Plot):
    """Counts or rates of the validation part first; of the training part where there is no other."""

    name: ClassVar[str] = "confusion"
    title: ClassVar[str] = "Confusion matrix"
    order: ClassVar[float] = 2
    place: ClassVar[Place] = "output"
    waiting: ClassVar[str] = "Choose data with classes:\nwhich are taken for which appears here."
    probe = staticmethod(probe)

    def __init__(self, look: Look, selection: Selection | None = None) -> None:
        super().__init__(look, selection)
        self.matrix, self.strip = Matrix(look), Strip(look)
        self.parts, self.back = PartPicker(look), TakenButton(look, self.selection)
        self.form = Picker(
            look,
            self.tr("What is shown"),
            self.tr("Counts, shares of each true class, or counts and precision, recall and F1"),
        )
        forms = {
            "counts": self.tr("counts"),
            "rates": self.tr("rates in %"),
            "measures": self.tr("measures"),
        }
        self.form.offer(forms, brief={form: [text] for form, text in forms.items()})
        self._newest: Confusion | None = None
        self._below: Confusion | None = None
        self._calm = Calm(self._show_examples, self)
        body = QWidget()
        self._parts = QBoxLayout(QBoxLayout.Direction.TopToBottom, body)
        self._parts.setContentsMargins(0, 0, 0, 0)
        self._parts.setSpacing(0)
        self._parts.addWidget(self.matrix, 1)
        self._parts.addWidget(self.strip)
        self._set_body(body)
        for tool in (self.back, self.parts, self.form):
            self.header.add_tool(tool)
        self._connect()

    @classmethod
    def suits(cls, data: PreparedData) -> bool:
        return data.task.kind == "classification"

    def prepare(self, data: PreparedData, config: ExperimentConfig) -> None:
        super().prepare(data, config)
        self.parts.offer_parts(data)
        self.matrix.show_counts(None, data.task.classes)
        self._begin_again()
        self._fit_strip()
        self._follow()
        self.show_empty(self.tr("The answers of the network appear here."))

    def probe_now(self) -> Probe | None:
        return partial(probe, part=self.parts.part, taken=self.selection.taken)

    def draw(self, history: RunHistory, values: Any) -> None:
        if not isinstance(values, Confusion) or self.data is None or values is self._newest:
            return
        if values.part != (self.parts.part or values.part):
            return
        self._newest = values
        self._show_body()
        self.matrix.show_counts(values.counts, self.data.task.classes)
        if values.taken == self.selection.taken:
            self._calm.offer(values)
        self.read_again()

    def choose(self, taken: Taken | None) -> None:
        """Show the examples of a cell only; all that are wrong for None or for the cell chosen before."""
        self.selection.choose_taken(None if taken == self.selection.taken else taken)

    def restyle(self, look: Look) -> None:
        super().restyle(look)
        for part in (self.matrix, self.strip, self.parts, self.form, self.back):
            part.restyle(look)
        self._fit_strip()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_strip()

    def table(self) -> Table:
        """A row a pair of classes: true, predicted, examples, their share of the true class; then the measures."""
        counts, scores, names = self.matrix.counts, self.matrix.scores, self.matrix.names
        columns = ("true", "predicted", "examples", "rate", "precision", "recall", "F1")
        if counts is None or scores is None:
            return Table(columns, ())
        cells = [(row, column, int(count)) for (row, column), count in np.ndenumerate(counts)]
        of = np.maximum(scores.examples, 1)
        shares = np.stack([scores.precision, scores.recall, scores.f1], axis=1).tolist()
        # The measures are the class's: they stand beside its right answers.
        rows = (
            (names[row], names[column], count, count / of[row], *(shares[row] if row == column else ("", "", "")))
            for row, column, count in cells
        )
        return Table(columns, rows)

    def reading(self, row: int, column: int) -> str:
        """How many of a class are taken for another, as rich text."""
        counts, names = self.matrix.counts, self.matrix.names
        if counts is None:
            return ""
        of = counts[row].sum()
        share = f" ({100 * counts[row, column] / of:.1f} %)" if of else ""
        return f"true {named(names[row])} → {named(names[column])}: <b>{counts[row, column]:,}</b> of {of:,}{share}"

    def example_reading(self, row: int, column: int) -> str:
        """Which example stands at a place of the strip, as rich text."""
        below, place = self._below, self.strip.place(row, column)
        if below is None or self.data is None or place >= len(below.examples):
            return ""
        label = example_at(self.data, int(below.examples[place]), below.part).label
        taken = named(taken_text(self.data, self._taken_at(below, place)))
        return f"{named(label)}: {taken} · click to choose it"

    def resting_reading(self) -> str:
        """The accuracy."""
        scores = self.matrix.scores
        return self.tr("accuracy %1").replace("%1", f"<b>{named(whole_percent(scores.accuracy))}</b>") if scores else ""

    # Header, matrix and strip

    def _connect(self) -> None:
        self.parts.picked.connect(self._look_elsewhere)
        self.form.picked.connect(self._take_form)
        self.selection.changed.connect(self._follow)
        self._read_under(self.matrix.pointed, self.matrix.left, self.reading)
        self._read_under(self.strip.pointed, self.strip.left, self.example_reading)
        self.matrix.pressed.connect(lambda row, column: self.choose(Taken(row, column)))
        self.strip.pressed.connect(self._choose_example)

    def _follow(self) -> None:
        """The chosen cell, wherever it was chosen."""
        taken, data = self.selection.taken, self.data
        if data is None or not self.suits(data):
            return
        cell = None if taken is None else (taken.true, taken.given)
        if cell not in (None, self.matrix.chosen) and self.strip.isHidden():
            # Its examples stand where the measures were: what is chosen above says what is seen.
            self.form.choose("counts")
            self._take_form("counts")
        self.back.show_taken(data)
        self.header.place_legend()
        if cell != self.matrix.chosen:
            self.matrix.choose(cell)
            self._fit_strip()
            # What stands below stays, with its sentence, until the answer is there.
            self._calm.forget()
            self.look_again()

    def _take_form(self, form: str) -> None:
        self.matrix.show_as(rates=form == "rates", measures=form == "measures")
        self._fit_strip()

    def _look_elsewhere(self) -> None:
        self._begin_again()
        self.look_again()

    def _begin_again(self) -> None:
        """What was seen is of other examples."""
        self._newest = self._below = None
        self._calm.forget()
        self.strip.show_examples("", (), (), wrong=False)

    def _show_examples(self, values: Confusion) -> None:
        if self.data is None:
            return
        self._below = values
        part, task, names = self.data.part(values.part), self.data.task, self.data.task.classes
        raw = part.some(values.examples)
        pairs = [
            f"{names[true]} → {names[given]}" for true, given in zip(part.y[values.examples], values.given, strict=True)
        ]
        images = task.image_shape is not None
        shown = pictures(raw, self.data) if images else ()
        # Of a chosen cell all are of the same pair, which stands above.
        told = pairs if values.taken is None else [""] * len(pairs)
        captions = (
            [Caption(pair) for pair in pairs]
            if images
            else [of_features(words, row) for words, row in zip(told, raw, strict=True)]
        )
        wrong = values.taken is None or values.taken.wrong
        self.strip.show_examples(self._sentence(values), shown, captions, wrong=wrong)

    def _sentence(self, values: Confusion) -> str:
        counts, taken, names = values.counts, values.taken, self.matrix.names
        if taken is None:
            wrong, of = counts.sum() - np.trace(counts), counts.sum()
            text = self.tr("%3: %1 of %2 wrong, the worst first") if wrong else self.tr("%3: none of %2 wrong")
            return text.replace("%1", f"{wrong:,}").replace("%2", f"{of:,}").replace("%3", values.part)
        count = int(counts[taken.true, taken.given])
        if taken.wrong:
            text, order = self.tr("%1 of class %2 taken for %3"), self.tr(", the worst first")
        else:
            text, order = self.tr("%1 of class %2 found"), self.tr(", the least sure first")
        text = text.replace("%1", f"{count:,}" if count else self.tr("none")) + order * (count > 1)
        return text.replace("%2", names[taken.true]).replace("%3", names[taken.given])

    def _taken_at(self, below: Confusion, place: int) -> Taken:
        assert self.data is not None
        return Taken(int(self.data.part(below.part).y[below.examples[place]]), int(below.given[place]))

    def _fit_strip(self) -> None:
        """The examples stand below the matrix, or beside it where that would leave it no height."""
        images = self.data is not None and self.data.task.image_shape is not None
        beside = self.height() < self.look.metrics.px(LOW)
        # Where the measures stand there is no room for both.
        self.strip.setVisible(not (beside and self.form.chosen == "measures"))
        if beside:
            self._parts.setDirection(QBoxLayout.Direction.LeftToRight)
            self.strip.beside(round(BESIDE * self.width()))
        else:
            self._parts.setDirection(QBoxLayout.Direction.TopToBottom)
            self.strip.below(images=images)

    def _choose_example(self, row: int, column: int) -> None:
        below, place = self._below, self.strip.place(row, column)
        if below is not None and self.data is not None and place < len(below.examples):
            self.selection.choose_example(example_at(self.data, int(below.examples[place]), below.part))
