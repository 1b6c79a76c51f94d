"""The confusion matrix: which classes the network takes for which others, and how good it is on each.

Right answers stand on the diagonal; everything else is wrong, and red. A click on a cell shows its examples.
"""

from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ffnn_gui.data import PartName, PreparedData
from ffnn_gui.engine import ExperimentConfig, RunHistory, Trainer
from ffnn_gui.insight.judgement import Counts, confusion, worst_first
from ffnn_gui.insight.verdict import judged_first, verdict
from ffnn_gui.ui.plots.base import Place, Plot, Probe
from ffnn_gui.ui.plots.examples import example_at
from ffnn_gui.ui.plots.export import Table
from ffnn_gui.ui.plots.judging.matrix import Cell, Matrix, percent
from ffnn_gui.ui.plots.judging.part_picker import PartPicker
from ffnn_gui.ui.plots.judging.strip import MOST, Strip
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.plots.picker import Picker
from ffnn_gui.ui.plots.selection import Selection


@dataclass(frozen=True, eq=False)
class Confusion:
    """`counts` of a part, and the chosen cell's examples: their numbers in the part, worst first."""

    part: PartName
    counts: Counts
    cell: Cell | None
    examples: NDArray[np.intp]


def probe(trainer: Trainer, part: PartName | None = None, cell: Cell | None = None) -> Confusion:
    """How many examples of each class (row) the network takes for each class (column), and a cell's examples."""
    found = verdict(trainer, part or judged_first(trainer.data))
    counts = confusion(found.truth, found.given, len(trainer.data.task.classes))
    examples = np.empty(0, np.intp)
    if cell is not None:
        inside = np.flatnonzero((found.truth == cell[0]) & (found.given == cell[1]))
        examples = inside[worst_first(found.losses[inside], MOST)]
    return Confusion(found.part, counts, cell, examples)


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
        self.parts = PartPicker(look)
        self.form = Picker(look, self.tr("Counts or rates"), self.tr("Counts, or shares of each true class"))
        self.form.offer({"counts": self.tr("counts"), "rates": self.tr("rates in %")})
        self._newest: Confusion | None = None
        body = QWidget()
        rows = QVBoxLayout(body)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.matrix, 1)
        rows.addWidget(self.strip)
        self.strip.hide()
        self._set_body(body)
        for tool in (self.parts, self.form):
            self.header.add_tool(tool)
        self._rates = self._add_option(self.tr("Rates instead of counts"), self.show_rates, checked=False)
        self._connect()

    @classmethod
    def suits(cls, data: PreparedData) -> bool:
        return data.task.kind == "classification"

    def prepare(self, data: PreparedData, config: ExperimentConfig) -> None:
        super().prepare(data, config)
        self._newest = None
        self.choose(None)
        self.parts.offer_parts(data)
        self.header.place_legend()
        self.matrix.show_counts(None, data.task.classes)
        self.show_empty(self.tr("The answers of the network appear here."))

    def probe_now(self) -> Probe | None:
        return partial(probe, part=self.parts.part, cell=self.matrix.chosen)

    def draw(self, history: RunHistory, values: Any) -> None:
        if not isinstance(values, Confusion) or self.data is None or values is self._newest:
            return
        if values.part != (self.parts.part or values.part):
            return
        self._newest = values
        self._show_body()
        self.matrix.show_counts(values.counts, self.data.task.classes)
        if values.cell == self.matrix.chosen:
            self._show_examples(values)

    def show_rates(self, rates: bool) -> None:
        """Show shares of each true class instead of counts."""
        self.form.choose("rates" if rates else "counts")
        self._rates.setChecked(rates)
        self.matrix.show_rates(rates)

    def choose(self, cell: Cell | None) -> None:
        """Show the examples of a cell, true and predicted class; none for None or for the cell chosen before."""
        self.matrix.choose(None if cell == self.matrix.chosen else cell)
        if self.matrix.chosen is None:
            self.strip.hide()
        else:
            self.look_again()

    def restyle(self, look: Look) -> None:
        super().restyle(look)
        for part in (self.matrix, self.strip, self.parts, self.form):
            part.restyle(look)
        self.strip.setFixedHeight(self._strip_height())

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
        return f"true {names[row]} → {names[column]}: <b>{counts[row, column]:,}</b> of {of:,}{share}"

    def example_reading(self, place: int) -> str:
        """Which example stands at a place of the strip."""
        newest = self._newest
        if newest is None or self.data is None or place >= len(newest.examples):
            return ""
        label = example_at(self.data, int(newest.examples[place]), newest.part).label
        return f"{label} · click to choose it"

    # Header, matrix and strip

    def _connect(self) -> None:
        self.parts.picked.connect(lambda _: self.look_again())
        self.form.picked.connect(lambda key: self.show_rates(key == "rates"))
        self.matrix.pointed.connect(lambda row, column: self.header.read(self.reading(row, column)))
        self.matrix.pressed.connect(lambda row, column: self.choose((row, column)))
        self.strip.pointed.connect(lambda _, place: self.header.read(self.example_reading(place)))
        self.strip.pressed.connect(lambda _, place: self._choose_example(place))
        for canvas in (self.matrix, self.strip):
            canvas.left.connect(self._show_accuracy)

    def _show_accuracy(self) -> None:
        """What stands in the header while nothing is pointed at."""
        scores = self.matrix.scores
        text = self.tr("accuracy %1").replace("%1", f"<b>{percent(scores.accuracy)}</b>") if scores else ""
        self.header.read(text)

    def _show_examples(self, values: Confusion) -> None:
        self._show_accuracy()
        if values.cell is None or self.data is None:
            return
        raw = self.data.part(values.part).some(values.examples)
        self.strip.setFixedHeight(self._strip_height())
        wrong = values.cell[0] != values.cell[1]
        self.strip.show_examples(self._sentence(values.cell, values.counts), raw, self.data.task, wrong=wrong)
        self.strip.show()

    def _sentence(self, cell: Cell, counts: Counts) -> str:
        true, given = (self.matrix.names[index] for index in cell)
        if true == given:
            text = self.tr("%1 of class %2 found, the least sure first")
        else:
            text = self.tr("%1 of class %2 taken for %3, the worst first")
        return text.replace("%1", f"{counts[cell]:,}").replace("%2", true).replace("%3", given)

    def _strip_height(self) -> int:
        return self.strip.high(images=self.data is not None and self.data.task.image_shape is not None)

    def _choose_example(self, place: int) -> None:
        newest = self._newest
        if newest is not None and self.data is not None and place < len(newest.examples):
            self.selection.choose_example(example_at(self.data, int(newest.examples[place]), newest.part))
