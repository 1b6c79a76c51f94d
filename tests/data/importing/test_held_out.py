"""What is held out of imported data changes nothing that is learned from: neither fill-in values nor targets."""

from pathlib import Path

import numpy as np
import pytest

from ffnn_gui.data import PreparedData, prepare
from ffnn_gui.data.imported import shelved
from ffnn_gui.data.importing import ImportedArrays
from ffnn_gui.data.importing.formats.numpy_files import NumpyFiles
from ffnn_gui.data.importing.formats.table import Table
from ffnn_gui.data.overview import overview
from ffnn_gui.data.sets.base import DataSet
from ffnn_gui.data.sets.sine import Sine
from ffnn_gui.data.sets.spirals import Spirals
from tests.data.importing.test_imported import trained

OUTLIER = 1e6


def table(path: Path, b: np.ndarray, y: np.ndarray) -> PreparedData:
    """A table of which b is missing where it is NaN."""
    rows = (f"{i},{'' if np.isnan(x) else x},{target}\n" for i, (x, target) in enumerate(zip(b, y, strict=True)))
    path.write_text("a,b,y\n" + "".join(rows))
    importer = Table(missing="fill")
    return prepare(shelved(importer.read(path), importer, path), "float64")


def columns() -> tuple[np.ndarray, np.ndarray]:
    b = np.arange(100.0) * 2
    b[3::10] = np.nan
    return b, np.arange(100.0)


def test_a_held_out_example_changes_nothing_that_is_trained_on(tmp_path: Path) -> None:
    b, y = columns()
    plain = table(tmp_path / "a.csv", b, y)
    odd = next(row for row in plain.validation.rows.tolist() if not np.isnan(b[row]))
    b[odd] = y[odd] = OUTLIER
    other = table(tmp_path / "a.csv", b, y)
    np.testing.assert_array_equal(other.validation.rows, plain.validation.rows)
    assert other.validation.raw.max() == OUTLIER
    for name in ("X", "y", "raw"):
        np.testing.assert_array_equal(getattr(other.train, name), getattr(plain.train, name))


def test_missing_numbers_are_the_mean_of_the_training_part(tmp_path: Path) -> None:
    b, y = columns()
    data = table(tmp_path / "a.csv", b, y)
    known = b[data.train.rows]
    for part in (data.train, data.validation):
        missing = np.isnan(b[part.rows])
        assert missing.any()
        assert part.raw[missing, 1] == pytest.approx(known[~np.isnan(known)].mean())
        np.testing.assert_array_equal(part.raw[~missing, 1], b[part.rows][~missing])
        np.testing.assert_array_equal(part.some(slice(None)), part.raw)
    assert np.isfinite([(each.low, each.high, each.mean, each.std) for each in overview(data).before]).all()
    assert np.isfinite(data.bounds).all()


def test_targets_are_scaled_by_the_training_part(tmp_path: Path) -> None:
    b, y = columns()
    data = table(tmp_path / "a.csv", b, y)
    assert (data.train.y.mean(), data.train.y.std()) == (pytest.approx(0), pytest.approx(1))
    for part in (data.train, data.validation):
        np.testing.assert_allclose(data.target_scaling.undone(part.y)[:, 0], y[part.rows])  # type: ignore[union-attr]


def test_a_feature_that_no_training_example_has_is_0(tmp_path: Path) -> None:
    X = np.random.default_rng(0).normal(size=(12, 3))
    whole = shelved(ImportedArrays(X, np.arange(12) % 2, ("a", "b")), NumpyFiles(), tmp_path / "a.npz")
    X = X.copy()
    X[prepare(whole).train.rows, 1] = np.nan
    data = prepare(shelved(ImportedArrays(X, np.arange(12) % 2, ("a", "b")), NumpyFiles(), tmp_path / "a.npz"))
    assert not data.train.raw[:, 1].any()
    assert np.isfinite(data.validation.X).all()


def test_what_has_nothing_missing_is_not_copied(tmp_path: Path) -> None:
    arrays = ImportedArrays(np.random.default_rng(0).normal(size=(12, 3)), np.arange(12) % 2, ("a", "b"))
    assert prepare(shelved(arrays, NumpyFiles(), tmp_path / "a.npz")).train.drawn is arrays.X


def test_augmentation_moves_filled_values(tmp_path: Path) -> None:
    b, y = columns()
    data = table(tmp_path / "a.csv", b, y).config
    augmentation = data.augments.model_copy(update={"jitter": 0.2})  # type: ignore[union-attr]
    trained(data.model_copy(update={"augmentation": augmentation}))  # type: ignore[arg-type]


@pytest.mark.parametrize("config", [Spirals(test_fraction=0.2), Sine(test_fraction=0.1)], ids=["classes", "values"])
def test_samples_stand_in_the_order_in_which_they_were_drawn(config: DataSet) -> None:
    X, y = config.generate(np.random.default_rng(config.seed).spawn(2)[0])
    again = prepare(config, "float64").samples()
    np.testing.assert_array_equal(again.X, X)
    np.testing.assert_array_equal(again.y, y)
