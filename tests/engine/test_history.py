"""The history of a run: every row kept, curves thinned to a bounded length without losing a peak."""

import math
import tracemalloc
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ffnn_gui.engine import EpochReport, RunHistory, Score
from ffnn_gui.engine import history as module
from ffnn_gui.engine.config import EarlyStopping
from ffnn_gui.engine.early_stopping import reason

LAYERS = 2


def report(epoch: int, loss: float = 0.5, validation: Score | None = None, layers: int = LAYERS) -> EpochReport:
    return EpochReport(epoch, 3 * epoch, 0.1, Score(loss, 0.9), validation, 0.25, (1.0,) * layers, 1)


def history(rows: int, seed: int = 1) -> tuple[RunHistory, np.ndarray]:
    """A history of random numbers, its epochs counted from 1; and its rows."""
    kept = RunHistory(LAYERS)
    values = np.random.default_rng(seed).normal(size=(rows, len(kept.names)))
    values[:, 0] = np.arange(1, rows + 1)
    kept.extend_rows(values)
    return kept, values


@pytest.fixture
def small_buckets(monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(module, "BUCKETS", 8)
    return 8


def test_a_report_becomes_a_row_of_named_columns() -> None:
    kept = RunHistory(LAYERS)
    kept.append(report(1, 0.5, Score(0.7, 0.8)))
    row = {name: kept.column(name).tolist() for name in kept.names}
    assert row == {
        "epoch": [1], "updates": [3], "learning_rate": [0.1], "train_loss": [0.5], "train_accuracy": [0.9],
        "validation_loss": [0.7], "validation_accuracy": [0.8], "penalty": [0.25], "best_epoch": [1],
        "gradient_norm_1": [1], "gradient_norm_2": [1],
    }  # fmt: skip
    assert len(kept) == 1


def test_what_was_not_measured_is_not_a_number() -> None:
    kept = RunHistory(LAYERS)
    kept.append(report(1))
    assert np.isnan(kept.column("validation_loss")).all()
    assert np.isnan(kept.last("validation_accuracy"))
    assert kept.last("train_loss") == 0.5


def test_an_empty_history_has_empty_columns() -> None:
    kept = RunHistory(LAYERS)
    kept.extend([])
    assert len(kept) == 0
    assert kept.column("train_loss").shape == (0,)
    assert [array.shape for array in kept.curve("train_loss")] == [(0,), (0,)]
    assert np.isnan(kept.last("train_loss"))


def test_a_column_that_is_not_there_is_a_key_error() -> None:
    kept = RunHistory(LAYERS)
    for call in (kept.column, kept.last, kept.curve):
        with pytest.raises(KeyError, match="gradient_norm_3"):
            call("gradient_norm_3")
    with pytest.raises(KeyError, match="time"):
        kept.curve("train_loss", x="time")


@pytest.mark.parametrize("layers", [1, 3])
def test_a_report_of_another_network_is_refused(layers: int) -> None:
    with pytest.raises(ValueError, match="A row has 11 columns"):
        RunHistory(LAYERS).append(report(1, layers=layers))


@pytest.mark.parametrize("rows", [1, 255, 256, 257, 5000])
def test_every_row_is_kept(rows: int) -> None:
    kept, values = history(rows)
    assert len(kept) == rows
    np.testing.assert_array_equal(kept.rows, values)
    np.testing.assert_array_equal(kept.column("train_loss"), values[:, 3])
    assert kept.last("train_loss") == values[-1, 3]


@settings(max_examples=60)
@given(rows=st.integers(0, 200), cuts=st.lists(st.integers(0, 200), max_size=8), seed=st.integers(0, 9))
def test_pieces_give_the_same_as_all_at_once(rows: int, cuts: list[int], seed: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "BUCKETS", 8)
        whole, values = history(rows, seed)
        pieces = RunHistory(LAYERS)
        for part in np.split(values, sorted(min(cut, rows) for cut in cuts)):
            pieces.extend_rows(part)
    np.testing.assert_array_equal(pieces.rows, whole.rows)
    for name in ("train_loss", "penalty"):
        np.testing.assert_array_equal(pieces.curve(name), whole.curve(name))


def test_appended_one_by_one_is_the_same_too() -> None:
    reports = [report(epoch, loss=1 / epoch) for epoch in range(1, 3000)]
    one_by_one, at_once = RunHistory(LAYERS), RunHistory(LAYERS)
    for each in reports:
        one_by_one.append(each)
    at_once.extend(reports)
    np.testing.assert_array_equal(one_by_one.rows, at_once.rows)
    np.testing.assert_array_equal(one_by_one.curve("train_loss"), at_once.curve("train_loss"))


@settings(max_examples=60)
@given(values=st.lists(st.floats(-1e6, 1e6) | st.just(np.nan), min_size=1, max_size=300))
def test_a_curve_keeps_the_peaks_and_is_bounded(values: list[float]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "BUCKETS", 8)
        kept = RunHistory(LAYERS)
        rows = np.zeros((len(values), len(kept.names)))
        rows[:, 0], rows[:, 3] = np.arange(1, len(values) + 1), values
        kept.extend_rows(rows)
    x, y = kept.curve("train_loss")
    assert len(x) == len(y) <= 4 * 8
    assert np.all(np.diff(x) >= 0)
    assert (x[0], x[-1]) == (1, len(values))
    if not np.isnan(values).all():
        assert (np.nanmin(y), np.nanmax(y)) == (np.nanmin(values), np.nanmax(values))
    assert set(y[~np.isnan(y)]) <= set(values)


@settings(max_examples=60)
@given(
    pieces=st.lists(
        st.lists(st.floats(-1e6, 1e6) | st.sampled_from([np.nan, np.inf, -np.inf]), max_size=90), max_size=6
    )
)
def test_a_curve_is_rows_in_their_order_with_the_first_and_the_last(pieces: list[list[float]]) -> None:
    rows, x, y = drawn_in_small_buckets(pieces)
    places = x.astype(int) - 1
    assert np.all(np.diff(places) > 0)
    np.testing.assert_array_equal(y, rows[places, 3])
    assert len(rows) == 0 or (places[0], places[-1]) == (0, len(rows) - 1)
    numbers = rows[~np.isnan(rows[:, 3]), 3]
    assert numbers.size == 0 or {numbers.min(), numbers.max()} <= set(y)


def drawn_in_small_buckets(pieces: list[list[float]]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The rows and the curve of a history of few buckets and small chunks, to which losses came in pieces."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "BUCKETS", 8)
        patch.setattr(module, "CHUNK", 32)
        kept, all_rows = RunHistory(LAYERS), [np.zeros((0, len(module.SCALARS) + LAYERS))]
        for losses in pieces:
            rows = np.zeros((len(losses), len(kept.names)))
            rows[:, 0], rows[:, 3] = len(kept) + 1 + np.arange(len(losses)), losses
            kept.extend_rows(rows)
            all_rows.append(rows)
        joined = np.concatenate(all_rows)
        np.testing.assert_array_equal(kept.rows, joined)
        for name in ("epoch", "train_loss"):
            np.testing.assert_array_equal(kept.column(name), joined[:, kept.names.index(name)])
        return joined, *kept.curve("train_loss")


@pytest.mark.parametrize("rows", [2_001, 4_567, 100_000])
@pytest.mark.parametrize("sign", [1, -1])
def test_a_curve_that_only_falls_or_rises_is_drawn_so(rows: int, sign: int) -> None:
    kept = RunHistory(LAYERS)
    values = np.zeros((rows, len(kept.names)))
    values[:, 0], values[:, 3] = np.arange(1, rows + 1), sign / np.arange(1, rows + 1)
    kept.extend_rows(values)
    x, y = kept.curve("train_loss")
    assert np.all(sign * np.diff(y) < 0)
    assert (x[0], y[0], x[-1], y[-1]) == (1, sign, rows, sign / rows)


def test_each_epoch_is_the_end_of_the_curve_when_it_comes(small_buckets: int) -> None:
    kept = RunHistory(LAYERS)
    losses = np.random.default_rng(3).normal(size=300).tolist()
    for epoch, loss in enumerate(losses, 1):
        kept.append(report(epoch, loss))
        x, y = kept.curve("train_loss")
        assert (x[-1], y[-1]) == (epoch, loss)
        assert len(x) <= 4 * small_buckets


def test_a_hundred_thousand_epochs_need_little_memory() -> None:
    kept = RunHistory(3)
    rows = np.zeros((50, len(kept.names)))
    tracemalloc.start()
    try:
        for _ in range(2000):
            kept.extend_rows(rows)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert len(kept) == 100_000
    assert peak < 13e6


@pytest.mark.parametrize("pieces", [1, 3])
def test_a_long_history_is_the_same_in_any_pieces(pieces: int) -> None:
    whole, values = history(40_000)
    kept = RunHistory(LAYERS)
    for part in np.split(values, [module.CHUNK, 30_001][: pieces - 1]):
        kept.extend_rows(part)
    np.testing.assert_array_equal(kept.rows, values)
    np.testing.assert_array_equal(kept.column("penalty"), values[:, 7])
    assert kept.last("penalty") == values[-1, 7]
    np.testing.assert_array_equal(kept.curve("penalty"), whole.curve("penalty"))


def test_a_peak_stays_near_its_place() -> None:
    kept, values = history(50_000)
    values[31_000, 3] = 1e9
    peaked = RunHistory(LAYERS)
    peaked.extend_rows(values)
    x, y = peaked.curve("train_loss")
    assert len(x) <= 4 * module.BUCKETS
    assert abs(x[np.argmax(y)] - 31_001) <= 50_000 / module.BUCKETS
    assert kept.curve("train_loss")[1].max() < 10


def test_a_short_curve_is_every_point() -> None:
    kept, values = history(2 * module.BUCKETS)
    x, y = kept.curve("train_loss")
    np.testing.assert_array_equal(x, values[:, 0])
    np.testing.assert_array_equal(y, values[:, 3])


@pytest.mark.parametrize("rows", [17, 100, 1000, 5000])
def test_the_number_of_points_stays_between_its_bounds(rows: int, small_buckets: int) -> None:
    kept, _ = history(rows)
    assert small_buckets <= len(kept.curve("penalty")[0]) <= 4 * small_buckets


def test_an_infinite_loss_is_kept() -> None:
    kept = RunHistory(LAYERS)
    for epoch, loss in enumerate([1.0, np.inf, 0.5], 1):
        kept.append(report(epoch, loss))
    assert kept.curve("train_loss")[1].tolist() == [1.0, np.inf, 0.5]


def test_a_curve_against_updates() -> None:
    kept = RunHistory(LAYERS)
    kept.extend([report(epoch) for epoch in range(1, 5)])
    assert kept.curve("train_loss", x="updates")[0].tolist() == [3, 6, 9, 12]


def test_one_value_is_found_by_its_epoch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "CHUNK", 4)
    kept, values = history(10)
    assert [kept.at("train_loss", epoch) for epoch in range(1, 11)] == values[
        :, kept.names.index("train_loss")
    ].tolist()
    assert [math.isnan(kept.at("train_loss", epoch)) for epoch in (-3, 0, 11)] == [True] * 3
    assert math.isnan(RunHistory(LAYERS).at("train_loss", 1))


@pytest.mark.parametrize("chunk", [4, 1000])
def test_an_epoch_that_a_long_history_has_left_out_has_no_value(chunk: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "CHUNK", chunk)
    kept = RunHistory(LAYERS)
    kept.extend([report(epoch, loss=epoch / 100) for epoch in (*range(2, 30, 3), 30, 31)])
    assert [kept.at("train_loss", epoch) for epoch in (2, 14, 29, 31)] == [0.02, 0.14, 0.29, 0.31]
    assert [math.isnan(kept.at("train_loss", epoch)) for epoch in (1, 3, 15, 28, 32)] == [True] * 5


def test_epochs_of_a_history_that_begins_later_are_found_too() -> None:
    kept = RunHistory(LAYERS)
    kept.extend([report(epoch, loss=epoch / 100) for epoch in range(50, 60)])
    assert kept.at("train_loss", 55) == 0.55
    assert math.isnan(kept.at("train_loss", 49))


def test_the_epoch_of_the_weights_is_the_last_or_the_one_brought_back() -> None:
    kept, rule = RunHistory(LAYERS), EarlyStopping(enabled=True)
    assert kept.epoch_of_weights("") == kept.epoch_of_weights(reason(rule, 3)) == 0
    kept.extend([replace(report(epoch), best_epoch=min(epoch, 3)) for epoch in range(1, 10)])
    assert [kept.epoch_of_weights(stopped) for stopped in ("", reason(rule, 0), reason(rule, 3))] == [9, 9, 3]
