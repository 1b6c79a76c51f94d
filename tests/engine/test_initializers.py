"""Start weights: mean, spread and bounds for several layer shapes, and what every initializer promises."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ffnn_gui.engine import ExperimentConfig, HiddenLayer, Network, NetworkConfig, OutputLayer, Trainer
from ffnn_gui.engine.initializers import AnyInitializer, Initializer
from ffnn_gui.engine.initializers.constant import Constant
from ffnn_gui.engine.initializers.normal import Normal
from ffnn_gui.engine.initializers.uniform import Uniform
from ffnn_gui.engine.initializers.zeros import Zeros
from ffnn_gui.schema import kinds_of
from tests.engine.strategies import configs, kind_name

KINDS = kinds_of(AnyInitializer)
each_kind = pytest.mark.parametrize("kind", KINDS, ids=kind_name)
shapes = pytest.mark.parametrize(("fan_in", "fan_out"), [(200, 300), (300, 200), (40, 900), (900, 40)])

# The bound of the uniform ones and the standard deviation of the normal ones, from the papers.
BOUNDS = {
    "uniform": lambda i, o: 0.5,
    "xavier_uniform": lambda i, o: np.sqrt(6) / np.sqrt(i + o),
    "xavier_simple": lambda i, o: 1 / np.sqrt(i),
    "he_uniform": lambda i, o: np.sqrt(6 / i),
}
SPREADS = {
    "normal": lambda i, o: 0.1,
    "xavier_normal": lambda i, o: np.sqrt(2 / (i + o)),
    "he_normal": lambda i, o: np.sqrt(2 / i),
}
FIXED = {"zeros": 0.0, "constant": 0.5}
of_bound = pytest.mark.parametrize("name", BOUNDS)
of_spread = pytest.mark.parametrize("name", SPREADS)


def named(name: str, **knobs: float) -> Initializer:
    return next(kind for kind in KINDS if kind_name(kind) == name)(**knobs)


def drawn(initializer: Initializer, fan_in: int, fan_out: int, seed: int = 5) -> np.ndarray:
    return initializer.weights(fan_in, fan_out, np.random.default_rng(seed))


def test_every_initializer_of_the_course_has_its_figures_here() -> None:
    assert {"zeros", "constant", "normal", "uniform", "xavier_uniform"} <= {kind_name(kind) for kind in KINDS}
    assert {kind_name(kind) for kind in KINDS} >= {*BOUNDS, *SPREADS, *FIXED}
    assert len({*BOUNDS, *SPREADS, *FIXED}) == 9


@of_bound
@shapes
def test_uniform_weights_fill_their_bounds_evenly(name: str, fan_in: int, fan_out: int) -> None:
    weights, bound = drawn(named(name), fan_in, fan_out), BOUNDS[name](fan_in, fan_out)
    n = weights.size
    assert bound * (1 - 20 / n) < np.abs(weights).max() <= bound
    assert abs(weights.mean()) < 5 * bound / np.sqrt(3 * n)
    assert weights.var() == pytest.approx(bound**2 / 3, rel=5 / np.sqrt(n))
    shares = np.histogram(weights, 4, (-bound, bound))[0] / n
    np.testing.assert_allclose(shares, 0.25, atol=5 / np.sqrt(n))


@of_spread
@shapes
def test_normal_weights_have_their_spread(name: str, fan_in: int, fan_out: int) -> None:
    weights, std = drawn(named(name), fan_in, fan_out), SPREADS[name](fan_in, fan_out)
    n = weights.size
    assert abs(weights.mean()) < 5 * std / np.sqrt(n)
    assert weights.var() == pytest.approx(std**2, rel=5 * np.sqrt(2 / n))
    within = [np.mean(np.abs(weights) < times * std) for times in (1, 2, 3)]
    np.testing.assert_allclose(within, [0.6827, 0.9545, 0.9973], atol=2.5 / np.sqrt(n))


@pytest.mark.parametrize("name", FIXED)
@shapes
def test_fixed_weights_are_all_equal(name: str, fan_in: int, fan_out: int) -> None:
    np.testing.assert_array_equal(drawn(named(name), fan_in, fan_out), np.full((fan_in, fan_out), FIXED[name]))


def test_the_fixed_schemes_take_their_size_from_their_knob() -> None:
    assert drawn(Normal(std=2.0), 300, 300).std() == pytest.approx(2.0, rel=0.02)
    assert np.abs(drawn(Uniform(bound=3.0), 300, 300)).max() == pytest.approx(3.0, rel=0.01)
    assert np.unique(drawn(Constant(value=-1.5), 4, 3)).tolist() == [-1.5]


@each_kind
@settings(max_examples=20)
@given(data=st.data())
def test_any_setting_gives_finite_weights_of_the_layers_shape(kind: type[Initializer], data: st.DataObject) -> None:
    initializer = data.draw(configs(kind))
    weights = drawn(initializer, *data.draw(st.tuples(st.integers(1, 30), st.integers(1, 30)).map(tuple)))
    assert weights.dtype == np.float64
    assert np.isfinite(weights).all()


@each_kind
@pytest.mark.parametrize("scale", [0.0, 0.1, 3.0, 100.0])
def test_the_scale_is_a_factor_on_the_same_draw(kind: type[Initializer], scale: float) -> None:
    np.testing.assert_allclose(drawn(kind(scale=scale), 20, 30), scale * drawn(kind(), 20, 30), rtol=1e-15)


@each_kind
def test_the_same_generator_state_gives_the_same_weights(kind: type[Initializer]) -> None:
    assert drawn(kind(), 20, 30).tobytes() == drawn(kind(), 20, 30).tobytes()


@pytest.mark.parametrize("name", [*BOUNDS, *SPREADS])
def test_another_seed_gives_other_weights(name: str) -> None:
    first, second = drawn(named(name), 20, 30), drawn(named(name), 20, 30, seed=6)
    assert np.mean(first == second) < 0.01
    assert abs(np.corrcoef(first.ravel(), second.ravel())[0, 1]) < 0.25


@pytest.mark.parametrize("name", [*BOUNDS, *SPREADS])
def test_units_and_inputs_are_drawn_apart(name: str) -> None:
    weights = drawn(named(name), 20, 30)
    assert len(np.unique(weights)) > 590


@each_kind
def test_a_network_starts_with_them(kind: type[Initializer]) -> None:
    """Each layer draws on from the same generator, in order; biases start at their own value."""
    hidden = (HiddenLayer(units=5, init=kind(), bias=0.25), HiddenLayer(units=4, init=kind(scale=2.0)))
    config = NetworkConfig(hidden=hidden, output=OutputLayer(init=kind(), bias=-1.0))
    network = Network(config, 3, 2, np.random.default_rng(9), "float64")
    rng = np.random.default_rng(9)
    expected = [kind().weights(3, 5, rng), kind(scale=2.0).weights(5, 4, rng), kind().weights(4, 2, rng)]
    for layer, weights, bias in zip(network.layers, expected, (0.25, 0.0, -1.0), strict=True):
        np.testing.assert_array_equal(layer.W, weights)
        assert np.unique(layer.b).tolist() == [bias]


def test_equal_weights_never_part() -> None:
    """What the zeros and the constant initializer are there to show (DESIGN.md: symmetry)."""
    for init in (Zeros(), Constant(value=0.3)):
        layer = HiddenLayer(units=4, init=init)
        config = ExperimentConfig.model_validate(
            {"network": NetworkConfig(hidden=(layer,), output=OutputLayer(init=init)), "epochs": 5}
        )
        trainer = Trainer(config)
        for _ in trainer.run():
            pass
        assert trainer.updates > 0
        weights = trainer.network.layers[0].W
        np.testing.assert_allclose(weights, np.repeat(weights[:, :1], 4, axis=1), rtol=1e-4, atol=1e-6)
