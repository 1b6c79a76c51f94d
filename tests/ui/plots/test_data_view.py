"""The view of the data: what is offered for which data, what each view shows, and that nothing is made unseen."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ffnn_gui.data import Part
from ffnn_gui.data.imported import shelved
from ffnn_gui.data.importing import ImportedArrays
from ffnn_gui.data.importing.formats.numpy_files import NumpyFiles
from ffnn_gui.data.overview import FeatureRange, overview
from ffnn_gui.engine import ExperimentConfig, RunHistory, Trainer
from ffnn_gui.ui.plots.kinds.data_view import DataView, probe
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.plots.looking.groups import groups_of
from ffnn_gui.ui.plots.looking.ranges_sheet import RangesSheet
from ffnn_gui.ui.plots.looking.scatter import TARGET
from ffnn_gui.ui.plots.looking.wall import ImageWall
from ffnn_gui.ui.theme import LIGHT, Metrics
from tests.ui.plots.conftest import train

DATA = {
    "points": {"kind": "circle", "samples": 80, "test_fraction": 0.2, "inputs": {"x1_squared": True}},
    "values": {"kind": "bumps", "samples": 80},
    "line": {"kind": "sine", "samples": 60},
    "images": {"kind": "digits", "samples": 200},
}
Show = Callable[[str], DataView]


def made(name: str) -> Trainer:
    return train({"data": DATA[name]}, epochs=1)[0]


def look_at(plot: DataView, trainer: Trainer) -> None:
    """As the area does: the data are shown, and then what the probe has found."""
    plot.prepare(trainer.data, trainer.config)
    plot.draw(RunHistory(1), probe(trainer))


@pytest.fixture
def show(qtbot: QtBot) -> Show:
    def show(name: str) -> DataView:
        plot, trainer = DataView(Look(LIGHT, Metrics())), made(name)
        qtbot.addWidget(plot)
        plot.resize(420, 320)
        plot.show()
        look_at(plot, trainer)
        return plot

    return show


def turn_to(plot: DataView, view: str) -> None:
    plot.views.menu().actions()[list(plot.views.keys).index(view)].trigger()


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


# Points


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


# Images


def test_each_row_of_the_wall_is_a_class(show: Show) -> None:
    plot, part = show("images"), made("images").data.train
    plot.wall.grid()
    assert plot.wall.rows == 10
    for row in range(10):
        assert plot.wall.group_at(row) == str(row)
        for column in range(3):
            index = plot.wall.example(row, column)
            assert index is not None
            assert part.y[index] == row


def test_an_image_on_the_wall_is_chosen(show: Show) -> None:
    plot = show("images")
    plot.parts.menu().actions()[1].trigger()
    QTest.mouseClick(plot.wall, Qt.MouseButton.LeftButton, pos=plot.wall.cell(3, 1).center().toPoint())
    example = plot.selection.example
    assert example is not None
    assert example.y == 3
    assert example.label.startswith("validation image")
    assert plot.reading(3, 1).startswith(example.label)


def test_beyond_the_last_image_there_is_none(show: Show) -> None:
    plot = show("images")
    assert plot.wall.example(0, 999) is None
    assert plot.reading(0, 999) == ""


def test_many_classes_are_turned_to(qtbot: QtBot) -> None:
    data = made("images").data
    names = tuple(f"class {index}" for index in range(60))
    wall = ImageWall(Look(LIGHT, Metrics()))
    qtbot.addWidget(wall)
    wall.resize(300, 200)
    part = Part(data.train.X, np.arange(len(data.train)) % 60, data.train.raw)
    wall.show_part(part, replace(data, task=replace(data.task, classes=names)))
    wall.grab()
    assert wall.rows < 20
    wall.turn(3)
    assert wall.group_at(0) == "class 3"
    wall.turn(1000)
    assert wall.group_at(wall.rows - 1) == "class 59"
    wall.turn(-1000)
    assert wall.group_at(0) == "class 0"


# Balance, ranges, remarks


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


# Many inputs, odd names, images with values


def imported(X: np.ndarray, y: np.ndarray, **parts: object) -> Trainer:
    arrays = ImportedArrays(X, y, **parts)  # type: ignore[arg-type]
    data = shelved(arrays, NumpyFiles(), Path("a.npz"))
    return Trainer(ExperimentConfig().with_value("data", data).with_value("network.hidden", []))


@pytest.fixture
def show_imported(qtbot: QtBot) -> Callable[[Trainer], DataView]:
    def show(trainer: Trainer) -> DataView:
        plot = DataView(Look(LIGHT, Metrics()))
        qtbot.addWidget(plot)
        plot.resize(420, 320)
        plot.show()
        look_at(plot, trainer)
        return plot

    return show


def test_any_of_very_many_inputs_is_found_by_its_name(
    show_imported: Callable[[Trainer], DataView], qtbot: QtBot
) -> None:
    X = np.random.default_rng(0).random((40, 300), np.float32)
    trainer = imported(X, np.arange(40) % 2, classes=("a", "b"))
    plot = show_imported(trainer)
    entries = [action.text() for action in plot.up.menu().actions()]
    assert "Find one of all 300 inputs…" in entries
    assert len(entries) < 70
    plot.up.menu().actions()[-1].trigger()
    search = plot.up.search
    assert search.isVisible()
    qtbot.keyClicks(search.text, "X25")
    names = [search.list.model().index(row, 0).data() for row in range(search.list.model().rowCount())]
    assert names == ["x25", *(f"x{number}" for number in range(250, 260))]
    qtbot.keyClick(search.text, Qt.Key.Key_Down)
    search.list.setCurrentIndex(search.list.model().index(3, 0))
    qtbot.keyClick(search.text, Qt.Key.Key_Return)
    assert not search.isVisible()
    assert plot.up.chosen == "251"
    _, y = plot.scatter._items["training"].getData()
    assert y == pytest.approx(trainer.data.train.raw[:, 251])
    look_at(plot, trainer)
    assert plot.up.chosen == "251"


def test_a_column_called_target_is_no_target(show_imported: Callable[[Trainer], DataView]) -> None:
    rng = np.random.default_rng(0)
    X, y = rng.random((30, 2)).astype(np.float32), rng.random((30, 1)).astype(np.float32)
    trainer = imported(X, y, feature_names=("target", "other"))
    plot, part = show_imported(trainer), trainer.data.train
    x, up = plot.scatter._items["training"].getData()
    assert (x.tolist(), up.tolist()) == (part.raw[:, 0].tolist(), part.raw[:, 1].tolist())
    plot.up.menu().actions()[-1].trigger()
    _, up = plot.scatter._items["training"].getData()
    assert up == pytest.approx(part.y[:, 0])


def test_images_with_values_are_a_wall_from_low_to_high(show_imported: Callable[[Trainer], DataView]) -> None:
    rng = np.random.default_rng(0)
    X, y = rng.integers(0, 256, (90, 16)).astype(np.uint8), rng.random((90, 1)).astype(np.float32)
    trainer = imported(X, y, image_shape=(4, 4), max_pixel=255)
    plot, part = show_imported(trainer), trainer.data.train
    assert plot.views.keys == ("wall", "ranges")
    plot.wall.grid()
    rows = [[plot.wall.example(row, column) for column in range(3)] for row in range(plot.wall.rows)]
    means = [float(np.mean(part.y[row])) for row in rows]
    assert means == sorted(means)
    assert " … " in plot.wall.group_at(0)
    index = plot.wall.example(2, 1)
    assert f"<b>{part.y[index, 0]:.3g}</b>" in plot.reading(2, 1)


def test_images_of_a_class_are_those_of_it(show: Show) -> None:
    y = np.array([2, 0, 2, 1, 0])
    task = replace(made("images").data.task, classes=("a", "b", "c", "d"))
    assert [(name, members.tolist()) for name, members in groups_of(y, task)] == [
        ("a", [1, 4]), ("b", [3]), ("c", [0, 2]), ("d", []),
    ]  # fmt: skip
