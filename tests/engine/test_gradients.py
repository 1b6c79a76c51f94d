"""Gradients against central differences, in float64, over everything that can be combined.

Kinks are avoided, not tolerated: a draw in which a perturbation carries a pre-activation of a kinked activation, or a
weight under L1, across its kink is drawn again.
"""

from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ffnn_gui.data import Task
from ffnn_gui.engine import HiddenLayer, Network, NetworkConfig
from ffnn_gui.engine.activations import Activation, AnyActivation
from ffnn_gui.engine.losses import AnyLoss, Loss
from ffnn_gui.schema import kinds_of
from tests.engine.strategies import any_of, configs, kind_name

H = 3e-5
TOLERANCE = 1e-6
TASKS = {
    "2 classes": Task("classification", 3, classes=("a", "b")),
    "4 classes": Task("classification", 3, classes=("a", "b", "c", "d")),
    "2 values": Task("regression", 3, n_targets=2),
}
PAIRS = [(kind, name) for kind in kinds_of(AnyLoss) for name, task in TASKS.items() if kind().fits(task)]
each_activation = pytest.mark.parametrize("activation", kinds_of(AnyActivation), ids=kind_name)
each_pair = pytest.mark.parametrize(("loss", "task"), PAIRS, ids=kind_name)


@dataclass
class Problem:
    """A network, a batch, and all that the loss depends on."""

    network: Network
    X: np.ndarray
    y: np.ndarray
    loss: Loss
    l2: float
    l1: float

    def __post_init__(self) -> None:
        self._rng_state = self.network.dropout_rng.bit_generator.state

    def total(self) -> float:
        """The loss with its penalties, always with the same dropout masks; fills the gradient."""
        self.network.dropout_rng.bit_generator.state = self._rng_state
        return self.network.loss_and_gradient(self.X, self.y, self.loss, l2=self.l2, l1=self.l1)[1]

    def sides(self) -> np.ndarray:
        """On which side of its kink everything is that has one."""
        *hidden, output = self.network.pass_for(len(self.X)).layers
        sides = [output.z.ravel() > 0]  # ∂L/∂z, which jumps where an absolute error is 0
        sides += [part.z.ravel() > 0 for part in hidden if kinked(part.layer.activation)]
        if self.l1:
            sides += [layer.W.ravel() > 0 for layer in self.network.layers]
        return np.concatenate(sides)


def kinked(activation: Activation) -> bool:
    left, right = activation.derivative(np.array([-1e-9, 1e-9]))
    return bool(abs(left - right) > 1e-6)


def numeric(problem: Problem) -> np.ndarray | None:
    """The gradient by differences of fourth order; None when a kink was crossed on the way."""
    problem.total()
    sides, theta = problem.sides(), problem.network.theta
    gradient = np.empty_like(theta)
    for i, value in enumerate(theta.copy()):
        at = {}
        for steps in (-2, -1, 1, 2):
            theta[i] = value + steps * H
            at[steps] = problem.total()
            if not np.array_equal(problem.sides(), sides):
                return None
        theta[i] = value
        gradient[i] = (8 * (at[1] - at[-1]) - (at[2] - at[-2])) / (12 * H)
    return gradient


def drawn(hidden: list[HiddenLayer], loss: Loss, task: Task, examples: int, seed: int) -> Problem:
    """A network with random biases, γ and β too (so that none sits on a kink), and a random batch; no penalties."""
    rng = np.random.default_rng(seed)
    network = Network(NetworkConfig(hidden=tuple(hidden)), 3, loss.n_outputs(task), rng, "float64")
    network.theta += rng.normal(0, 0.3, network.theta.shape)
    X = rng.normal(size=(examples, 3))
    y = rng.integers(0, len(task.classes), examples) if task.classes else rng.normal(size=(examples, task.n_targets))
    return Problem(network, X, y, loss, 0.0, 0.0)


def check(hidden: list[HiddenLayer], loss: Loss, task: Task, examples: int, l2: float, l1: float, seed: int) -> None:
    for attempt in range(100):
        problem = drawn(hidden, loss, task, examples, seed + attempt)
        problem.l2, problem.l1 = l2, l1
        expected = numeric(problem)
        if expected is not None:
            break
    else:
        pytest.fail("no draw stayed clear of the kinks")
    problem.total()
    actual = problem.network.grad
    size = np.linalg.norm(actual) + np.linalg.norm(expected)
    assert np.linalg.norm(actual - expected) <= TOLERANCE * size
    assert size > 0


def layers(activation: st.SearchStrategy[Activation]) -> st.SearchStrategy[HiddenLayer]:
    return st.builds(
        HiddenLayer,
        units=st.integers(1, 5),
        activation=activation,
        batch_norm=st.booleans(),
        dropout=st.sampled_from([0.0, 0.0, 0.3, 0.6]),
    )


@each_activation
@each_pair
@settings(max_examples=6)
@given(data=st.data())
def test_the_gradient_is_that_of_the_loss(
    data: st.DataObject, activation: type[Activation], loss: type[Loss], task: str
) -> None:
    hidden = [data.draw(layers(configs(activation)))]
    hidden += data.draw(st.lists(layers(any_of(AnyActivation)), max_size=3))
    l2, l1 = (data.draw(st.sampled_from([0.0, 0.01, 0.5])) for _ in range(2))
    examples, seed = data.draw(st.integers(1, 9)), data.draw(st.integers(0, 2**32 - 1))
    check(hidden, data.draw(configs(loss)), TASKS[task], examples, l2, l1, seed)


@each_pair
@pytest.mark.parametrize("l1", [0.0, 0.1])
def test_without_hidden_layers(loss: type[Loss], task: str, l1: float) -> None:
    check([], loss(), TASKS[task], 7, 0.2, l1, 1)


@each_activation
def test_twelve_layers(activation: type[Activation]) -> None:
    hidden = [HiddenLayer(units=2, activation=activation(), batch_norm=i % 3 == 0) for i in range(12)]
    check(hidden, kinds_of(AnyLoss)[0](), TASKS["2 classes"], 5, 0.01, 0.0, 3)


def test_the_check_finds_a_wrong_gradient(monkeypatch: pytest.MonkeyPatch) -> None:
    add = Network.add_penalty_gradient
    monkeypatch.setattr(Network, "add_penalty_gradient", lambda network, l2, l1: add(network, l2 * (1 + 1e-3), l1))
    with pytest.raises(AssertionError):
        check([HiddenLayer(units=3)], kinds_of(AnyLoss)[0](), TASKS["2 classes"], 5, 0.5, 0.0, 3)
