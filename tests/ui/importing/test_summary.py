"""What the preview says in numbers: as people write them."""

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from ffnn_gui.data.imported import shelved
from ffnn_gui.data.importing import ImportedArrays
from ffnn_gui.data.importing.centring import NOTE
from ffnn_gui.data.importing.formats.numpy_files import NumpyFiles
from ffnn_gui.data.importing.formats.table import Table
from ffnn_gui.engine import ExperimentConfig, Trainer
from ffnn_gui.ui.importing.summary import summary_of
from ffnn_gui.ui.plots.images import pictures

NOISE = np.random.default_rng(0).integers(0, 256, (10, 64), np.uint8)


def test_a_summary_of_images_has_no_table() -> None:
    X = np.arange(60, dtype=np.uint8).reshape(10, 6)
    summary = summary_of(ImportedArrays(X, np.arange(10) % 2, ("a", "b"), image_shape=(2, 3), max_pixel=255))
    assert (summary.headings, summary.cells) == ([], [])
    assert [(name, images.shape) for name, images in summary.wall] == [("a", (5, 2, 3, 1)), ("b", (5, 2, 3, 1))]


def strokes(channels: int = 1) -> NDArray[np.uint8]:
    """Ten images of a white stroke on black, (images, rows · columns · channels)."""
    X = np.zeros((10, 8, 8, channels), np.uint8)
    X[:, 2:6, 3:5] = 200
    return X.reshape(10, -1)


@pytest.mark.parametrize(
    ("X", "channels", "shown"),
    [
        (strokes(), 1, 255 - strokes()),
        (255 - strokes(), 1, 255 - strokes()),
        (strokes(3), 3, strokes(3)),
        (NOISE, 1, NOISE),
    ],
    ids=["white on black", "black on white", "colour", "photographs"],
)
def test_images_are_previewed_as_the_wall_shows_them(
    X: NDArray[np.uint8], channels: int, shown: NDArray[np.uint8]
) -> None:
    arrays = ImportedArrays(X, np.arange(10) % 2, ("a", "b"), image_shape=(8, 8), channels=channels, max_pixel=255)
    found = dict(summary_of(arrays).wall)
    assert found["b"].tobytes() == shown[1::2].tobytes()
    config = ExperimentConfig(data=shelved(arrays, NumpyFiles(), Path("images.npz")))
    (picture,) = pictures(X[1:2], Trainer(config).data)
    wall = [[picture.pixelColor(x, y).getRgb()[:channels] for x in range(8)] for y in range(8)]
    assert found["b"][0].tolist() == np.array(wall).reshape(8, 8, channels).tolist()


def test_of_light_images_it_is_said_how_they_are_normalized() -> None:
    for X, notes in ((strokes(), ()), (255 - strokes(), (NOTE,))):
        arrays = ImportedArrays(X, np.arange(10) % 2, ("a", "b"), image_shape=(8, 8), max_pixel=255)
        assert summary_of(arrays).notes == notes


def test_the_notes_end_with_what_will_make_learning_odd() -> None:
    arrays = ImportedArrays(np.eye(3), np.zeros(3, np.int64), ("a",), notes=("Read.",))
    read, one_class, few = summary_of(arrays).notes
    assert read == "Read."
    assert one_class.startswith("All examples are of one class")
    assert few.startswith("There are only 3 examples")


def test_the_table_shows_targets_as_the_file_has_them(tmp_path: Path) -> None:
    path = tmp_path / "rents.csv"
    path.write_text("a,rent\n" + "".join(f"{i % 7 or ''},{500 + 3.5 * i}\n" for i in range(40)))
    summary = summary_of(Table(missing="fill").read(path))
    assert summary.cells[:3] == [["500", "missing"], ["503.5", "1"], ["507", "2"]]
    assert summary.headings == ["rent", "a\n1 … 6"]
