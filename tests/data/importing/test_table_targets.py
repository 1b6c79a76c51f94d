"""Which column of a table is proposed as the target, which columns are taken as pixels, and what names are kept."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from ffnn_gui.data.imported import shelved
from ffnn_gui.data.importing import ImportProblem
from ffnn_gui.data.importing.formats.table import Table
from ffnn_gui.data.importing.limits import MOST_NAMES
from ffnn_gui.data.importing.result import warnings_of
from tests.data.importing.test_tables import imported, said

COUNT = 60


def digits(side: int = 8, channels: int = 1, largest: int = 255) -> np.ndarray:
    """Images (examples, pixels) with black corners."""
    images = np.random.default_rng(0).integers(0, largest + 1, (COUNT, side, side, channels))
    images[:, [0, 0, -1, -1], [0, -1, 0, -1]] = 0
    images[0, -1, -1], images[1, 0, 0] = 1, 1
    images[0, 1, 1] = largest
    return images.reshape(COUNT, -1)


def written(rows: np.ndarray, names: list[str] | None = None) -> str:
    lines = [",".join(map(str, row)) for row in rows.tolist()]
    return "\n".join([",".join(names), *lines] if names else lines)


LABELS: dict[str, Callable[[int], object]] = {
    "digits": lambda i: i % 10,
    "two": lambda i: i % 2,
    "letters": lambda i: "abc"[i % 3],
}


@pytest.mark.parametrize("labels", LABELS)
@pytest.mark.parametrize("place", ["first", "last"])
@pytest.mark.parametrize(("side", "channels"), [(8, 1), (9, 3)])
@pytest.mark.parametrize("names", ["none", "counted", "pixels"])
def test_the_class_of_images_is_found_where_it_is(
    tmp_path: Path, labels: str, place: str, side: int, channels: int, names: str
) -> None:
    pixels = digits(side, channels).astype(object)
    label = np.array([[LABELS[labels](i)] for i in range(COUNT)], object)
    rows = np.hstack([label, pixels] if place == "first" else [pixels, label])
    counted = [str(i) for i in range(rows.shape[1])]
    called = [f"pixel{i}" for i in range(rows.shape[1] - 1)]
    called.insert(0 if place == "first" else len(called), "digit")
    arrays = imported(tmp_path, written(rows, {"none": None, "counted": counted, "pixels": called}[names]))
    assert arrays.columns.index(arrays.target) == (0 if place == "first" else side * side * channels)
    assert (arrays.image_shape, arrays.channels) == ((side, side), channels)
    np.testing.assert_array_equal(arrays.X, pixels.astype(int))
    assert arrays.classes == tuple(sorted({str(LABELS[labels](i)) for i in range(COUNT)}))


@pytest.mark.parametrize("largest", [1, 16, 17, 255])
def test_white_is_as_in_other_formats(tmp_path: Path, largest: int) -> None:
    rows = np.hstack([digits(largest=largest), np.arange(COUNT)[:, np.newaxis] % 3])
    arrays = imported(tmp_path, written(rows))
    assert arrays.max_pixel == {1: 0, 16: 16, 17: 255, 255: 255}[largest]
    assert (arrays.image_shape is None) == (largest == 1)


@pytest.mark.parametrize("name", ["genre{}", "x{}y", "answer {}"])
def test_whole_numbers_with_names_of_their_own_are_no_pixels(tmp_path: Path, name: str) -> None:
    names = [name.format(i) for i in range(64)]
    arrays = imported(tmp_path, written(np.hstack([digits(), np.arange(COUNT)[:, np.newaxis] % 3]), [*names, "y"]))
    assert arrays.image_shape is None
    assert arrays.feature_names == tuple(names)


@pytest.mark.parametrize("name", ["{}", "p{}", "px_{}", "pix{}", "pixel{}", "Pixel_{}", "pixel3_{}", "3x{}"])
def test_names_of_pixels(tmp_path: Path, name: str) -> None:
    names = ["label", *(name.format(i + 1) for i in range(64))]
    arrays = imported(tmp_path, written(np.hstack([np.arange(COUNT)[:, np.newaxis] % 3, digits()]), names))
    assert (arrays.image_shape, arrays.target) == ((8, 8), "label")


def test_an_empty_column_is_no_target(tmp_path: Path) -> None:
    arrays = imported(tmp_path, "a,b,c\n" + "".join(f"{i}.5,{i % 2},\n" for i in range(9)))
    assert (arrays.target, arrays.feature_names) == ("b", ("a",))
    arrays = imported(tmp_path, "".join(f"{i}.5,{i % 2},\n" for i in range(9)))
    assert (arrays.target, arrays.feature_names) == ("column 2", ("column 1",))


def test_the_advice_names_an_input(tmp_path: Path) -> None:
    with pytest.raises(ImportProblem, match="leave “b” out"):
        imported(tmp_path, "a,b,y\n1,,\n2,,3\n3,5,\n")


@pytest.mark.parametrize(("classes", "proposed"), [(26, 26), (30, 30), (40, 0)])
def test_images_may_have_many_classes(tmp_path: Path, classes: int, proposed: int) -> None:
    rows = np.hstack([np.arange(COUNT)[:, np.newaxis] % classes, digits()])
    arrays = imported(tmp_path, written(rows), target="column 1")
    assert len(arrays.classes) == proposed


def test_texts_of_rows_that_are_left_out_make_no_columns(tmp_path: Path) -> None:
    rows = [f"{i}.5,{'abcd'[i % 4]},{'' if i % 4 == 3 else i % 2}" for i in range(40)]
    arrays = imported(tmp_path, "x,t,y\n" + "\n".join(rows))
    assert arrays.feature_names == ("x", "t = a", "t = b", "t = c")
    assert arrays.X[:, 1:].sum(axis=0).tolist() == [10, 10, 10]
    rows = [f"{i}.5,{'abc'[i % 3]},{'' if i % 3 == 1 else i % 2}" for i in range(40)]
    arrays = imported(tmp_path, "x,t,y\n" + "\n".join(rows))
    assert arrays.feature_names == ("x", "t")
    assert "“t”: “a” became 0, “c” 1." in arrays.notes


def test_a_text_that_is_missing_wherever_there_is_a_target(tmp_path: Path) -> None:
    rows = [f"{i}.5,{'' if i < 8 else 'abc'[i % 3]},{i % 2 if i < 8 else ''}" for i in range(16)]
    arrays = imported(tmp_path, "x,t,y\n" + "\n".join(rows), missing="fill")
    assert arrays.feature_names == ("x", "t")
    assert len(set(arrays.X[:, 1].tolist())) == 1


@pytest.mark.parametrize("width", [MOST_NAMES, MOST_NAMES + 1])
def test_wide_tables_have_numbered_features(tmp_path: Path, width: int) -> None:
    rows = np.random.default_rng(0).normal(size=(12, width)).round(2)
    names = [*(f"gene {i}" for i in range(width)), "y"]
    text = written(np.hstack([rows, np.arange(12)[:, np.newaxis] % 2]), names)
    arrays = imported(tmp_path, text)
    assert len(arrays.feature_names) == (width if width <= MOST_NAMES else 0)
    assert (f"The {width:,} features are numbered" in said(arrays)) == (width > MOST_NAMES)
    data = shelved(arrays, Table(), tmp_path / "table.csv")
    assert data.input_names[:2] == (("gene 0", "gene 1") if width <= MOST_NAMES else ("x1", "x2"))
    left_out = tuple(names[2:-1])
    assert imported(tmp_path, text, left_out=left_out).feature_names == ("gene 0", "gene 1")


def test_targets_are_as_in_the_file_and_how_they_are_learned_is_said(tmp_path: Path) -> None:
    text = "x,y\n" + "".join(f"{i},{i / 8}\n" for i in range(30))
    scaled, plain = imported(tmp_path, text), imported(tmp_path, text, target_values="none")
    assert scaled.y[:, 0].tolist() == plain.y[:, 0].tolist() == [i / 8 for i in range(30)]
    assert "The target is learned with mean 0 and variance 1 over the training examples." in scaled.notes
    assert "variance" not in said(plain)
    assert scaled.digest != plain.digest


def test_a_target_that_is_always_the_same_is_not_brought_to_variance_1(tmp_path: Path) -> None:
    arrays = imported(tmp_path, "x,y\n" + "".join(f"{i},7.5\n" for i in range(30)))
    assert "variance" not in said(arrays)
    assert warnings_of(arrays)[0].startswith("All targets are the same")
