"""The network's picture of small and large networks, and what it asks for."""

from collections.abc import Callable
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from ffnn_gui.engine import ExperimentConfig, RunHistory, Trainer
from ffnn_gui.engine.arrays import quiet
from ffnn_gui.ui.plots.kinds.network import NetworkPlot
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.theme import LIGHT, Metrics

RELU = {"kind": "relu"}
ZEROS = {"kind": "zeros"}


def hidden(*units: int, **fields: Any) -> dict[str, Any]:
    """A network's hidden layers, all alike but for their size."""
    return {"hidden": [{"units": count, **fields} for count in units]}


def trainer_of(updates: int = 1, **raw: Any) -> Trainer:
    """A trainer after so many updates."""
    trainer = Trainer(ExperimentConfig.model_validate(raw))
    steps = trainer.steps()
    with quiet():
        while trainer.updates < updates:
            next(steps)
    return trainer


def update(plot: NetworkPlot, trainer: Trainer) -> None:
    """Probe with what the plot looks at, and draw."""
    probe = plot.probe_now()
    assert probe is not None
    plot.draw(RunHistory(1), probe(trainer))


Show = Callable[..., NetworkPlot]


@pytest.fixture
def show(qtbot: QtBot) -> Show:
    """Show a trainer's network in a plot."""

    def show(trainer: Trainer, width: int = 540, height: int = 440) -> NetworkPlot:
        plot = NetworkPlot(Look(LIGHT, Metrics()))
        qtbot.addWidget(plot)
        plot.resize(width, height)
        plot.show()
        qtbot.waitExposed(plot)
        plot.prepare(trainer.data, trainer.config)
        plot.view.move_ring(None)
        update(plot, trainer)
        return plot

    return show


def picture_of(plot: NetworkPlot) -> Any:
    return plot._picture
