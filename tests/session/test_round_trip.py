"""A session read again is the session that was saved, and training goes on from it bit for bit."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ffnn_gui.data import AnyDataSet, prepare
from ffnn_gui.engine import EpochReport, ExperimentConfig, RunHistory, Trainer
from ffnn_gui.engine.arrays import quiet
from ffnn_gui.engine.optimizers import AnyOptimizer
from ffnn_gui.schema import kinds_of
from ffnn_gui.session import Session, SessionError, read_session, room, write_session
from ffnn_gui.session.checks import array_shapes, training_examples
from ffnn_gui.session.format import decoded, encoded
from tests.session.conftest import trained

OPTIMIZERS = [kind.model_fields["kind"].default for kind in kinds_of(AnyOptimizer)]
DATA_SETS = [kind.model_fields["kind"].default for kind in kinds_of(AnyDataSet)]
STOP, END = 17, 40


def run(trainer: Trainer, updates: int) -> list[EpochReport]:
    """Train until so many updates are done; the reports on the way."""
    reports = []
    with quiet():
        for report in trainer.steps():
            reports += [report] if report is not None else []
            if trainer.updates == updates:
                return reports
    raise AssertionError("the run ended before")


def assert_same_state(one: Session, other: Session) -> None:
    a, b = vars(one.state), vars(other.state)
    assert a.keys() == b.keys()
    for name, value in a.items():
        for x, y in zip(*map(_flat, (value, b[name])), strict=True):
            if isinstance(x, np.ndarray):
                assert x.dtype == y.dtype, name
                assert x.tobytes() == y.tobytes(), name
            else:
                assert x == y, name


def _flat(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return [*value, *(part for inner in value.values() for part in _flat(inner))]
    return [part for inner in value for part in _flat(inner)] if isinstance(value, list) else [value]


@pytest.mark.parametrize("precision", ["float32", "float64"])
@pytest.mark.parametrize(
    "layer", [{}, {"dropout": 0.3}, {"batch_norm": True}, {"dropout": 0.3, "batch_norm": True}], ids=str
)
@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_goes_on_bit_for_bit(optimizer: str, layer: dict[str, Any], precision: str, tmp_path: Path) -> None:
    config = ExperimentConfig.model_validate(
        {
            "data": {"kind": "circle", "samples": 80},
            "network": {"hidden": [{"units": 5, **layer}, {"units": 4, **layer}]},
            "optimizer": optimizer,
            "learning_rate": 0.01,
            "batching": {"kind": "mini_batch", "size": 11},
            "precision": precision,
        }
    )
    whole = Trainer(config)
    reports = run(whole, STOP)
    write_session(tmp_path / "a.ffnn", Session(config, whole.capture()))
    again = read_session(tmp_path / "a.ffnn").session.trainer()
    reports, later = run(whole, END), run(again, END)
    assert reports == later
    assert again.network.theta.tobytes() == whole.network.theta.tobytes()
    assert_same_state(Session(config, whole.capture()), Session(config, again.capture()))


@pytest.mark.parametrize("updates", [6, 7, 8, 14])
def test_goes_on_from_each_place_in_an_epoch(updates: int, tmp_path: Path) -> None:
    config = trained(updates=1).config
    whole = Trainer(config)
    run(whole, updates)
    write_session(tmp_path / "a.ffnn", Session(config, whole.capture()))
    again = read_session(tmp_path / "a.ffnn").session.trainer()
    assert run(whole, END) == run(again, END)


def test_keeps_everything(small_session: Session, tmp_path: Path) -> None:
    other = small_session.config.with_value("network.hidden.0.units", 9)
    session = replace(small_session, config=other, run_config=small_session.config)
    write_session(tmp_path / "a.ffnn", session)
    opened = read_session(tmp_path / "a.ffnn")
    again = opened.session
    assert not opened.read_only
    assert (again.config, again.run_config, again.notes, again.elapsed) == (other, small_session.config, "η → 0", 1.5)
    assert_same_state(session, again)
    assert session.history is not None
    np.testing.assert_array_equal(again.run_history().rows, session.history)
    assert small_session.state is not None
    assert small_session.state.order.size, "the state is of the middle of an epoch"
    assert small_session.state.best_arrays, "early stopping remembers weights"


def test_untrained_session(tmp_path: Path) -> None:
    write_session(tmp_path / "a.ffnn", Session(ExperimentConfig()))
    session = read_session(tmp_path / "a.ffnn").session
    assert (session.config, session.state, session.run_config, session.history) == (
        ExperimentConfig(),
        None,
        None,
        None,
    )
    assert len(session.run_history()) == 0
    assert session.trainer().epoch == 0


def test_first_bytes_are_fixed(small_session: Session) -> None:
    data = encoded(small_session)
    assert data.startswith(b'{"format":"ffnn-session","version":1,')
    assert list(json.loads(data)) == ["format", "version", "app", "reader", "sha256", "body"]


@pytest.mark.parametrize("kind", DATA_SETS)
def test_sizes_are_those_of_the_trainer(kind: str) -> None:
    config = ExperimentConfig().with_value("data", kind).with_value("network.hidden.0.batch_norm", True)
    assert array_shapes(config) == [array.shape for array in Trainer(config).network.arrays()]
    assert training_examples(config) == len(prepare(config.data).train)


def test_diverged_statistics_can_be_saved_and_read(small_session: Session) -> None:
    assert small_session.state is not None
    theta, mean, var = small_session.state.arrays
    broken = replace(small_session.state, arrays=[theta, mean * np.inf, var * np.nan], stopped="Training diverged.")
    state = decoded(encoded(replace(small_session, state=broken))).session.state
    assert state is not None
    assert state.stopped == "Training diverged."
    assert all(np.isfinite(array).all() for array in state.arrays)


def test_broken_weights_are_not_saved(small_session: Session) -> None:
    assert small_session.state is not None
    theta, *rest = small_session.state.arrays
    broken = replace(small_session.state, arrays=[theta * np.nan, *rest])
    with pytest.raises(SessionError, match=r"state\.arrays\[0\].*position 0"):
        encoded(replace(small_session, state=broken))


@pytest.mark.parametrize(("path", "value"), [("network.hidden.0.units", 9), ("optimizer", "gd")])
def test_weights_of_other_settings_are_not_saved(path: str, value: object, small_session: Session) -> None:
    with pytest.raises(SessionError, match="do not belong to the settings"):
        encoded(replace(small_session, config=small_session.config.with_value(path, value)))


def test_long_history_is_thinned_from_the_newest_epoch(small_session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "MOST_EPOCHS", 40)
    again = decoded(encoded(long_run(small_session, best=1)))
    kept = again.session.history
    assert kept is not None
    assert kept[:, 0].tolist() == list(range(1, 101, 3))
    assert encoded(again.session) == encoded(decoded(encoded(again.session)).session), "thinned once"


def test_a_thinned_history_keeps_the_best_epoch(small_session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "MOST_EPOCHS", 40)
    history = decoded(encoded(long_run(small_session, best=9))).session.run_history()
    assert history.column("epoch").tolist() == sorted([*range(1, 101, 3), 9])
    assert [history.at("train_loss", epoch) for epoch in (1, 9, 97, 100)] == [0.01, 0.09, 0.97, 1.0]
    assert np.isnan([history.at("train_loss", epoch) for epoch in (0, 2, 8, 99, 101)]).all()


def long_run(session: Session, best: int) -> Session:
    """The session after 100 epochs whose loss is a hundredth of their number."""
    rows = np.full((100, len(RunHistory(3).names)), np.nan)
    epochs = np.arange(1, 101)
    rows[:, 0], rows[:, 1], rows[:, 3], rows[:, 8] = epochs, 7 * epochs, epochs / 100, np.minimum(epochs, best)
    assert session.state is not None
    return replace(session, state=replace(session.state, epoch=100, updates=703), history=rows)


def test_too_large_a_session_is_refused(
    small_session: Session, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(room, "LARGEST_FILE", 1000)
    with pytest.raises(SessionError, match=r"a\.ffnn.*was not saved.*MiB"):
        write_session(tmp_path / "a.ffnn", small_session)
    assert not list(tmp_path.iterdir())


@settings(max_examples=60)
@given(
    notes=st.text(st.characters(), max_size=300),
    elapsed=st.floats(0, 1e9),
    rate=st.floats(1e-6, 100),
    seed=st.integers(0, 2**32 - 1),
    values=st.lists(st.floats(allow_nan=True, allow_infinity=True), max_size=30),
)
def test_any_text_and_number_survives(notes: str, elapsed: float, rate: float, seed: int, values: list[float]) -> None:
    config = ExperimentConfig.model_validate({"learning_rate": rate, "seed": seed})
    width = len(RunHistory(3).names)
    history = np.repeat(np.array(values), width).reshape(-1, width)
    history[:, [0, 1, 8]] = np.arange(1, len(values) + 1)[:, np.newaxis]
    state = replace(Trainer(config).capture(), epoch=len(values), updates=len(values))
    session = decoded(encoded(Session(config, state, history=history, notes=notes, elapsed=elapsed))).session
    assert (session.config, session.elapsed) == (config, elapsed)
    assert session.notes == notes.encode("utf-8", "replace").decode()
    assert session.history is not None
    assert session.history.tobytes() == history.tobytes()
