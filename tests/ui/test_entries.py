"""What stands in the list of data sets: imported ones of the same name can be told apart, and are called as chosen."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot

from ffnn_gui.data.imported import FromFile, shelved
from ffnn_gui.data.importing.formats.table import Table
from ffnn_gui.data.importing.shelf import SHELF, Shelf
from ffnn_gui.data.sets.imported import Imported
from ffnn_gui.data.sets.mnist import Mnist
from ffnn_gui.data.sets.spirals import Spirals
from ffnn_gui.session.store import Store
from ffnn_gui.ui.forms.entries import Entry, names_of, tooltip_of
from ffnn_gui.ui.panels import DataPanel
from ffnn_gui.ui.theme import ThemeManager

ROWS = "a,b,c\n1,2,5\n2,1,6\n3,5,8\n"


@pytest.fixture(autouse=True)
def shelf(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SHELF, "_kept", Shelf()._kept)


def brought(path: Path, text: str = ROWS, **options: object) -> FromFile:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)
    recipe = Table.model_validate(options)
    return shelved(recipe.read(path), recipe, path)


def test_names_that_differ_stay_as_they_are(tmp_path: Path) -> None:
    entries = (Spirals, Mnist, brought(tmp_path / "a.csv"), brought(tmp_path / "b.csv", ROWS + "7,7,7\n"))
    assert names_of(entries) == [Spirals.label, Mnist.label, "a.csv", "b.csv"]


def test_one_file_read_for_two_targets_is_listed_by_them(tmp_path: Path) -> None:
    for target in ("a", "b"):
        brought(tmp_path / "house.csv", target=target)
    entries: tuple[Entry, ...] = (Spirals, *Imported.brought())
    assert sorted(names_of(entries)[1:]) == ["house.csv (a)", "house.csv (b)"]
    assert len({tooltip_of(entry) for entry in entries}) == 3
    assert "predicts “b”" in "".join(tooltip_of(entry) for entry in entries)


def test_files_of_two_folders_are_listed_by_those(tmp_path: Path) -> None:
    first, second = brought(tmp_path / "x" / "b.csv"), brought(tmp_path / "y" / "b.csv", ROWS + "9,9,9\n")
    assert names_of((first, second)) == ["b.csv (in x)", "b.csv (in y)"]
    assert str(tmp_path / "y" / "b.csv") in tooltip_of(second)


def test_three_of_one_name_are_told_apart_together(tmp_path: Path) -> None:
    entries = (
        brought(tmp_path / "x" / "b.csv", target="a"),
        brought(tmp_path / "x" / "b.csv", target="b"),
        brought(tmp_path / "y" / "b.csv", ROWS + "9,9,9\n", target="b"),
    )
    assert names_of(entries) == ["b.csv (a)", "b.csv (b, in x)", "b.csv (b, in y)"]


def test_what_has_no_other_mark_is_numbered(tmp_path: Path) -> None:
    first = brought(tmp_path / "a.csv", "1,2,3\n4,5,6\n7,8,1\n")
    second = brought(tmp_path / "a.csv", "1,2,3\n4,5,6\n7,8,2\n")
    assert names_of((first, second)) == ["a.csv (1)", "a.csv (2)"]


def test_a_copy_of_a_file_takes_no_name_from_the_first(tmp_path: Path, qapp: QApplication, qtbot: QtBot) -> None:
    store = Store()
    panel = DataPanel(store, ThemeManager(qapp, "light"))
    qtbot.addWidget(panel)
    combo = next(box for box in panel.findChildren(QComboBox) if box.findText(Mnist.label) >= 0)
    store.set("data", brought(tmp_path / "a.csv"))
    assert combo.currentText() == "a.csv"
    store.set("data", brought(tmp_path / "copy.csv"))
    assert combo.currentText() == "copy.csv"
    store.undo_stack.undo()
    assert store.config.data.listed_as == "a.csv"
    assert combo.currentText() == "a.csv"
    assert [combo.itemText(i) for i in range(combo.count())].count("copy.csv") == 0
