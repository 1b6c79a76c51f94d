"""The images of a part or of a cell, in order or the worst first."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ffnn_gui.engine import Trainer
from ffnn_gui.insight.places import Taken
from ffnn_gui.insight.verdict import verdict
from ffnn_gui.ui.plots.kinds import confusion, samples
from ffnn_gui.ui.plots.kinds.samples import SamplesPlot
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.plots.selection import Selection
from ffnn_gui.ui.theme import LIGHT, Metrics
from tests.ui.plots.conftest import Show, look


@pytest.mark.parametrize("order", [0, 1], ids=["in order", "worst first"])
def test_a_chosen_cell_leaves_its_images_among_the_samples(order: int, digits: Trainer, show: Show) -> None:
    plot = show(SamplesPlot, digits)
    plot.sorting.menu().actions()[order].trigger()
    look(plot, digits)
    plot.selection.choose_taken(Taken(4, 4))
    look(plot, digits)
    rows, found = list(plot.table().rows), verdict(digits, "validation")
    inside = np.flatnonzero((found.truth == 4) & (found.given == 4))
    assert {row[0] - 1 for row in rows} == set(inside.tolist())
    assert {row[1:3] for row in rows} == {("4", "4")}
    plot.back.click()
    look(plot, digits)
    assert len(list(plot.table().rows)) == samples.SHOWN


def test_a_cell_without_images_is_said_and_can_be_left(digits: Trainer, show: Show) -> None:
    plot = show(SamplesPlot, digits)
    counts = confusion.probe(digits, "validation").counts
    row, column = (int(place) for place in np.argwhere(counts == 0)[0])
    plot.selection.choose_taken(Taken(row, column))
    look(plot, digits)
    assert plot.empty
    assert f"{row} → {column}" in plot._empty.text()
    plot.back.click()
    assert not plot.empty


def test_a_cell_chosen_before_a_plot_is_made_counts_for_it(digits: Trainer, qtbot: QtBot) -> None:
    selection = Selection()
    selection.choose_taken(Taken(5, 5))
    plot = SamplesPlot(Look(LIGHT, Metrics()), selection)
    qtbot.addWidget(plot)
    plot.show()
    plot.prepare(digits.data, digits.config)
    look(plot, digits)
    assert {row[1] for row in plot.table().rows} == {"5"}


def test_the_worst_images_come_first(digits: Trainer) -> None:
    found, shown = verdict(digits, "training"), samples.probe(digits, "training", worst=True)
    assert len(shown.examples) == samples.SHOWN
    assert shown.losses.tolist() == sorted(found.losses.tolist(), reverse=True)[: samples.SHOWN]
    assert shown.given.tolist() == found.given[shown.examples].tolist()


def test_samples_are_sorted_and_framed_as_asked(digits: Trainer, show: Show) -> None:
    plot = show(SamplesPlot, digits)
    assert [row[0] for row in plot.table().rows] == list(range(1, samples.SHOWN + 1))
    plot.sorting.menu().actions()[1].trigger()
    look(plot, digits)
    rows = list(plot.table().rows)
    assert [row[3] for row in rows] == sorted((row[3] for row in rows), reverse=True)
    assert plot.gallery._wrong == [row[1] != row[2] for row in rows]
    assert plot.gallery._wrong[0]
    assert f"image {rows[0][0]}: true <b>{rows[0][1]}</b>" in plot.reading(0, 0)


def test_the_worst_stay_for_a_moment(digits: Trainer, show: Show, qtbot: QtBot) -> None:
    plot = show(SamplesPlot, digits)
    plot.sorting.menu().actions()[1].trigger()
    look(plot, digits)
    first = plot._drawn
    for _ in range(2):
        look(plot, digits)
    assert plot._drawn is first
    qtbot.waitUntil(lambda: plot._drawn is not first)
    assert plot._drawn is plot._newest


def test_images_of_another_part_are_chosen_and_marked(digits: Trainer, show: Show) -> None:
    plot = show(SamplesPlot, digits)
    plot.parts.menu().actions()[2].trigger()
    look(plot, digits)
    QTest.mouseClick(plot.gallery, Qt.MouseButton.LeftButton, pos=plot.gallery.cell(0, 1).center().toPoint())
    example = plot.selection.example
    assert example is not None
    assert example.label == "test image 2"
    assert plot.gallery.marked == 1
    plot.parts.menu().actions()[0].trigger()
    assert plot.gallery.marked is None
