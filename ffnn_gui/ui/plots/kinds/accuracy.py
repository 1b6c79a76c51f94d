"""How often the network is right; for values R², the share of their variance that it explains."""

from typing import ClassVar

from ffnn_gui.data import PreparedData
from ffnn_gui.engine import ExperimentConfig
from ffnn_gui.ui.plots.base import Place
from ffnn_gui.ui.plots.curves import CurvePlot, Series
from ffnn_gui.ui.plots.ranges import Range

FLOORS = (0.0, -0.5, -1.0)


class AccuracyPlot(CurvePlot):
    """Accuracy in percent, or R², on the training and the validation part."""

    name: ClassVar[str] = "accuracy"
    title: ClassVar[str] = "Accuracy"
    order: ClassVar[float] = 20
    place: ClassVar[Place] = "side"
    waiting: ClassVar[str] = "Press ▶ or Space to train:\nthe share of right answers rises here."
    y_title: str = "% right"
    factor: float = 100.0
    unit: str = " %"

    def series(self, data: PreparedData, config: ExperimentConfig) -> list[Series]:
        theme = self.look.theme
        chosen = [Series("train_accuracy", "training", theme.series_training)]
        if len(data.validation):
            chosen.append(Series("validation_accuracy", "validation", theme.series_validation))
        return chosen

    def prepare(self, data: PreparedData, config: ExperimentConfig) -> None:
        values = data.task.kind == "regression"
        self.factor, self.unit = (1.0, "") if values else (100.0, " %")
        self.y_title = "R²" if values else type(self).y_title
        self.header.title.setText("R²" if values else self.title)
        super().prepare(data, config)

    def y_range(self, low: float, high: float, now: Range | None) -> Range:
        """0 to 100 %, or for R² from a floor (worse than −1 is left to the readings) to 1."""
        top = self.factor
        floor = next((floor for floor in FLOORS if floor * top <= low), FLOORS[-1]) * top
        return floor, top * 1.03
