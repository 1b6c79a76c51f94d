"""Data of one's own in the network's picture: tables, many targets, colour images, names of any length."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QImage

from ffnn_gui.data.imported import shelved
from ffnn_gui.data.importing import ImportedArrays
from ffnn_gui.data.importing.formats.numpy_files import NumpyFiles
from ffnn_gui.engine import ExperimentConfig, Trainer
from ffnn_gui.insight.places import Unit, Weight
from ffnn_gui.ui.plots.network.picture import mean_image, probe
from tests.ui.plots.network.conftest import Show, update

RNG = np.random.default_rng(0)
SETS = {
    "table": ImportedArrays(RNG.random((90, 4)), np.arange(90) % 3, ("a", "b", "c"), ("w", "x" * 80, "y", "z")),
    "many features": ImportedArrays(RNG.random((90, 300)), RNG.random((90, 2))),
    "one feature, two classes": ImportedArrays(RNG.random((90, 1)), np.arange(90) % 2, ("no" * 20, "yes" * 20)),
    "colour": ImportedArrays(
        RNG.integers(0, 255, (90, 8 * 6 * 3), np.uint8), np.arange(90) % 2, ("cat", "dog"), (), "", (8, 6), 3, 255
    ),
    "grey values": ImportedArrays(
        RNG.integers(0, 16, (90, 8 * 6), np.uint8), RNG.random((90, 1)), (), (), "", (8, 6), 1, 16
    ),
}


@pytest.fixture(params=list(SETS))
def trainer(request: pytest.FixtureRequest) -> Trainer:
    data = shelved(SETS[request.param], NumpyFiles(), Path("a.npz"))
    config = ExperimentConfig().with_value("data", data).with_value("epochs", 1)
    trainer = Trainer(config)
    for _ in trainer.run():
        pass
    return trainer


@pytest.mark.parametrize("width", [380, 900])
def test_any_data_are_painted_and_looked_into(show: Show, trainer: Trainer, width: int) -> None:
    plot = show(trainer, width, 440)
    image = plot.view.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    for place in (Unit(0, 0), Unit(2, 0), Weight(0, trainer.network.n_inputs - 1, 0)):
        plot.view._set_spot(place)
        update(plot, trainer)
        assert plot.view.grab().toImage() != image
    assert sum(1 for _ in plot.table().rows) == trainer.network.theta.size


def test_the_mean_of_images_is_grey_from_0_to_1(trainer: Trainer) -> None:
    image = mean_image(trainer.data)
    if trainer.data.task.image_shape is None:
        assert image is None
    else:
        assert image is not None
        assert image.shape == (8, 6)
        assert 0.3 < image.mean() < 0.7


def test_colours_of_weights_are_put_together(trainer: Trainer) -> None:
    task = trainer.data.task
    if task.image_shape is not None:
        weights = trainer.network.layers[0].W.T.reshape(-1, 8, 6, task.channels).mean(axis=-1)
        response = probe(trainer).layers[0].response
        assert response.values == pytest.approx(weights, abs=response.largest / 100)
