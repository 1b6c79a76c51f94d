"""Every entry of every menu does something that one can see, whatever state the run is in, or is greyed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QMessageBox
from pytestqt.exceptions import TimeoutError as NothingHappened
from pytestqt.qtbot import QtBot

from ffnn_gui.app import create_window
from ffnn_gui.data.sets.circle import Circle
from ffnn_gui.ui.main_window import MainWindow
from ffnn_gui.ui.window.actions import COMMANDS
from ffnn_gui.ui.window.dock import FoldingDock
from ffnn_gui.ui.window.recent import recent_files, remember
from ffnn_gui.worker import RunState
from tests.ui.window.conftest import GONE, SMALL
from tests.ui.window.stand_ins import Person

STATES = ("loading", "ready", "running", "paused", "finished", "failed")
SOON = 1_000  # milliseconds in which something is to be seen
LEFT_OUT = ("quit",)  # has tests of its own


class Seen:
    """A window, what one can see of it, and what has been asked and begun in it."""

    def __init__(self, window: MainWindow, state: str, person: Person) -> None:
        self.window, self.state, self.person = window, state, person
        self.begun = 0
        window.runner.prepared.connect(self._begin)
        window.runner.state_changed.connect(self._begin)

    def _begin(self) -> None:
        self.begun += 1

    def now(self) -> tuple[object, ...]:
        window = self.window
        look = (window.themes.metrics.scale, window.themes.preference, window.isFullScreen(), window.isVisible())
        return (
            self.begun, list(self.person.asked), window.store.config, window.windowTitle(), look,
            [dock.isHidden() for dock in window.findChildren(FoldingDock)],
            [box.windowTitle() for box in window.findChildren(QMessageBox)],
            [entry.text for entry in window.notice._entries],
            recent_files(window._settings),
            0 if self.state == "running" else window.runner.updates,
        )  # fmt: skip

    def begin_anew(self, qtbot: QtBot) -> None:
        """Bring the run to the state that is looked at."""
        runner = self.window.runner
        config = SMALL.with_value("epochs", 5 if self.state == "finished" else 1_000_000)
        self.window.store.reset_to(config)
        runner.load(config)
        if self.state == "loading":
            assert runner.state is RunState.LOADING
            return
        first = RunState.FAILED if self.state == "failed" else RunState.READY
        qtbot.waitUntil(lambda: runner.state is first, timeout=GONE)
        if self.state == "paused":
            runner.step_batch()
            qtbot.waitUntil(lambda: runner.state is RunState.PAUSED and runner.updates == 1, timeout=GONE)
        elif self.state in ("running", "finished"):
            runner.start()
            last = RunState[self.state.upper()]
            qtbot.waitUntil(lambda: runner.state is last and runner.updates > 0, timeout=GONE)


def entries(menu: QMenu) -> Iterator[QAction]:
    """The entries of a menu and of those in it, as they are when it is opened."""
    menu.aboutToShow.emit()
    for action in menu.actions():
        if action.menu() is not None:
            yield from entries(action.menu())
        elif not action.isSeparator():
            yield action


def all_entries(window: MainWindow) -> dict[str, QAction]:
    """All entries by their names, or their words where they have none."""
    found = (entry for top in window.menuBar().actions() for entry in entries(top.menu()))
    return {entry.objectName() or entry.text(): entry for entry in found}


@pytest.fixture(params=STATES)
def seen(
    request: pytest.FixtureRequest, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> Iterator[Seen]:
    """A window whose run is in this state, with a person who thinks better of everything."""
    if request.param == "failed":
        monkeypatch.setattr(Circle, "generate", _broken)
    window, person = create_window(SMALL), Person(changes="discard")
    window.show()
    window.documents._ask = window.importing._ask = person
    seen = Seen(window, request.param, person)
    yield seen
    window.store.undo_stack.setClean()
    window._leaving = True
    assert window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def _broken(*given: object) -> None:
    raise OSError("the disk is gone")


def test_every_entry_does_something(seen: Seen, qtbot: QtBot, tmp_path: Path) -> None:
    window = seen.window
    remember(window._settings, tmp_path / "gone.ffnn")
    names = [name for name in all_entries(window) if name not in LEFT_OUT]
    assert {command.name for command in COMMANDS} <= {*names, *LEFT_OUT}
    assert [name for name in names if not _does_something(seen, name, qtbot)] == []


def _does_something(seen: Seen, name: str, qtbot: QtBot) -> bool:
    """Whether something is seen to happen; a greyed entry says that there is nothing to do."""
    window = seen.window
    seen.begin_anew(qtbot)
    while window.notice.text:
        window.notice.clear()
    _leave_room_for(window, name)
    entry = all_entries(window)[name]
    before = seen.now()
    if not entry.isEnabled():
        return True
    entry.trigger()
    try:
        qtbot.waitUntil(lambda: seen.now() != before, timeout=SOON)
    except NothingHappened:
        return False
    for box in window.findChildren(QMessageBox):
        box.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    return True


def _leave_room_for(window: MainWindow, name: str) -> None:
    """Where all is as an entry would have it, change that first."""
    if name == "smaller":
        window.themes.set_scale(1.5)
    elif name == "default_layout":
        window.findChild(FoldingDock).hide()
    elif name in [action.text() for action in window.menuBar().findChildren(QAction) if action.isChecked()]:
        window.themes.set_preference("dark" if window.themes.preference != "dark" else "light")
