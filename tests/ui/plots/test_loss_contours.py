"""The picture of loss contours: bands, paths as long as the run has made updates, and what it says of them."""

from dataclasses import replace
from itertools import islice
from typing import Any

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ffnn_gui.engine import ExperimentConfig, RunHistory, Trainer
from ffnn_gui.engine.arrays import quiet
from ffnn_gui.insight.descent import UPDATES, descents
from ffnn_gui.ui.plots.contours.landscape import BANDS, PIXELS, Landscape, banded
from ffnn_gui.ui.plots.kinds.loss_contours import LossContoursPlot, Ways, probe
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


def complete(run: Trainer) -> Ways:
    """What the probe sees when both ways are at their end."""
    while not all(descent.complete for descent in descents(run, 10.0)):
        pass
    return probe(run)


def lengths(plot: LossContoursPlot) -> list[int]:
    """How many places each path has that is drawn."""
    return [len(landscape._path.getData()[0]) for landscape in plot.landscapes]


@pytest.mark.parametrize(("updates", "expected"), [(0, 1), (7, 8), (UPDATES + 50, UPDATES + 1)])
def test_paths_grow_with_the_run(plot: LossContoursPlot, updates: int, expected: int) -> None:
    run = trainer(updates)
    plot.prepare(run.data, run.config)
    plot.draw(RunHistory(3), complete(run))
    assert lengths(plot) == [expected, expected]
    for landscape, descent in zip(plot.landscapes, descents(run), strict=True):
        np.testing.assert_allclose(np.array(landscape._path.getData()).T, descent.path[:expected])


def test_it_says_how_narrow_each_valley_is(plot: LossContoursPlot) -> None:
    run = trainer()
    plot.prepare(run.data, run.config)
    assert [note.text() for note in plot.notes] == ["", ""]
    plot.draw(RunHistory(3), complete(run))
    bare, normalized = (note.text() for note in plot.notes)
    assert "times as long as wide" in bare
    assert "Nearly round" in normalized
    assert "Train" in bare


@pytest.mark.parametrize(("chosen", "called"), [("none", "standard"), ("standard", "standard"), ("min_max", "min–max")])
def test_it_shows_the_normalization_of_the_run(plot: LossContoursPlot, chosen: str, called: str) -> None:
    run = trainer(data={"kind": "stretched", "normalization": chosen})
    plot.prepare(run.data, run.config)
    assert [caption.text() for caption in plot.captions] == ["inputs as they are", f"inputs normalized: {called}"]


@pytest.mark.parametrize("optimizer", ["gd", "momentum", "nesterov", "adagrad", "rmsprop", "adam"])
def test_an_optimizer_that_scales_steps_by_itself_is_told(plot: LossContoursPlot, optimizer: str) -> None:
    run = trainer(optimizer=optimizer)
    plot.prepare(run.data, run.config)
    plot.draw(RunHistory(3), probe(run))
    by_itself = optimizer in ("adagrad", "rmsprop", "adam")
    bare, normalized = (note.text() for note in plot.notes)
    assert (f"{run.config.optimizer.label} scales each weight's step by itself" in bare) is by_itself
    assert ("a rate that suits one weight does not suit the other" in bare) is not by_itself
    assert "by itself" not in normalized


@pytest.mark.parametrize("size", [(620, 400), (500, 300), (900, 340), (430, 500)])
def test_a_landscape_fills_its_axes(plot: LossContoursPlot, size: tuple[int, int], qtbot: QtBot) -> None:
    run = trainer(30)
    plot.resize(*size)
    plot.prepare(run.data, run.config)
    QApplication.processEvents()
    plot.draw(RunHistory(3), probe(run))
    QApplication.processEvents()
    plot.draw(RunHistory(3), complete(run))
    views = [landscape.view for landscape in plot.landscapes]
    qtbot.waitUntil(lambda: all(abs(view.width() - view.height()) < 1 for view in views))
    for landscape, descent in zip(plot.landscapes, descents(run), strict=True):
        np.testing.assert_allclose(landscape.view.viewRange(), descent.bounds, atol=0.05)


def test_another_run_begins_without_a_landscape(plot: LossContoursPlot) -> None:
    run = trainer(5)
    plot.prepare(run.data, run.config)
    plot.draw(RunHistory(3), complete(run))
    plot.prepare(run.data, run.config)
    assert not plot.landscapes[0]._path.isVisible()
    plot.draw(RunHistory(3), complete(run))
    assert plot.landscapes[0]._path.isVisible()


def test_other_settings_have_another_landscape() -> None:
    run = trainer(5)
    before = complete(run)
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
    plot.draw(RunHistory(3), complete(run))
    rows = np.array(list(plot.table().rows))
    bare, normalized = descents(run)
    assert (rows[:, 1:3] == bare.path).all()
    assert (rows[:, 3:] == normalized.path).all()


def test_it_looks_again_until_both_ways_are_complete(plot: LossContoursPlot) -> None:
    run, asked = trainer(), []
    plot.prepare(run.data, run.config)
    plot.stale.connect(lambda: asked.append(plot.landscapes[0]._descent.complete))
    # However quick the machine: no time makes one update.
    plot.draw(RunHistory(3), Ways(descents(run, 0.0), run.updates, run.config.optimizer))
    assert asked == [False]
    plot.draw(RunHistory(3), complete(run))
    assert asked == [False]


def test_only_another_landscape_is_painted_anew(plot: LossContoursPlot, monkeypatch: pytest.MonkeyPatch) -> None:
    run, painted = trainer(3), []
    plot.prepare(run.data, run.config)
    paint = Landscape._paint
    monkeypatch.setattr(Landscape, "_paint", lambda self: (painted.append(self), paint(self)))
    first = Ways(descents(run, 0.0), 3, run.config.optimizer)
    plot.draw(RunHistory(3), first)
    longer = tuple(replace(descent, path=np.tile(descent.path, (2, 1))) for descent in first.descents)
    plot.draw(RunHistory(3), Ways(longer, 3, run.config.optimizer))
    assert painted == list(plot.landscapes)
    assert len(plot.landscapes[0]._path.getData()[0]) == 4


@pytest.mark.parametrize("scale", [1.0, 1.1, 1.331])
def test_the_axes_of_a_landscape_come_to_rest(qtbot: QtBot, qapp: QApplication, scale: float) -> None:
    landscape = Landscape(Look(LIGHT, Metrics(scale)))
    qtbot.addWidget(landscape)
    landscape.show()
    wide = replace(descents(trainer(), 0.0)[0], bounds=((-44.0, 44.0), (-39.6, 48.4)))
    for width in range(213, 286, 9):
        landscape.resize(width, width + 35)
        landscape.show_descent(replace(wide, loss=wide.loss.copy()), 0)
        widths = []
        for _ in range(14):
            qapp.processEvents()
            widths.append(landscape.axes["left"].fixedWidth)
        assert len(set(widths[6:])) == 1, "a wider axis makes a smaller square, which may want a narrower axis"
