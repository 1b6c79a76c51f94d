"""Drops on the window: taken as copies wherever they fall, opened or imported, and what cannot be is told."""

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QGraphicsView
from pytestqt.qtbot import QtBot

from ffnn_gui.ui.main_window import MainWindow
from ffnn_gui.ui.window.dropping import WANTED

COPY, MOVE, LINK = Qt.DropAction.CopyAction, Qt.DropAction.MoveAction, Qt.DropAction.LinkAction
BUTTON = Qt.MouseButton.LeftButton
SHIFT, NO_KEY = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.NoModifier
CORNER = QPoint(9, 9)


def files(*paths: Path) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


def entering(window: MainWindow, mime: QMimeData, actions: Qt.DropAction, place: QPoint = CORNER) -> QDragEnterEvent:
    """Drag something into the window, as the system would."""
    event = QDragEnterEvent(place, actions, mime, BUTTON, NO_KEY)
    event.ignore()
    QCoreApplication.sendEvent(window.windowHandle(), event)
    return event


def drop(window: MainWindow, mime: QMimeData, actions: Qt.DropAction = COPY, place: QPoint = CORNER) -> QDropEvent:
    """Drop something there, with the key that asks for a move."""
    entering(window, mime, actions, place)
    event = QDropEvent(QPointF(place), actions, mime, BUTTON, SHIFT)
    event.setDropAction(MOVE)
    event.ignore()
    QCoreApplication.sendEvent(window.windowHandle(), event)
    return event


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "points.csv"
    path.write_text("a,b,class\n1,2,x\n2,1,y\n")
    return path


@pytest.mark.parametrize(
    ("offered", "answered"), [(COPY | MOVE, COPY), (LINK | MOVE, LINK), (COPY | LINK | MOVE, COPY)]
)
def test_nothing_that_is_dropped_is_moved(
    window: MainWindow, qtbot: QtBot, table: Path, offered: Qt.DropAction, answered: Qt.DropAction
) -> None:
    event = drop(window, files(table), offered)
    assert event.isAccepted()
    assert event.dropAction() == answered
    qtbot.waitUntil(lambda: window.importing.dialog is not None)
    assert window.importing.dialog is not None
    assert window.importing.dialog.path == table


def test_what_may_only_be_moved_is_refused(window: MainWindow, table: Path) -> None:
    assert not entering(window, files(table), MOVE).isAccepted()
    assert not drop(window, files(table), MOVE).isAccepted()


def test_words_are_left_alone(window: MainWindow) -> None:
    mime = QMimeData()
    mime.setText("seven")
    assert not entering(window, mime, COPY).isAccepted()


@pytest.mark.parametrize(
    ("names", "word"),
    [
        (["one.csv", "two.csv"], "2 files at once"),
        (["lesson.ffnn", "two.csv"], "2 files at once"),
        (["letter.docx"], "“letter.docx” is neither a session nor data"),
        (["cat.PNG"], "“cat.PNG” is a single picture: drop it on the pad of Try it to have it answered. Drop one"),
    ],
)
def test_what_cannot_be_opened_is_told(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, names: list[str], word: str
) -> None:
    for name in names:
        (tmp_path / name).write_bytes(b"PK\x03\x04")
    assert drop(window, files(*(tmp_path / name for name in names))).dropAction() == COPY
    qtbot.waitUntil(lambda: bool(window.notice.text))
    assert window.notice.text.startswith(word)
    assert window.notice.text.endswith(WANTED)
    assert window.importing.dialog is None


def test_a_drop_that_can_be_opened_takes_the_refusal_back(
    window: MainWindow, qtbot: QtBot, table: Path, tmp_path: Path
) -> None:
    drop(window, files(table, tmp_path))
    qtbot.waitUntil(lambda: bool(window.notice.text))
    drop(window, files(table))
    qtbot.waitUntil(lambda: window.importing.dialog is not None)
    assert window.notice.text == ""


def test_a_plot_takes_no_part_in_drags(window: MainWindow, qtbot: QtBot) -> None:
    """Qt warns, which fails a test, where a plot's view hears the end of a refused drag and not its beginning."""
    qtbot.waitUntil(lambda: any(view.isVisible() for view in window.findChildren(QGraphicsView)))
    view = next(view for view in window.findChildren(QGraphicsView) if view.isVisible())
    mime, place = QMimeData(), QPointF(view.mapTo(window, view.rect().center()))
    mime.setText("seven")
    entering(window, mime, COPY)
    for there in (place, QPointF(CORNER), place):
        move = QDragMoveEvent(there.toPoint(), COPY, mime, BUTTON, NO_KEY)
        move.ignore()
        QCoreApplication.sendEvent(window.windowHandle(), move)
    QCoreApplication.sendEvent(window.windowHandle(), QDragLeaveEvent())


def test_a_folder_is_shown(window: MainWindow, qtbot: QtBot, table: Path) -> None:
    drop(window, files(table.parent))
    qtbot.waitUntil(lambda: window.importing.dialog is not None)
    assert window.importing.dialog is not None
    assert window.importing.dialog.path == table.parent


def test_a_session_is_opened(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    window.store.set("seed", 77)
    window.save_session(tmp_path / "dropped.ffnn")
    window.documents.new()
    drop(window, files(tmp_path / "dropped.ffnn"))
    qtbot.waitUntil(lambda: window.store.config.seed == 77)
