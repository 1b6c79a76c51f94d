"""The network's public names: one parameter vector with views, penalties, shapes, and what it refuses."""

import numpy as np
import pytest

from ffnn_gui.engine import HiddenLayer, Network, NetworkConfig
from ffnn_gui.engine.activations.relu import ReLU
from ffnn_gui.engine.activations.tanh import Tanh
from ffnn_gui.engine.losses.cross_entropy import CrossEntropy
from ffnn_gui.engine.losses.mse import MeanSquaredError
from ffnn_gui.engine.network import CHUNK, KEPT_PASSES, Interrupted, no_hurry

dtypes = pytest.mark.parametrize("dtype", ["float32", "float64"])


def network(*units: int, dtype: str = "float64", outputs: int = 2, **layer: object) -> Network:
    hidden = tuple(HiddenLayer(units=n, **layer) for n in units)
    return Network(NetworkConfig(hidden=hidden), 3, outputs, np.random.default_rng(4), dtype)


def batch(examples: int = 7) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(8)
    return rng.normal(size=(examples, 3)), rng.integers(0, 2, examples)


@dtypes
@pytest.mark.parametrize("batch_norm", [False, True])
def test_theta_is_one_vector_of_which_all_parameters_are_views(dtype: str, batch_norm: bool) -> None:
    net = network(5, 4, dtype=dtype, batch_norm=batch_norm)
    dense = (3 * 5 + 5) + (5 * 4 + 4) + (4 * 2 + 2)
    assert net.theta.shape == net.grad.shape == (dense + (2 * (5 + 4) if batch_norm else 0),)
    assert net.theta.dtype == net.grad.dtype == dtype
    assert sum(net.sizes) == net.theta.size
    net.theta[...] = np.arange(net.theta.size)
    seen = [array.ravel() for layer in net.layers for array in (layer.W, layer.b)]
    seen += [array for layer in net.layers[:-1] if batch_norm for array in (layer.gamma, layer.beta)]
    np.testing.assert_array_equal(np.sort(np.concatenate(seen)), net.theta)


@dtypes
def test_layers_have_the_shapes_of_the_conventions(dtype: str) -> None:
    net = network(5, 4, dtype=dtype)
    assert [(layer.fan_in, layer.fan_out) for layer in net.layers] == [(3, 5), (5, 4), (4, 2)]
    assert [layer.W.shape for layer in net.layers] == [(3, 5), (5, 4), (4, 2)]
    assert [layer.b.shape for layer in net.layers] == [(5,), (4,), (2,)]
    assert (net.n_inputs, net.n_outputs) == (3, 2)
    assert [net.layer_name(i) for i in range(3)] == ["hidden layer 1", "hidden layer 2", "the output layer"]


@dtypes
@pytest.mark.parametrize("examples", [1, 7, CHUNK, CHUNK + 1, 2 * CHUNK + 5])
def test_predict_is_the_composed_formula(dtype: str, examples: int) -> None:
    net = network(5, 4, dtype=dtype, activation=ReLU(), bias=0.2)
    X = batch(examples)[0].astype(dtype)
    h = X
    for layer in net.layers[:-1]:
        h = np.maximum(h @ layer.W + layer.b, 0)
    expected = h @ net.layers[-1].W + net.layers[-1].b
    outputs = net.predict(X)
    assert outputs.dtype == dtype
    np.testing.assert_allclose(outputs, expected, rtol=1e-4, atol=1e-5 if dtype == "float32" else 1e-12)


def test_without_a_layer_for_it_batch_norm_is_not_there() -> None:
    layer = network(5).layers[0]
    for name in ("gamma", "beta", "running_mean", "running_var"):
        with pytest.raises(AttributeError, match="no batch normalization"):
            getattr(layer, name)


def test_predictions_are_the_callers_own() -> None:
    net = network(5)
    first = net.predict(batch()[0])
    before = first.copy()
    net.predict(-batch()[0])
    np.testing.assert_array_equal(first, before)


def test_a_prediction_changes_nothing() -> None:
    net = network(5, batch_norm=True, dropout=0.5)
    before = [array.copy() for array in net.arrays()]
    state = net.dropout_rng.bit_generator.state
    net.predict(batch()[0])
    for array, old in zip(net.arrays(), before, strict=True):
        np.testing.assert_array_equal(array, old)
    assert net.dropout_rng.bit_generator.state == state


