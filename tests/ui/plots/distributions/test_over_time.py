"""Distributions over time: each epoch that was seen, in its place, to be brought back."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest

from ffnn_gui.engine import ExperimentConfig, RunHistory, Trainer
from ffnn_gui.ui.plots.distributions import heat
from ffnn_gui.ui.plots.distributions.histogram import BINS, Histogram, histogram
from ffnn_gui.ui.plots.distributions.looks import Distribution
from ffnn_gui.ui.plots.kept import Kept
from ffnn_gui.ui.plots.kinds.distributions import DistributionsPlot
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.theme import LIGHT, Metrics
from tests.ui.plots.distributions.conftest import look_at, pixels, place_of, shown


def test_it_says_from_when_on_histograms_were_recorded(plot: DistributionsPlot) -> None:
    trainer = Trainer(ExperimentConfig.model_validate({"epochs": 9}))
    plot.prepare(trainer.data, trainer.config)
    for report in trainer.run():
        if report.epoch >= 4:
            look_at(plot, trainer)
    plot.show()
    assert plot.sheet._record_note() == "recorded while shown, from epoch 4 on"
    plot.sheet.pointed.emit(QPointF(place_of(plot, 6)))
    assert plot.sheet._record_note() == ""
    plot.sheet.left.emit()
    plot.choices.time.click()
    look_at(plot, trainer)
    assert plot.sheet._record_note() == ""


def test_in_the_first_epoch_the_history_does_not_ask_to_begin(plot: DistributionsPlot) -> None:
    trainer = Trainer(ExperimentConfig())
    shown(plot, trainer)
    assert not plot.sheet._has_begun()
    before = pixels(plot)
    next(trainer.steps())
    look_at(plot, trainer)
    assert plot.sheet._has_begun()
    assert pixels(plot) != before


def test_a_press_in_the_history_brings_that_epoch_back(plot: DistributionsPlot, seen: list[Distribution]) -> None:
    now = pixels(plot)
    QTest.mouseClick(plot.sheet, Qt.MouseButton.LeftButton, pos=place_of(plot, 7))
    assert plot.sheet.scrubbed == 7
    assert plot.sheet.histogram() is seen[7].histogram
    assert "epoch 7" in plot.sheet.caption()
    assert pixels(plot) != now
    QTest.mouseDClick(plot.sheet, Qt.MouseButton.LeftButton, pos=place_of(plot, 7))
    assert plot.sheet.histogram() is seen[-1].histogram


def test_keys_step_through_the_epochs(plot: DistributionsPlot, seen: list[Distribution]) -> None:
    for key, epoch in ((Qt.Key.Key_Left, 19), (Qt.Key.Key_Left, 18), (Qt.Key.Key_Right, 19), (Qt.Key.Key_Right, None)):
        QTest.keyClick(plot.sheet, key)
        assert plot.sheet.scrubbed == epoch
    plot.sheet.scrub(3)
    QTest.keyClick(plot.sheet, Qt.Key.Key_End)
    assert plot.sheet.scrubbed is None


def test_an_epoch_that_is_looked_at_stays_while_it_trains(plot: DistributionsPlot, seen: list[Distribution]) -> None:
    plot.sheet.scrub(5)
    later = Distribution("z", 0, 21, seen[-1].histogram, 0.0)
    plot.draw(RunHistory(1), later)
    assert plot.sheet.histogram() is seen[5].histogram


def test_without_the_history_nothing_is_scrubbed(plot: DistributionsPlot, seen: list[Distribution]) -> None:
    plot.choices.time.click()
    plot.draw(RunHistory(1), Distribution("z", 0, 20, seen[-1].histogram, 0.0))
    QTest.mouseClick(plot.sheet, Qt.MouseButton.LeftButton, pos=QPoint(plot.sheet.width() - 40, 60))
    assert plot.sheet.scrubbed is None


def test_each_layer_and_number_has_a_history_of_its_own(plot: DistributionsPlot, seen: list[Distribution]) -> None:
    plot.choices.show_view("W")
    trainer = Trainer(ExperimentConfig())
    look_at(plot, trainer)
    assert len(plot.sheet._kept) == 1
    plot.choices.show_view("z")
    plot.draw(RunHistory(1), seen[-1])
    assert plot.sheet._kept.epochs == list(range(21))


def test_the_history_is_bounded(plot: DistributionsPlot, seen: list[Distribution]) -> None:
    for epoch in range(21, 1_200):
        plot.draw(RunHistory(1), Distribution("z", 0, epoch, seen[-1].histogram, 0.0))
    assert len(plot.sheet._kept) <= 400
    plot.grab()


def test_the_pointer_reads_a_bin_now_and_then(plot: DistributionsPlot, seen: list[Distribution]) -> None:
    shown_now = plot.sheet.histogram()
    assert shown_now is not None
    axes = plot.sheet._histogram_axes(shown_now)
    place = shown_now.bin_at(0.05)
    plot.sheet.pointed.emit(QPointF(axes.across(0.05), axes.box.center().y()))
    assert plot.sheet.caption().startswith(f"{shown_now.counts[place]:,} of {shown_now.counts.sum():,} z in")
    plot.sheet.pointed.emit(QPointF(place_of(plot, 4)))
    assert plot.sheet.caption().startswith("epoch 4: ")
    plot.sheet.left.emit()
    assert plot.sheet.caption().startswith("mean")


def entry(values: list[float], ends: tuple[float, float]) -> Histogram:
    return histogram(np.array(values), ends)


def test_columns_share_one_range_and_each_its_own_highest_bin() -> None:
    kept: Kept[Histogram] = Kept()
    kept.keep(0, entry([0.5] * 3 + [-0.5], (-1.0, 1.0)))
    kept.keep(1, entry([1.5], (-2.0, 2.0)))
    columns = heat.columns(kept)
    assert columns.shape == (BINS, 2)
    assert columns.max(axis=0).tolist() == [1, 1]
    middles = np.linspace(-2, 2, BINS + 1)[:-1] + 2 / BINS
    assert middles[columns[:, 0].argmax()] == pytest.approx(0.5, abs=4 / BINS)
    assert middles[columns[:, 1].argmax()] == pytest.approx(1.5, abs=4 / BINS)


def test_a_time_in_which_nobody_looked_stays_empty(qapp: object) -> None:
    kept: Kept[Histogram] = Kept()
    for epoch in (*range(20), *range(80, 100)):
        kept.keep(epoch, entry([0.5], (-1.0, 1.0)))
    image = QImage(100, BINS, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    heat.Heat(kept, Look(LIGHT, Metrics()), 100).paint(painter, image.rect().toRectF())
    painter.end()
    row = next(y for y in range(BINS) if image.pixelColor(2, y).lightness() < 80)
    dark = [image.pixelColor(x, row).lightness() < 80 for x in (1, 15, 30, 50, 75, 85, 98)]
    assert dark == [True, True, False, False, False, True, True]


def test_the_picture_has_each_epoch_in_its_place(qapp: object) -> None:
    kept: Kept[Histogram] = Kept()
    kept.keep(0, entry([-0.9], (-1.0, 1.0)))
    kept.keep(10, entry([0.9], (-1.0, 1.0)))
    picture = heat.Heat(kept, Look(LIGHT, Metrics()), 100)
    image = QImage(40, 40, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    picture.paint(painter, image.rect().toRectF())
    painter.end()
    dark = {(x, y) for x in (2, 37) for y in (1, 38) if image.pixelColor(x, y).lightness() < 80}
    assert dark == {(2, 38), (37, 1)}


def test_the_table_has_each_epoch_that_is_kept(plot: DistributionsPlot, seen: list[Distribution]) -> None:
    assert len(list(plot.table().rows)) == 21 * BINS
