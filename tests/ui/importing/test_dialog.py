"""The dialogue of an import: what a file holds is shown before anything is replaced; options are tried out at once."""

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QListWidget, QPushButton
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from ffnn_gui.ui.importing.dialog import ImportDialog
from ffnn_gui.ui.theme import ThemeManager
from tests.data.importing.conftest import write_images, write_mnist

Open = Callable[[Path], ImportDialog]


@pytest.fixture
def open_dialog(qtbot: QtBot, qapp: QApplication) -> Iterator[Open]:
    """Opens the dialogue on a file and waits until it has been read or refused."""
    themes = ThemeManager(qapp, "light")
    opened: list[ImportDialog] = []

    def make(path: Path) -> ImportDialog:
        dialog = ImportDialog(path, themes)
        opened.append(dialog)
        dialog.show()
        settled(dialog, qtbot)
        return dialog

    yield make
    for dialog in opened:
        if isValid(dialog):
            dialog.done(0)
    themes.deleteLater()


def settled(dialog: ImportDialog, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: dialog.arrays is not None or bool(dialog.preview.problem))


def take(dialog: ImportDialog) -> QPushButton:
    return next(button for button in dialog.findChildren(QPushButton) if button.text() == "Import")


def edit(dialog: ImportDialog, qtbot: QtBot, field: str, value: object) -> None:
    dialog._edit(field, value)
    assert dialog.arrays is None
    assert not take(dialog).isEnabled()
    settled(dialog, qtbot)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "flowers.csv"
    rows = (f"{i / 4},{i % 5},{('red', 'blue', 'green')[i % 3]}" for i in range(60))
    path.write_text("length,width,kind\n" + "\n".join(rows))
    return path


def test_a_table_is_shown(open_dialog: Open, table: Path) -> None:
    dialog = open_dialog(table)
    assert take(dialog).isEnabled()
    assert dialog.preview._figures[0][1].text() == "60"
    assert dialog.preview._figures[2][1].text() == "Classification, 3 classes"
    model = dialog.preview._rows.model()
    heads = [model.headerData(i, Qt.Orientation.Horizontal) for i in range(3)]
    assert heads == ["kind", "length\n0 … 14.75", "width\n0 … 4"]
    assert [model.index(1, i).data() for i in range(3)] == ["blue", "0.25", "1"]
    assert "separated by commas" in dialog.preview.notes


@pytest.mark.parametrize("make", [write_mnist, lambda folder: write_images(folder / "pets")])
def test_images_are_shown_as_a_wall(open_dialog: Open, tmp_path: Path, make: Callable[[Path], Path]) -> None:
    dialog = open_dialog(make(tmp_path))
    names = [name for name, _ in dialog.preview._wall._rows]
    assert names == list(dialog.arrays.classes)  # type: ignore[union-attr]
    assert dialog.preview._examples.currentIndex() == 0
    assert dialog.grab().toImage().width() > 0


def test_an_option_reads_the_file_anew(open_dialog: Open, table: Path, qtbot: QtBot) -> None:
    dialog = open_dialog(table)
    edit(dialog, qtbot, "header", "no")
    assert dialog.arrays is not None
    assert dialog.arrays.columns == ("column 1", "column 2", "column 3")
    edit(dialog, qtbot, "delimiter", "|")
    assert "flowers.csv" in dialog.preview.problem
    assert not take(dialog).isEnabled()
    edit(dialog, qtbot, "delimiter", ",")
    assert take(dialog).isEnabled()


def test_target_and_inputs_are_chosen(open_dialog: Open, table: Path, qtbot: QtBot) -> None:
    dialog = open_dialog(table)
    combo = next(box for box in dialog.columns.findChildren(QComboBox) if box.accessibleName() == "Target")
    assert combo.currentText() == "kind"
    combo.setCurrentText("length")
    combo.activated.emit(combo.currentIndex())
    qtbot.waitUntil(lambda: dialog.arrays is not None and dialog.arrays.target == "length")
    inputs = dialog.columns.findChild(QListWidget)
    assert [inputs.item(i).text() for i in range(inputs.count())] == ["width", "kind"]
    inputs.item(1).setCheckState(Qt.CheckState.Unchecked)
    qtbot.waitUntil(lambda: dialog.arrays is not None and dialog.arrays.used == ("width",))


def test_arrays_of_unusual_names_can_be_chosen(open_dialog: Open, tmp_path: Path, qtbot: QtBot) -> None:
    np.savez(tmp_path / "a.npz", here=np.eye(4), there=np.arange(4) % 2)
    dialog = open_dialog(tmp_path / "a.npz")
    assert "called as inputs usually are" in dialog.preview.problem
    boxes = {box.accessibleName(): box for box in dialog.columns.findChildren(QComboBox)}
    for name, array in (("Inputs", "here"), ("Target", "there")):
        boxes[name].setCurrentText(array)
        boxes[name].activated.emit(boxes[name].currentIndex())
    qtbot.waitUntil(lambda: dialog.arrays is not None)
    assert dialog.arrays.classes == ("0", "1")  # type: ignore[union-attr]


def test_import_hands_the_data_over(open_dialog: Open, table: Path, qtbot: QtBot) -> None:
    dialog = open_dialog(table)
    arrays = dialog.arrays
    with qtbot.waitSignal(dialog.accepted_data) as told:
        take(dialog).click()
    assert told.args[0] is arrays
    assert told.args[2] == table


@pytest.mark.parametrize("name", ["nothing.csv", "odd.bin", "empty"])
def test_what_cannot_be_read_is_said_in_place(open_dialog: Open, tmp_path: Path, name: str) -> None:
    (tmp_path / "odd.bin").write_bytes(b"\1\2\0")
    (tmp_path / "empty").mkdir()
    dialog = open_dialog(tmp_path / name)
    assert name in dialog.preview.problem
    assert not take(dialog).isEnabled()


def test_closing_gives_up_what_is_being_read(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    path.write_text("a,b\n" + "1.5,2\n" * 300_000)
    themes = ThemeManager(qapp, "dark")
    dialog = ImportDialog(path, themes)
    dialog.show()
    assert dialog.arrays is None
    dialog.close()
    themes.deleteLater()
