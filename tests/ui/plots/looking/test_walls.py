"""Walls of images, by class or by value, and inputs that are many or oddly called."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ffnn_gui.data import Part
from ffnn_gui.engine import Trainer
from ffnn_gui.ui.plots.kinds.data_view import DataView
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.plots.looking.groups import groups_of
from ffnn_gui.ui.plots.looking.wall import ImageWall
from ffnn_gui.ui.theme import LIGHT, Metrics
from tests.ui.plots.looking.conftest import Show, imported, look_at, made


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
