"""Importing in the window: one step that can be undone, files dropped, and sessions that ask for their data."""

import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QComboBox, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from ffnn_gui.data.imported import FromFile, shelved
from ffnn_gui.data.importing import ImportedArrays, Progress
from ffnn_gui.data.importing.formats.table import Table
from ffnn_gui.data.importing.shelf import SHELF, Shelf
from ffnn_gui.data.sets import AnyDataSet
from ffnn_gui.data.sets.spirals import Spirals
from ffnn_gui.engine import ExperimentConfig
from ffnn_gui.schema import kinds_of, switched
from ffnn_gui.session import Session, write_session
from ffnn_gui.session.store import Store
from ffnn_gui.ui.main_window import MainWindow
from ffnn_gui.ui.window.documents import Documents
from ffnn_gui.worker import Runner, RunState
from tests.ui.window.stand_ins import Person


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "points.csv"
    path.write_text("a,b,class\n" + "".join(f"{i % 7},{i % 5}.5,{'xy'[i % 7 > 3]}\n" for i in range(70)))
    return path


def shown(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.importing.dialog is not None and window.importing.dialog.arrays is not None)


def accept(window: MainWindow) -> None:
    dialog = window.importing.dialog
    assert dialog is not None
    next(button for button in dialog.findChildren(QPushButton) if button.text() == "Import").click()


def test_an_import_is_one_step_and_trains(window: MainWindow, qtbot: QtBot, table: Path) -> None:
    before = window.store.config
    window.importing.open(table)
    shown(window, qtbot)
    assert window.store.config == before, "nothing is replaced by looking"
    with qtbot.waitSignal(window.runner.prepared):
        accept(window)
    data = window.store.config.data
    assert isinstance(data, FromFile)
    assert (data.source, data.classes) == ("points.csv", ("x", "y"))
    assert window.store.undo_stack.undoText() == "Import “points.csv”"
    assert window.importing.dialog is None
    qtbot.waitUntil(lambda: window.runner.state is RunState.READY)
    window.runner.start()
    qtbot.waitUntil(lambda: window.runner.epoch > 2)
    window.runner.pause()
    window.store.undo_stack.undo()
    assert window.store.config == before


def until_prepared(store: Store, runner: Runner, qtbot: QtBot) -> None:
    """Wait until the worker has read the data that are set, and needs the shelf no more."""
    qtbot.waitUntil(lambda: runner.state is RunState.READY and runner.run_config == store.config)


