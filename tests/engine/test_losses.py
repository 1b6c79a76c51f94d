"""What every loss promises, and the values of each: formulas, gradients, labels, and outputs as large as they come."""

from collections.abc import Callable

import numpy as np
import pytest

from ffnn_gui.data import Task
from ffnn_gui.engine.losses import AnyLoss, Loss, default_loss, loss_named
from ffnn_gui.engine.losses.binary_cross_entropy import BinaryCrossEntropy
from ffnn_gui.engine.losses.cross_entropy import CrossEntropy
from ffnn_gui.engine.losses.mse import MeanSquaredError
from ffnn_gui.schema import kinds_of
from tests.engine.strategies import kind_name

TWO = Task("classification", 2, classes=("a", "b"))
ONE = Task("classification", 2, classes=("a",))
FIVE = Task("classification", 2, classes=tuple("abcde"))
VALUES = Task("regression", 2, n_targets=3)
TASKS = {"one": ONE, "two": TWO, "five": FIVE, "values": VALUES}
PAIRS = [(kind, name) for kind in kinds_of(AnyLoss) for name, task in TASKS.items() if kind().fits(task)]
each_pair = pytest.mark.parametrize(("kind", "name"), PAIRS, ids=kind_name)
CLASSIFYING = [(kind, name) for kind, name in PAIRS if TASKS[name].classes]
each_classifying = pytest.mark.parametrize(("kind", "name"), CLASSIFYING, ids=kind_name)
dtypes = pytest.mark.parametrize("dtype", ["float32", "float64"])


def batch(task: Task, outputs: int, dtype: str = "float64", examples: int = 6) -> tuple[np.ndarray, np.ndarray]:
    """Outputs z (outputs, examples) and labels or values."""
    rng = np.random.default_rng(3)
    z = rng.normal(0, 2, (outputs, examples)).astype(dtype)
    if task.classes:
        return z, rng.integers(0, len(task.classes), examples)
    return z, rng.normal(size=(examples, task.n_targets)).astype(dtype)


def gradient(loss: Loss, z: np.ndarray, targets: np.ndarray) -> np.ndarray:
    result = z.copy()
    loss.gradient(result, targets, np.empty(z.shape[1], z.dtype))
    return result


def test_which_loss_fits_which_task() -> None:
    course = [(BinaryCrossEntropy, "two"), (CrossEntropy, "one"), (CrossEntropy, "two"), (CrossEntropy, "five")]
    course += [(MeanSquaredError, name) for name in TASKS]
    assert [pair for pair in PAIRS if pair[0] in (BinaryCrossEntropy, CrossEntropy, MeanSquaredError)] == course
    assert {kind for kind, _ in PAIRS} == set(kinds_of(AnyLoss))


def test_the_default_follows_the_task() -> None:
    assert [type(default_loss(task)) for task in (TWO, FIVE, VALUES)] == [
        BinaryCrossEntropy, CrossEntropy, MeanSquaredError,
    ]  # fmt: skip


@each_pair
@dtypes
def test_targets_are_rows_of_as_many_numbers_as_outputs(kind: type[Loss], name: str, dtype: str) -> None:
    loss, task = kind(), TASKS[name]
    outputs = loss.n_outputs(task)
    encoded = loss.encode(batch(task, outputs, dtype)[1], outputs, dtype)
    assert (encoded.shape, encoded.dtype) == ((6, outputs), np.dtype(dtype))


@each_pair
def test_the_gradient_is_that_of_the_mean(kind: type[Loss], name: str) -> None:
    loss, task, h = kind(), TASKS[name], 1e-6
    z, y = batch(task, loss.n_outputs(task))
    targets = loss.encode(y, len(z), "float64").T
    numeric = np.empty_like(z)
    for place in np.ndindex(z.shape):
        up, down = z.copy(), z.copy()
        up[place] += h
        down[place] -= h
        numeric[place] = (loss.values(up, targets).mean() - loss.values(down, targets).mean()) / (2 * h)
    np.testing.assert_allclose(gradient(loss, z, targets), numeric, rtol=1e-6, atol=1e-9)


