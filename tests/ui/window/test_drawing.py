"""Drawing in the real window: strokes are undone and done again, wait for a reset, and are saved with the session."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from pytestqt.qtbot import QtBot

from ffnn_gui.cli import main
from ffnn_gui.data.sets.drawn import Drawn
from ffnn_gui.session import read_session
from ffnn_gui.ui.forms.row import Row
from ffnn_gui.ui.main_window import MainWindow
from ffnn_gui.ui.plots.kinds.draw import DrawPlot
from ffnn_gui.worker import RunState
from tests.ui.window.conftest import GONE


@pytest.fixture
def plot(window: MainWindow, qtbot: QtBot) -> DrawPlot:
    """The page “Draw” of a window whose data are drawn ones."""
    window.resize(1400, 900)
    window.store.set("data", "drawn")
    qtbot.waitUntil(lambda: window.runner.data is not None and window.runner.data.config.kind == "drawn", timeout=GONE)
    assert window.plot_area.turn_to("draw")
    plot = window.plot_area.plots["draw"]
    assert isinstance(plot, DrawPlot)
    qtbot.waitUntil(plot.isVisible, timeout=GONE)
    return plot


def click(plot: DrawPlot, qtbot: QtBot, x1: float, x2: float) -> None:
    canvas = plot.board.canvas
    pixel: QPoint = canvas.mapFromScene(canvas.view.mapViewToScene(QPointF(x1, x2)))
    qtbot.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, pos=pixel)


def points(window: MainWindow) -> np.ndarray:
    data = window.store.config.data
    assert isinstance(data, Drawn)
    return np.array(data.points)


def test_strokes_are_undone_and_done_again(window: MainWindow, plot: DrawPlot, qtbot: QtBot) -> None:
    stack = window.store.undo_stack
    click(plot, qtbot, 2.0, -2.0)
    click(plot, qtbot, 3.0, -2.0)
    assert len(points(window)) == 22
    assert stack.undoText() == "Draw 1 point"
    qtbot.keyClick(plot.board.canvas, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(points(window)) == len(plot.board.rows) == 21
    stack.undo()
    assert len(plot.board.rows) == 20
    stack.redo()
    stack.redo()
    assert len(plot.board.rows) == 22
    qtbot.keyClick(plot.board.canvas, Qt.Key.Key_E)
    click(plot, qtbot, 2.5, -2.0)
    assert stack.undoText() == "Erase 2 points"


def test_untrained_a_stroke_is_the_data_at_once(window: MainWindow, plot: DrawPlot, qtbot: QtBot) -> None:
    click(plot, qtbot, 2.0, -2.0)
    click(plot, qtbot, 3.0, -2.0)
    qtbot.waitUntil(lambda: _examples(window) == 22, timeout=GONE)
    assert plot.isVisible()
    assert len(plot.board.rows) == 22


def test_once_trained_a_stroke_is_shown_and_waits_for_a_reset(window: MainWindow, plot: DrawPlot, qtbot: QtBot) -> None:
    window.runner.step_epoch()
    qtbot.waitUntil(lambda: window.runner.epoch == 1 and window.runner.state is RunState.PAUSED, timeout=GONE)
    click(plot, qtbot, 2.0, -2.0)
    assert [change.path for change in window.runner.pending] == ["data.points"]
    assert len(plot.board.rows) == 21
    assert _examples(window) == 20
    window.experiment.reset()
    qtbot.waitUntil(lambda: _examples(window) == 21, timeout=GONE)
    assert len(plot.board.rows) == 21


def test_what_the_settings_refuse_is_taken_back(window: MainWindow, plot: DrawPlot, qtbot: QtBot) -> None:
    plot.board.tools._set(label=5.0)
    click(plot, qtbot, 2.0, -2.0)
    assert window.notice.isVisible()
    assert len(plot.board.rows) == len(plot.board.canvas.points._places) == 20


def test_a_built_in_set_is_drawn_from_and_comes_back(window: MainWindow, plot: DrawPlot, qtbot: QtBot) -> None:
    window.store.set("data", "moons")
    qtbot.waitUntil(plot.offer.isVisible, timeout=GONE)
    plot.offer.copy.click()
    assert len(points(window)) == 300
    assert window.store.undo_stack.undoText() == "Draw from 300 points"
    window.store.undo_stack.undo()
    assert window.store.config.data.kind == "moons"
    assert plot.offer.isVisible()


def test_the_points_are_saved_and_train_without_a_window(
    window: MainWindow, plot: DrawPlot, qtbot: QtBot, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    click(plot, qtbot, 2.0, -2.0)
    drawn = points(window)
    path = tmp_path / "drawn.ffnn"
    assert window.save_session(path)
    window.store.undo_stack.undo()
    window.store.undo_stack.setClean()
    assert window.open_session(path)
    assert points(window).tolist() == drawn.tolist()
    assert len(plot.board.rows) == 21
    out = tmp_path / "trained.ffnn"
    assert main(["train", str(path), "--epochs", "5", "--out", str(out)]) == 0
    trained = read_session(out).session
    assert trained.config.data == window.store.config.data
    assert trained.state is not None
    assert trained.state.epoch == 5


def test_no_form_shows_the_points(window: MainWindow, plot: DrawPlot) -> None:
    paths = {row.editor.path for row in window.findChildren(Row)}
    assert {"data.classes", "data.task_kind", "data.seed"} <= paths
    assert not {path for path in paths if path.startswith("data.points")}


def test_a_full_plane_can_be_saved(window: MainWindow, tmp_path: Path) -> None:
    rng = np.random.default_rng(0)
    rows = np.column_stack([rng.normal(size=(10_000, 2)), rng.integers(0, 2, 10_000)])
    window.store.set("data", Drawn(points=tuple(map(tuple, rows.tolist()))))
    path = tmp_path / "full.ffnn"
    assert window.save_session(path)
    opened = read_session(path).session
    assert opened.config.data == window.store.config.data


def _examples(window: MainWindow) -> int:
    data = window.runner.data
    return len(data.train) + len(data.validation) if data is not None else 0
