"""A window that is closed while it trains goes at once, and the program ends without a word: 100 times out of 100.

Each time at another moment: while the data are prepared, in the first updates, between two frames, during a look.
"""

import subprocess
import sys

import pytest

PROCESSES, WINDOWS = 4, 25

CLOSE = """
import random, sys
from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from ffnn_gui.app import create_app, create_window, show
from ffnn_gui.engine import ExperimentConfig

app = create_app()
rng = random.Random(int(sys.argv[1]))
for _ in range(int(sys.argv[2])):
    window = create_window(ExperimentConfig.model_validate({"data": rng.choice(["spirals", "sine", "digits"])}))
    show(window)
    window.runner.start()
    QTimer.singleShot(rng.randrange(200), window.close)
    app.exec()
    assert not window.isVisible()
    assert not window.runner._thread.isRunning()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
window = create_window()
show(window)
window.runner.start()
QTimer.singleShot(rng.randrange(200), window.close)
sys.exit(app.exec())
"""


@pytest.mark.gui
@pytest.mark.parametrize("seed", range(PROCESSES))
def test_closing_while_it_trains_ends_the_program_cleanly(seed: int) -> None:
    command = [sys.executable, "-X", "faulthandler", "-c", CLOSE, str(seed), str(WINDOWS)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False, timeout=110)
    said = [line for line in done.stderr.splitlines() if "This plugin does not support" not in line]
    assert (done.returncode, said, done.stdout) == (0, [], "")
