"""Arrays whose rows are the pixels of square images: taken for images as such tables are, unless declined."""

from pathlib import Path

import numpy as np
import pytest

from ffnn_gui.data import prepare
from ffnn_gui.data.imported import shelved
from ffnn_gui.data.importing import ImportedArrays
from ffnn_gui.data.importing.formats.numpy_files import NumpyFiles
from ffnn_gui.data.importing.formats.table import Table

LABELS = np.arange(60) % 4


def pixels(side: int = 9, channels: int = 1) -> np.ndarray:
    return np.random.default_rng(0).integers(0, 256, (60, side * side * channels))


def read(folder: Path, X: np.ndarray, **options: object) -> ImportedArrays:
    np.savez(folder / "a.npz", x_train=X, y_train=LABELS)
    return NumpyFiles().model_copy(update=options).read(folder / "a.npz")


@pytest.mark.parametrize("dtype", ["u1", "<i8", "<f4"])
@pytest.mark.parametrize("channels", [1, 3])
def test_they_are_images_as_those_of_a_table(tmp_path: Path, dtype: str, channels: int) -> None:
    X = pixels(channels=channels)
    arrays = read(tmp_path, X.astype(dtype))
    np.savetxt(tmp_path / "a.csv", np.column_stack([X, LABELS]), "%d", ",")
    table = Table().read(tmp_path / "a.csv")
    assert (arrays.image_shape, arrays.channels, arrays.X.dtype) == ((9, 9), channels, np.uint8)
    np.testing.assert_array_equal(arrays.X, X)
    assert arrays.digest == table.digest
    said = "The columns were taken as the pixels of 9×9 images."
    assert said in arrays.notes
    assert said in table.notes
    prepare(shelved(arrays, NumpyFiles(), tmp_path / "a.npz"))


@pytest.mark.parametrize("X", [pixels(7), pixels()[:, 1:], pixels() / 255, pixels() - 1, pixels() + 1, pixels() % 2])
def test_other_rows_are_numbers(tmp_path: Path, X: np.ndarray) -> None:
    """Too few of them, no square, fractions, below 0, beyond 255, or marks."""
    arrays = read(tmp_path, X)
    assert arrays.image_shape is None
    np.testing.assert_array_equal(arrays.X, X)


@pytest.mark.parametrize("X", [pixels(), pixels().reshape(60, 9, 9)], ids=["rows", "axes"])
def test_images_can_be_declined(tmp_path: Path, X: np.ndarray) -> None:
    arrays = read(tmp_path, X, pixels="no")
    assert (arrays.image_shape, arrays.max_pixel) == (None, 0)
    np.testing.assert_array_equal(arrays.X, X.reshape(60, -1))
    assert "pixels" not in NumpyFiles(pixels="no").idle_for(arrays)


def test_where_there_are_none_nothing_is_to_be_declined(tmp_path: Path) -> None:
    assert "pixels" in NumpyFiles().idle_for(read(tmp_path, pixels(7)))
    assert "pixels" not in NumpyFiles().idle_for(read(tmp_path, pixels()))


def test_one_odd_number_far_down_counts(tmp_path: Path) -> None:
    X = np.tile(pixels().astype(np.float64), (1000, 1))
    X[-1, -1] = 0.5
    np.savez(tmp_path / "a.npz", X=X, y=np.arange(len(X)) % 2)
    assert NumpyFiles().read(tmp_path / "a.npz").image_shape is None


@pytest.mark.parametrize("save", [np.save, np.savez], ids=["npy", "npz"])
@pytest.mark.parametrize("first", [True, False])
def test_the_class_of_a_single_array_may_come_first(tmp_path: Path, first: bool, save: object) -> None:
    X = pixels()
    X[:, [0, -1]] = 0
    path = tmp_path / f"a.{'npy' if save is np.save else 'npz'}"
    save(path, np.column_stack([LABELS, X] if first else [X, LABELS]))  # type: ignore[operator]
    arrays = NumpyFiles().read(path)
    np.testing.assert_array_equal(arrays.X, X)
    assert [int(arrays.classes[i]) for i in arrays.y] == LABELS.tolist()
    place = "first" if first else "last"
    assert (arrays.target, arrays.image_shape) == (f"{place} column", (9, 9))
    assert f"The {place} of 82 columns was taken as the target." in arrays.notes
