"""What is left over between true and predicted values: which part, which view, which examples."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest

from ffnn_gui.engine import Trainer
from ffnn_gui.insight.verdict import verdict
from ffnn_gui.ui.plots.examples import example_at
from ffnn_gui.ui.plots.judging import residual_values
from ffnn_gui.ui.plots.kinds import residuals
from ffnn_gui.ui.plots.kinds.residuals import ResidualsPlot
from ffnn_gui.ui.theme import LIGHT
from tests.ui.plots.conftest import Show, look, train


@pytest.fixture(scope="module")
def values() -> Trainer:
    return train({"data": {"kind": "sine", "samples": 90, "test_fraction": 0.1}}, epochs=3)[0]


def test_residuals_are_what_is_left_over(values: Trainer) -> None:
    found = residuals.probe(values, "training")
    part = values.data.train
    expected = values.network.predict(part.X)[:, 0]
    assert found.truth == pytest.approx(part.y[:, 0])
    assert found.given == pytest.approx(expected)
    assert found.counts.sum() == len(part)
    assert found.scores.mae == pytest.approx(np.abs(expected - part.y[:, 0]).mean(), rel=1e-5)
    assert found.edge >= np.abs(found.given - found.truth).max()


def test_residuals_of_a_part_that_is_chosen(values: Trainer, show: Show) -> None:
    plot = show(ResidualsPlot, values)
    assert "validation: 18 examples" in plot.parts.text()
    plot.parts.menu().actions()[0].trigger()
    look(plot, values)
    assert len(list(plot.table().rows)) == len(values.data.train)
    found = residuals.probe(values, "training")
    assert f"{found.scores.rmse:.4g}"[:5] in plot.header.reading.text()


@pytest.mark.parametrize("view", list(residuals.VIEWS))
def test_each_view_of_residuals_reads_what_it_draws(view: str, values: Trainer, show: Show) -> None:
    plot = show(ResidualsPlot, values)
    plot.views.menu().actions()[list(residuals.VIEWS).index(view)].trigger()
    found = plot._newest
    assert found is not None
    truth, given = float(found.truth[3]), float(found.given[3])
    place = {"true": (truth, given), "residual": (given, given - truth), "histogram": (given - truth, 1.0)}[view]
    text = plot.reading(*place)
    assert ("residuals in" if view == "histogram" else "validation example 4: ") in text
    assert plot._bars.isVisible() == (view == "histogram")
    picture, colour = plot.chart.grab().toImage(), QColor(LIGHT.series_validation).name()
    drawn = sum(
        picture.pixelColor(x, y).name() == colour for x in range(picture.width()) for y in range(picture.height())
    )
    assert drawn > 60


def test_answers_that_are_no_numbers_are_left_out(values: Trainer, show: Show) -> None:
    broken = train({"data": {"kind": "sine", "samples": 90}}, epochs=1)[0]
    broken.network.theta[...] = np.nan
    broken._edits += 1
    plot = show(ResidualsPlot, broken)
    assert len(plot._points.data) == 0
    assert plot.reading(0.0, 0.0) == ""


def test_the_largest_residuals_are_marked_and_told(values: Trainer, show: Show) -> None:
    plot = show(ResidualsPlot, values)
    found = verdict(values, "validation")
    error = found.outputs[:, 0] - found.truth[:, 0]
    worst = np.argsort(-np.abs(error))[: residual_values.WORST]
    assert [caption.text.partition(":")[0] for caption in plot.strip.captions] == [f"{index + 1}" for index in worst]
    assert "validation" in plot.strip.sentence
    x, y = plot._worst.getData()
    assert sorted(y - x) == pytest.approx(sorted(error[worst]), abs=1e-6)


def test_the_worst_are_found_beyond_the_points_that_are_drawn(values: Trainer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(residual_values, "SHOWN", 1)
    found, seen = residuals.probe(values, "training"), verdict(values, "training")
    worst = int(np.abs(seen.outputs[:, 0] - seen.truth[:, 0]).argmax())
    assert found.examples[found.worst[0]] == worst
    assert len(found.examples) <= residual_values.WORST + 1


@pytest.mark.parametrize("view", ["true", "residual"])
def test_a_click_on_a_residual_chooses_its_example(view: str, values: Trainer, show: Show) -> None:
    plot = show(ResidualsPlot, values)
    plot.views.menu().actions()[list(residuals.VIEWS).index(view)].trigger()
    found = plot._newest
    assert found is not None
    across, up = plot._places(found)
    plot.chart.clicked.emit(float(across[3]), float(up[3]))
    assert plot.selection.example == example_at(values.data, 3, "validation")
    assert plot.mark.place == pytest.approx((across[3], up[3]))
    plot.views.menu().actions()[2].trigger()
    assert plot.mark.place is None
    plot.selection.choose_example(None)
    plot.chart.clicked.emit(0.0, 1.0)
    assert plot.selection.example is None, "a bin is no example"


def test_a_click_on_a_told_residual_chooses_its_example(values: Trainer, show: Show) -> None:
    plot = show(ResidualsPlot, values)
    found = plot._newest
    assert found is not None
    QTest.mouseClick(plot.strip, Qt.MouseButton.LeftButton, pos=plot.strip.cell(0, 0).center().toPoint())
    worst = int(found.examples[found.worst[0]])
    assert plot.selection.example == example_at(values.data, worst, "validation")
    assert f"validation example {worst + 1}: true" in plot.worst_reading(0, 0)
