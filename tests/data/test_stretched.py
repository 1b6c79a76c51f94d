"""The badly scaled set: the same clouds whatever the stretch, and not normalized unless one asks for it."""

import numpy as np
import pytest

from ffnn_gui.data import prepare
from ffnn_gui.data.sets.stretched import Stretched


@pytest.mark.parametrize("stretch", [1.0, 7.0, 100.0])
def test_only_the_second_feature_is_stretched(stretch: float) -> None:
    plain, stretched = (Stretched(stretch=s).generate(np.random.default_rng(1)) for s in (1.0, stretch))
    np.testing.assert_allclose(stretched.X, plain.X * (1, stretch))
    assert (stretched.y == plain.y).all()


def test_the_network_is_given_the_numbers_as_they_are() -> None:
    data = prepare(Stretched(), "float64")
    assert (data.train.raw == data.train.X).all()
    assert 60 < data.train.X[:, 1].std() / data.train.X[:, 0].std() < 100


def test_normalized_both_features_are_alike() -> None:
    data = prepare(Stretched(normalization="standard"), "float64")
    np.testing.assert_allclose(data.train.X.std(axis=0), 1)


def test_the_clouds_lie_around_their_centres() -> None:
    X, y = Stretched(samples=5000, stretch=1.0).generate(np.random.default_rng(0))
    for label, sign in ((0, -1), (1, 1)):
        assert X[y == label].mean(axis=0) == pytest.approx([1.2 * sign, 0.3 * sign], abs=0.1)
