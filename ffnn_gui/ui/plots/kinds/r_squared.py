"""How well the network predicts values: R², the share of their variance that it explains."""

from typing import ClassVar

from ffnn_gui.data import PreparedData
from ffnn_gui.ui.plots.export import Table
from ffnn_gui.ui.plots.kinds.accuracy import AccuracyPlot
from ffnn_gui.ui.plots.ranges import Range

FLOORS = (0.0, -0.5, -1.0)


class RSquaredPlot(AccuracyPlot):
    """R², which stands in the history where the accuracy of classes does."""

    name: ClassVar[str] = "r2"
    title: ClassVar[str] = "R²"
    order: ClassVar[float] = 19.5
    waiting: ClassVar[str] = "Press ▶ or Space to train:\nthe share of the variance that is explained rises here."
    y_title: str = "R²"
    factor: float = 1.0
    unit: str = ""

    @classmethod
    def suits(cls, data: PreparedData) -> bool:
        return data.task.kind == "regression"

    def y_range(self, low: float, high: float, now: Range | None) -> Range:
        """From a floor (worse than −1 is left to the readings) to 1."""
        return next((floor for floor in FLOORS if floor <= low), FLOORS[-1]), 1.03

    def table(self) -> Table:
        table = super().table()
        return Table([name.replace("accuracy", "r2") for name in table.columns], table.rows)
