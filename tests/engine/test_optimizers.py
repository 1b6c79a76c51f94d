"""Every optimizer against the textbook's formulas, written out plainly in float64; and what all have in common."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ffnn_gui.engine.optimizers import AnyOptimizer, Optimizer
from ffnn_gui.engine.optimizers import state as state_module
from ffnn_gui.engine.optimizers.adam import Adam
from ffnn_gui.engine.optimizers.momentum import Momentum
from ffnn_gui.engine.optimizers.rmsprop import RMSProp
from ffnn_gui.schema import kinds_of
from tests.engine.strategies import configs, in_order, kind_name

RATE = 0.05
KINDS = kinds_of(AnyOptimizer)
each_kind = pytest.mark.parametrize("kind", KINDS, ids=kind_name)
with_moments = pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.moments], ids=kind_name)
Moments = dict[str, np.ndarray]
Rule = Callable[[Optimizer, np.ndarray, np.ndarray, Moments, int, float], np.ndarray]


def gd(o: Optimizer, theta: np.ndarray, g: np.ndarray, moments: Moments, t: int, rate: float) -> np.ndarray:
    return theta - rate * g


def momentum(o: Optimizer, theta: np.ndarray, g: np.ndarray, moments: Moments, t: int, rate: float) -> np.ndarray:
    moments["v"] = o.beta * moments["v"] + g
    return theta - rate * moments["v"]


def nesterov(o: Optimizer, theta: np.ndarray, g: np.ndarray, moments: Moments, t: int, rate: float) -> np.ndarray:
    moments["v"] = o.beta * moments["v"] + g
    return theta - rate * (g + o.beta * moments["v"])


def adagrad(o: Optimizer, theta: np.ndarray, g: np.ndarray, moments: Moments, t: int, rate: float) -> np.ndarray:
    moments["s"] = moments["s"] + g**2
    return theta - rate * g / (np.sqrt(moments["s"]) + o.eps)


def rmsprop(o: Optimizer, theta: np.ndarray, g: np.ndarray, moments: Moments, t: int, rate: float) -> np.ndarray:
    moments["v"] = o.decay * moments["v"] + (1 - o.decay) * g**2
    return theta - rate * g / (np.sqrt(moments["v"]) + o.eps)


def adam(o: Optimizer, theta: np.ndarray, g: np.ndarray, moments: Moments, t: int, rate: float) -> np.ndarray:
    moments["m"] = o.beta1 * moments["m"] + (1 - o.beta1) * g
    moments["v"] = o.beta2 * moments["v"] + (1 - o.beta2) * g**2
    mean, square = moments["m"] / (1 - o.beta1**t), moments["v"] / (1 - o.beta2**t)
    return theta - rate * mean / (np.sqrt(square) + o.eps)


TEXTBOOK: dict[str, Rule] = {
    "gd": gd, "momentum": momentum, "nesterov": nesterov, "adagrad": adagrad, "rmsprop": rmsprop, "adam": adam,
}  # fmt: skip
KNOWN = [kind for kind in KINDS if kind_name(kind) in TEXTBOOK]
of_the_textbook = pytest.mark.parametrize("kind", KNOWN, ids=kind_name)


class Race:
    """Our optimizer and the textbook's, where it has one, step by step on the same random gradients."""

    def __init__(self, optimizer: Optimizer, parameters: int = 40, dtype: str = "float64") -> None:
        self.rng = np.random.default_rng(7)
        self.theta = self.rng.normal(size=parameters).astype(dtype)
        self.grad = np.empty_like(self.theta)
        self.expected = self.theta.astype(float)
        self.state = optimizer.init_state(self.theta)
        self.moments = {name: np.zeros(parameters) for name in optimizer.moments}
        self.t = 0

    def step(self, optimizer: Optimizer, rate: float = RATE) -> None:
        self.t += 1
        self.grad[...] = self.rng.normal(size=self.theta.size)
        optimizer.update(self.theta, self.grad, self.state, rate)
        if textbook := TEXTBOOK.get(optimizer.kind):
            self.expected = textbook(optimizer, self.expected, self.grad.astype(float), self.moments, self.t, rate)

    def agrees(self, tolerance: float = 1e-12) -> None:
        np.testing.assert_allclose(self.theta, self.expected, rtol=tolerance, atol=tolerance)
        for name, moment in self.moments.items():
            np.testing.assert_allclose(self.state.moment(name), moment, rtol=tolerance, atol=tolerance)


def test_the_optimizers_of_the_course_are_there_in_order() -> None:
    assert in_order(AnyOptimizer, "gd", "momentum", "nesterov", "adagrad", "rmsprop", "adam")


