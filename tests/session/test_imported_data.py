"""Sessions whose data come from a file: they go on bit for bit with it, and open nothing by themselves."""

import json
from pathlib import Path

import numpy as np
import pytest

from ffnn_gui.data.imported import FromFile, shelved
from ffnn_gui.data.importing.formats.table import Table
from ffnn_gui.data.importing.shelf import SHELF, NotAtHand, Shelf
from ffnn_gui.engine import ExperimentConfig, Trainer
from ffnn_gui.session import Session, SessionError, read_session, write_session
from ffnn_gui.session.format import encoded
from tests.session.conftest import file_of


@pytest.fixture
def session(tmp_path: Path) -> Session:
    """A session trained for two epochs on a table."""
    rng = np.random.default_rng(0)
    path = tmp_path / "points.csv"
    path.write_text(
        "a,b,class\n" + "".join(f"{x:.4f},{y:.4f},{'pn'[int(x > y)]}\n" for x, y in rng.normal(size=(60, 2)))
    )
    data = shelved(Table().read(path), Table(), path)
    trainer = Trainer(ExperimentConfig().with_value("data", data).with_value("epochs", 2))
    for _ in trainer.run():
        pass
    return Session(trainer.config, trainer.capture())


def test_goes_on_bit_for_bit(session: Session, tmp_path: Path) -> None:
    write_session(tmp_path / "a.ffnn", session)
    again = read_session(tmp_path / "a.ffnn").session
    assert again.config == session.config
    one, other = session.trainer(), again.trainer()
    for trainer in (one, other):
        trainer.apply(trainer.config.with_value("epochs", 5))
        for _ in trainer.run():
            pass
    assert one.network.theta.tobytes() == other.network.theta.tobytes()


def test_opens_without_its_file_and_says_so_when_it_is_needed(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_session(tmp_path / "a.ffnn", session)
    monkeypatch.setattr(SHELF, "_kept", Shelf()._kept)
    again = read_session(tmp_path / "a.ffnn").session
    assert isinstance(again.config.data, FromFile)
    assert not again.config.data.at_hand
    with pytest.raises(NotAtHand, match=r"points\.csv"):
        again.trainer()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"source": "/etc/passwd"}, "relative to the session's folder"),
        ({"source": "../../etc/passwd"}, "relative to the session's folder"),
        ({"samples": 10**15}, "samples"),
        ({"features": 10**15}, "features"),
        ({"features": 40_000, "names": [], "augmentation": {}}, "has the shape"),
        ({"digest": "abc"}, "64 hexadecimal digits"),
    ],
    ids=str,
)
def test_hostile_sessions_are_refused(session: Session, tmp_path: Path, change: dict[str, object], words: str) -> None:
    body = json.loads(encoded(session))["body"]
    body["config"]["data"] |= change
    (tmp_path / "a.ffnn").write_bytes(file_of(body))
    with pytest.raises(SessionError, match=words):
        read_session(tmp_path / "a.ffnn")
