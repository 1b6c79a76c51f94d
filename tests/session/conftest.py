"""What the tests of session files share: a small trained session, and files made of a changed body.

The changed files carry a right checksum, so that a test reaches the check it is about.
"""

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ffnn_gui.engine import ExperimentConfig, RunHistory, Trainer
from ffnn_gui.engine.arrays import quiet
from ffnn_gui.session import Session
from ffnn_gui.session.format import encoded
from ffnn_gui.session.header import with_header

SMALL: dict[str, Any] = {
    "data": {"kind": "circle", "samples": 60},
    "network": {"hidden": [{"units": 4, "batch_norm": True, "dropout": 0.2}, {"units": 3}]},
    "batching": {"kind": "mini_batch", "size": 7},
    "regularization": {"early_stopping": {"enabled": True, "patience": 1000}},
    "epochs": 1000,
}


def trained(raw: dict[str, Any] = SMALL, updates: int = 17) -> Session:
    """A session after some updates, in the middle of an epoch where the number of updates is odd enough."""
    trainer = Trainer(ExperimentConfig.model_validate(raw))
    history = RunHistory(len(trainer.network.layers))
    with quiet():
        for report in trainer.steps():
            if report is not None:
                history.append(report)
            if trainer.updates == updates:
                break
    return Session(trainer.config, trainer.capture(), history=history.rows, notes="η → 0", elapsed=1.5)


@pytest.fixture(scope="session")
def small_session() -> Session:
    return trained()


@pytest.fixture(scope="session")
def small_body(small_session: Session) -> dict[str, Any]:
    """The plain body of the small session's file; not to be changed."""
    body: dict[str, Any] = json.loads(encoded(small_session))["body"]
    return body


def file_of(body: Any) -> bytes:
    """A file with a right header for any body."""
    return with_header(json.dumps(body, separators=(",", ":")).encode())


Change = Callable[[dict[str, Any]], object]


@pytest.fixture
def changed_file(small_body: dict[str, Any], tmp_path: Path) -> Callable[[Change], Path]:
    """Makes a session file of the small session's body after a change."""

    def make(change: Change) -> Path:
        body = copy.deepcopy(small_body)
        change(body)
        path = tmp_path / "changed.ffnn"
        path.write_bytes(file_of(body))
        return path

    return make
