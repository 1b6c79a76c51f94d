"""The network's answer behind the points: faint, and on all of the plane that is seen."""

from dataclasses import dataclass

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QRectF

from ffnn_gui.data import PreparedData
from ffnn_gui.engine import Trainer
from ffnn_gui.ui.plots.drawing.sight import Sight
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.plots.plane import SIDE, Answers, colours_of_classes, colours_of_values, largest_target

FAINT = 0.35
"""How opaque it is."""


@dataclass(frozen=True, eq=False)
class PlaneAnswer:
    """What the network says on a grid over a part of the plane, row 0 lowest."""

    part: Sight
    grid: Answers


def probe(trainer: Trainer, part: Sight | None = None) -> PlaneAnswer:
    """Ask the network on a grid over a part of the plane, else over that of the data: probabilities, or values."""
    across, up = part or trainer.data.bounds
    x1, x2 = np.meshgrid(np.linspace(*across, SIDE), np.linspace(*up, SIDE))
    outputs = trainer.network.predict(trainer.data.inputs_of(np.column_stack([x1.reshape(-1), x2.reshape(-1)])))
    classes = trainer.data.task.classes
    grid = trainer.loss.probabilities(outputs, len(classes)) if classes else outputs[:, 0]
    return PlaneAnswer((across, up), grid.reshape(SIDE, SIDE, *grid.shape[1:]))


class AnswerPicture(pg.ImageItem):
    """The picture of an answer."""

    def __init__(self) -> None:
        super().__init__(np.zeros((SIDE, SIDE, 4), np.uint8), axisOrder="row-major", autoLevels=False)
        self.setZValue(-200)
        self.setOpacity(FAINT)
        self.hide()

    def show_answer(self, answer: PlaneAnswer | None, data: PreparedData | None, look: Look) -> None:
        """Show what a network that learns these data says; nothing without an answer."""
        self.setVisible(answer is not None)
        if answer is None or data is None:
            return
        if data.task.kind == "regression":
            pixels = colours_of_values(answer.grid, largest_target(data))
        else:
            pixels = colours_of_classes(answer.grid, look)
        self.setImage(pixels, autoLevels=False)
        (left, right), (low, high) = answer.part
        self.setRect(QRectF(left, low, right - left, high - low))