@of_the_textbook
@pytest.mark.parametrize("block", [7, 40, 100_000])
def test_fifty_steps_are_the_textbooks(kind: type[Optimizer], block: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(state_module, "BLOCK", block)
    optimizer = kind()
    race = Race(optimizer)
    for step in range(50):
        race.step(optimizer, RATE if step < 25 else RATE / 3)
        race.agrees()
    assert race.state.step == 50


@of_the_textbook
@settings(max_examples=15)
@given(data=st.data())
def test_any_setting_is_the_textbooks(kind: type[Optimizer], data: st.DataObject) -> None:
    optimizer = data.draw(configs(kind))
    race = Race(optimizer)
    for _ in range(5):
        race.step(optimizer)
    np.testing.assert_allclose(race.theta, race.expected, rtol=1e-9, atol=1e-9)


@each_kind
@settings(max_examples=15)
@given(data=st.data())
def test_any_setting_stays_finite_and_repeats_itself(kind: type[Optimizer], data: st.DataObject) -> None:
    optimizer = data.draw(configs(kind))
    one, same = Race(optimizer), Race(optimizer)
    for race in (one, same):
        for _ in range(5):
            race.step(optimizer)
    assert np.isfinite(one.theta).all()
    assert one.theta.tobytes() == same.theta.tobytes()


@with_moments
def test_what_is_said_of_the_moments_is_so(kind: type[Optimizer]) -> None:
    race = Race(kind())
    for _ in range(9):
        race.step(kind())
    assert set(race.state.factors) == set(kind.scaled)
    assert {name for name, moment in race.state.moments.items() if (moment >= 0).all()} == set(kind.squares)


@of_the_textbook
@settings(max_examples=15)
@given(data=st.data())
def test_a_parameter_without_gradient_stays_where_it_is(kind: type[Optimizer], data: st.DataObject) -> None:
    """As the weights of a dead ReLU: 0 / 0 must not arise, in float32 neither."""
    optimizer = data.draw(configs(kind))
    theta = np.array([1.0, -2.0], np.float32)
    state = optimizer.init_state(theta)
    for _ in range(3):
        optimizer.update(theta, np.zeros_like(theta), state, 1.0)
    assert theta.tolist() == [1.0, -2.0]


@each_kind
def test_several_blocks_give_the_same_bits_as_one(kind: type[Optimizer], monkeypatch: pytest.MonkeyPatch) -> None:
    results = []
    for block in (7, 1000):
        monkeypatch.setattr(state_module, "BLOCK", block)
        race = Race(kind(), parameters=100, dtype="float32")
        for _ in range(10):
            race.step(kind())
        results.append(race.theta.tobytes())
    assert results[0] == results[1]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (Adam(), Adam(beta1=0.5, beta2=0.9)),
        (RMSProp(), RMSProp(decay=0.5)),
        (Momentum(), Momentum(beta=0.5)),
        (Adam(), Adam(beta1=0.0)),
    ],
    ids=str,
)
def test_a_decay_changed_in_mid_run_keeps_the_true_moments(before: Optimizer, after: Optimizer) -> None:
    race = Race(before)
    for _ in range(10):
        race.step(before)
    for optimizer in (after, before, after):
        for _ in range(5):
            race.step(optimizer)
            race.agrees(1e-11)


@each_kind
def test_it_moves_against_a_first_gradient(kind: type[Optimizer]) -> None:
    theta = np.zeros(3)
    kind().update(theta, np.array([1.0, -2.0, 0.5]), kind().init_state(theta), RATE)
    assert np.sign(theta).tolist() == [-1, 1, -1]


@each_kind
@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_it_goes_on_from_a_restored_state(kind: type[Optimizer], dtype: str) -> None:
    race = Race(kind(), dtype=dtype)
    for _ in range(5):
        race.step(kind())
    theta, state = race.theta.copy(), kind().init_state(race.theta)
    moments = {name: moment.copy() for name, moment in race.state.moments.items()}
    state.restore(race.state.step, moments, race.state.factors)
    race.step(kind())
    kind().update(theta, race.grad, state, RATE)
    assert theta.tobytes() == race.theta.tobytes()
    assert state.step == 6


@each_kind
def test_a_state_of_another_kind_is_refused(kind: type[Optimizer]) -> None:
    state = kind().init_state(np.zeros(2))
    with pytest.raises(ValueError, match="remembers"):
        state.restore(1, {**state.moments, "other": np.zeros(2)}, {})


@with_moments
def test_tiny_moments_become_zero_in_float32(kind: type[Optimizer]) -> None:
    theta, optimizer = np.zeros(4, np.float32), kind()
    state = optimizer.init_state(theta)
    for moment in state.moments.values():
        moment[...] = [1e-31, -1e-36, 1e-20, 1.0]
    for _ in range(state_module.FLUSH_EVERY):
        state.step += 1
        state.flush()
    for moment in state.moments.values():
        assert moment.tolist() == pytest.approx([0, 0, 1e-20, 1.0])


@with_moments
def test_tiny_moments_stay_in_float64(kind: type[Optimizer]) -> None:
    state = kind().init_state(np.zeros(1))
    for moment in state.moments.values():
        moment[...] = 1e-100
    for _ in range(state_module.FLUSH_EVERY):
        state.step += 1
        state.flush()
    assert all(moment[0] == 1e-100 for moment in state.moments.values())


@with_moments
def test_in_the_long_run_no_moment_is_subnormal(kind: type[Optimizer]) -> None:
    """A unit that dies leaves moments behind that shrink for ever: they must not slow the arithmetic down."""
    theta, optimizer = np.zeros(8, np.float32), kind()
    state = optimizer.init_state(theta)
    optimizer.update(theta, np.full_like(theta, 1e-3), state, RATE)
    for _ in range(2000):
        optimizer.update(theta, np.zeros_like(theta), state, RATE)
        for moment in state.moments.values():
            assert not np.any((moment != 0) & (np.abs(moment) < np.finfo(np.float32).tiny))
