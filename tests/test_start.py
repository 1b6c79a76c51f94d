"""What the window starts without: what takes long to load comes when it is first needed."""

import subprocess
import sys

import pytest

LATE = ("PIL", "ziamath", "ffnn_gui.ui.importing")
SHOW = """
import sys
from ffnn_gui.app import create_app, create_window
app = create_app()
window = create_window()
window.show()
app.processEvents()
print(*sys.modules)
window.close()
"""


@pytest.mark.gui
def test_a_window_that_was_only_shown_has_loaded_nothing_of_these() -> None:
    done = subprocess.run([sys.executable, "-c", SHOW], capture_output=True, encoding="utf-8", check=True)
    loaded = done.stdout.split()
    assert "ffnn_gui.ui.main_window" in loaded
    assert [name for name in loaded if name.startswith(LATE)] == []


@pytest.mark.gui
def test_pyside_does_not_read_the_sources_of_what_is_imported() -> None:
    code = "import linecache, ffnn_gui.app; print(*linecache.cache)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert "main_window" not in done.stdout


CHECKS = """
from ffnn_gui.app import create_app, create_window, show
from ffnn_gui.engine import ExperimentConfig
app = create_app()
window = create_window()
before = ExperimentConfig.__pydantic_complete__
show(window)
while window.runner.data is None or not ExperimentConfig.__pydantic_complete__:
    app.processEvents()
print(before)
window.close()
"""


@pytest.mark.gui
def test_what_checks_a_change_is_built_after_the_window_is_shown() -> None:
    done = subprocess.run([sys.executable, "-c", CHECKS], capture_output=True, encoding="utf-8", check=True, timeout=60)
    assert done.stdout.strip() == "False"
