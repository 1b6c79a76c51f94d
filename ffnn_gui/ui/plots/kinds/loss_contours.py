"""Why inputs are normalized: a small model's way down its loss, with its inputs as they are and normalized.

Without normalization the valley is narrow, and the path leaps from one side of it to the other.
"""

from collections.abc import Iterator
from typing import Any, ClassVar, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from ffnn_gui.data import PreparedData
from ffnn_gui.engine import ExperimentConfig, RunHistory, Trainer
from ffnn_gui.engine.optimizers import Optimizer
from ffnn_gui.insight.descent import Descent, descents, has_two_weights, normalization
from ffnn_gui.ui.plots.base import Place, Plot
from ffnn_gui.ui.plots.contours.landscape import Landscape
from ffnn_gui.ui.plots.export import Table
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.plots.readings import number
from ffnn_gui.ui.plots.selection import Selection

NARROW = 3.0
"""From this ratio of length to width on, a valley is called narrow."""


class Ways(NamedTuple):
    """Both ways, how many updates the run has made, and the optimizer of all three."""

    descents: tuple[Descent, Descent]
    updates: int
    optimizer: Optimizer


def probe(trainer: Trainer) -> Ways:
    """Both ways for the run's settings, as far as they have come: each look takes them a little further."""
    return Ways(descents(trainer), trainer.updates, trainer.config.optimizer)


class LossContoursPlot(Plot):
    """Two landscapes side by side; the paths on them are as long as the run has made updates."""

    name: ClassVar[str] = "loss_contours"
    title: ClassVar[str] = "Loss contours"
    order: ClassVar[float] = 13
    place: ClassVar[Place] = "main"
    wide: ClassVar[bool] = True
    weight: ClassVar[float] = 4.0
    waiting: ClassVar[str] = "Choose data with two features and two classes or one value:\nloss contours appear here."
    probe = staticmethod(probe)

    def __init__(self, look: Look, selection: Selection | None = None) -> None:
        super().__init__(look, selection)
        self._ways: Ways | None = None
        self.landscapes = (Landscape(look), Landscape(look))
        self.notes = (QLabel(), QLabel())
        self.captions = (QLabel(self.tr("inputs as they are")), QLabel())
        body = QWidget()
        grid = QGridLayout(body)
        grid.setContentsMargins(0, 0, 0, 0)
        rows: tuple[tuple[QWidget, ...], ...] = (self.captions, self.notes, self.landscapes)
        for row, parts in enumerate(rows):
            for column, part in enumerate(parts):
                grid.addWidget(part, row, column)
                grid.setColumnStretch(column, 1)
        grid.setRowStretch(2, 1)
        for label in (*self.captions, *self.notes):
            label.setProperty("role", "small")
            label.setWordWrap(True)
            label.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._set_body(body)
        self.header.title.setText(self.tr("Loss contours of a model without hidden layers"))

    @classmethod
    def suits(cls, data: PreparedData) -> bool:
        return has_two_weights(data.task)

    def prepare(self, data: PreparedData, config: ExperimentConfig) -> None:
        super().prepare(data, config)
        self._ways = None
        # Without the remark in brackets: there is room for a line.
        called = normalization(config).label.partition(" (")[0].lower()
        self.captions[1].setText(self.tr("inputs normalized: %1").replace("%1", called))
        for landscape in self.landscapes:
            landscape.clear()
        for note in self.notes:
            note.setText("")
        self._show_body()

    def draw(self, history: RunHistory, values: Any) -> None:
        if values is None or values == self._ways:
            return
        self._ways = values
        for landscape, note, descent in zip(self.landscapes, self.notes, values.descents, strict=True):
            landscape.show_descent(descent, values.updates)
            note.setText(self._said(descent, values))
        if not all(descent.complete for descent in values.descents):
            self.look_again()

    def restyle(self, look: Look) -> None:
        super().restyle(look)
        for landscape in self.landscapes:
            landscape.restyle(look)

    def table(self) -> Table:
        """A row an update: both weights without normalization, and with it."""
        names = ("w1", "w2", "w1 normalized", "w2 normalized")
        return Table(("update", *names), self._rows_of_table())

    def _rows_of_table(self) -> Iterator[tuple[float, ...]]:
        if self._ways is not None:
            first, second = self._ways.descents
            for update, (one, other) in enumerate(zip(first.path, second.path, strict=False)):
                yield (update, *one.tolist(), *other.tolist())

    def _said(self, descent: Descent, ways: Ways) -> str:
        """How narrow the valley is, and how far the path has come."""
        done = min(ways.updates, len(descent.path) - 1)
        if not done:
            far = self.tr("Train, and watch the path grow.")
        else:
            far = self.tr("The path of %1 updates.").replace("%1", f"{done:,}")
        round_ = self.tr("Nearly round: one rate suits both weights.")
        return f"{self._narrow(descent, ways.optimizer) if descent.stretch >= NARROW else round_} {far}"

    def _narrow(self, descent: Descent, optimizer: Optimizer) -> str:
        """How narrow it is, and what that does to the optimizer."""
        plain = self.tr("Valley about %1 times as long as wide: a rate that suits one weight does not suit the other.")
        scaled = self.tr(
            "Valley about %1 times as long as wide. %2 scales each weight's step by itself; gradient descent does not: "
            "choose it to see the path zig-zag."
        )
        text = scaled.replace("%2", optimizer.label) if optimizer.squares else plain
        return text.replace("%1", number(float(f"{descent.stretch:.2g}")))
