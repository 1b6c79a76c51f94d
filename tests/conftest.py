"""What holds for every test: no stray log line or Qt warning, no thread or window left, no user file touched.

A test that uses `qapp` or `qtbot` is marked `gui`; `-m "not gui"` leaves these out and keeps Qt from being
imported. Qt warnings fail a test through pytest-qt's options in pyproject.toml.
"""

import gc
import logging
import os
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType

import hypothesis
import pytest

# Before anything imports Qt: a test machine may have no display, and where there is one no window opens.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

GUI_FIXTURES = {"qapp", "qtbot", "qtmodeltester"}
GRACE = 2.0  # seconds a thread that was told to stop may take to end
KEPT_WIDGET = "QTipLabel"  # Qt's tool tip, hidden and used again for the whole process
KEPT_THREAD = "TMonitor"  # tqdm's, likewise

hypothesis.settings.register_profile("here", deadline=None)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "here")


# Which tests are run, and which of them need Qt


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--mutations", type=int, default=150, help="files to change at random for each importer")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """The benchmarks run only when they are named: `python -m pytest tests/benchmarks`."""
    unasked = not any("benchmarks" in argument for argument in config.args)
    return True if collection_path.name == "benchmarks" and unasked else None


class _NoQt:
    """Import hook for `-m "not gui"`: a test, or a whole test module, that asks for Qt is skipped."""

    def find_spec(self, name: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        if name.partition(".")[0] in {"PySide6", "shiboken6"}:
            pytest.skip("needs Qt", allow_module_level=True)
        return None


@pytest.hookimpl(tryfirst=True)
def pytest_cmdline_main(config: pytest.Config) -> None:
    if config.option.markexpr == "not gui":
        config.pluginmanager.unregister(name="pytest-qt")  # it imports Qt when it is configured
        sys.meta_path.insert(0, _NoQt())


def pytest_itemcollected(item: pytest.Item) -> None:
    if GUI_FIXTURES.intersection(getattr(item, "fixturenames", ())):
        item.add_marker("gui")


# What a test must not leave behind


@pytest.fixture(autouse=True)
def no_stray_logs(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test in which our package logs a warning or worse; one that uses `caplog` looks for itself."""
    handler = _Records(logging.WARNING)
    logger = logging.getLogger("ffnn_gui")
    logger.addHandler(handler)
    yield
    logger.removeHandler(handler)
    if handler.messages and "caplog" not in request.fixturenames:
        pytest.fail("unexpected log records:\n" + "\n".join(handler.messages))


class _Records(logging.Handler):
    def __init__(self, level: int) -> None:
        super().__init__(level)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(f"{record.levelname} {record.name}: {record.getMessage()}")


@pytest.fixture(autouse=True)
def no_leaked_threads(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test after which a Python thread, or in a gui test a QThread, runs that did not run before."""
    gui = request.node.get_closest_marker("gui") is not None
    before = {*_python_threads(), *(_qt_threads() if gui else ())}
    yield
    left = _settled(lambda: [thread for thread in _python_threads() if thread not in before])
    if gui:
        left += _settled(lambda: [thread for thread in _qt_threads() if thread not in before])
    if left:
        pytest.fail(f"threads left running: {left}")


def _settled(find: Callable[[], list[object]]) -> list[object]:
    """What is still found when the grace period is over; nothing as soon as nothing is found."""
    end = time.monotonic() + GRACE
    while (found := find()) and time.monotonic() < end:
        time.sleep(0.01)
    return found


def _python_threads() -> list[object]:
    # A QThread that once ran Python stays listed as a dummy for ever; `_qt_threads` finds those that run.
    return [t for t in threading.enumerate() if type(t).__name__ not in {"_DummyThread", KEPT_THREAD}]


def _qt_threads() -> list[object]:
    from PySide6.QtCore import QThread
    from shiboken6 import isValid

    main = QThread.currentThread()
    threads = (thing for thing in gc.get_objects() if isinstance(thing, QThread) and isValid(thing))
    return [thread for thread in threads if thread is not main and thread.isRunning()]


@pytest.fixture(autouse=True)
def gui_hygiene(request: pytest.FixtureRequest) -> Iterator[None]:
    """For a gui test: its own settings and home, and a failure when it leaves a top-level widget behind."""
    if request.node.get_closest_marker("gui") is None:
        yield
        if GUI_FIXTURES.intersection(request.fixturenames):
            pytest.fail("a test that asks for Qt only while it runs must name `qapp`: it had no settings of its own")
        return
    from PySide6.QtCore import QCoreApplication, QEvent
    from PySide6.QtWidgets import QApplication

    request.getfixturevalue("qapp")
    request.getfixturevalue("user_folders")
    before = QApplication.topLevelWidgets()
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    left = [widget for widget in QApplication.topLevelWidgets() if widget not in before]
    left = [widget for widget in left if widget.metaObject().className() != KEPT_WIDGET]
    if left:
        pytest.fail(f"top-level widgets left behind: {left}")


# What a test must not touch


@pytest.fixture
def user_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of the test's own, for this process and those it starts; Qt's settings and paths follow it."""
    home = tmp_path / "home"
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(home))
    for name in ("CONFIG", "DATA", "CACHE", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
    home.mkdir()
    if "PySide6.QtCore" in sys.modules:
        from PySide6.QtCore import QSettings, QStandardPaths

        QStandardPaths.setTestModeEnabled(True)
        for form in (QSettings.Format.NativeFormat, QSettings.Format.IniFormat):
            QSettings.setPath(form, QSettings.Scope.UserScope, str(home / "config"))
    return home
