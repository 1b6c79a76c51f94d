"""A view of the data of a small run, on the screen."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from ffnn_gui.data.imported import shelved
from ffnn_gui.data.importing import ImportedArrays
from ffnn_gui.data.importing.formats.numpy_files import NumpyFiles
from ffnn_gui.engine import ExperimentConfig, RunHistory, Trainer
from ffnn_gui.ui.plots.kinds.data_view import DataView, probe
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.theme import LIGHT, Metrics
from tests.ui.plots.conftest import train

DATA = {
    "points": {"kind": "circle", "samples": 80, "test_fraction": 0.2, "inputs": {"x1_squared": True}},
    "values": {"kind": "bumps", "samples": 80},
    "line": {"kind": "sine", "samples": 60},
    "images": {"kind": "digits", "samples": 200},
}


Show = Callable[[str], DataView]


def made(name: str) -> Trainer:
    return train({"data": DATA[name]}, epochs=1)[0]


def look_at(plot: DataView, trainer: Trainer) -> None:
    """As the area does: the data are shown, and then what the probe has found."""
    plot.prepare(trainer.data, trainer.config)
    plot.draw(RunHistory(1), probe(trainer))


@pytest.fixture
def show(qtbot: QtBot) -> Show:
    def show(name: str) -> DataView:
        plot, trainer = DataView(Look(LIGHT, Metrics())), made(name)
        qtbot.addWidget(plot)
        plot.resize(420, 320)
        plot.show()
        look_at(plot, trainer)
        return plot

    return show


def turn_to(plot: DataView, view: str) -> None:
    plot.views.menu().actions()[list(plot.views.keys).index(view)].trigger()


def imported(X: np.ndarray, y: np.ndarray, **parts: object) -> Trainer:
    arrays = ImportedArrays(X, y, **parts)  # type: ignore[arg-type]
    data = shelved(arrays, NumpyFiles(), Path("a.npz"))
    return Trainer(ExperimentConfig().with_value("data", data).with_value("network.hidden", []))


@pytest.fixture
def show_imported(qtbot: QtBot) -> Callable[[Trainer], DataView]:
    def show(trainer: Trainer) -> DataView:
        plot = DataView(Look(LIGHT, Metrics()))
        qtbot.addWidget(plot)
        plot.resize(420, 320)
        plot.show()
        look_at(plot, trainer)
        return plot

    return show
