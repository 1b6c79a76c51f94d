"""The penalty has a curve of its own as soon as there is one, and as long as it can be seen."""

from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from ffnn_gui.engine import RunHistory, Trainer
from ffnn_gui.ui.plots.kinds.loss import LossPlot
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.theme import DARK, LIGHT, Metrics
from tests.ui.plots.conftest import train


@pytest.fixture
def plot(qtbot: QtBot) -> LossPlot:
    plot = LossPlot(Look(LIGHT, Metrics()))
    qtbot.addWidget(plot)
    return plot


def curves(plot: LossPlot) -> list[str]:
    shown = [button.entry.name for button in plot.header.legend._buttons]
    assert shown == [name for name in plot._curves if name in shown]
    assert list(plot.table().columns) == ["epoch", *shown]
    return shown


def begun(penalties: dict[str, Any]) -> tuple[Trainer, RunHistory]:
    return train({"data": {"kind": "circle", "samples": 60}, "regularization": penalties}, epochs=2)


def go_on(trainer: Trainer, history: RunHistory, **penalties: float) -> None:
    config = trainer.config.with_value("epochs", trainer.epoch + 2)
    for name, value in penalties.items():
        config = config.with_value(f"regularization.{name}", value)
    trainer.apply(config)
    for report in trainer.run():
        history.append(report)


@pytest.mark.parametrize("name", ["l1", "l2"])
def test_a_penalty_that_begins_in_a_run_is_shown(name: str, plot: LossPlot) -> None:
    trainer, history = begun({})
    plot.prepare(trainer.data, trainer.config)
    plot.draw(history, None)
    assert curves(plot) == ["train_loss", "validation_loss"]
    go_on(trainer, history, **{name: 0.01})
    plot.draw(history, None)
    assert curves(plot) == ["train_loss", "validation_loss", "penalty"]
    assert plot._curves["penalty"].isVisible()
    plot.restyle(Look(DARK, Metrics()))
    go_on(trainer, history, **{name: 0.0})
    plot.draw(history, None)
    assert "penalty" in curves(plot)
    plot.prepare(trainer.data, trainer.config)
    assert curves(plot) == ["train_loss", "validation_loss"]


def test_a_penalty_that_has_ended_before_the_session_was_saved_is_shown(plot: LossPlot) -> None:
    trainer, history = begun({"l2": 0.01})
    go_on(trainer, history, l2=0.0)
    plot.prepare(trainer.data, trainer.config)
    plot.draw(history, None)
    assert "penalty" in curves(plot)
