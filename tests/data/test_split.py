"""Splits are disjoint, complete, of the asked sizes, and fair to every class."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ffnn_gui.data import prepare
from ffnn_gui.data.sets.blobs import Blobs
from ffnn_gui.data.split import split
from ffnn_gui.schema import ConfigError, validated

fractions = st.floats(0, 0.5)
labels = st.lists(st.integers(0, 5), min_size=10, max_size=120).map(lambda values: np.array(values, np.int64))


@given(st.integers(1, 9), fractions, fractions)
def test_something_is_always_left_to_train_on(examples: int, validation: float, test: float) -> None:
    found = split(np.zeros(examples, np.int64), validation, min(test, 0.9 - validation), np.random.default_rng(0))
    assert len(found[0]) >= 1
    assert len(found[1]) >= (validation > 0 and examples > 1)


@given(labels, fractions, fractions, st.integers(0, 2**32 - 1))
def test_parts_are_disjoint_and_together_all(y: np.ndarray, validation: float, test: float, seed: int) -> None:
    found = split(y, validation, min(test, 0.9 - validation), np.random.default_rng(seed))
    np.testing.assert_array_equal(np.sort(np.concatenate(found)), np.arange(len(y)))
    assert len(found[0]) >= 1
    assert len(found[1]) == max(validation > 0, round(validation * len(y)))
    assert len(found[2]) == round(min(test, 0.9 - validation) * len(y))


def dealt_a_class_at_a_time(y: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Each class spread evenly from end to end, in the plainest way."""
    shuffled = rng.permutation(len(y))
    places, counts, seen = [], np.bincount(y), dict.fromkeys(y.tolist(), 0)
    for label in y[shuffled].tolist():
        places.append((seen[label] + 0.5) / counts[label])
        seen[label] += 1
    return shuffled[sorted(range(len(y)), key=places.__getitem__)]


@given(st.lists(st.integers(0, 40), min_size=1, max_size=200), fractions, st.integers(0, 2**32 - 1))
def test_examples_are_dealt_as_in_older_sessions(y: list[int], validation: float, seed: int) -> None:
    """The seed in a session file stands for this very split."""
    labels = np.array(y, np.int64)
    train, held_out, _ = split(labels, validation, 0.0, np.random.default_rng(seed))
    plain = dealt_a_class_at_a_time(labels, np.random.default_rng(seed))
    np.testing.assert_array_equal(np.concatenate([held_out, train]), plain)


@given(st.integers(1, 6), st.integers(10, 40), fractions, fractions)
def test_each_part_has_its_share_of_each_class(classes: int, each: int, validation: float, test: float) -> None:
    y = np.repeat(np.arange(classes), each)
    found = split(y, validation, min(test, 0.9 - validation), np.random.default_rng(0))
    for part, slack in zip(found, (2, 1, 1), strict=True):
        counts = np.bincount(y[part], minlength=classes)
        assert np.abs(counts - len(part) / classes).max() < slack


@given(labels, st.integers(0, 1000))
def test_a_rare_class_is_trained_on(y: np.ndarray, seed: int) -> None:
    train, *_ = split(y, 0.3, 0.3, np.random.default_rng(seed))
    once = [label for label in np.unique(y) if np.sum(y == label) == 1]
    if len(once) == 1:
        assert once[0] in y[train]


@given(st.integers(2, 6), st.integers(0, 1000))
def test_small_sets_keep_every_class_in_every_part(classes: int, seed: int) -> None:
    data = prepare(Blobs(classes=classes, samples=40, validation_fraction=0.25, test_fraction=0.25, seed=seed))
    for part in (data.train, data.validation, data.test):
        assert set(part.y.tolist()) == set(range(classes))


def test_examples_are_dealt_at_random() -> None:
    y = np.zeros(1000, np.int64)
    train, validation, _ = split(y, 0.3, 0.0, np.random.default_rng(0))
    assert 400 < validation.mean() < 600
    assert abs(np.corrcoef(np.arange(len(train)), train)[0, 1]) < 0.1


@given(labels, st.floats(0, 0.4), st.floats(0, 0.4), st.floats(0, 0.4))
def test_one_fraction_does_not_move_the_other_part(y: np.ndarray, kept: float, one: float, other: float) -> None:
    first, second = (split(y, kept, test, np.random.default_rng(3)) for test in (one, other))
    np.testing.assert_array_equal(first[1], second[1])


def test_a_small_share_of_few_examples_is_one() -> None:
    data = prepare(Blobs(samples=10, validation_fraction=0.05))
    assert (len(data.train), len(data.validation)) == (9, 1)
    assert [len(part) for part in split(np.zeros(2, np.int64), 0.1, 0.0, np.random.default_rng(0))] == [1, 1, 0]
    assert [len(part) for part in split(np.zeros(1, np.int64), 0.1, 0.0, np.random.default_rng(0))] == [1, 0, 0]


def test_fractions_may_hold_back_nothing() -> None:
    data = prepare(Blobs(validation_fraction=0.0))
    assert (len(data.train), len(data.validation), len(data.test)) == (300, 0, 0)
    assert data.validation.X.shape == (0, 2)


@pytest.mark.parametrize(
    ("given", "path", "words"),
    [
        ({"validation_fraction": 0.5, "test_fraction": 0.5}, "test_fraction", "at most 0.9"),
        ({"validation_fraction": 0.6}, "validation_fraction", "from 0 to 0.5, not 0.6"),
        ({"test_fraction": -0.1}, "test_fraction", "from 0 to 0.5, not -0.1"),
        ({"samples": 9}, "samples", "from 10 to 5,000, not 9"),
        ({"noise": 3.0}, "noise", "from 0 to 2, not 3"),
        ({"seed": 2**32}, "seed", "from 0 to 4,294,967,295"),
        ({"classes": 7}, "classes", "from 2 to 6, not 7"),
        ({"normalization": "whiten"}, "normalization", "none, min_max, standard"),
        ({"inputs": {"x1_cubed": True}}, "inputs.x1_cubed", "no such field"),
    ],
)
def test_what_cannot_be_is_refused_with_its_place(given: dict, path: str, words: str) -> None:
    with pytest.raises(ConfigError) as caught:
        validated(Blobs, given)
    assert path in [problem.path for problem in caught.value.problems]
    assert words in str(caught.value)


@pytest.mark.parametrize("bad", [float("nan"), float("inf"), "0.2", True])
def test_a_fraction_must_be_a_finite_number(bad: object) -> None:
    with pytest.raises(ConfigError, match="Validation part"):
        validated(Blobs, {"validation_fraction": bad})
