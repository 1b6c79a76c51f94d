"""Trained networks whose answers are judged."""

import pytest

from ffnn_gui.engine import Trainer
from tests.ui.plots.conftest import train


@pytest.fixture(scope="module")
def digits() -> Trainer:
    return train({"data": {"kind": "digits", "samples": 400, "test_fraction": 0.2}}, epochs=12)[0]


@pytest.fixture(scope="module")
def points() -> Trainer:
    return train({"data": {"kind": "spirals", "samples": 100}}, epochs=2)[0]
