"""Batch norm: the batch's own statistics in training, running averages of them in evaluation."""

import numpy as np
import pytest

from ffnn_gui.engine import HiddenLayer, Network, NetworkConfig
from ffnn_gui.engine.activations.linear import Linear
from ffnn_gui.engine.batch_norm import EPSILON
from ffnn_gui.engine.losses.mse import MeanSquaredError

UNITS = 6
dtypes = pytest.mark.parametrize("dtype", ["float32", "float64"])


def network(dtype: str = "float64") -> Network:
    layer = HiddenLayer(units=UNITS, activation=Linear(), batch_norm=True, bias=0.3)
    net = Network(NetworkConfig(hidden=(layer,)), 3, 1, np.random.default_rng(4), dtype)
    rng = np.random.default_rng(5)
    net.layers[0].gamma[...] = rng.uniform(0.5, 2, UNITS)
    net.layers[0].beta[...] = rng.normal(size=UNITS)
    return net


def inputs(examples: int, seed: int = 1) -> np.ndarray:
    return np.random.default_rng(seed).normal(2, 3, (examples, 3))


def train(net: Network, X: np.ndarray) -> np.ndarray:
    """One training pass; returns the normalized pre-activations (examples, units)."""
    net.loss_and_gradient(X, np.zeros((len(X), 1)), MeanSquaredError())
    return net.pass_for(len(X)).layers[0].z.T


def dense(net: Network, X: np.ndarray) -> np.ndarray:
    return X @ net.layers[0].W + net.layers[0].b


def test_it_starts_as_the_identity_of_normalized_numbers() -> None:
    layer = HiddenLayer(units=UNITS, batch_norm=True)
    first = Network(NetworkConfig(hidden=(layer,)), 3, 1, np.random.default_rng(4)).layers[0]
    for array, value in ((first.gamma, 1), (first.beta, 0), (first.running_mean, 0), (first.running_var, 1)):
        assert array.tolist() == [value] * UNITS


@dtypes
def test_training_uses_the_batchs_own_statistics(dtype: str) -> None:
    net, X = network(dtype), inputs(20)
    z, layer = dense(net, X), net.layers[0]
    expected = layer.gamma * (z - z.mean(axis=0)) / np.sqrt(z.var(axis=0) + EPSILON) + layer.beta
    np.testing.assert_allclose(train(net, X), expected, rtol=1e-3 if dtype == "float32" else 1e-10, atol=1e-5)


@dtypes
def test_running_statistics_are_moving_averages_with_the_unbiased_variance(dtype: str) -> None:
    net = network(dtype)
    mean, variance = np.zeros(UNITS), np.ones(UNITS)
    for step in range(8):
        X = inputs(5 + step, seed=step)
        z = dense(net, X)
        train(net, X)
        mean = 0.9 * mean + 0.1 * z.mean(axis=0)
        variance = 0.9 * variance + 0.1 * z.var(axis=0, ddof=1)
        tolerance = 1e-5 if dtype == "float32" else 1e-12
        np.testing.assert_allclose(net.layers[0].running_mean, mean, rtol=tolerance, atol=tolerance)
        np.testing.assert_allclose(net.layers[0].running_var, variance, rtol=tolerance)


def test_evaluation_uses_the_running_statistics_and_keeps_them() -> None:
    net = network()
    for step in range(5):
        train(net, inputs(10, seed=step))
    first, last, X = net.layers[0], net.layers[1], inputs(4, seed=99)
    kept = first.running_mean.copy(), first.running_var.copy()
    normalized = (dense(net, X) - kept[0]) / np.sqrt(kept[1] + EPSILON)
    expected = (first.gamma * normalized + first.beta) @ last.W + last.b
    np.testing.assert_allclose(net.predict(X), expected, rtol=1e-10)
    np.testing.assert_array_equal([first.running_mean, first.running_var], kept)


def test_an_examples_evaluation_does_not_depend_on_its_batch() -> None:
    net, X = network(), inputs(30)
    train(net, X)
    np.testing.assert_allclose(net.predict(X)[3:4], net.predict(X[3:4]), rtol=1e-12)


@dtypes
def test_a_batch_of_one_stays_finite(dtype: str) -> None:
    net = network(dtype)
    variance = net.layers[0].running_var.copy()
    for step in range(3):
        z = train(net, inputs(1, seed=step))
        np.testing.assert_allclose(z[0], net.layers[0].beta, rtol=1e-6)
        assert np.isfinite(net.grad).all()
    # One example has a mean but no unbiased variance.
    np.testing.assert_array_equal(net.layers[0].running_var, variance)
    assert np.all(net.layers[0].running_mean != 0)
    assert np.isfinite(net.predict(inputs(3))).all()


@dtypes
def test_equal_examples_stay_finite(dtype: str) -> None:
    net = network(dtype)
    train(net, np.ones((8, 3)))
    assert np.isfinite(net.grad).all()
    assert np.all(net.layers[0].running_var >= 0)


def test_a_bias_in_front_is_taken_out_again() -> None:
    net, other = network(), network()
    other.layers[0].b += 5.0
    np.testing.assert_allclose(train(net, inputs(10)), train(other, inputs(10)), atol=1e-10)


@dtypes
def test_a_bias_in_front_has_no_gradient_not_even_rounding_noise(dtype: str) -> None:
    net = network(dtype)
    train(net, inputs(10))
    assert net.layers[0].grad_W.all()
    assert not net.layers[0].grad_b.any()
    assert net.layers[1].grad_b.all()


def test_the_running_statistics_are_among_what_training_changes() -> None:
    net = network()
    arrays = net.arrays()
    assert [array.shape for array in arrays] == [net.theta.shape, (UNITS,), (UNITS,)]
    before = [array.copy() for array in arrays[1:]]
    train(net, inputs(10))
    assert all(np.all(array != old) for array, old in zip(net.arrays()[1:], before, strict=True))
