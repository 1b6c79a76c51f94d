"""The loss over the epochs: what training makes small, on examples it sees and on examples it does not.

The penalty on the weights is a curve of its own; the best epoch is where the validation loss was lowest.
"""

from typing import Any, ClassVar

import pyqtgraph as pg

from ffnn_gui.data import PreparedData
from ffnn_gui.engine import ExperimentConfig, RunHistory
from ffnn_gui.ui.plots.base import Place
from ffnn_gui.ui.plots.curves import CurvePlot, Series
from ffnn_gui.ui.plots.line_label import LineLabel
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.plots.selection import Selection


class LossPlot(CurvePlot):
    """Training and validation loss, penalty, best epoch."""

    name: ClassVar[str] = "loss"
    title: ClassVar[str] = "Loss"
    order: ClassVar[float] = 10
    place: ClassVar[Place] = "side"
    waiting: ClassVar[str] = "Press ▶ or Space to train:\nthe loss falls here, epoch by epoch."
    y_title: str = "mean loss"

    def __init__(self, look: Look, selection: Selection | None = None) -> None:
        super().__init__(look, selection)
        self._penalized = False
        self._best = self.chart.add(pg.InfiniteLine(angle=90, movable=False))
        self._label = LineLabel(self._best, "best {value:,.0f}")
        self.chart.view.sigResized.connect(lambda _: self._make_way())
        self._best.hide()

    def series(self, data: PreparedData, config: ExperimentConfig) -> list[Series]:
        theme, penalties = self.look.theme, config.regularization
        chosen = [Series("train_loss", "training", theme.series_training)]
        if len(data.validation):
            chosen.append(Series("validation_loss", "validation", theme.series_validation))
        if penalties.l2 or penalties.l1 or self._penalized:
            chosen.append(Series("penalty", "penalty", theme.series_penalty))
        return chosen

    def prepare(self, data: PreparedData, config: ExperimentConfig) -> None:
        self._penalized = False
        super().prepare(data, config)
        self._best.hide()

    def draw(self, history: RunHistory, values: Any) -> None:
        if not self._penalized and self._has_penalty(history):
            self._penalized = True
            self._remake()
        super().draw(history, values)

    def _has_penalty(self, history: RunHistory) -> bool:
        """Whether weights cost something now, or did in what a session brings with it."""
        if history is self._history:
            return history.last("penalty") > 0
        return bool(history.column("penalty").any())

    def draw_more(self, history: RunHistory) -> None:
        """The best epoch's line, and its number beside it."""
        best = history.last("best_epoch")
        self._best.setVisible(best > 0)
        if best > 0 and best != self._best.value():
            self._best.setPos(best)
        self._make_way()

    def _make_way(self) -> None:
        if self._best.isVisible():
            self._label.make_way(self._curves.values())

    def _remake(self) -> None:
        super()._remake()
        self._best.setPen(self.look.pen(self.look.theme.text_muted, 1, dashed=True))
        self._label.setColor(self.look.theme.text_muted)
        self._label.setFont(self.look.small)
