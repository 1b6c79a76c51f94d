"""Trains an experiment in the window and says how the window fared: frames, waits of input, epochs, memory.

Arguments: the experiment as JSON, seconds to measure, width and height of the window, and plots whose pages are turned
to; 0 seconds means until the training ends by itself.
"""

import faulthandler
import gc
import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import psutil

sys.path.insert(0, str(Path(__file__).parents[2]))

from PySide6.QtCore import QEventLoop, QTimer

from ffnn_gui.app import create_app, create_window, show
from ffnn_gui.engine import ExperimentConfig, Trainer
from ffnn_gui.worker import RunState
from tests.benchmarks.pokes import Pokes

LONGEST = 600  # seconds until it says where it hangs
WARM_UP, HEADLESS, CALM = 2.0, 4.0, 4.0  # seconds


def main() -> None:
    """Measure headless, in the window, headless again."""
    faulthandler.dump_traceback_later(LONGEST, exit=True)
    config, seconds = ExperimentConfig.model_validate_json(sys.argv[1]), float(sys.argv[2])
    rates = [headless(config)] if seconds else []
    answer = in_window(config, seconds, (int(sys.argv[3]), int(sys.argv[4])), sys.argv[5:])
    rates += [headless(config)] if seconds else []
    print(json.dumps({**answer, "headless": rates}), flush=True)


def headless(config: ExperimentConfig) -> float:
    """Epochs a second of `Trainer.run()`, in the steady state."""
    reports = Trainer(config).run()
    for length in (WARM_UP, HEADLESS):
        start, epochs = time.perf_counter(), 0
        while time.perf_counter() - start < length:
            next(reports)
            epochs += 1
    return epochs / (time.perf_counter() - start)


def in_window(config: ExperimentConfig, seconds: float, size: tuple[int, int], pages: Sequence[str]) -> dict[str, Any]:
    """Show it, train, and close it."""
    app = create_app()
    window = create_window(config)
    window.resize(*size)
    show(window)
    loop, runner = QEventLoop(), window.runner
    wait(loop, 1.5)
    for page in pages:
        assert window.plot_area.turn_to(page)
    frames: list[float] = []
    window.plot_area.frame_drawn.connect(lambda: frames.append(time.perf_counter()))
    pokes = Pokes()
    wait(loop, 1.0)
    idle = list(pokes.waits)
    plots, memory = list(window.plot_area.visible_plots()), resident()
    runner.start()
    wait(loop, WARM_UP if seconds else 0.2)
    pokes.begin()
    frames.clear()
    warm, start, epochs = resident(), time.perf_counter(), done(runner)
    if seconds:
        wait(loop, seconds)
    else:
        until_finished(loop, runner)
    end, epochs = time.perf_counter(), done(runner) - epochs
    waits, drawn = list(pokes.waits), np.array(frames)
    after = resident()
    # The poking process takes part of the same few cores, which no user does: the rate is measured without it.
    pokes.stop()
    calm, calm_epochs = time.perf_counter(), done(runner)
    wait(loop, min(seconds, CALM))
    calm_rate = (done(runner) - calm_epochs) / (time.perf_counter() - calm)
    runner.pause()
    wait(loop, 0.5)
    with TemporaryDirectory() as folder:
        # Saved, so that closing asks nothing.
        assert window.save_session(Path(folder) / "done.ffnn")
        window.close()
    app.processEvents()
    return {
        "calm_rate": calm_rate, "plots": plots, "epochs": epochs, "seconds": end - start,
        "frames": list(drawn - start), "waits": waits, "idle": idle,
        "memory": [memory, warm, after], "state": runner.state.name,
    }  # fmt: skip


def done(runner: Any) -> float:
    """Epochs done, the part of the present one included."""
    return runner.updates * runner.epoch / runner.history.last("updates") if runner.epoch else 0.0


def wait(loop: QEventLoop, seconds: float) -> None:
    """Let the window live for a while."""
    QTimer.singleShot(int(seconds * 1000), loop.quit)
    loop.exec()


def until_finished(loop: QEventLoop, runner: Any) -> None:
    """Let the window live until nothing is trained any more."""
    while runner.state is RunState.RUNNING:
        wait(loop, 0.25)


def resident() -> int:
    """Bytes of memory in use, after what is garbage has gone."""
    gc.collect()
    return psutil.Process().memory_info().rss


if __name__ == "__main__":
    main()