@each_pair
def test_values_leave_their_arguments_alone(kind: type[Loss], name: str) -> None:
    loss, task = kind(), TASKS[name]
    z, y = batch(task, loss.n_outputs(task))
    targets = loss.encode(y, len(z), "float64").T
    before = z.copy(), targets.copy()
    assert loss.values(z, targets).shape == (6,)
    assert loss.hits(z, targets, len(task.classes)).shape == (6,)
    np.testing.assert_array_equal([z, targets], before)


@each_pair
@dtypes
@pytest.mark.parametrize("size", [1e4, -1e4])
def test_extreme_outputs_stay_finite(kind: type[Loss], name: str, dtype: str, size: float) -> None:
    loss, task = kind(), TASKS[name]
    z, y = batch(task, loss.n_outputs(task), dtype)
    z[0] = size
    targets = loss.encode(y, len(z), dtype).T
    assert np.isfinite(loss.values(z, targets)).all()
    assert np.isfinite(gradient(loss, z, targets)).all()
    assert np.isfinite(loss.probabilities(z.T, len(task.classes))).all()


@each_classifying
def test_probabilities_are_shares_of_one_a_class(kind: type[Loss], name: str) -> None:
    loss, task = kind(), TASKS[name]
    outputs = batch(task, loss.n_outputs(task))[0].T
    probabilities = loss.probabilities(outputs, len(task.classes))
    assert probabilities.shape == (6, len(task.classes))
    assert np.all((probabilities >= 0) & (probabilities <= 1))
    if kind is not MeanSquaredError:
        np.testing.assert_allclose(probabilities.sum(axis=1), 1)


CASES: list[tuple[str, Callable[[int], np.ndarray]]] = [
    ("random", lambda k: np.random.default_rng(1).normal(0, 2, (50, k))),
    ("equal", lambda k: np.zeros((5, k))),
    ("all half", lambda k: np.full((5, k), 0.5)),
    ("barely apart", lambda k: np.linspace(0, 1e-20, k)[None, :] + np.zeros((2, 1))),
    ("barely positive", lambda k: np.full((2, k), 1e-20)),
    ("all above one", lambda k: np.linspace(1.1, 3, k)[None, :]),
    ("all below zero", lambda k: np.linspace(-3, -1.1, k)[None, :]),
]


@each_classifying
@pytest.mark.parametrize(("case", "make"), CASES, ids=lambda value: value if isinstance(value, str) else "")
def test_a_hit_is_where_the_decision_is_the_label(
    kind: type[Loss], name: str, case: str, make: Callable[[int], np.ndarray]
) -> None:
    """So that the accuracy counts what the pictures show, for undecided networks (all weights 0) too."""
    loss, task = kind(), TASKS[name]
    outputs = make(loss.n_outputs(task))
    classes = len(task.classes)
    decided = loss.decide(outputs, classes)
    for label in range(classes):
        y = np.full(len(outputs), label)
        hits = loss.hits(outputs.T, loss.encode(y, outputs.shape[1], "float64").T, classes)
        np.testing.assert_array_equal(hits, decided == y)


@each_classifying
def test_the_decision_is_the_most_probable_class(kind: type[Loss], name: str) -> None:
    loss, task = kind(), TASKS[name]
    outputs = np.random.default_rng(1).normal(0.5, 0.1, (50, loss.n_outputs(task)))
    chances = loss.probabilities(outputs, len(task.classes))
    np.testing.assert_array_equal(loss.decide(outputs, len(task.classes)), chances.argmax(axis=1))


# Numbers that are no classes are fine for a squared error, and so is any integer on its single output.
STRICT = [(kind, name) for kind, name in CLASSIFYING if kind is not MeanSquaredError]
WRONG = [(*pair, label) for pair in STRICT for label in (-1, 5, 0.5, np.nan)]
WRONG += [(MeanSquaredError, "five", -1), (MeanSquaredError, "five", 5)]


