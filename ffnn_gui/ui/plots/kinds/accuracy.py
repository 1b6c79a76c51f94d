"""How often the network is right, on the training and the validation part."""

from typing import ClassVar

from ffnn_gui.data import PreparedData
from ffnn_gui.engine import ExperimentConfig
from ffnn_gui.ui.plots.base import Place
from ffnn_gui.ui.plots.curves import CurvePlot, Series
from ffnn_gui.ui.plots.ranges import Range


class AccuracyPlot(CurvePlot):
    """Accuracy in percent."""

    name: ClassVar[str] = "accuracy"
    title: ClassVar[str] = "Accuracy"
    order: ClassVar[float] = 20
    place: ClassVar[Place] = "side"
    waiting: ClassVar[str] = "Press ▶ or Space to train:\nthe share of right answers rises here."
    y_title: str = "% right"
    factor: float = 100.0
    unit: str = " %"

    @classmethod
    def suits(cls, data: PreparedData) -> bool:
        return data.task.kind == "classification"

    def series(self, data: PreparedData, config: ExperimentConfig) -> list[Series]:
        theme = self.look.theme
        chosen = [Series("train_accuracy", "training", theme.series_training)]
        if len(data.validation):
            chosen.append(Series("validation_accuracy", "validation", theme.series_validation))
        return chosen

    def y_range(self, low: float, high: float, now: Range | None) -> Range:
        """0 to 100 %."""
        return 0.0, 1.03 * self.factor
