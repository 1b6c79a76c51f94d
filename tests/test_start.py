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
