"""A canvas to draw data on, and a mouse over it."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ffnn_gui.data.sets.drawn import Drawn
from ffnn_gui.engine import ExperimentConfig, Trainer
from ffnn_gui.ui.plots.intents import SetData
from ffnn_gui.ui.plots.kinds.draw import DrawPlot
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.theme import LIGHT, Metrics

LEFT = Qt.MouseButton.LeftButton
Open = Callable[[dict[str, Any]], "Easel"]


class Easel:
    """A plot with the mouse over its canvas."""

    def __init__(self, plot: DrawPlot, bot: QtBot) -> None:
        self.plot, self.board, self.bot = plot, plot.board, bot
        self.port = plot.board.canvas.viewport()
        self.wishes: list[SetData] = []
        plot.wanted.connect(self.wishes.append)

    def pixel(self, x1: float, x2: float) -> QPoint:
        canvas = self.board.canvas
        return canvas.mapFromScene(canvas.view.mapViewToScene(QPointF(x1, x2)))

    def press(self, x1: float, x2: float) -> None:
        self.bot.mousePress(self.port, LEFT, pos=self.pixel(x1, x2))

    def drag(self, *places: tuple[float, float]) -> None:
        self.press(*places[0])
        for place in places[1:]:
            self.bot.mouseMove(self.port, self.pixel(*place))
        self.bot.mouseRelease(self.port, LEFT, pos=self.pixel(*places[-1]))

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.bot.keyClick(self.board.canvas, key, modifier)

    def last(self) -> np.ndarray:
        """The points of the last wish."""
        value = self.wishes[-1].value
        return np.array(value.points if isinstance(value, Drawn) else value)

    def grant(self) -> None:
        """Do as the window does with the last wish."""
        wish, config = self.wishes[-1], self.plot._settings or self.plot.config
        assert config is not None
        self.plot.follow(config.with_value(wish.path, wish.value))


@pytest.fixture
def easel(qtbot: QtBot) -> Open:
    def make(data: dict[str, Any]) -> Easel:
        trainer = Trainer(ExperimentConfig.model_validate({"data": data}))
        plot = DrawPlot(Look(LIGHT, Metrics()))
        qtbot.addWidget(plot)
        plot.resize(500, 420)
        plot.prepare(trainer.data, trainer.config)
        plot.show()
        QApplication.processEvents()
        return Easel(plot, qtbot)

    return make
