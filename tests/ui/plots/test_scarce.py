"""Data of a single class, or of a single example: every plot that suits them is probed, drawn and painted."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QPixmap
from pytestqt.qtbot import QtBot

from ffnn_gui.data.imported import shelved
from ffnn_gui.data.importing import ImportedArrays
from ffnn_gui.data.importing.formats.table import Table
from ffnn_gui.engine import ExperimentConfig, RunHistory, Trainer
from ffnn_gui.engine.losses import default_loss, loss_named
from ffnn_gui.ui.plots import Plot, found
from ffnn_gui.ui.plots.base import Place
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.theme import DARK, LIGHT, Metrics

RNG = np.random.default_rng(4)
PLANE, PIXELS = RNG.normal(size=(12, 2)), RNG.integers(0, 256, (12, 64), dtype=np.uint8)
COLOURS = RNG.integers(0, 256, (12, 48), dtype=np.uint8)
NONE, VALUES = np.zeros(12, np.int64), RNG.normal(size=(12, 1))
ARRAYS = {
    "one class of points": ImportedArrays(PLANE, NONE, ("only",)),
    "one class of many features": ImportedArrays(np.hstack([PLANE, PLANE]), NONE, ("only",)),
    "one class of images": ImportedArrays(PIXELS, NONE, ("only",), image_shape=(8, 8), max_pixel=255),
    "one class of colours": ImportedArrays(COLOURS, NONE, ("only",), image_shape=(4, 4), channels=3, max_pixel=255),
    "one point of two classes": ImportedArrays(PLANE[:1], NONE[:1] + 1, ("a", "b")),
    "one point of one class": ImportedArrays(PLANE[:1], NONE[:1], ("only",)),
    "one point with a value": ImportedArrays(PLANE[:1], VALUES[:1]),
    "one place with a value": ImportedArrays(PLANE[:1, :1], VALUES[:1]),
    "one image": ImportedArrays(PIXELS[:1], NONE[:1], ("only",), image_shape=(8, 8), max_pixel=255),
    "values of images": ImportedArrays(PIXELS, VALUES, image_shape=(8, 8), max_pixel=255),
}
CASES = [(name, loss) for name, it in ARRAYS.items() for loss in sorted({default_loss(it.task).kind, "mse"})]


def trained(name: str, loss: str) -> tuple[Trainer, RunHistory]:
    data = shelved(ARRAYS[name], Table(), Path("few.csv"))
    config = ExperimentConfig().with_value("data", data).with_value("loss", loss_named(loss)).with_value("epochs", 3)
    trainer = Trainer(config)
    history = RunHistory(len(trainer.network.layers))
    for report in trainer.run():
        history.append(report)
    return trainer, history


@pytest.mark.parametrize(("name", "loss"), CASES)
def test_every_plot_that_suits_is_drawn(name: str, loss: str, qtbot: QtBot) -> None:
    trainer, history = trained(name, loss)
    for kind in found():
        if kind.suits(trainer.data):
            drawn(kind, trainer, history, qtbot)


def drawn(kind: type[Plot], trainer: Trainer, history: RunHistory, qtbot: QtBot) -> QPixmap:
    """What the area does with a plot; each error on the way is one of the test."""
    plot = kind(Look(LIGHT, Metrics()))
    qtbot.addWidget(plot)
    plot.resize(420, 320)
    plot.show()
    plot.prepare(trainer.data, trainer.config)
    probe = plot.probe_now()
    plot.draw(history, probe(trainer) if probe else None)
    plot.grab()
    list(plot.table().rows)
    plot.restyle(Look(DARK, Metrics()))
    return plot.grab()


PLACES: set[Place] = {"main", "output", "side", "strip"}


@pytest.mark.parametrize("name", list(ARRAYS))
def test_every_place_has_something_to_show(name: str) -> None:
    """So that no part of the window is empty for these data."""
    data = trained(name, default_loss(ARRAYS[name].task).kind)[0].data
    assert {kind.place for kind in found() if kind.suits(data)} == PLACES
