"""The learning rate over the epochs, and faintly what its schedule will make of it."""

from typing import Any, ClassVar

import numpy as np
import pyqtgraph as pg

from ffnn_gui.data import PreparedData
from ffnn_gui.engine import ExperimentConfig, RunHistory
from ffnn_gui.ui.plots.base import Place
from ffnn_gui.ui.plots.curves import CurvePlot, Series
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.plots.ranges import Range, stepped, stepped_epochs
from ffnn_gui.ui.plots.selection import Selection
from ffnn_gui.ui.plots.thinning import Points

AHEAD = 200


class RatePlot(CurvePlot):
    """The rate of each epoch so far, and the schedule ahead as long as nobody has changed the rate."""

    name: ClassVar[str] = "rate"
    title: ClassVar[str] = "Learning rate"
    order: ClassVar[float] = 50
    place: ClassVar[Place] = "strip"
    waiting: ClassVar[str] = "Press ▶ or Space to train:\nthe rate of each epoch appears here."
    y_title: str = "η"

    def __init__(self, look: Look, selection: Selection | None = None) -> None:
        super().__init__(look, selection)
        self._planned: tuple[float, Points, Points] = (0.0, np.empty(0), np.empty(0))
        self._ahead = self.chart.add(pg.PlotCurveItem())
        self._ahead.setZValue(-1)

    def series(self, data: PreparedData, config: ExperimentConfig) -> list[Series]:
        return [Series("learning_rate", "rate η", self.look.theme.accent)]

    def prepare(self, data: PreparedData, config: ExperimentConfig) -> None:
        self._planned = (0.0, np.empty(0), np.empty(0))
        super().prepare(data, config)
        self._ahead.setPen(self.look.pen(self.look.theme.series_penalty, 1, dashed=True))

    def y_range(self, low: float, high: float, now: Range | None) -> Range:
        """From 0, with room above a constant rate."""
        planned = self._planned[2]
        return stepped(0.0, 1.1 * max(high, float(planned.max()) if planned.size else high), now)

    def draw(self, history: RunHistory, values: Any) -> None:
        self._plan(history)
        super().draw(history, values)

    def draw_more(self, history: RunHistory) -> None:
        """The schedule ahead."""
        last, x, y = history.last("epoch"), *self._planned[1:]
        ahead = x >= last
        self._ahead.setVisible(not self.chart.log and int(ahead.sum()) > 1)
        if self._ahead.isVisible():
            self._ahead.setData(x[ahead], y[ahead])

    def restyle(self, look: Look) -> None:
        super().restyle(look)
        self._ahead.setPen(look.pen(look.theme.series_penalty, 1, dashed=True))

    def _plan(self, history: RunHistory) -> None:
        """The schedule up to the axis's end; nothing once the rate is another than planned."""
        assert self.config is not None
        rate, last = self.config.learning_rate.rate, int(history.last("epoch")) if len(history) else 0
        if last and not np.isclose(rate(last - 1), history.last("learning_rate")):
            self._planned = (0.0, np.empty(0), np.empty(0))
            return
        end = min(stepped_epochs(last)[1], self.config.epochs)
        if end != self._planned[0]:
            x = np.unique(np.linspace(1, end, AHEAD).round())
            self._planned = end, x, np.array([rate(int(epoch) - 1) for epoch in x])
