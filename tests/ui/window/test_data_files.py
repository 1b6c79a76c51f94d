"""Where a session's data are looked for, and what is said when they are not there."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtWidgets import QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from ffnn_gui.data.imported import FromFile, shelved
from ffnn_gui.data.importing import ImportedArrays
from ffnn_gui.data.importing.formats.numpy_files import NumpyFiles
from ffnn_gui.ui.main_window import MainWindow
from ffnn_gui.ui.window.questions import Dialogues


@pytest.fixture
def data(tmp_path: Path) -> FromFile:
    return shelved(ImportedArrays(np.eye(4), np.arange(4) % 2, ("a", "b")), NumpyFiles(), tmp_path / "four.npz")


@pytest.mark.parametrize("remembered", [False, True])
def test_data_that_are_gone_are_told_with_the_places(
    window: MainWindow, data: FromFile, remembered: bool, tmp_path: Path
) -> None:
    if remembered:
        window.documents.data_files.remember(data.digest, tmp_path / "before" / "four.npz")
    reasons: list[str] = []
    window.documents.data_files.fetch((data,), tmp_path / "lecture", reasons.append)
    box = window.findChild(QMessageBox)
    before = f"\nnor where it was the last time,\n{tmp_path / 'before'}" if remembered else ""
    assert box.text() == (
        f"The session learns data of its own from “four.npz”, which is not in the session's folder\n"
        f"{tmp_path / 'lecture'}{before}\nWhere is it now?"
    )
    assert {button.text() for button in box.buttons()} == {"Locate…", "Do not open"}
    next(button for button in box.buttons() if button.text() == "Do not open").click()
    assert len(reasons) == 1


def test_the_place_of_the_last_time_is_offered(window: MainWindow, data: FromFile, tmp_path: Path) -> None:
    (tmp_path / "before").mkdir()
    (tmp_path / "before" / "four.npz").write_bytes(b"")
    window.documents.data_files.remember(data.digest, tmp_path / "before" / "four.npz")
    window.documents.data_files.fetch((data,), tmp_path / "lecture", lambda reason: None)
    box = window.findChild(QMessageBox)
    assert f"from “four.npz”, in the folder\n{tmp_path / 'before'}\nOpen it?" in box.text()
    next(button for button in box.buttons() if button.text() == "Do not open").click()


def test_the_file_of_the_last_time_is_named(window: MainWindow, data: FromFile, tmp_path: Path) -> None:
    """Another one with the very same data may have been read since."""
    (tmp_path / "copy.npz").write_bytes(b"")
    window.documents.data_files.remember(data.digest, tmp_path / "copy.npz")
    window.documents.data_files.fetch((data,), tmp_path / "lecture", lambda reason: None)
    box = window.findChild(QMessageBox)
    assert f"from “four.npz”, the last time from “copy.npz”, in the folder\n{tmp_path}\nOpen it?" in box.text()
    next(button for button in box.buttons() if button.text() == "Do not open").click()


def test_another_file_takes_the_place_of_the_one_that_is_shown(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "bad.csv").write_text("")
    (tmp_path / "good.csv").write_text("a,b\n" + "1,2\n3,4\n" * 9)
    answers = iter([None, tmp_path / "good.csv"])
    asked: list[Path] = []

    def ask(person: Dialogues, folder: Path) -> Path | None:
        asked.append(folder)
        return next(answers)

    monkeypatch.setattr(Dialogues, "file_to_import", ask)
    window.importing.open(tmp_path / "bad.csv")
    for shown in ("bad.csv", "good.csv"):
        dialog = window.importing.dialog
        assert dialog is not None
        next(button for button in dialog.findChildren(QPushButton) if button.text() == "Another file…").click()
        assert window.importing.dialog is not None
        assert window.importing.dialog.path.name == shown
    assert asked == [tmp_path, tmp_path]
    qtbot.waitUntil(lambda: window.importing.dialog is not None and window.importing.dialog.arrays is not None)
