"""What lies under the pointer is told as long as it is there, and with the numbers of now."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from ffnn_gui.engine import RunHistory, Trainer
from ffnn_gui.ui.plots import kinds
from ffnn_gui.ui.plots.base import Plot
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.theme import LIGHT, Metrics
from tests.ui.plots.conftest import CONFIGS, train


@dataclass(frozen=True)
class Pointer:
    """Where to point in a plot, and on which data."""

    data: str
    point: Callable[[Any], None]
    leave: Callable[[Any], None]


def centre(chart: Any) -> None:
    (left, right), (low, high) = chart.view.viewRange()
    chart.hovered.emit((left + right) / 2 + 0.1, (low + high) / 2)


PLOTS = {
    "confusion": Pointer("images", lambda p: p.matrix.pointed.emit(1, 1), lambda p: p.matrix.left.emit()),
    "samples": Pointer("images", lambda p: p.gallery.pointed.emit(0, 1), lambda p: p.gallery.left.emit()),
    "residuals": Pointer("values over the plane", lambda p: centre(p.chart), lambda p: p.chart.left.emit()),
    "surface": Pointer("two classes", lambda p: centre(p.chart), lambda p: p.chart.left.emit()),
    "fit": Pointer("values over a line", lambda p: centre(p.chart), lambda p: p.chart.left.emit()),
}


@pytest.mark.parametrize(("name", "pointer"), PLOTS.items(), ids=PLOTS)
def test_a_reading_stays_and_follows_the_numbers(name: str, pointer: Pointer, qtbot: QtBot) -> None:
    kind = next(kind for kind in kinds.found() if kind.name == name)
    plot: Plot = kind(Look(LIGHT, Metrics()))
    qtbot.addWidget(plot)
    plot.resize(500, 400)
    plot.show()
    trainer, _ = train(CONFIGS[pointer.data], epochs=1)
    plot.prepare(trainer.data, trainer.config)
    frame(plot, trainer)
    at_rest = plot.header.reading.text()
    pointer.point(plot)
    before = plot.header.reading.text()
    assert before
    assert before != at_rest
    trainer.network.theta[...] = np.random.default_rng(3).normal(size=trainer.network.theta.shape)
    trainer._edits += 1
    frame(plot, trainer)
    after = plot.header.reading.text()
    assert after != before, "the numbers have changed"
    pointer.leave(plot)
    rest = plot.header.reading.text()
    assert rest != after
    frame(plot, trainer)
    assert plot.header.reading.text() == rest


def frame(plot: Plot, trainer: Trainer) -> None:
    probe = plot.probe_now()
    assert probe is not None
    plot.draw(RunHistory(1), probe(trainer))