@pytest.mark.parametrize(("kind", "name", "label"), WRONG, ids=kind_name)
def test_a_label_that_is_no_class_is_refused(kind: type[Loss], name: str, label: float) -> None:
    loss, task = kind(), TASKS[name]
    with pytest.raises(ValueError, match=f"whole numbers from 0 to {len(task.classes) - 1}"):
        loss.encode(np.array([0, label]), loss.n_outputs(task), "float64")


def test_targets_that_do_not_fit_the_outputs_are_refused() -> None:
    with pytest.raises(ValueError, match="3 values an example, the network has 2 outputs"):
        MeanSquaredError().encode(np.zeros((4, 3)), 2, "float64")
    with pytest.raises(ValueError, match="takes 1 output, not 3"):
        BinaryCrossEntropy().encode(np.zeros(4, int), 3, "float64")


def test_cross_entropy_is_minus_the_log_of_the_right_probability() -> None:
    z, y = batch(FIVE, 5)
    p = np.exp(z) / np.exp(z).sum(axis=0)
    loss = CrossEntropy()
    targets = loss.encode(y, 5, "float64").T
    np.testing.assert_allclose(loss.values(z, targets), -np.log(p[y, np.arange(6)]))
    np.testing.assert_allclose(loss.probabilities(z.T, 5), p.T)
    np.testing.assert_allclose(gradient(loss, z, targets), (p - targets) / 6, atol=1e-15)


def test_logistic_cross_entropy_is_minus_the_log_of_the_right_probability() -> None:
    z, y = batch(TWO, 1)
    p = 1 / (1 + np.exp(-z[0]))
    loss = BinaryCrossEntropy()
    targets = loss.encode(y, 1, "float64").T
    np.testing.assert_allclose(loss.values(z, targets), -(y * np.log(p) + (1 - y) * np.log(1 - p)))
    np.testing.assert_allclose(loss.probabilities(z.T, 2), np.column_stack([1 - p, p]))
    np.testing.assert_allclose(gradient(loss, z, targets), (p - y)[None] / 6, atol=1e-15)


def test_squared_error_is_half_the_squared_distance() -> None:
    z, y = batch(VALUES, 3)
    loss = MeanSquaredError()
    targets = loss.encode(y, 3, "float64").T
    np.testing.assert_allclose(loss.values(z, targets), 0.5 * ((z - y.T) ** 2).sum(axis=0))
    np.testing.assert_allclose(gradient(loss, z, targets), (z - y.T) / 6)


def test_squared_error_on_classes_takes_the_one_hot_code() -> None:
    labels = np.array([2, 0])
    assert MeanSquaredError().encode(labels, 3, "float64").tolist() == [[0, 0, 1], [1, 0, 0]]
    assert MeanSquaredError().encode(np.array([1, 0]), 1, "float64").tolist() == [[1], [0]]


@pytest.mark.parametrize("kind", [CrossEntropy, BinaryCrossEntropy], ids=kind_name)
def test_a_confident_right_output_leaves_no_subnormal_error(kind: type[Loss]) -> None:
    """Subnormal float32 errors would slow every product on the way back."""
    loss = kind()
    for confidence in range(0, 200, 3):
        z = np.full((loss.n_outputs(TWO), 1), -confidence, np.float32)
        z[0] += 0 if kind is BinaryCrossEntropy else 2 * confidence
        error = np.abs(gradient(loss, z, loss.encode(np.array([0]), len(z), "float32").T))
        assert np.all((error == 0) | (error > 1e-13))


@pytest.mark.parametrize("kind", kinds_of(AnyLoss), ids=lambda kind: kind.model_fields["kind"].default)
def test_a_loss_is_found_by_its_name(kind: type[Loss]) -> None:
    assert loss_named(kind.model_fields["kind"].default) == kind()


def test_an_unknown_name_is_no_loss() -> None:
    with pytest.raises(KeyError):
        loss_named("nonsense")