@pytest.mark.parametrize(("l2", "l1"), [(0.0, 0.0), (0.3, 0.0), (0.0, 0.2), (0.3, 0.2)])
def test_penalties_are_on_weights_only_and_shown_apart(l2: float, l1: float) -> None:
    net, plain, (X, y) = network(5, 4, batch_norm=True, bias=1.0), network(5, 4, batch_norm=True, bias=1.0), batch()
    data_loss, total = net.loss_and_gradient(X, y, CrossEntropy(), l2=l2, l1=l1)
    weights = [layer.W for layer in net.layers]
    penalty = sum(l2 / 2 * (w**2).sum() + l1 * np.abs(w).sum() for w in weights)
    assert net.penalty(l2, l1) == pytest.approx(penalty)
    assert total - data_loss == pytest.approx(penalty)
    assert plain.loss_and_gradient(X, y, CrossEntropy()) == (data_loss, data_loss)
    for ours, theirs in zip(net.layers, plain.layers, strict=True):
        np.testing.assert_allclose(ours.grad_W - theirs.grad_W, l2 * ours.W + l1 * np.sign(ours.W), atol=1e-12)
        np.testing.assert_array_equal(ours.grad_b, theirs.grad_b)
        if ours.norm and theirs.norm:
            np.testing.assert_array_equal(ours.norm.grad_gamma, theirs.norm.grad_gamma)
            np.testing.assert_array_equal(ours.norm.grad_beta, theirs.norm.grad_beta)


def test_the_gradient_norms_are_those_of_the_layers() -> None:
    net, (X, y) = network(5, 4), batch()
    net.loss_and_gradient(X, y, CrossEntropy())
    expected = [np.sqrt((layer.grad_W**2).sum() + (layer.grad_b**2).sum()) for layer in net.layers]
    assert net.gradient_norms() == pytest.approx(expected)
    assert min(expected) > 0


def test_a_gradient_does_not_depend_on_the_batches_before() -> None:
    """Buffers are used again: what an earlier batch left in them must not shine through."""
    used, (X, y) = network(5, 4, batch_norm=True), batch()
    for examples in range(1, KEPT_PASSES + 4):
        used.loss_and_gradient(*batch(examples), CrossEntropy(), l2=0.1)
    fresh = network(5, 4, batch_norm=True)
    assert used.loss_and_gradient(X, y, CrossEntropy()) == fresh.loss_and_gradient(X, y, CrossEntropy())
    np.testing.assert_array_equal(used.grad, fresh.grad)


def test_buffers_are_kept_for_a_few_batch_sizes_only() -> None:
    net = network(5)
    for examples in range(1, 50):
        net.predict(batch(examples)[0])
    assert len(net._passes) <= KEPT_PASSES
    assert net.pass_for(49) is net.pass_for(49)


def test_buffers_that_are_in_use_are_kept() -> None:
    net = network(5)
    often = net.pass_for(7)
    for examples in range(10, 10 + 2 * KEPT_PASSES):
        net.pass_for(examples)
        assert net.pass_for(7) is often


def test_inputs_may_be_of_another_type_or_layout() -> None:
    net, (X, y) = network(5, activation=Tanh()), batch()
    expected = net.predict(X)
    np.testing.assert_array_equal(net.predict(np.asfortranarray(X)), expected)
    np.testing.assert_array_equal(net.predict(X.tolist()), expected)
    assert net.loss_and_gradient(X[::-1], y[::-1], CrossEntropy())[0] == pytest.approx(
        net.loss_and_gradient(X, y, CrossEntropy())[0]
    )


@pytest.mark.parametrize("shape", [(7,), (7, 2), (7, 4), (2, 7, 3)])
def test_inputs_of_another_shape_are_refused(shape: tuple[int, ...]) -> None:
    net = network(5)
    for call in (net.predict, lambda X: net.loss_and_gradient(X, np.zeros(7, int), CrossEntropy())):
        with pytest.raises(ValueError, match=r"must be \(examples, 3\), not"):
            call(np.zeros(shape))


def test_as_many_targets_as_examples_are_wanted() -> None:
    with pytest.raises(ValueError, match="7 examples but 6 targets"):
        network(5).loss_and_gradient(batch()[0], np.zeros(6, int), CrossEntropy())
    with pytest.raises(ValueError, match="values an example"):
        network(5).loss_and_gradient(batch()[0], np.zeros((7, 3)), MeanSquaredError())


def test_no_examples_and_no_such_loss_are_refused() -> None:
    X, y = batch()
    with pytest.raises(ValueError, match="There are no examples"):
        network(5).loss_and_gradient(X[:0], y[:0], CrossEntropy())
    with pytest.raises(ValueError, match="no loss “hinge”"):
        network(5).loss_and_gradient(X, y, "hinge")


@pytest.mark.parametrize("units", [(), (1,), (1024,), (3,) * 12])
def test_every_depth_and_width_gives_finite_losses(units: tuple[int, ...]) -> None:
    net, (X, y) = network(*units), batch()
    assert np.isfinite(net.loss_and_gradient(X, y, CrossEntropy())).all()
    assert np.isfinite(net.grad).all()
    assert net.predict(X).shape == (7, 2)


def test_a_wide_network_is_asked_about_few_examples_between_two_breaths() -> None:
    net, breaths = network(*[1024] * 3, dtype="float32"), 0

    def breathe() -> None:
        nonlocal breaths
        breaths += 1
        if breaths == 3:
            raise Interrupted

    net.breathe = breathe
    with pytest.raises(Interrupted):
        net.predict(batch(1000)[0])
    net.breathe = no_hurry
    assert net.predict(batch(1000)[0][:3]).shape == (3, 2)
