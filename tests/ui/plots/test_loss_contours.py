"""The picture of loss contours: bands, paths as long as the run has made updates, and what it says of them."""

from itertools import islice
from typing import Any

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from ffnn_gui.engine import ExperimentConfig, RunHistory, Trainer
from ffnn_gui.engine.arrays import quiet
from ffnn_gui.insight.descent import UPDATES, descents
from ffnn_gui.ui.plots.contours.landscape import BANDS, PIXELS, banded
from ffnn_gui.ui.plots.kinds.loss_contours import LossContoursPlot, probe
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.theme import LIGHT, Metrics


def trainer(updates: int = 0, **parts: Any) -> Trainer:
    raw = {"data": {"kind": "stretched"}, "optimizer": "gd", "batching": "full", **parts}
    run = Trainer(ExperimentConfig.model_validate(raw))
    with quiet():
        list(islice(run.steps(), updates))
    return run


@pytest.fixture
def plot(qtbot: QtBot) -> LossContoursPlot:
    plot = LossContoursPlot(Look(LIGHT, Metrics()))
    qtbot.addWidget(plot)
    plot.resize(620, 400)
    plot.show()
    return plot


def lengths(plot: LossContoursPlot) -> list[int]:
    """How many places each path has that is drawn."""
    return [len(landscape._path.getData()[0]) for landscape in plot.landscapes]


@pytest.mark.parametrize(("updates", "expected"), [(0, 1), (7, 8), (UPDATES + 50, UPDATES + 1)])
def test_paths_grow_with_the_run(plot: LossContoursPlot, updates: int, expected: int) -> None:
    run = trainer(updates)
    plot.prepare(run.data, run.config)
    plot.draw(RunHistory(3), probe(run))
    assert lengths(plot) == [expected, expected]
    for landscape, descent in zip(plot.landscapes, descents(run.config), strict=True):
        np.testing.assert_allclose(np.array(landscape._path.getData()).T, descent.path[:expected])


def test_it_says_how_narrow_each_valley_is(plot: LossContoursPlot) -> None:
    run = trainer()
    plot.prepare(run.data, run.config)
    assert [note.text() for note in plot.notes] == ["", ""]
    plot.draw(RunHistory(3), probe(run))
    bare, normalized = (note.text() for note in plot.notes)
    assert "times as long as wide" in bare
    assert "Nearly round" in normalized
    assert "Train" in bare


def test_another_run_begins_without_a_landscape(plot: LossContoursPlot) -> None:
    run = trainer(5)
    plot.prepare(run.data, run.config)
    plot.draw(RunHistory(3), probe(run))
    plot.prepare(run.data, run.config)
    assert not plot.landscapes[0]._path.isVisible()
    plot.draw(RunHistory(3), probe(run))
    assert plot.landscapes[0]._path.isVisible()


def test_other_settings_have_another_landscape() -> None:
    run = trainer(5)
    before = probe(run)
    assert probe(run) == before
    run.apply(run.config.with_value("learning_rate.base", 0.5))
    assert probe(run).descents[0] is not before.descents[0]


def test_bands_rise_with_the_loss() -> None:
    x = np.linspace(-1, 1, 48)
    bands = banded(x[:, None] ** 2 + x**2)
    assert bands.shape == (PIXELS, PIXELS)
    assert (bands.min(), bands.max()) == (0, 1)
    assert len(np.unique(bands)) == BANDS
    assert (np.diff(bands[PIXELS // 2, PIXELS // 2 :]) >= 0).all()


def test_a_flat_landscape_has_one_band() -> None:
    assert (banded(np.full((48, 48), 0.7)) == 0).all()


def test_the_table_has_both_paths(plot: LossContoursPlot) -> None:
    run = trainer()
    plot.prepare(run.data, run.config)
    plot.draw(RunHistory(3), probe(run))
    rows = np.array(list(plot.table().rows))
    bare, normalized = descents(run.config)
    assert (rows[:, 1:3] == bare.path).all()
    assert (rows[:, 3:] == normalized.path).all()
