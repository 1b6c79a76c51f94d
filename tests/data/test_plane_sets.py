"""The geometry of the drawn data sets, as their formulas say it."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ffnn_gui.data.derived import DerivedInputs
from ffnn_gui.data.prepare import prepare
from ffnn_gui.data.sets.base import DataSet
from ffnn_gui.data.sets.blobs import Blobs
from ffnn_gui.data.sets.bumps import Bumps
from ffnn_gui.data.sets.checkerboard import Checkerboard
from ffnn_gui.data.sets.circle import Circle
from ffnn_gui.data.sets.moons import Moons
from ffnn_gui.data.sets.sine import Sine
from ffnn_gui.data.sets.spirals import Spirals
from ffnn_gui.data.sets.tilted_plane import TiltedPlane
from ffnn_gui.data.sets.xor import Xor

seeds = st.integers(0, 2**32 - 1)


def drawn(config: DataSet) -> tuple[np.ndarray, np.ndarray]:
    return config.generate(np.random.default_rng(config.seed))


@given(seeds)
def test_radius_separates_the_circle(seed: int) -> None:
    X, y = drawn(Circle(noise=0.0, seed=seed))
    radius = np.hypot(*X.T)
    assert radius[y == 0].max() <= 2.5 < 3.5 <= radius[y == 1].min()
    assert radius.max() <= 5.5


def test_the_disc_is_filled_evenly() -> None:
    X, y = drawn(Circle(noise=0.0, samples=5000))
    within_half = np.mean(np.hypot(*X[y == 0].T) < 1.25)
    assert within_half == pytest.approx(0.25, abs=0.03)


@given(seeds)
def test_the_sign_of_the_product_is_the_class_of_xor(seed: int) -> None:
    X, y = drawn(Xor(noise=0.0, seed=seed))
    np.testing.assert_array_equal(X.prod(axis=1) < 0, y == 1)
    assert np.abs(X).min() >= 0.4


def test_xor_fills_all_four_quadrants_alike() -> None:
    X, _ = drawn(Xor(noise=0.0, samples=4000))
    quadrants = np.bincount(2 * (X[:, 0] > 0) + (X[:, 1] > 0))
    assert quadrants.min() > 900


@given(st.integers(2, 6))
def test_noise_free_blobs_fall_on_their_centres(classes: int) -> None:
    X, y = drawn(Blobs(classes=classes, noise=0.0))
    angle = 2 * np.pi * y / classes
    np.testing.assert_allclose(X, 4 * np.column_stack([np.cos(angle), np.sin(angle)]), atol=1e-12)
    assert len(np.unique(X.round(6), axis=0)) == classes


@pytest.mark.parametrize("classes", range(2, 7))
def test_the_noise_of_blobs_is_their_width(classes: int) -> None:
    X, y = drawn(Blobs(classes=classes, noise=0.7, samples=5000))
    for k in range(classes):
        np.testing.assert_allclose(X[y == k].std(axis=0), 0.7, rtol=0.1)


@given(arms=st.integers(2, 5), quarters=st.integers(1, 12), seed=seeds)
def test_noise_free_spirals_lie_on_their_arm(arms: int, quarters: int, seed: int) -> None:
    config = Spirals(arms=arms, turns=quarters / 4, noise=0.0, seed=seed)
    X, y = drawn(config)
    radius = np.hypot(*X.T)
    assert radius.min() >= 0.5 - 1e-9
    assert radius.max() <= 5.5 + 1e-9
    angle = 2 * np.pi * (config.turns * (radius - 0.5) / 5 + y / arms)
    np.testing.assert_allclose(X, radius[:, None] * np.column_stack([np.cos(angle), np.sin(angle)]), atol=1e-9)
    assert len(config.task.classes) == arms


@given(seeds)
def test_noise_free_moons_are_half_circles(seed: int) -> None:
    X, y = drawn(Moons(noise=0.0, seed=seed))
    for k, sign in ((0, 1), (1, -1)):
        from_centre = X[y == k] + sign * np.array([1.7, 0.85])
        np.testing.assert_allclose(np.hypot(*from_centre.T), 3.4)
        assert (sign * from_centre[:, 1] >= 0).all()


@given(tiles=st.integers(2, 8), seed=seeds)
def test_tiles_take_turns(tiles: int, seed: int) -> None:
    X, y = drawn(Checkerboard(tiles=tiles, noise=0.0, seed=seed))
    column, row = np.floor((X + 6) * tiles / 12).T
    np.testing.assert_array_equal((column + row) % 2, y)
    assert np.abs(X).max() <= 6


def test_the_plane_is_a_plane() -> None:
    X, y = drawn(TiltedPlane(noise=0.0))
    np.testing.assert_allclose(y[:, 0], (X[:, 0] + X[:, 1]) / 12)


@pytest.mark.parametrize("bumps", range(1, 7))
def test_bumps_are_high_and_low_in_turn(bumps: int) -> None:
    config = Bumps(bumps=bumps, width=0.5)
    tops = config.surface(config.centres)
    np.testing.assert_allclose(tops, (-1.0) ** np.arange(bumps), atol=0.01)


def test_a_bump_falls_off_like_a_gaussian() -> None:
    config = Bumps(bumps=1, width=1.3)
    one_width_off = config.centres + np.array([[1.3, 0.0]])
    assert config.surface(one_width_off) == pytest.approx(np.exp(-0.5))


@given(st.integers(1, 12))
def test_the_sine_has_its_periods(halves: int) -> None:
    x, y = drawn(Sine(periods=halves / 2, noise=0.0))
    np.testing.assert_allclose(y, np.sin(2 * np.pi * halves / 2 * x / 12))
    assert y.shape == x.shape == (200, 1)


DERIVED = {
    "x1_squared": lambda x1, x2: x1**2,
    "x2_squared": lambda x1, x2: x2**2,
    "x1_x2": lambda x1, x2: x1 * x2,
    "sin_x1": lambda x1, x2: np.sin(x1),
    "sin_x2": lambda x1, x2: np.sin(x2),
}


@given(st.sets(st.sampled_from(sorted(DERIVED))))
def test_derived_inputs_are_their_formulas(chosen: set[str]) -> None:
    config = Circle(inputs=DerivedInputs(**dict.fromkeys(chosen, True)), normalization="none")
    data = prepare(config, "float64")
    x1, x2 = data.train.raw.T
    expected = [x1, x2, *(DERIVED[name](x1, x2) for name in DERIVED if name in chosen)]
    np.testing.assert_allclose(data.train.X, np.column_stack(expected))
    assert data.n_inputs == len(data.input_names) == 2 + len(chosen)
    assert data.task.n_features == 2


def test_derived_inputs_are_normalized_too() -> None:
    every = DerivedInputs(**dict.fromkeys(DERIVED, True))
    data = prepare(Circle(inputs=every), "float64")
    assert data.input_names == ("x₁", "x₂", "x₁²", "x₂²", "x₁x₂", "sin x₁", "sin x₂")
    np.testing.assert_allclose(data.train.X.std(axis=0), 1.0)
