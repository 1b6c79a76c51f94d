"""What makes learning odd is said in one wording: of a file on import, and of the data that were prepared from it."""

from pathlib import Path

import numpy as np
import pytest

from ffnn_gui.data import prepare, remarks
from ffnn_gui.data.imported import shelved
from ffnn_gui.data.importing import ImportedArrays
from ffnn_gui.data.importing.formats.numpy_files import NumpyFiles
from ffnn_gui.data.importing.result import warnings_of
from ffnn_gui.data.overview import overview

X = np.random.default_rng(0).random((12, 3))
CONSTANT = np.column_stack([X, np.ones(12)])
ODD = {
    "few": (X[:3], [0, 1, 0], ("a", "b")),
    "one class": (X, [1] * 12, ("a", "b")),
    "a class without examples": (X, [0, 2] * 6, ("a", "b", "c")),
    "a constant feature": (CONSTANT, [0, 1] * 6, ("a", "b")),
    "a constant target": (X, [[7.5]] * 12, ()),
}


@pytest.mark.parametrize("what", ODD)
def test_a_file_and_its_data_are_remarked_on_alike(what: str) -> None:
    features, y, classes = ODD[what]
    arrays = ImportedArrays(features, np.array(y), classes, tuple("abcd"[: features.shape[1]]))
    config = shelved(arrays, NumpyFiles(), Path("odd.npz")).model_copy(update={"validation_fraction": 0.0})
    prepared = overview(prepare(config, "float64")).remarks
    (said,) = warnings_of(arrays)
    assert said in [remark.replace("training ", "") for remark in prepared]


@pytest.mark.parametrize(("classes", "remarked"), [(10, False), (11, True), (20, True)])
def test_more_classes_than_half_the_examples_are_remarked_on(classes: int, remarked: bool) -> None:
    arrays = ImportedArrays(np.arange(20.0)[:, None], np.arange(20) % classes, tuple(map(str, range(classes))))
    said = f"There are {classes} classes among 20 examples, too few of each to learn from"
    assert any(warning.startswith(said) for warning in warnings_of(arrays)) == remarked


def test_nothing_is_remarked_on_where_all_is_well() -> None:
    assert not remarks.few(remarks.FEW)
    assert not remarks.constant([])


def test_of_many_names_some_are_listed() -> None:
    assert remarks.listed("abcde") == "a, b, c, d, e"
    assert remarks.listed("abcdefg") == "a, b, c, d, e and 2 more"
