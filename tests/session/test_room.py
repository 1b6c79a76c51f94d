"""A session that a file has no room for is refused before it is trained, or saved without what it can spare."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from ffnn_gui.engine import ExperimentConfig, RunHistory
from ffnn_gui.session import Session, SessionError, room
from ffnn_gui.session.files import check_room
from ffnn_gui.session.format import check_fits, decoded, encoded
from tests.session.conftest import SMALL, trained

LARGE = {"hidden": [{"units": 60}] * 2}
STOPPING = {"regularization": {"early_stopping": {"enabled": True}}}


def untrained(hidden: int, **raw: Any) -> Session:
    return Session(ExperimentConfig.model_validate({"network": {"hidden": [{"units": 1024}] * hidden}, **raw}))


@pytest.mark.parametrize(
    "session",
    [
        untrained(12, optimizer="gd"),
        untrained(4),
        untrained(3, **STOPPING),
        untrained(12, optimizer="gd", epochs=100_000_000),
    ],
)
def test_large_networks_fit(session: Session, tmp_path: Path) -> None:
    check_room(tmp_path / "a.ffnn", session)


@pytest.mark.parametrize(
    ("session", "size"),
    [
        (untrained(12), r"176\.\d MiB"),
        (untrained(5), r"64\.\d MiB"),
        (untrained(5, **STOPPING), r"85\.\d MiB"),
        (untrained(12, optimizer="gd", **STOPPING), r"117\.\d MiB"),
        (untrained(12, optimizer="gd", precision="float64"), r"117\.\d MiB"),
    ],
)
def test_larger_ones_are_refused_before_they_are_trained(session: Session, size: str, tmp_path: Path) -> None:
    with pytest.raises(SessionError, match=rf"“a\.ffnn” could not be saved\. The session takes {size}, .* 64\."):
        check_room(tmp_path / "a.ffnn", session)
    assert decoded(encoded(session)).session.config == session.config, "its settings can be saved"


def long_run(stopping: bool) -> Session:
    """A trained session of a network of 4,000 weights and 3,000 epochs."""
    rules = {"early_stopping": {"enabled": stopping}}
    session = trained(SMALL | {"network": LARGE, "regularization": rules})
    rows = np.zeros((3000, len(RunHistory(3).names)))
    rows[:, 0] = np.arange(1, 3001)
    rows[:, 8] = np.minimum(rows[:, 0], 5)
    assert session.state is not None
    assert session.state.best_arrays
    return replace(session, state=replace(session.state, epoch=3000), history=rows)


def test_the_best_weights_are_left_out_only_where_they_do_not_fit(monkeypatch: pytest.MonkeyPatch) -> None:
    session = long_run(stopping=False)
    whole = len(encoded(session))
    monkeypatch.setattr(room, "LEAST_EPOCHS", 100)
    found = []
    for most in (whole + 2 * room.REST, whole // 2, 105_000):
        monkeypatch.setattr(room, "LARGEST_FILE", most)
        again = decoded(encoded(session)).session
        assert again.state is not None
        assert again.trainer().network.theta.tobytes() == session.trainer().network.theta.tobytes()
        assert again.history is not None
        found.append((bool(again.state.best_arrays), len(again.history)))
    assert found[0] == (True, 3000)
    assert [best for best, _ in found] == [True, True, False]
    assert all(100 <= epochs < 3000 for _, epochs in found[1:])


@pytest.mark.parametrize("stopping", [True, False])
def test_what_has_been_let_through_can_be_saved(stopping: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    session = long_run(stopping)
    monkeypatch.setattr(room, "LEAST_EPOCHS", 10)
    refused = 0
    for most in range(40_000, 500_000, 10_000):
        monkeypatch.setattr(room, "LARGEST_FILE", most)
        try:
            check_fits(replace(session, state=None, history=None))
        except SessionError:
            refused += 1
            continue
        data = encoded(session)
        assert len(data) <= most
        state = decoded(data).session.state
        assert state is not None
        assert state.best_arrays or not stopping
    assert 0 < refused < 40
