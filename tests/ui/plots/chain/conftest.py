"""Networks whose chain rules differ: one path or many, vanishing, normalized, without a hidden layer."""

from collections.abc import Callable
from typing import Any

import pytest

from ffnn_gui.engine import RunHistory, Trainer
from tests.ui.plots.conftest import train


def layers(*units: int, activation: str = "sigmoid", **more: object) -> dict[str, Any]:
    return {"hidden": [{"units": count, "activation": activation, **more} for count in units]}


NETS: dict[str, dict[str, Any]] = {
    "one path": {"data": {"kind": "circle"}, "network": layers(2)},
    "eight paths": {"data": {"kind": "spirals"}, "network": layers(8, 8, activation="tanh")},
    "vanishing": {"data": {"kind": "spirals"}, "network": layers(8, 8, 8, 8, 8, 8)},
    "softmax": {"data": {"kind": "digits", "samples": 200}, "network": layers(32, activation="relu")},
    "no hidden layer": {"data": {"kind": "sine"}, "network": {"hidden": []}},
    "batch norm": {"data": {"kind": "spirals"}, "network": layers(6, 6, activation="tanh", batch_norm=True)},
    "squared error on classes": {"data": {"kind": "blobs", "classes": 3}, "loss": {"kind": "mse"}},
}

Net = Callable[[str], Trainer]
HISTORY = RunHistory(1)


@pytest.fixture(scope="session")
def net() -> Net:
    """Trainers by name, two epochs old, in float64; a test must not train them further."""
    known: dict[str, Trainer] = {}

    def get(name: str) -> Trainer:
        if name not in known:
            known[name] = train({**NETS[name], "precision": "float64"}, epochs=2)[0]
        return known[name]

    return get
