"""The choice of columns: a tick changes what is left out by hand of that column, and of no other."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget
from pytestqt.qtbot import QtBot

from ffnn_gui.data.importing import ImportedArrays
from ffnn_gui.data.importing.formats.table import Table
from ffnn_gui.ui.importing.columns import ColumnChoice

COLUMNS = ("a", "b", "c", "of no use", "y")


@pytest.fixture
def choice(qtbot: QtBot) -> ColumnChoice:
    """Shows a table of which one column is of no use and one, “c”, is left out by hand."""
    choice = ColumnChoice()
    qtbot.addWidget(choice)
    show(choice, ("elsewhere", "c"))
    return choice


def show(choice: ColumnChoice, left_out: tuple[str, ...]) -> None:
    used = tuple(name for name in ("a", "b", "c") if name not in left_out)
    arrays = ImportedArrays(np.eye(4), np.arange(4), target="y", columns=COLUMNS, used=used)
    choice.show_arrays(Table(left_out=left_out), arrays)


def tick(choice: ColumnChoice, name: str, *, on: bool) -> None:
    inputs = choice.findChild(QListWidget)
    item = next(item for item in map(inputs.item, range(inputs.count())) if item.text() == name)
    item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)


@pytest.mark.parametrize(
    ("name", "on", "left_out"),
    [("a", False, ("elsewhere", "c", "a")), ("c", True, ("elsewhere",)), ("of no use", True, ("elsewhere", "c"))],
)
def test_a_tick_changes_one_column(choice: ColumnChoice, name: str, on: bool, left_out: tuple[str, ...]) -> None:
    wanted: list[object] = []
    choice.wanted.connect(lambda *values: wanted.append(values))
    tick(choice, name, on=on)
    assert wanted == [("left_out", left_out)]


def test_ticks_add_up_before_the_file_is_read_anew(choice: ColumnChoice) -> None:
    wanted: list[object] = []
    choice.wanted.connect(lambda *values: wanted.append(values[1]))
    tick(choice, "a", on=False)
    tick(choice, "b", on=False)
    tick(choice, "a", on=True)
    assert wanted == [("elsewhere", "c", "a"), ("elsewhere", "c", "a", "b"), ("elsewhere", "c", "b")]


def test_a_tick_begins_with_what_is_left_out_now(choice: ColumnChoice) -> None:
    wanted: list[object] = []
    choice.wanted.connect(lambda *values: wanted.append(values[1]))
    tick(choice, "a", on=False)
    show(choice, ())
    tick(choice, "b", on=False)
    assert wanted[-1] == ("b",)
