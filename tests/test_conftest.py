"""The guards in conftest.py, each against a planted offence: a guard that lets it pass guards nothing."""

import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent

OFFENCES = """
import atexit, logging, threading
from PySide6.QtCore import QThread, qWarning
from PySide6.QtWidgets import QWidget

kept = []
end = threading.Event()

def test_logs():
    logging.getLogger("ffnn_gui.engine").warning("planted")

def test_leaves_a_thread():
    threading.Thread(target=end.wait, daemon=True).start()

def test_leaves_a_qthread(qapp):
    kept.append(QThread())
    kept[-1].start()
    atexit.register(kept[-1].wait)  # Qt aborts a process that ends with a thread running
    atexit.register(kept[-1].quit)

def test_leaves_a_window(qapp):
    kept.append(QWidget())

def test_warns(qapp):
    qWarning("planted")

def test_raises_in_a_slot(qtbot):
    from PySide6.QtCore import QTimer
    QTimer.singleShot(0, lambda: 1 / 0)
    qtbot.wait(10)
"""

DECENT = """
import logging, threading

def test_looks_at_its_logs(caplog):
    logging.getLogger("ffnn_gui.engine").warning("expected")

def test_joins_its_thread():
    thread = threading.Thread(target=lambda: None)
    thread.start()
    thread.join()

def test_closes_its_window(qtbot):
    from PySide6.QtWidgets import QWidget
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()

def test_has_its_own_settings(qtbot, user_folders):
    from PySide6.QtCore import QSettings
    settings = QSettings("ffnn", "planted")
    assert not settings.allKeys()
    settings.setValue("key", 1)
    settings.sync()
    assert list((user_folders / "config").rglob("planted*"))
"""

WITHOUT_QT = """
import sys

def test_is_not_run(qtbot):
    assert False

def test_asks_for_qt():
    import PySide6

def test_has_no_qt():
    assert "PySide6" not in sys.modules
"""


def outcomes(folder: Path, tests: str, *arguments: str) -> dict[str, int]:
    """How many of the tests passed, failed, ... in a pytest of their own, under a copy of our conftest."""
    (folder / "tests").mkdir()
    (folder / "tests" / "test_planted.py").write_text(tests, encoding="utf-8")
    shutil.copy(HERE / "conftest.py", folder / "tests")
    shutil.copy(HERE.parent / "pyproject.toml", folder)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *arguments]
    result = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False)
    summary = result.stdout.strip().splitlines()[-1].partition(" in ")[0]
    pairs = (part.split() for part in summary.split(", "))
    return {word.rstrip("s"): int(count) for count, word in pairs}


def test_each_offence_is_caught(tmp_path: Path) -> None:
    found = outcomes(tmp_path, OFFENCES)
    assert found == {"passed": 4, "failed": 2, "error": 4}  # what is left behind shows after the test


def test_decent_tests_pass(tmp_path: Path) -> None:
    assert outcomes(tmp_path, DECENT) == {"passed": 4}


def test_not_gui_keeps_qt_away(tmp_path: Path) -> None:
    assert outcomes(tmp_path, WITHOUT_QT, "-m", "not gui") == {"passed": 1, "skipped": 1, "deselected": 1}
