"""The data before they are learned: the views that suit them, points, balance, ranges and remarks."""

import re
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from ffnn_gui.data.overview import FeatureRange, overview
from ffnn_gui.engine import RunHistory
from ffnn_gui.ui.plots.kinds.data_view import DataView
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.plots.looking.ranges_sheet import RangesSheet
from ffnn_gui.ui.plots.looking.scatter import TARGET
from ffnn_gui.ui.theme import LIGHT, Metrics
from tests.ui.plots.looking.conftest import Show, made, turn_to


@pytest.mark.parametrize(
    ("name", "views"),
    [
        ("points", ("scatter", "balance", "ranges")),
        ("values", ("scatter", "ranges")),
        ("line", ("scatter", "ranges")),
        ("images", ("wall", "balance", "ranges")),
    ],
)
def test_the_views_are_those_that_suit_the_data(name: str, views: tuple[str, ...], show: Show) -> None:
    plot = show(name)
    assert plot.views.keys == views
    for view in views:
        turn_to(plot, view)
        assert not plot.grab().isNull()
        header, rows = plot.table().columns, [tuple(row) for row in plot.table().rows]
        assert rows
        assert {len(row) for row in rows} == {len(header)}


def test_nothing_is_made_unseen(qtbot: QtBot) -> None:
    plot, trainer = DataView(Look(LIGHT, Metrics())), made("images")
    qtbot.addWidget(plot)
    plot.prepare(trainer.data, trainer.config)
    assert plot._shown is None
    plot.show()
    assert plot._shown is not None


def test_any_two_inputs_are_drawn_raw_or_normalized(show: Show) -> None:
    plot = show("points")
    train = made("points").data.train
    assert [action.text() for action in plot.across.menu().actions()] == ["x₁", "x₂", "x₁²"]
    assert (plot.across.chosen, plot.up.chosen) == ("0", "1")
    plot.up.menu().actions()[2].trigger()
    x, y = plot.scatter._items["training"].getData()
    assert x.tolist() == train.raw[:, 0].tolist()
    assert y == pytest.approx(train.raw[:, 0] ** 2)
    plot.scale.menu().actions()[1].trigger()
    _, y = plot.scatter._items["training"].getData()
    assert y == pytest.approx(train.X[:, 2])
    assert "x₁²" in plot.scatter.reading(0.0, 1.0)


def test_a_single_input_is_drawn_over_the_target(show: Show) -> None:
    plot, part = show("line"), made("line").data.validation
    assert plot.up.chosen == TARGET
    x, y = plot.scatter._items["validation"].getData()
    assert (x.tolist(), y.tolist()) == (part.raw[:, 0].tolist(), part.y[:, 0].tolist())


def test_the_legend_hides_a_part(show: Show) -> None:
    plot = show("points")
    plot.header.legend.toggled.emit("test", False)
    assert not plot.scatter._items["test"].isVisible()
    assert plot.scatter._items["training"].isVisible()


def test_the_balance_tells_the_counts(show: Show) -> None:
    plot = show("images")
    turn_to(plot, "balance")
    data = made("images").data
    tip = plot.balance.tip(QPointF(50, plot.balance.height() * 0.35))
    assert tip == f"3: {(data.train.y == 3).sum()} training, {(data.validation.y == 3).sum()} validation"
    assert [row[0] for row in plot.table().rows] == list(data.task.classes)


def test_ranges_tell_their_numbers(show: Show) -> None:
    plot = show("points")
    turn_to(plot, "ranges")
    tip = plot.ranges.tip(QPointF(100, plot.ranges._middle(2)))
    assert tip.startswith("x₁²\nraw values: ")
    normalized = tip.partition("as the network gets them: ")[2].replace("−", "-")
    low, high, mean, std = (float(text) for text in re.findall(r"-?\d+(?:\.\d+)?(?:e-?\d+)?", normalized))
    column = made("points").data.train.X[:, 2]
    assert (low, high) == pytest.approx((column.min(), column.max()), rel=0.01)
    assert (mean, std) == pytest.approx((0, 1), abs=1e-3)


def test_no_line_runs_through_the_numbers_of_a_range(qtbot: QtBot) -> None:
    sheet = RangesSheet(Look(LIGHT, Metrics()))
    qtbot.addWidget(sheet)
    sheet.resize(500, 200)
    each = [FeatureRange("x", -1.0, 9.0, 4.0, 1.0)]
    sheet.show_ranges(each, each, "as the network gets them")
    picture = sheet.grab().toImage()
    # The line at 0 is the only thing in its colour; below the bar it would meet the words.
    line = sheet._line()
    rows = range(line, int(sheet._top(1)))
    crossed = {y for y in rows for x in range(picture.width()) if picture.pixelColor(x, y) == QColor(LIGHT.border)}
    assert crossed, "there is a line"
    words = range(int(sheet._middle(0)) + 6, int(sheet._middle(0)) + 3 + line)
    assert not crossed & set(words)


def test_what_may_become_a_problem_is_said(show: Show) -> None:
    plot, trainer = show("points"), made("points")
    assert not plot._remarks.isVisible()
    one = replace(trainer.data.train, y=np.zeros_like(trainer.data.train.y))
    data = replace(trainer.data, train=one)
    plot.prepare(data, trainer.config)
    assert not plot._remarks.isVisible()
    plot.draw(RunHistory(1), overview(data))
    assert plot._remarks.isVisible()
    assert "of one class" in plot._remarks.text()
