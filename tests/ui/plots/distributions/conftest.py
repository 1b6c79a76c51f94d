"""Distributions of small networks, probed and drawn as the window does it."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF
from pytestqt.qtbot import QtBot

from ffnn_gui.engine import ExperimentConfig, RunHistory, Trainer
from ffnn_gui.insight import Unit
from ffnn_gui.ui.plots.distributions.choices import View
from ffnn_gui.ui.plots.distributions.looks import Distribution
from ffnn_gui.ui.plots.kinds.distributions import DistributionsPlot
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.plots.selection import Selection
from ffnn_gui.ui.theme import LIGHT, Metrics
from tests.ui.plots.conftest import Trained, train

Get = Callable[[str], Trained]
NORMED = {"network": {"hidden": [{"units": 6, "batch_norm": True}, {"units": 5, "activation": "relu"}]}}
ALIKE = {"network": {"hidden": [{"units": 6, "activation": "sigmoid"}, {"units": 5, "activation": "sigmoid"}]}}


@pytest.fixture(scope="module")
def normed() -> Trainer:
    return train(NORMED, epochs=3)[0]


@pytest.fixture
def plot(qtbot: QtBot) -> DistributionsPlot:
    plot = DistributionsPlot(Look(LIGHT, Metrics()), Selection())
    qtbot.addWidget(plot)
    plot.resize(900, 190)
    return plot


def look_at(plot: DistributionsPlot, trainer: Trainer) -> Any:
    """Probe and draw what the plot asks for now."""
    probe = plot.probe_now()
    assert probe is not None
    values = probe(trainer)
    plot.draw(RunHistory(1), values)
    return values


def shown(plot: DistributionsPlot, trainer: Trainer, view: View = "z", layer: int = 0) -> Any:
    """Prepare, choose, probe and draw."""
    plot.prepare(trainer.data, trainer.config)
    plot.choices.show_view(view)
    plot.selection.choose_unit(Unit(layer, 0))
    plot.show()
    return look_at(plot, trainer)


def pixels(plot: DistributionsPlot) -> bytes:
    image = plot.grab().toImage()
    return bytes(image.constBits())


@pytest.fixture
def seen(plot: DistributionsPlot) -> list[Distribution]:
    """A plot that has watched a run of 20 epochs."""
    trainer = Trainer(ExperimentConfig.model_validate({"epochs": 20}))
    return [shown(plot, trainer), *(look_at(plot, trainer) for _ in trainer.run())]


def place_of(plot: DistributionsPlot, epoch: int) -> QPoint:
    histogram_ = plot.sheet.histogram()
    assert histogram_ is not None
    axes = plot.sheet._history_axes(histogram_)
    return QPointF(axes.across(epoch), axes.box.center().y()).toPoint()
