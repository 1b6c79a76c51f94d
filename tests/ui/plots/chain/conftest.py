"""Networks whose chain rules differ: one path or many, vanishing, normalized, without a hidden layer."""

from collections.abc import Callable
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from ffnn_gui.engine import RunHistory, Trainer
from ffnn_gui.ui.plots.kinds.chain_rule import ChainRulePlot
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.theme import LIGHT, Metrics
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


Make = Callable[..., ChainRulePlot]
LOOK = Look(LIGHT, Metrics())


def shown(plot: ChainRulePlot, trainer: Trainer) -> ChainRulePlot:
    """Draw what the plot's probe sees now."""
    probe = plot.probe_now()
    assert probe is not None
    plot.draw(HISTORY, probe(trainer))
    return plot


@pytest.fixture
def make(qtbot: QtBot, net: Net) -> Make:
    """A plot with a network's chain rule, all its formulas typeset."""

    def make(trainer: Trainer | str, width: int = 1280, height: int = 200) -> ChainRulePlot:
        trainer = net(trainer) if isinstance(trainer, str) else trainer
        plot = ChainRulePlot(LOOK)
        qtbot.addWidget(plot)
        plot.resize(width, height)
        plot.prepare(trainer.data, trainer.config)
        shown(plot, trainer)
        plot.show()
        plot.canvas.settle()
        return plot

    return make


def captions(plot: ChainRulePlot) -> list[str]:
    return [block.caption for block in plot.canvas.scene.blocks]


def lit(plot: ChainRulePlot) -> list[str]:
    return [block.caption for block in plot.canvas.scene.blocks if block.lit]


def tick(plot: ChainRulePlot) -> None:
    """As if the time of a layer had passed."""
    plot.walk._timer.timeout.emit()
