"""The dialogue of an import: what a file holds is shown before anything is replaced; options are tried out at once."""

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRect, QSignalBlocker, Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QListWidget, QPushButton, QStyleOptionComboBox
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from ffnn_gui.data.importing import ImportedArrays, Importer, Progress, importer_for
from ffnn_gui.data.importing.formats import importers
from ffnn_gui.data.importing.formats.table import Table
from ffnn_gui.data.importing.tables.rows import MOST_COLUMNS
from ffnn_gui.ui.forms import Form
from ffnn_gui.ui.forms.quiet import COMBO, TEXT, QuietCombo
from ffnn_gui.ui.forms.row import Row
from ffnn_gui.ui.importing import dialog as dialog_module
from ffnn_gui.ui.importing.dialog import OPTIONS, ImportDialog
from ffnn_gui.ui.theme import ThemeManager
from ffnn_gui.worker.jobs import Jobs
from tests.data.importing.conftest import write_images, write_mnist

LONG = 10.0  # seconds that a job would take that is not given up
Open = Callable[[Path], ImportDialog]


@pytest.fixture
def open_dialog(qtbot: QtBot, qapp: QApplication) -> Iterator[Open]:
    """Opens the dialogue on a file and waits until it has been read or refused."""
    themes, jobs = ThemeManager(qapp, "light"), Jobs()
    opened: list[ImportDialog] = []

    def make(path: Path) -> ImportDialog:
        dialog = ImportDialog(path, jobs, themes)
        opened.append(dialog)
        dialog.show()
        settled(dialog, qtbot)
        return dialog

    yield make
    for dialog in opened:
        if isValid(dialog):
            dialog.done(0)
    jobs.shutdown()
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


def test_its_options_do_not_speak_of_training(open_dialog: Open, table: Path) -> None:
    told = [row.toolTip() for row in open_dialog(table).findChildren(Row)]
    assert told
    assert not any("reset" in text or "training runs" in text for text in told)


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
    wall = dialog.preview._wall
    picture = wall.grab().toImage()
    for row, (_, images) in enumerate(wall._rows):
        place = wall._place(images[0], wall._left(), row * (wall._tile() + wall._gap()))
        for (y, x), pixel in np.ndenumerate(images[0].mean(axis=2)):
            seen = picture.pixelColor(_middle(place, x, y, images[0].shape))
            assert abs((seen.red() + seen.green() + seen.blue()) / 3 - pixel) < 2


def _middle(place: QRect, x: int, y: int, shape: tuple[int, ...]) -> QPoint:
    """The middle of an image's pixel on the screen, where the image fills this place."""
    rows, columns, _ = shape
    left, top = (x + 0.5) * place.width() / columns, (y + 0.5) * place.height() / rows
    return QPoint(place.left() + int(left), place.top() + int(top))


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


@pytest.mark.parametrize(("name", "options"), [("nothing.csv", False), ("odd.bin", False), ("empty.csv", True)])
def test_options_are_to_be_corrected_where_there_are_some(
    open_dialog: Open, tmp_path: Path, name: str, options: bool
) -> None:
    (tmp_path / "odd.bin").write_bytes(b"\1\2\0")
    (tmp_path / "empty.csv").write_bytes(b"")
    dialog = open_dialog(tmp_path / name)
    said = [label.text() for label in dialog.preview.findChildren(QLabel) if label.isVisible()]
    assert any("hoose another file below." in words for words in said)
    assert any("options on the left" in words for words in said) == options == bool(dialog._forms)


def test_no_list_is_shown_while_nothing_is_in_it(open_dialog: Open, table: Path, tmp_path: Path) -> None:
    np.savez(tmp_path / "odd.npz", here=np.eye(4), there=np.arange(4) % 2)
    for path, listed in ((tmp_path / "odd.npz", False), (table, True)):
        columns = open_dialog(path).columns
        assert columns.isVisible()
        assert [part.isVisible() for part in (columns._list_label, columns._list)] == [listed, listed]


def test_a_refused_array_leaves_the_data_as_they_are(open_dialog: Open, tmp_path: Path, qtbot: QtBot) -> None:
    long = "x" * 250
    np.savez(tmp_path / "odd.npz", X=np.eye(6), y=np.arange(6) % 2, **{long: np.arange(6) % 3})
    dialog = open_dialog(tmp_path / "odd.npz")
    arrays = dialog.arrays
    target, _ = _choices(dialog)
    target.setCurrentText(long)
    target.activated.emit(target.currentIndex())
    assert target.currentText() == "y"
    _still_shown(dialog, arrays)
    edit(dialog, qtbot, "task", "regression")
    assert dialog.columns.problem == ""


def test_a_refused_set_of_inputs_leaves_the_data_as_they_are(open_dialog: Open, table: Path) -> None:
    dialog = open_dialog(table)
    arrays = dialog.arrays
    _, inputs = _choices(dialog)
    with QSignalBlocker(inputs):
        inputs.item(1).setCheckState(Qt.CheckState.Unchecked)
    dialog.columns.wanted.emit("left_out", tuple(str(i) for i in range(MOST_COLUMNS + 1)))
    assert inputs.item(1).checkState() == Qt.CheckState.Checked
    _still_shown(dialog, arrays)


def _still_shown(dialog: ImportDialog, arrays: ImportedArrays | None) -> None:
    assert "at most" in dialog.columns.problem
    assert dialog.arrays is arrays is not None
    assert take(dialog).isEnabled()
    assert dialog.preview.currentIndex() == 2


def _choices(dialog: ImportDialog) -> tuple[QComboBox, QListWidget]:
    boxes = dialog.columns.findChildren(QComboBox)
    return next(box for box in boxes if box.accessibleName() == "Target"), dialog.columns.findChild(QListWidget)


