"""Arrays from NumPy files: numbers of any size and kind, broken ones left out, and images that keep their range."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays_of

from ffnn_gui.data import prepare
from ffnn_gui.data.imported import shelved
from ffnn_gui.data.importing import ImportedArrays, ImportProblem
from ffnn_gui.data.importing.arrays import max_pixel_of
from ffnn_gui.data.importing.formats.numpy_files import NumpyFiles
from tests.data.importing.conftest import cost

NUMBERS = ("u1", "i1", "<i2", ">i2", "<u4", ">i8", "<f2", ">f4", "<f8")


def read(folder: Path, X: np.ndarray, y: np.ndarray, **options: object) -> ImportedArrays:
    np.savez(folder / "a.npz", X=X, y=y)
    return NumpyFiles().model_copy(update=options).read(folder / "a.npz")


def read_labels(folder: Path, y: np.ndarray) -> ImportedArrays:
    return read(folder, np.ones((len(y), 2)), y)


@pytest.mark.parametrize("broken", [np.nan, np.inf, -np.inf, 1e35])
@pytest.mark.parametrize("shape", [(12, 4, 5), (12, 4, 5, 3), (12, 20)])
def test_broken_examples_are_left_out_and_told(tmp_path: Path, broken: float, shape: tuple[int, ...]) -> None:
    X = np.random.default_rng(0).random(shape)
    X.reshape(12, -1)[3, 7] = broken
    arrays = read(tmp_path, X, np.arange(12) % 3)
    np.testing.assert_array_equal(arrays.X, np.delete(X, 3, axis=0).reshape(11, -1))
    assert arrays.image_shape == ((4, 5) if len(shape) > 2 else None)
    assert (
        "1 of 12 examples was left out because of a missing or infinite number, the first of them example 4."
        in arrays.notes
    )
    prepare(shelved(arrays, NumpyFiles(), tmp_path / "a.npz"))


def test_nothing_but_broken_examples_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ImportProblem, match="Every example has a missing or infinite number"):
        read(tmp_path, np.full((4, 4, 4), np.nan), np.arange(4))


@pytest.mark.parametrize("dtype", NUMBERS)
@pytest.mark.parametrize("order", ["C", "F"])
@given(data=st.data())
def test_numbers_of_every_kind_come_back_exactly(
    tmp_path_factory: pytest.TempPathFactory, dtype: str, order: str, data: st.DataObject
) -> None:
    kind = np.dtype(dtype)
    few = st.integers(0, 255) if kind.kind == "u" else st.integers(-128, 127)
    wide = arrays_of.from_dtype(kind.newbyteorder("="), allow_nan=False, allow_infinity=False)
    elements = data.draw(st.sampled_from([few, wide])) if kind.itemsize < 4 else few
    X = data.draw(arrays_of.arrays(kind.newbyteorder("="), (6, 4, 5), elements=elements)).astype(kind)
    arrays = read(tmp_path_factory.mktemp("npz"), np.asarray(X, order=order), np.arange(6) % 2)  # type: ignore[call-overload]
    np.testing.assert_array_equal(arrays.X, X.reshape(6, -1))
    assert arrays.X.dtype in (np.uint8, np.float32, np.float64)


@pytest.mark.parametrize("late", [False, True])
def test_bytes_saved_as_larger_numbers_are_kept_as_bytes(tmp_path: Path, late: bool) -> None:
    """In several pieces, the last of which may show that they are none."""
    X = np.random.default_rng(0).integers(0, 2, (700, 28, 28)).astype(np.int64)
    X[-1, -1, -1] = 300 if late else 255
    arrays = read(tmp_path, X, np.arange(700) % 2)
    np.testing.assert_array_equal(arrays.X, X.reshape(700, -1))
    assert arrays.X.dtype == (np.float64 if late else np.uint8)


def test_black_and_white_images_may_pack_tightly(tmp_path: Path) -> None:
    """Digits in black and white, saved as numbers of 8 bytes, become a hundred times smaller."""
    X = np.zeros((10_000, 28, 28), np.int64)
    X[:, 8:20, 12:16] = 1
    np.savez_compressed(tmp_path / "a.npz", X=X, y=np.arange(10_000) % 10)
    assert X.nbytes > 90 * (tmp_path / "a.npz").stat().st_size
    assert NumpyFiles().read(tmp_path / "a.npz").X.nbytes == X.size


@pytest.mark.parametrize(
    ("largest", "white"),
    [(0, 1), (0.3, 1), (1, 1), (1.4, 2), (16, 16), (16.5, 255), (200, 255), (256, 256), (65535.2, 65536)],
)  # fmt: skip
def test_white_is_at_least_the_largest_pixel(largest: float, white: int) -> None:
    assert max_pixel_of(np.array([[0, largest]])) == white


@given(arrays_of.arrays(np.float32, (5, 4, 4), elements=st.floats(0, 1000, width=32)))
def test_no_pixel_is_whiter_than_white(tmp_path_factory: pytest.TempPathFactory, X: np.ndarray) -> None:
    arrays = read(tmp_path_factory.mktemp("npz"), X, np.arange(5) % 2)
    assert arrays.X.max() <= arrays.max_pixel <= max(255, X.max() + 1)


@pytest.mark.parametrize(("factor", "words"), [(2.0**40, "to 1.1e+12 are no pixels"), (-1.0, "from -1 to")])
def test_numbers_that_are_no_pixels_are_taken_as_numbers(tmp_path: Path, factor: float, words: str) -> None:
    arrays = read(tmp_path, factor * np.linspace(0, 1, 6 * 20).reshape(6, 4, 5), np.arange(6))
    assert arrays.image_shape is None
    assert any(words in note for note in arrays.notes)
    prepare(shelved(arrays, NumpyFiles(), tmp_path / "a.npz"))


def test_labels_of_images_may_be_of_many_classes(tmp_path: Path) -> None:
    """As the 47 or 62 letters and digits of EMNIST."""
    X, y = np.zeros((124, 4, 4), np.uint8), np.arange(124) % 62
    assert len(read(tmp_path, X, y).classes) == 62
    assert not read(tmp_path, X.reshape(124, 16), y).classes


@pytest.mark.parametrize("kind", ["U", "S"])
def test_classes_stand_in_the_order_in_which_one_counts(tmp_path: Path, kind: str) -> None:
    ordered = ("1", "9", "10", "class 1", "class 9", "class 10", "no 0.25", "no 0.5", "no 3.1", "no 20.1")
    drawn = np.random.default_rng(0).integers(0, len(ordered), 60)
    read = read_labels(tmp_path, np.array(ordered, kind)[drawn])
    assert read.classes == ordered
    np.testing.assert_array_equal(read.y, drawn)


def test_numbers_without_end_are_names_too(tmp_path: Path) -> None:
    long = ("1" * 200, "2" * 200)
    assert [name[0] for name in read_labels(tmp_path, np.array(long * 3)).classes] == ["1", "2"]


def test_names_in_bytes_are_read_as_text(tmp_path: Path) -> None:
    names = np.array([name.encode() for name in ("dog", "cat", "öl", "cat")])
    assert read(tmp_path, np.eye(4), names).classes == ("cat", "dog", "öl")
    assert read(tmp_path, np.eye(4), np.array([b"\xff", b"\xfe", b"a", b"a"])).classes == ("a", "\ufffd", "\ufffd (2)")


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="only Linux says how much memory was used")
def test_a_refused_array_is_not_read(tmp_path: Path) -> None:
    np.savez(tmp_path / "a.npz", X=np.zeros((2, 30_000_000), np.uint8), y=np.arange(2))
    words, _, mebibytes = cost(tmp_path / "a.npz")
    assert "30,000,000 features" in words
    assert mebibytes < 20
