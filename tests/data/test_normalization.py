"""Normalization does what its formula says, and learns it from the training part alone."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from ffnn_gui.data import AnyNormalization, Normalization, prepare
from ffnn_gui.data.normalization.min_max import MinMax
from ffnn_gui.data.normalization.none import NoNormalization
from ffnn_gui.data.normalization.standard import Standard
from ffnn_gui.data.sets.blobs import Blobs
from ffnn_gui.schema import kinds_of

KINDS = kinds_of(AnyNormalization)
each_kind = pytest.mark.parametrize("kind", KINDS)
tables = arrays(np.float64, st.tuples(st.integers(2, 30), st.integers(1, 4)), elements=st.floats(-1e3, 1e3, width=32))


def test_the_kinds_are_none_min_max_and_standard() -> None:
    assert (NoNormalization, MinMax, Standard) == KINDS


@given(tables)
def test_none_changes_nothing(X: np.ndarray) -> None:
    np.testing.assert_array_equal(NoNormalization().fit(X).apply(X), X)


@given(tables)
def test_min_max_maps_to_0_to_1(X: np.ndarray) -> None:
    scaled = MinMax().fit(X).apply(X)
    varies = np.ptp(X, axis=0) > 0
    np.testing.assert_array_equal(scaled.min(axis=0), 0.0)
    np.testing.assert_array_equal(scaled.max(axis=0)[varies], 1.0)
    np.testing.assert_array_equal(scaled.max(axis=0)[~varies], 0.0)


@given(tables)
def test_standard_gives_zero_mean_and_unit_variance(X: np.ndarray) -> None:
    varies = np.ptp(X, axis=0) > 1e-3 * np.abs(X).max()
    scaled = Standard().fit(X).apply(X)[:, varies]
    np.testing.assert_allclose(scaled.mean(axis=0), 0.0, atol=1e-9)
    np.testing.assert_allclose(scaled.var(axis=0), 1.0, rtol=1e-9)


@each_kind
@given(st.floats(-1e6, 1e6), st.integers(1, 50))
def test_constant_features_stay_finite(kind: type[Normalization], value: float, n: int) -> None:
    X = np.full((n, 2), value)
    scaled = kind().fit(X).apply(X)
    assert np.isfinite(scaled).all()
    if kind is not NoNormalization:
        np.testing.assert_allclose(scaled, 0.0, atol=1e-6)


@each_kind
def test_together_all_features_share_one_scale(kind: type[Normalization]) -> None:
    X = np.array([[0, 4], [0, 10]], np.uint8)
    scaling = kind().fit(X, together=True)
    assert scaling.offset.shape == scaling.scale.shape == (1,)
    scaled = scaling.apply(X)
    steps = np.diff(np.unique(scaled))
    assert steps[1] / steps[0] == pytest.approx(6 / 4)


@each_kind
@pytest.mark.parametrize("dtype", [np.uint8, np.float32, np.float64])
def test_out_may_be_given_and_may_be_the_input(kind: type[Normalization], dtype: type) -> None:
    X = np.arange(12).reshape(6, 2).astype(dtype)
    scaling = kind().fit(X)
    expected = scaling.apply(X)
    assert expected.dtype == (np.float64 if dtype is np.uint8 else dtype)
    out = np.full(X.shape, np.nan, np.float32)
    assert scaling.apply(X, out) is out
    np.testing.assert_allclose(out, expected, rtol=1e-6)
    if dtype is not np.uint8:
        scaling.apply(X, out=X)
        np.testing.assert_array_equal(X, expected)


@pytest.mark.parametrize("kind", [MinMax, Standard])
def test_it_is_fitted_on_the_training_part_only(kind: type[Normalization]) -> None:
    data = prepare(Blobs(normalization=kind(), validation_fraction=0.5, samples=100, noise=2.0), "float64")
    fitted, everything = kind().fit(data.train.raw), kind().fit(np.vstack([data.train.raw, data.validation.raw]))
    np.testing.assert_array_equal(data.scaling.offset, fitted.offset)
    np.testing.assert_array_equal(data.scaling.scale, fitted.scale)
    assert not np.allclose(data.scaling.offset, everything.offset)
    np.testing.assert_array_equal(data.validation.X, fitted.apply(data.validation.raw))


def test_held_out_examples_may_lie_outside_the_range() -> None:
    parts = [prepare(Blobs(normalization="min_max", validation_fraction=0.5, seed=seed)) for seed in range(5)]
    assert all(0 <= data.train.X.min() <= data.train.X.max() <= 1 for data in parts)
    assert any(data.validation.X.min() < 0 or data.validation.X.max() > 1 for data in parts)