class Slow:
    """An importer's reading that does not ask whether it was given up until it may end."""

    def __init__(self) -> None:
        self.begun, self.may_end = threading.Event(), threading.Event()

    def arrays(self, importer: Table, path: Path, progress: Progress) -> ImportedArrays:
        progress(0.25)
        self.begun.set()
        self.may_end.wait(LONG)
        return ImportedArrays(np.zeros((20, 2)), np.arange(20) % 2, ("a", "b"), target="late")


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Iterator[Slow]:
    slow = Slow()
    monkeypatch.setattr(Table, "arrays", lambda *given: slow.arrays(*given))
    yield slow
    slow.may_end.set()


def test_which_kind_of_data_it_is_is_found_out_in_a_thread(
    open_dialog: Open, table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder can hold a hundred thousand files."""
    threads: list[int] = []

    def noting(path: Path) -> Importer:
        threads.append(threading.get_ident())
        return importer_for(path)

    monkeypatch.setattr(dialog_module, "importer_for", noting)
    dialog = open_dialog(table)
    assert isinstance(dialog.importer, Table)
    assert len(threads) == 1
    assert threading.get_ident() not in threads


def test_a_dialogue_closes_while_it_looks_which_kind_it_is(
    qtbot: QtBot, qapp: QApplication, table: Path, slow: Slow, monkeypatch: pytest.MonkeyPatch
) -> None:
    def looking(path: Path) -> Importer:
        slow.begun.set()
        slow.may_end.wait(LONG)
        return importer_for(path)

    monkeypatch.setattr(dialog_module, "importer_for", looking)
    themes, jobs = ThemeManager(qapp, "light"), Jobs()
    dialog = ImportDialog(table, jobs, themes)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    dialog.show()
    assert slow.begun.wait(LONG)
    assert dialog.preview.currentIndex() == 0
    dialog.reject()
    slow.may_end.set()
    jobs.shutdown()
    qtbot.wait(1)
    assert (dialog.importer, dialog.preview.problem) == (None, "")
    dialog.deleteLater()
    themes.deleteLater()


@pytest.mark.parametrize("close", [ImportDialog.close, ImportDialog.reject])
def test_closing_waits_for_nothing_and_hears_nothing_more(
    qtbot: QtBot, qapp: QApplication, table: Path, slow: Slow, close: Callable[[ImportDialog], object]
) -> None:
    themes, jobs = ThemeManager(qapp, "dark"), Jobs()
    dialog = ImportDialog(table, jobs, themes)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    heard: list[object] = []
    for signal in (dialog.accepted_data, jobs.done, jobs.refused):
        signal.connect(lambda *values: heard.append(values))
    dialog.show()
    qtbot.waitUntil(slow.begun.is_set)
    heard.clear()
    began = time.monotonic()
    close(dialog)
    assert time.monotonic() - began < 0.5 * LONG
    assert not dialog.isVisible()
    slow.may_end.set()
    jobs.shutdown()
    qtbot.wait(1)
    assert heard == []
    assert dialog.arrays is None
    dialog.deleteLater()
    themes.deleteLater()


def test_a_closed_dialogue_does_not_hear_the_next_one_s_file(
    qtbot: QtBot, qapp: QApplication, table: Path, tmp_path: Path
) -> None:
    themes, jobs = ThemeManager(qapp, "light"), Jobs()
    first = ImportDialog(table, jobs, themes)
    first.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    first.reject()
    second = ImportDialog(write_mnist(tmp_path), jobs, themes)
    settled(second, qtbot)
    assert (first.arrays, first.preview.currentIndex()) == (None, 0)
    second.reject()
    jobs.shutdown()
    for thing in (first, second, themes):
        thing.deleteLater()


@pytest.mark.parametrize("importer", importers(), ids=lambda importer: importer.kind)
def test_the_texts_of_all_options_fit(importer: Importer, qtbot: QtBot, qapp: QApplication) -> None:
    """With room to spare, since fonts differ."""
    themes = ThemeManager(qapp, "light")
    form = Form(importer)
    qtbot.addWidget(form)
    form.resize(themes.metrics.px(OPTIONS) - 2 * themes.metrics.gap, form.sizeHint().height())
    form.show()
    for combo in form.findChildren(QuietCombo):
        option = QStyleOptionComboBox()
        combo.initStyleOption(option)
        room = combo.style().subControlRect(COMBO, option, TEXT, combo).width()
        widest = max(map(combo.fontMetrics().horizontalAdvance, map(combo.itemText, range(combo.count()))))
        assert widest < 0.9 * room, combo.accessibleName()
    themes.deleteLater()


@pytest.mark.parametrize("good", [True, False])
def test_another_file_can_be_wanted(open_dialog: Open, qtbot: QtBot, table: Path, good: bool) -> None:
    if not good:
        table.write_bytes(b"")
    dialog = open_dialog(table)
    another = next(button for button in dialog.findChildren(QPushButton) if button.text() == "Another file…")
    with qtbot.waitSignal(dialog.another_wanted):
        another.click()
    assert dialog.isVisible()
    assert bool(dialog.preview.problem) != good


def test_how_values_are_scaled_is_asked_for_values(open_dialog: Open, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "a.csv").write_text("a,y\n" + "".join(f"{i},{i % 3}\n" for i in range(60)))
    dialog = open_dialog(tmp_path / "a.csv")
    row = next(form._rows["target_values"] for form in dialog._forms if "target_values" in form._rows)
    assert row.isHidden()
    for task in ("regression", "classification"):
        edit(dialog, qtbot, "task", task)
        assert row.isHidden() == (task == "classification")