def test_the_panel_lists_what_is_imported(
    window: MainWindow, qtbot: QtBot, table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(SHELF, "_kept", Shelf()._kept)
    combo = next(box for box in window.findChildren(QComboBox) if box.findText("MNIST 28×28") >= 0)
    offered = len(kinds_of(AnyDataSet))
    window.importing.open(table)
    shown(window, qtbot)
    accept(window)
    assert combo.currentText() == "points.csv"
    assert combo.count() == offered + 1
    imported = window.store.config.data
    combo.setCurrentIndex(0)
    assert window.store.config.data.kind != "imported"
    assert combo.currentText() == combo.itemText(0) == type(window.store.config.data).label
    combo.setCurrentIndex(combo.findText("points.csv"))
    assert window.store.config.data == imported, "it can be chosen again"
    until_prepared(window.store, window.runner, qtbot)
    SHELF._kept.clear()
    combo.setCurrentIndex(0)
    assert combo.findText("points.csv") < 0, "what is not at hand any more cannot"
    assert combo.count() == offered


def test_another_set_gets_what_was_set_but_not_the_data(table: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.csv"
    other.write_text("a,b,y\n1,2,x\n2,1,z\n")
    first, second = (shelved(Table().read(path), Table(), path) for path in (table, other))
    assert switched(Spirals(seed=7), first) == first.model_copy(update={"seed": 7})
    assert switched(first.model_copy(update={"seed": 7}), second) == second.model_copy(update={"seed": 7})


def test_another_file_takes_the_place_of_the_one_shown(window: MainWindow, qtbot: QtBot, table: Path) -> None:
    window.importing.open(table)
    first = window.importing.dialog
    window.importing.open(table.parent)
    assert window.importing.dialog is not first
    window.importing.shutdown()


class Desk:
    """Documents with a person who answers; a session on a table is saved beside it, whose data are not at hand."""

    def __init__(self, table: Path, folder: Path) -> None:
        self.person, self.store, self.runner = Person(), Store(), Runner()
        self.settings = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
        self.documents = Documents(self.store, self.runner, self.settings, self.person)
        self.failures: list[str] = []
        self.documents.failed.connect(self.failures.append)
        config = ExperimentConfig().with_value("data", shelved(Table().read(table), Table(), table))
        self.session = folder / "lesson.ffnn"
        write_session(self.session, Session(config))
        self.runner.load(self.store.config)


@pytest.fixture
def desk(table: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    desk = Desk(table, tmp_path)
    monkeypatch.setattr(SHELF, "_kept", Shelf()._kept)
    yield desk
    desk.documents.data_files.shutdown()
    desk.runner.shutdown()


def test_a_session_asks_for_its_data_and_opens_with_them(desk: Desk, table: Path, qtbot: QtBot) -> None:
    desk.person.gives = table
    assert not desk.documents.load(desk.session), "not yet"
    qtbot.waitUntil(lambda: desk.documents.path == desk.session)
    assert desk.person.asked == [f"data points.csv in {table.parent.name}"]
    assert isinstance(desk.store.config.data, FromFile)
    assert desk.failures == []


@pytest.fixture
def slow_reading(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Data of sessions are half read until this event is set; giving the job up ends it too."""
    may_end, arrays = threading.Event(), Table.arrays

    def slow(importer: Table, path: Path, progress: Progress) -> ImportedArrays:
        while not may_end.wait(0.005):
            progress(0.5)
        return arrays(importer, path, progress)

    monkeypatch.setattr(Table, "arrays", slow)
    yield may_end
    may_end.set()


def begin_opening(desk: Desk, table: Path, qtbot: QtBot) -> None:
    """Ask for the session whose data take a while, and wait until they are being read."""
    desk.person.gives = table
    with qtbot.waitSignal(desk.documents.data_files.reading, check_params_cb=lambda name, share: share == 0.5):
        assert not desk.documents.load(desk.session)


def let_end(desk: Desk, may_end: threading.Event, qtbot: QtBot) -> None:
    """Let the data be read to the end, and all be heard that is said of it."""
    may_end.set()
    desk.documents.data_files._jobs.shutdown()
    qtbot.wait(1)


@pytest.mark.parametrize("how", ["load", "new", "open"])
def test_the_session_asked_for_last_is_the_one_that_opens(
    desk: Desk, table: Path, tmp_path: Path, qtbot: QtBot, slow_reading: threading.Event, how: str
) -> None:
    second = tmp_path / "second.ffnn"
    write_session(second, Session(ExperimentConfig(seed=42)))
    desk.person.opens = second
    begin_opening(desk, table, qtbot)
    {"load": partial(desk.documents.load, second), "new": desk.documents.new, "open": desk.documents.open}[how]()
    let_end(desk, slow_reading, qtbot)
    assert desk.documents.path == (None if how == "new" else second)
    assert desk.store.config == ExperimentConfig(seed=0 if how == "new" else 42)
    assert desk.failures == []


def test_changes_are_given_up_only_once(desk: Desk, table: Path, qtbot: QtBot) -> None:
    desk.store.set("seed", 5)
    desk.person.changes, desk.person.opens, desk.person.gives = "discard", desk.session, table
    assert not desk.documents.open()
    qtbot.waitUntil(lambda: desk.documents.path == desk.session)
    assert desk.person.asked == ["changes of Untitled", "open", f"data points.csv in {table.parent.name}"]


def test_changes_made_while_the_data_are_read_are_asked_about(
    desk: Desk, table: Path, qtbot: QtBot, slow_reading: threading.Event
) -> None:
    begin_opening(desk, table, qtbot)
    desk.store.set("seed", 5)
    slow_reading.set()
    qtbot.waitUntil(lambda: desk.person.asked[-1:] == ["changes of Untitled"])
    assert (desk.documents.path, desk.store.config.seed) == (None, 5)


def test_how_far_the_data_are_read_is_told_and_giving_up_is_answered(
    desk: Desk, table: Path, qtbot: QtBot, slow_reading: threading.Event
) -> None:
    told: list[tuple[str, float]] = []
    desk.documents.data_files.reading.connect(lambda name, share: told.append((name, share)))
    begin_opening(desk, table, qtbot)
    assert ("points.csv", 0.5) in told
    desk.documents.data_files.give_up()
    assert told[-1][0] == ""
    assert desk.failures == [
        "“lesson.ffnn” was not opened. Its data, “points.csv”, were not read to the end. What was open stays as it is."
    ]
    desk.documents.data_files.give_up()
    let_end(desk, slow_reading, qtbot)
    assert len(desk.failures) == 1
    assert desk.documents.path is None


def test_a_session_is_not_saved_under_a_name_meant_for_another(
    desk: Desk, table: Path, tmp_path: Path, qtbot: QtBot, slow_reading: threading.Event
) -> None:
    begin_opening(desk, table, qtbot)
    desk.person.saves = tmp_path / "mine.ffnn"
    assert desk.documents.save_as()
    let_end(desk, slow_reading, qtbot)
    assert desk.documents.path == tmp_path / "mine.ffnn"
    assert "“lesson.ffnn” was not opened" in desk.failures[0]


def test_refused_data_leave_everything_as_it_is(desk: Desk) -> None:
    before = desk.store.config
    desk.documents.load(desk.session)
    assert desk.store.config == before
    assert desk.documents.path is None
    assert desk.failures == [
        "“lesson.ffnn” was not opened. It needs its data, “points.csv”, which you chose not to open. "
        "What was open stays as it is."
    ]


def test_other_data_are_refused(desk: Desk, table: Path, qtbot: QtBot) -> None:
    desk.person.gives = table
    table.write_text(table.read_text().replace("x", "z"))
    before = desk.store.config
    desk.documents.load(desk.session)
    qtbot.waitUntil(lambda: bool(desk.failures))
    assert "holds other data than “points.csv” did" in desk.failures[0]
    assert desk.store.config == before


def test_a_file_is_looked_for_where_it_was(desk: Desk, table: Path, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "elsewhere").mkdir()
    moved = table.rename(tmp_path / "elsewhere" / "points.csv")
    desk.documents.load(desk.session)
    desk.person.gives = moved
    desk.documents.load(desk.session)
    qtbot.waitUntil(lambda: desk.documents.path == desk.session)
    until_prepared(desk.store, desk.runner, qtbot)
    SHELF._kept.clear()
    desk.documents.load(desk.session)
    assert desk.person.asked == [
        "data points.csv in no folder", "data points.csv in no folder", "data points.csv in elsewhere",
    ]  # fmt: skip
    desk.documents.data_files.cancel()


def test_the_question_names_file_and_folder_and_waits_for_nobody(
    window: MainWindow, qtbot: QtBot, table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = ExperimentConfig().with_value("data", shelved(Table().read(table), Table(), table))
    write_session(table.with_name("lesson.ffnn"), Session(config))
    monkeypatch.setattr(SHELF, "_kept", Shelf()._kept)
    window.open_session(table.with_name("lesson.ffnn"))
    box = window.findChild(QMessageBox)
    assert "“points.csv”" in box.text()
    assert str(table.parent) in box.text()
    next(button for button in box.buttons() if button.text() == "Open data").click()
    qtbot.waitUntil(lambda: window.documents.name == "lesson")
    qtbot.waitUntil(lambda: window.runner.state is RunState.READY)
