"""Augmentation in sessions: saved with the settings, continued bit for bit, and unknown to files of before."""

import copy
from pathlib import Path
from typing import Any

from ffnn_gui.data.augmentation import PointAugmentation
from ffnn_gui.engine import Trainer
from ffnn_gui.session import read_session
from ffnn_gui.session.format import decoded, encoded
from tests.session.conftest import SMALL, file_of, trained


def test_a_saved_run_goes_on_bit_for_bit() -> None:
    raw = {**SMALL, "data": {**SMALL["data"], "augmentation": {"jitter": 0.2, "rotate": 90.0}}, "epochs": 5}
    session = trained(raw)
    opened = decoded(encoded(session)).session
    assert opened.config == session.config
    assert len(opened.state.order) > 0, "in the middle of an epoch"
    resumed, whole = Trainer(opened.config, opened.state), Trainer(session.config)
    *_, last = whole.run()
    *_, resumed_last = resumed.run()
    assert last == resumed_last
    assert (resumed.network.theta == whole.network.theta).all()


def test_a_file_of_before_opens_without_augmentation(small_body: dict[str, Any], tmp_path: Path) -> None:
    body = copy.deepcopy(small_body)
    del body["config"]["data"]["augmentation"]
    (tmp_path / "a.ffnn").write_bytes(file_of(body))
    session = read_session(tmp_path / "a.ffnn").session
    assert session.config.data.augments == PointAugmentation()
    assert session.state is not None
