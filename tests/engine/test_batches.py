"""Batches: every example exactly once an epoch, in the given order, the rest as a smaller last batch."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ffnn_gui.engine import batches as module
from ffnn_gui.engine.batches import Batches
from ffnn_gui.engine.batching import AnyBatching, Batching
from ffnn_gui.engine.batching.full import Full
from ffnn_gui.engine.batching.mini_batch import MiniBatch
from ffnn_gui.engine.batching.stochastic import Stochastic
from ffnn_gui.schema import kinds_of
from tests.engine.strategies import any_of, kind_name


def examples(n: int) -> tuple[np.ndarray, np.ndarray]:
    """Rows that tell which example they are, and targets (2, n)."""
    numbers = np.arange(n, dtype=float)
    return np.stack([numbers, -numbers, numbers * 0.5], axis=1), np.stack([numbers * 10, numbers * 100])


def check(batches: Batches, order: np.ndarray, size: int) -> None:
    """Each batch is looked at as it comes, as the trainer does: it is a view that the next block overwrites."""
    start = 0
    for x, targets in batches.run(order):
        expected = order[start : start + size]
        np.testing.assert_array_equal(x, np.stack([expected, -expected, expected * 0.5, np.ones(len(expected))]))
        np.testing.assert_array_equal(targets, np.stack([expected * 10, expected * 100]))
        start += x.shape[1]
    assert start == len(order)


@given(
    n=st.integers(1, 60), size=st.integers(1, 70), block=st.sampled_from([1, 20, 100, 10_000]), seed=st.integers(0, 99)
)
def test_an_epoch_has_every_example_once_in_order(n: int, size: int, block: int, seed: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "BLOCK_NUMBERS", block)
        batches = Batches(*examples(n), min(size, n))
    rng = np.random.default_rng(seed)
    for _ in range(3):
        check(batches, rng.permutation(n), min(size, n))
        # The rest of an epoch, as after a live change.
        check(batches, rng.permutation(n)[: rng.integers(1, n + 1)], min(size, n))


def test_the_last_batch_is_smaller_and_used() -> None:
    sizes = [x.shape[1] for x, _ in Batches(*examples(10), 4).run(np.arange(10))]
    assert sizes == [4, 4, 2]


def test_views_of_old_lengths_do_not_pile_up() -> None:
    batches = Batches(*examples(100), 8)
    for n in range(1, 101):
        check(batches, np.arange(n), 8)
    assert len(batches._views) <= 5


def test_large_sets_are_gathered_a_block_at_a_time() -> None:
    X = np.zeros((10_000, 100), np.float32)
    batches = Batches(X, np.zeros((1, 10_000), np.float32), 32)
    assert batches._rows.nbytes < X.nbytes / 4
    assert batches._rows.size >= 32 * 101


@pytest.mark.parametrize(
    ("batching", "size", "shuffles"), [(Full(), 100, False), (MiniBatch(size=32), 32, True), (Stochastic(), 1, True)]
)
def test_the_kinds_batches(batching: Batching, size: int, shuffles: bool) -> None:
    assert (batching.batch_size(100), batching.shuffles) == (size, shuffles)


def test_the_kinds_of_the_course_are_there() -> None:
    assert [kind_name(kind) for kind in kinds_of(AnyBatching)] == ["full", "mini_batch", "stochastic"]


@given(batching=any_of(AnyBatching), n=st.integers(1, 100_000))
def test_a_batch_is_never_larger_than_the_set(batching: Batching, n: int) -> None:
    assert 1 <= batching.batch_size(n) <= n
