"""What is said of an import in numbers, as people write them, and of what will make learning odd."""

import numpy as np
import pytest

from ffnn_gui.data.importing import ImportedArrays
from ffnn_gui.data.importing.figures import bars, figures, number
from ffnn_gui.data.importing.result import warnings_of


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (np.uint16(1950), "1950"), (np.int64(9999), "9999"), (np.int64(10_000), "10,000"),
        (np.int64(-12_345), "-12,345"), (np.float64(1950), "1950"), (np.float64(0.123456), "0.12346"),
        (np.float64(12_345.6), "12,346"), (np.float64(-286_662.8), "-286,660"), (np.float64(2.5e12), "2.5e+12"),
    ],
)  # fmt: skip
def test_years_are_not_grouped(value: object, text: str) -> None:
    assert number(value) == text


def test_ranges_of_a_target_are_short() -> None:
    y = np.linspace(-1.52691234, 1.7876543, 240)[:, np.newaxis]
    names = [bar.name for bar in bars(ImportedArrays(np.zeros((240, 1)), y, target="rent"))]
    assert names[0] == "-1.53 … -1.25"
    assert max(map(len, names)) <= 17


def test_classes_of_which_there_are_many_are_summed_up() -> None:
    y = np.repeat(np.arange(20), np.arange(1, 21))
    names = tuple(f"c{i}" for i in range(20))
    shown = bars(ImportedArrays(np.zeros((len(y), 1)), y, names))
    assert [(bar.name, bar.count) for bar in (shown[0], shown[-1])] == [("c19", 20), ("9 more classes", 45)]
    assert sum(bar.count for bar in shown) == len(y)


@pytest.mark.parametrize(
    ("arrays", "words"),
    [
        (ImportedArrays(np.zeros((1, 2)), np.zeros(1, np.int64), ("a",)), "Classification, 1 class"),
        (ImportedArrays(np.zeros((4, 2)), np.arange(4) % 2, ("a", "b")), "Classification, 2 classes"),
        (ImportedArrays(np.zeros((4, 2)), np.zeros((4, 1))), "Regression"),
        (ImportedArrays(np.zeros((4, 2)), np.zeros((4, 3))), "Regression, 3 targets"),
    ],
)
def test_the_task_is_named(arrays: ImportedArrays, words: str) -> None:
    assert ("Task", words) in figures(arrays)


@pytest.mark.parametrize(
    ("X", "y", "classes", "words"),
    [
        (np.arange(2.0).reshape(1, 2), [0], ("a",), ["of one class", "a single example:"]),
        (np.arange(24.0).reshape(12, 2), [0] * 12, ("a",), ["of one class"]),
        (np.arange(24.0).reshape(12, 2), [0, 2] * 6, ("a", "b", "c"), ["Without examples, never learned: b."]),
        (np.ones((12, 2)), [0, 1] * 6, ("a", "b"), ["Always the same, so of no use: x1, x2."]),
        (np.arange(24.0).reshape(12, 2), [0, 1] * 6, ("a", "b"), []),
    ],
)
def test_what_makes_learning_odd_is_said(
    X: np.ndarray, y: list[int], classes: tuple[str, ...], words: list[str]
) -> None:
    said = warnings_of(ImportedArrays(X, np.array(y), classes))
    assert len(said) == len(words)
    assert all(each in sentence for each, sentence in zip(words, said, strict=True))


def test_constant_features_are_named() -> None:
    X, y = np.tile(np.arange(8.0), (12, 1)), np.arange(12) % 2
    X[:, 0] = np.arange(12)
    said = warnings_of(ImportedArrays(X, y, ("a", "b"), tuple("abcdefgh")))[0]
    assert said == "Always the same, so of no use: b, c, d, e, f and 2 more."
    assert warnings_of(ImportedArrays(X[:, :2], y, ("a", "b")))[0] == "Always the same, so of no use: x2."


def test_missing_values_have_no_say_in_ranges() -> None:
    X = np.tile([[1.0, 5.0, np.nan], [2.0, np.nan, np.nan]], (6, 1))
    arrays = ImportedArrays(X, np.arange(12) % 2, ("a", "b"))
    assert ("Values", "1 … 5") in figures(arrays)
    assert warnings_of(arrays) == ("Always the same, so of no use: x2, x3.",)
    assert number(X[0, 2]) == "missing"
