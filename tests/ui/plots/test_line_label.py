"""Words at a line stand where no curve runs: at its upper end, at the lower one, or between."""

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from ffnn_gui.engine import RunHistory
from ffnn_gui.engine.evaluation import Score
from ffnn_gui.engine.report import EpochReport
from ffnn_gui.ui.plots.kinds.loss import LossPlot
from ffnn_gui.ui.plots.line_label import place_between, values_in
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.plots.plain_curve import PlainCurve
from ffnn_gui.ui.theme import LIGHT, Metrics
from tests.ui.plots.conftest import train


@pytest.mark.parametrize(
    ("taken", "place"),
    [
        ([], 1),
        ([(0.1, 0.2)], 1),
        ([(0.5, 0.7)], 1),
        ([(0.8, 0.9)], 0),
        ([(0.8, 0.9), (0.4, 0.6)], 0),
        ([(0.9, 0.95), (0.05, 0.15)], 0.525),
        ([(0.05, 0.15), (0.1, 0.3), (0.9, 0.95)], 0.6),
        ([(0.0, 1.0)], 1),
        ([(0.02, 0.9)], 1),
        ([(0.2, 0.9)], 0),
    ],
)
def test_words_go_where_they_have_room(taken: list[tuple[float, float]], place: float) -> None:
    assert place_between(taken, 0.25) == pytest.approx(place)


@pytest.mark.usefixtures("qapp")
def test_a_curve_counts_where_the_words_are() -> None:
    curve = PlainCurve()
    assert values_in(curve, (0, 1)).size == 0
    curve.show_points(np.array([1.0, 2.0, 4.0]), np.array([10.0, 20.0, 40.0]))
    assert sorted(values_in(curve, (1.5, 3.0))) == [15.0, 20.0, 30.0]
    assert values_in(curve, (5.0, 9.0)).size == 0
    assert sorted(set(values_in(curve, (3.5, 9.0)))) == [35.0, 40.0]


@pytest.fixture
def plot(qtbot: QtBot) -> LossPlot:
    trainer = train({"data": {"kind": "spirals", "samples": 100}}, epochs=1)[0]
    plot = LossPlot(Look(LIGHT, Metrics()))
    qtbot.addWidget(plot)
    plot.resize(420, 150)
    plot.show()
    plot.prepare(trainer.data, trainer.config)
    return plot


def history(losses: list[float]) -> RunHistory:
    """Epochs with these losses of both parts."""
    made = RunHistory(1)
    for epoch, loss in enumerate(losses, 1):
        best = int(np.argmin(losses[:epoch])) + 1
        made.append(EpochReport(epoch, epoch, 0.1, Score(loss, 0.5), Score(loss, 0.5), 0.0, (1.0,), best))
    return made


@pytest.mark.parametrize(
    ("losses", "upper"),
    [([0.69], False), ([2.0, 2.9, 3.1, 3.4, 4.4], True), ([3.9, 4.0, 4.2, 4.6], False), ([4.0, 1.0, 0.5, 0.4], True)],
)
def test_the_best_epoch_is_told_beside_the_curves(losses: list[float], upper: bool, plot: LossPlot) -> None:
    plot.draw(history(losses), None)
    plot.grab()
    words = plot._label.mapRectToScene(plot._label.boundingRect())
    view = plot.chart.view.mapRectToScene(plot.chart.view.boundingRect())
    assert (words.center().y() < view.center().y()) == upper
    assert view.adjusted(-1, -1, 1, 1).contains(words)


def test_between_two_curves_words_stand_in_the_middle(plot: LossPlot) -> None:
    made = RunHistory(1)
    for epoch in range(1, 8):
        made.append(EpochReport(epoch, epoch, 0.1, Score(0.1, 0.5), Score(3.9, 0.5), 0.0, (1.0,), 4))
    plot.draw(made, None)
    plot.grab()
    words = plot._label.mapRectToScene(plot._label.boundingRect())
    view = plot.chart.view.mapRectToScene(plot.chart.view.boundingRect())
    assert words.center().y() == pytest.approx(view.center().y(), abs=view.height() / 6)
