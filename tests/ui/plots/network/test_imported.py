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
from ffnn_gui.ui.plots.images import pictures
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.plots.network.anatomy import anatomy_of
from ffnn_gui.ui.plots.network.names import fitting
from ffnn_gui.ui.plots.network.picture import mean_image, probe
from ffnn_gui.ui.plots.network.scene import Scene
from ffnn_gui.ui.theme import DARK, LIGHT, Metrics, Theme
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


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "paper"), [(255, 0), (0, 255), (30, 180)])
def test_ink_is_dark_in_the_mean_image_as_on_the_wall(ink: int, paper: int, theme: Theme) -> None:
    images = np.full((40, 8, 8), paper, np.uint8)
    images[:, 3:5, 1:7] = ink
    arrays = ImportedArrays(images.reshape(40, -1), np.arange(40) % 2, ("a", "b"), image_shape=(8, 8), max_pixel=255)
    trainer = Trainer(ExperimentConfig().with_value("data", shelved(arrays, NumpyFiles(), Path("a.npz"))))
    (wall,) = pictures(arrays.X[:1], trainer.data)
    image = mean_image(trainer.data)
    assert image is not None
    assert 255 * image[3, 3] == pytest.approx(wall.pixelColor(3, 3).lightness(), abs=1)
    assert image[3, 3] < image[0, 0]
    scene = Scene(anatomy_of(trainer.data, trainer.config), Look(theme, Metrics()), 500, 400)
    scene.show(probe(trainer))
    assert scene._image is not None
    painted = scene._image[1]
    assert painted.pixelColor(3, 3).lightness() < painted.pixelColor(0, 0).lightness()


def test_names_that_begin_alike_show_what_tells_them_apart() -> None:
    names = ("Size", "Region = Mosel", "Region = Pfalz", "Region = Saar", "Regions")
    shown = fitting(names, lambda name: len(name) <= 9, lambda name: name[:9])
    assert shown == ["Size", "…Mosel", "…Pfalz", "…Saar", "Regions"]
    assert fitting(names, lambda name: True, str.upper) == list(names)
    assert fitting(("xxxx xxxx",), lambda name: False, str) == ["xxxx xxxx"]


def test_colours_of_weights_are_put_together(trainer: Trainer) -> None:
    task = trainer.data.task
    if task.image_shape is not None:
        weights = trainer.network.layers[0].W.T.reshape(-1, 8, 6, task.channels).mean(axis=-1)
        response = probe(trainer).layers[0].response
        assert response.values == pytest.approx(weights, abs=response.largest / 100)
