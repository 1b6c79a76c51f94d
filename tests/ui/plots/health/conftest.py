"""A health strip, and what is shown in it."""

from collections.abc import Callable
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from ffnn_gui.engine import RunHistory, Trainer
from ffnn_gui.ui.plots.kinds import health
from ffnn_gui.ui.plots.kinds.health import Checkup, HealthPlot
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.plots.selection import Selection
from ffnn_gui.ui.theme import LIGHT, Metrics
from tests.ui.plots.conftest import Trained

Get = Callable[[str], Trained]
DEAD = {"network": {"hidden": [{"units": 4}, {"units": 4, "activation": "relu", "bias": -50.0}]}}


def hidden(layers: int, **fields: Any) -> dict[str, Any]:
    return {"network": {"hidden": [{"units": 4, **fields} for _ in range(layers)]}}


@pytest.fixture
def plot(qtbot: QtBot) -> HealthPlot:
    plot = HealthPlot(Look(LIGHT, Metrics()), Selection())
    qtbot.addWidget(plot)
    plot.resize(900, 190)
    return plot


def show(plot: HealthPlot, trainer: Trainer) -> Checkup:
    plot.prepare(trainer.data, trainer.config)
    checkup = health.probe(trainer)
    plot.draw(RunHistory(1), checkup)
    plot.show()
    return checkup
