"""Inverted dropout: how many units are off, that the expectation stays, and that evaluation uses the whole network."""

import numpy as np
import pytest

from ffnn_gui.engine import ExperimentConfig, HiddenLayer, Network, NetworkConfig, Trainer
from ffnn_gui.engine.activations.linear import Linear
from ffnn_gui.engine.losses.cross_entropy import CrossEntropy
from ffnn_gui.engine.losses.mse import MeanSquaredError

UNITS, EXAMPLES = 200, 500
rates = pytest.mark.parametrize("rate", [0.05, 0.2, 0.5, 0.8, 0.95])
dtypes = pytest.mark.parametrize("dtype", ["float32", "float64"])


def network(*rates: float, dtype: str = "float64", seed: int = 4) -> Network:
    hidden = tuple(HiddenLayer(units=UNITS, activation=Linear(), bias=1.0, dropout=rate) for rate in rates)
    return Network(NetworkConfig(hidden=hidden), 2, 2, np.random.default_rng(seed), dtype)


def masks(net: Network, examples: int = EXAMPLES) -> np.ndarray:
    """What the first layer's activations were multiplied by in one training pass, (units, examples)."""
    way = net.pass_for(examples)
    X = np.random.default_rng(1).normal(size=(examples, 2))
    way.forward(way.fill(X))
    first = way.layers[0]
    before = (X @ first.layer.W + first.layer.b).T
    return first.inputs_next[:-1] / before


@rates
@dtypes
def test_the_rate_is_the_share_of_units_off_and_the_rest_is_scaled(rate: float, dtype: str) -> None:
    mask = masks(network(rate, dtype=dtype))
    off = mask == 0
    spread = np.sqrt(rate * (1 - rate) / mask.size)
    assert abs(off.mean() - rate) < 5 * spread
    np.testing.assert_allclose(mask[~off], 1 / (1 - rate), rtol=2e-3 if dtype == "float32" else 1e-9)
    assert abs(mask.mean() - 1) < 5 * spread / (1 - rate)


@rates
def test_each_unit_and_each_example_is_drawn_by_itself(rate: float) -> None:
    off = masks(network(rate)) == 0
    for axis, count in ((0, UNITS), (1, EXAMPLES)):
        share = off.mean(axis=axis)
        assert share.std() == pytest.approx(np.sqrt(rate * (1 - rate) / count), rel=0.3)


def test_every_pass_draws_anew() -> None:
    net = network(0.5)
    first, second = masks(net), masks(net)
    assert np.mean((first == 0) == (second == 0)) == pytest.approx(0.5, abs=0.02)


def test_the_row_of_ones_for_the_bias_is_never_off() -> None:
    net = network(0.95)
    masks(net)
    np.testing.assert_array_equal(net.pass_for(EXAMPLES).layers[0].inputs_next[-1], 1)


def test_evaluation_uses_the_whole_network() -> None:
    with_dropout, without = network(0.5, 0.3), network(0.0, 0.0)
    X = np.random.default_rng(1).normal(size=(50, 2))
    for _ in range(2):
        np.testing.assert_array_equal(with_dropout.predict(X), without.predict(X))
        with_dropout.loss_and_gradient(X, np.zeros(50, int), CrossEntropy())


def test_the_mean_of_many_passes_is_the_whole_networks_output() -> None:
    net = network(0.5)
    X = np.repeat(np.random.default_rng(1).normal(size=(1, 2)), EXAMPLES, axis=0)
    expected, total = net.predict(X[:1])[0], np.zeros(2)
    outputs = []
    for _ in range(20):
        way = net.pass_for(EXAMPLES)
        outputs.append(way.forward(way.fill(X)).T.copy())
    drawn = np.concatenate(outputs)
    total = drawn.mean(axis=0)
    np.testing.assert_array_less(np.abs(total - expected), 5 * drawn.std(axis=0) / np.sqrt(len(drawn)))


def test_no_gradient_reaches_a_unit_that_is_off() -> None:
    net = network(0.5)
    X, y = np.ones((1, 2)), np.zeros((1, 2))
    net.loss_and_gradient(X, y, MeanSquaredError())
    off = net.pass_for(1).layers[0].inputs_next[:-1, 0] == 0
    assert 0.3 < off.mean() < 0.7
    assert np.all(net.layers[0].grad_W[:, off] == 0)
    assert np.all(net.layers[0].grad_W[:, ~off] != 0)
    assert np.all(net.layers[1].grad_W[off] == 0)


def test_the_rate_can_change_between_two_passes() -> None:
    net = network(0.2)
    shares = []
    for rate in (0.2, 0.8, 0.0, 0.5):
        net.set_dropout([rate])
        shares.append((masks(net) == 0).mean())
    assert shares == pytest.approx([0.2, 0.8, 0.0, 0.5], abs=0.01)
    assert shares[2] == 0


@pytest.mark.parametrize("examples", [1, 3, 64])
def test_batches_may_change_in_size(examples: int) -> None:
    net = network(0.5)
    masks(net, 10)
    assert masks(net, examples).shape == (UNITS, examples)
    assert (masks(net, examples) == 0).mean() == pytest.approx(0.5, abs=0.2)


def test_the_same_generator_gives_the_same_masks() -> None:
    np.testing.assert_array_equal(masks(network(0.5)), masks(network(0.5)))
    assert not np.array_equal(masks(network(0.5)) == 0, masks(network(0.5, seed=5)) == 0)


def test_each_layer_has_its_own_rate() -> None:
    net = network(0.1, 0.7)
    masks(net)
    way = net.pass_for(EXAMPLES)
    shares = [(part.inputs_next[:-1] == 0).mean() for part in way.layers[:-1]]
    assert shares == pytest.approx([0.1, 0.7], abs=0.01)


def test_dropout_has_a_stream_of_its_own() -> None:
    """How many numbers the start weights took from theirs makes no difference to it."""
    raw = {"data": {"kind": "circle", "samples": 40}, "network": {"hidden": [{"units": 3, "dropout": 0.5}]}}
    states = []
    for init in ("zeros", "he_normal"):
        trainer = Trainer(ExperimentConfig.model_validate(raw).with_value("network.hidden.0.init", {"kind": init}))
        states.append(trainer.capture().generators["dropout"])
    assert states[0] == states[1]
