"""Real trainers, a few epochs old, on each kind of data that a plot may suit."""

from collections.abc import Callable
from typing import Protocol, TypeVar

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ffnn_gui.engine import EpochReport, ExperimentConfig, RunHistory, Trainer
from ffnn_gui.engine.evaluation import Score
from ffnn_gui.ui.plots import Plot, found
from ffnn_gui.ui.plots.curves import CurvePlot
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.theme import LIGHT, Metrics

CONFIGS = {
    "two classes": {"data": {"kind": "spirals"}, "regularization": {"l2": 0.001}},
    "four classes": {"data": {"kind": "blobs", "classes": 4}, "network": {"hidden": []}},
    "squared error on classes": {"data": {"kind": "circle"}, "loss": {"kind": "mse"}},
    "values over the plane": {"data": {"kind": "bumps"}, "precision": "float64"},
    "values over a line": {
        "data": {"kind": "sine", "validation_fraction": 0.0},
        "learning_rate": {"base": 0.01, "schedule": "cosine"},
    },
    "images": {"data": {"kind": "digits", "samples": 300}},
    "images without validation": {"data": {"kind": "digits", "samples": 300, "validation_fraction": 0.0}},
}
EPOCHS = 5

Trained = tuple[Trainer, RunHistory]


def train(raw: dict[str, object], epochs: int = EPOCHS) -> Trained:
    """A trainer after so many epochs, with its history."""
    trainer = Trainer(ExperimentConfig.model_validate({**raw, "epochs": epochs}))
    history = RunHistory(len(trainer.network.layers))
    for report in trainer.run():
        history.append(report)
    return trainer, history


@pytest.fixture(scope="session")
def trained() -> Callable[[str], Trained]:
    """Trainers by the name of their data, each trained once; a test must not train them further."""
    known: dict[str, Trained] = {}

    def get(name: str) -> Trained:
        if name not in known:
            known[name] = train(CONFIGS[name])
        return known[name]

    return get


# Plots on the screen

HISTORY = RunHistory(1)
P = TypeVar("P", bound=Plot)


class Show(Protocol):
    """Puts a plot of a trainer's data on the screen, with the answers of its probe."""

    def __call__(self, kind: type[P], trainer: Trainer) -> P: ...


@pytest.fixture
def show(qtbot: QtBot) -> Show:
    def show(kind: type[P], trainer: Trainer) -> P:
        plot = kind(Look(LIGHT, Metrics()))
        qtbot.addWidget(plot)
        plot.resize(420, 320)
        plot.show()
        plot.prepare(trainer.data, trainer.config)
        look(plot, trainer)
        # The answer may have made room for itself.
        QApplication.processEvents()
        return plot

    return show


def look(plot: Plot, trainer: Trainer) -> None:
    """What the area does when a plot is stale."""
    probe = plot.probe_now()
    assert probe is not None
    plot.draw(HISTORY, probe(trainer))


Get = Callable[[str], Trained]
Make = Callable[[type[Plot], str], Plot]
CURVES = [kind for kind in found() if issubclass(kind, CurvePlot)]


def named(value: object) -> str:
    return getattr(value, "name", str(value))


@pytest.fixture
def make(qtbot: QtBot, trained: Get) -> Make:
    """Make a plot for the data of a name, with a run drawn."""

    def make(kind: type[Plot], name: str) -> Plot:
        trainer, history = trained(name)
        plot = kind(Look(LIGHT, Metrics()))
        qtbot.addWidget(plot)
        plot.resize(420, 300)
        plot.prepare(trainer.data, trainer.config)
        plot.draw(history, plot.probe(trainer) if plot.probe else None)
        plot.show()
        return plot

    return make


def pixels(plot: Plot) -> bytes:
    """What a plot looks like."""
    image = plot.grab().toImage()
    return bytes(image.constBits())


def report(epoch: int, loss: float, norm: float = 1.0) -> EpochReport:
    """An epoch of a network without hidden layers."""
    score = Score(loss, 0.5)
    return EpochReport(epoch, epoch, 0.1, score, score, 0.0, (norm, 0.0), 1)
