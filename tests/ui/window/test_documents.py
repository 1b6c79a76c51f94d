"""The open session as a document: nothing is lost by opening, closing or saving, and failures change nothing."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from ffnn_gui.data.imported import shelved
from ffnn_gui.data.importing import ImportedArrays
from ffnn_gui.data.importing.formats.numpy_files import NumpyFiles
from ffnn_gui.engine import ExperimentConfig, Trainer
from ffnn_gui.session.store import Store
from ffnn_gui.ui.window.documents import Documents
from ffnn_gui.ui.window.recent import recent_files
from ffnn_gui.worker import Runner, RunState
from tests.ui.window.stand_ins import Person

CONFIG = ExperimentConfig.model_validate({"data": {"kind": "circle", "samples": 40}, "epochs": 6})


class Desk:
    """A store, a runner and documents, with a person who answers."""

    def __init__(self, tmp_path: Path, person: Person) -> None:
        self.person = person
        self.store, self.runner = Store(CONFIG), Runner()
        self.settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
        self.documents = Documents(self.store, self.runner, self.settings, person)
        self.store.changed.connect(self.runner.apply)
        self.failures: list[str] = []
        self.documents.failed.connect(self.failures.append)
        self.said: list[str] = []
        self.documents.said.connect(self.said.append)
        self.runner.load(CONFIG)

    def train(self, qtbot: QtBot) -> None:
        self.runner.start()
        qtbot.waitUntil(lambda: self.runner.state is RunState.FINISHED)

    def trained_weights(self) -> np.ndarray:
        state = self.runner.capture()
        assert state is not None
        return state.arrays[0]


@pytest.fixture
def person() -> Person:
    return Person()


@pytest.fixture
def desk(tmp_path: Path, person: Person, qtbot: QtBot) -> Iterator[Desk]:
    desk = Desk(tmp_path, person)
    qtbot.waitUntil(lambda: desk.runner.state is RunState.READY)
    yield desk
    desk.runner.shutdown()


def test_an_untouched_session_may_be_left_without_a_question(desk: Desk) -> None:
    assert not desk.documents.modified
    assert desk.documents.may_leave()
    assert desk.person.asked == []


def test_an_edit_and_its_undo_make_and_unmake_changes(desk: Desk) -> None:
    desk.store.set("seed", 5)
    assert desk.documents.modified
    desk.store.undo_stack.undo()
    assert not desk.documents.modified


def test_a_short_run_that_the_seed_gives_again_is_nothing_to_lose(desk: Desk, qtbot: QtBot) -> None:
    desk.train(qtbot)
    assert not desk.documents.modified
    assert desk.documents.may_leave()
    assert desk.person.asked == []


def test_a_run_that_somebody_steered_is_something_to_lose(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    desk.runner.step_epoch()
    qtbot.waitUntil(lambda: desk.runner.epoch == 1)
    desk.store.set("learning_rate.base", 0.1)
    desk.train(qtbot)
    desk.store.undo_stack.undo()
    assert desk.store.undo_stack.isClean()
    assert desk.documents.modified
    assert desk.documents.save_to(tmp_path / "a.ffnn")
    assert not desk.documents.modified


def test_what_was_steered_is_over_with_its_run(desk: Desk, qtbot: QtBot) -> None:
    desk.runner.step_epoch()
    qtbot.waitUntil(lambda: desk.runner.epoch == 1)
    desk.store.set("learning_rate.base", 0.1)
    desk.store.undo_stack.undo()
    with qtbot.waitSignal(desk.runner.prepared):
        desk.runner.reset()
    desk.train(qtbot)
    assert not desk.documents.modified


@pytest.mark.parametrize(("answer", "leaves"), [("cancel", False), ("discard", True)])
def test_leaving_changes_follows_the_answer(desk: Desk, answer: str, leaves: bool) -> None:
    desk.store.set("seed", 5)
    desk.person.changes = answer  # type: ignore[assignment]
    assert desk.documents.new() is leaves
    assert desk.store.config.seed == (0 if leaves else 5)


def test_leaving_with_save_writes_the_file_first(desk: Desk, tmp_path: Path) -> None:
    desk.store.set("seed", 5)
    desk.person.changes, desk.person.saves = "save", tmp_path / "kept.ffnn"
    assert desk.documents.new()
    assert desk.documents.load(tmp_path / "kept.ffnn")
    assert desk.store.config.seed == 5


def test_leaving_with_save_and_no_name_stays(desk: Desk) -> None:
    desk.store.set("seed", 5)
    desk.person.changes, desk.person.saves = "save", None
    assert not desk.documents.new()
    assert desk.store.config.seed == 5


def test_a_saved_run_goes_on_bit_for_bit(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "run.ffnn"
    desk.train(qtbot)
    desk.documents.save_to(path)
    desk.documents.new()
    assert desk.documents.load(path)
    qtbot.waitUntil(lambda: desk.runner.state is not RunState.LOADING)
    assert len(desk.runner.history) == 6
    desk.store.set("epochs", 12)
    desk.train(qtbot)
    whole = Trainer(CONFIG.with_value("epochs", 12))
    for _ in whole.run():
        pass
    np.testing.assert_array_equal(desk.trained_weights(), whole.network.theta)


def test_an_opened_session_is_not_modified(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    desk.train(qtbot)
    desk.documents.save_to(tmp_path / "a.ffnn")
    desk.documents.new()
    qtbot.waitUntil(lambda: desk.runner.state is RunState.READY)
    marks: list[bool] = []
    desk.documents.title_changed.connect(lambda: marks.append(desk.documents.modified))
    with qtbot.waitSignal(desk.runner.prepared):
        desk.documents.load(tmp_path / "a.ffnn")
    assert not marks[-1]


def test_edits_that_wait_for_a_reset_are_saved_with_the_run(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    desk.train(qtbot)
    weights = desk.trained_weights()
    desk.store.set("network.hidden.0.units", 3)
    assert desk.runner.pending
    desk.documents.save_to(tmp_path / "a.ffnn")
    desk.documents.load(tmp_path / "a.ffnn")
    qtbot.waitUntil(lambda: desk.runner.state is not RunState.LOADING)
    assert desk.store.config.network.hidden[0].units == 3
    assert desk.runner.pending
    np.testing.assert_array_equal(desk.trained_weights(), weights)


@pytest.mark.parametrize("content", [b"", b"hello", b'{"format":"ffnn-session","version":1,'])
def test_a_refused_file_leaves_everything_as_it_is(desk: Desk, qtbot: QtBot, tmp_path: Path, content: bytes) -> None:
    desk.train(qtbot)
    weights, history = desk.trained_weights(), len(desk.runner.history)
    bad = tmp_path / "bad.ffnn"
    bad.write_bytes(content)
    assert not desk.documents.load(bad)
    assert len(desk.failures) == 1
    assert "bad.ffnn" in desk.failures[0]
    assert desk.documents.path is None
    assert (desk.store.config, len(desk.runner.history)) == (CONFIG, history)
    np.testing.assert_array_equal(desk.trained_weights(), weights)


def test_a_save_that_fails_keeps_name_and_changes(desk: Desk, tmp_path: Path) -> None:
    desk.store.set("seed", 5)
    assert not desk.documents.save_to(tmp_path / "no such folder" / "a.ffnn")
    assert desk.failures
    assert desk.documents.path is None
    assert desk.documents.modified


def test_a_save_that_works_takes_back_what_was_said_of_the_one_that_did_not(desk: Desk, tmp_path: Path) -> None:
    taken_back: list[str] = []
    desk.documents.mended.connect(taken_back.append)
    assert not desk.documents.save_to(tmp_path / "no such folder" / "a.ffnn")
    assert desk.documents.save_to(tmp_path / "a.ffnn")
    assert taken_back == desk.failures


def test_a_read_only_session_is_not_overwritten(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "newer.ffnn"
    desk.documents.save_to(path)
    content = path.read_bytes()
    desk.store.set("seed", 9)
    desk.documents.read_only = True
    assert not desk.documents.save_to(path)
    assert path.read_bytes() == content
    assert "newer.ffnn" in desk.failures[0]
    desk.person.saves = tmp_path / "newer copy.ffnn"
    assert desk.documents.save()
    assert not desk.documents.read_only


def test_training_after_a_reset_is_worth_asking_again(
    desk: Desk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.train(qtbot)
    with monkeypatch.context() as patch:
        patch.setattr(type(desk.runner), "elapsed", property(lambda self: 600.0))
        desk.documents.save_to(tmp_path / "a.ffnn")
        assert not desk.documents.modified
    with qtbot.waitSignal(desk.runner.prepared):
        desk.runner.reset()
    desk.train(qtbot)
    with monkeypatch.context() as patch:
        patch.setattr(type(desk.runner), "elapsed", property(lambda self: 500.0))
        assert desk.documents.modified


def test_save_asks_for_a_name_only_once(desk: Desk, tmp_path: Path) -> None:
    desk.person.saves = tmp_path / "named.ffnn"
    assert desk.documents.save()
    assert desk.documents.save()
    assert desk.person.asked == ["save"]
    assert desk.documents.name == "named"


def test_opened_and_saved_sessions_are_remembered(desk: Desk, tmp_path: Path) -> None:
    for name in ("a", "b", "a"):
        desk.documents.save_to(tmp_path / f"{name}.ffnn")
    assert recent_files(desk.settings) == [tmp_path / "a.ffnn", tmp_path / "b.ffnn"]


def test_a_save_says_which_files_must_go_along(desk: Desk, tmp_path: Path) -> None:
    arrays = ImportedArrays(np.eye(4), np.arange(4) % 2, ("a", "b"))
    desk.documents.save_to(tmp_path / "a.ffnn")
    desk.store.set("data", shelved(arrays, NumpyFiles(), tmp_path / "four.npz"))
    desk.documents.save_to(tmp_path / "a.ffnn")
    assert desk.said == ["Saved “a.ffnn”.", "Saved “a.ffnn”. Its data stay in “four.npz”, which must go along."]
