"""Wishes from within the plots: carried out, undone and done again, refused with a reason."""

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from ffnn_gui.engine import HiddenLayer
from ffnn_gui.insight.places import Weight
from ffnn_gui.ui.main_window import MainWindow
from ffnn_gui.ui.panels.layers import Layers
from ffnn_gui.ui.plots import intents
from ffnn_gui.ui.window.edits import same_layers
from ffnn_gui.worker import RunState

BIAS = Weight(0, 2, 1)


def bias(window: MainWindow) -> float:
    """The bias as the worker has it; what was asked before has happened then."""
    state = window.runner.capture()
    assert state is not None
    units = window.runner.run_config.network.hidden[0].units
    return float(state.arrays[0][2 * units + 1])


def want(window: MainWindow, *wishes: intents.Intent) -> None:
    for wish in wishes:
        window.plot_area.wanted.emit(wish)


def test_a_bias_is_set_undone_and_done_again(window: MainWindow) -> None:
    start, stack = bias(window), window.store.undo_stack
    want(window, intents.SetParameter(BIAS, -3.0))
    assert bias(window) == -3.0
    stack.undo()
    assert bias(window) == start
    stack.redo()
    assert bias(window) == -3.0
    stack.undo()
    assert bias(window) == start


def test_undo_says_what_was_set(window: MainWindow) -> None:
    units = window.runner.run_config.network.hidden[0].units
    for weight, text in (
        (BIAS, "Set bias to 0.5"),
        (Weight(0, 1, 1), "Set weight to 0.5"),
        (Weight(1, units, 0), "Set bias to 0.5"),
        (Weight(1, units - 1, 0), "Set weight to 0.5"),
        (Weight(1, 2, 0), "Set weight to 0.5"),
    ):
        want(window, intents.SetParameter(weight, 0.5))
        assert window.store.undo_stack.undoText() == text


def test_a_drag_is_one_to_undo(window: MainWindow) -> None:
    start, stack = bias(window), window.store.undo_stack
    values = [intents.SetParameter(BIAS, -value / 4) for value in range(1, 9)]
    want(window, intents.BeginDrag(), *values, intents.EndDrag())
    want(window, intents.SetParameter(BIAS, 5.0))
    assert bias(window) == 5.0
    assert stack.count() == 2
    stack.undo()
    assert bias(window) == -2.0
    stack.undo()
    assert bias(window) == start
    stack.redo()
    assert bias(window) == -2.0


def test_an_edit_of_a_run_that_is_over_cannot_come_back(window: MainWindow, qtbot: QtBot) -> None:
    want(window, intents.SetParameter(BIAS, -3.0))
    bias(window)
    window.experiment.reset()
    qtbot.waitUntil(lambda: window.runner.state is RunState.READY)
    start = bias(window)
    window.store.undo_stack.undo()
    assert bias(window) == start
    assert window.store.undo_stack.count() == 0


def test_an_edit_is_something_to_save(window: MainWindow) -> None:
    assert not window.documents.modified
    want(window, intents.SetParameter(BIAS, 0.5))
    assert window.documents.modified


def test_layers_and_units_go_through_the_store(window: MainWindow, qtbot: QtBot) -> None:
    before = window.store.config.network.hidden
    want(window, intents.SetUnits(0, 5))
    assert window.store.config.network.hidden[0].units == 5
    for wish, layers in ((intents.AddLayer(1), 1), (intents.RemoveLayer(0), 0), (intents.RemoveLayer(0), -1)):
        want(window, wish)
        assert len(window.store.config.network.hidden) == len(before) + layers
        qtbot.waitUntil(lambda: window.runner.state is RunState.READY)
    for _ in range(4):
        window.store.undo_stack.undo()
    assert window.store.config.network.hidden == before


@pytest.mark.parametrize("units", [0, 5000])
def test_what_the_config_refuses_is_said(window: MainWindow, units: int) -> None:
    before = window.store.config
    want(window, intents.SetUnits(0, units))
    assert window.store.config == before
    assert window.notice.isVisible()


def test_a_step_trains_one_batch(window: MainWindow, qtbot: QtBot) -> None:
    want(window, intents.StepBatch())
    qtbot.waitUntil(lambda: window.runner.updates == 1)
    assert window.runner.state is RunState.PAUSED


A, B, C = (HiddenLayer(units=units) for units in (3, 4, 5))


@pytest.mark.parametrize(
    ("shown", "now", "same"),
    [
        ((A, B), (A, B), True),
        ((A, B), (C, B), True),
        ((A, B), (B, B), True),
        ((A, A), (A, C), True),
        ((A, B), (A, B, C), False),
        ((A, B), (B,), False),
        ((A, B), (B, A), False),
        ((A, B), (B, C), False),
        ((A, B, C), (C, A, B), False),
        ((), (), True),
    ],
)
def test_layers_that_moved_are_not_those_shown(shown: Layers, now: Layers, same: bool) -> None:
    assert same_layers(shown, now) is same


@pytest.mark.parametrize("moved", [False, True])
def test_the_picture_of_other_layers_changes_nothing(window: MainWindow, qtbot: QtBot, moved: bool) -> None:
    window.store.set("network.hidden", (A, B))
    qtbot.waitUntil(lambda: window.runner.state is RunState.READY)
    window.runner.step_batch()
    qtbot.waitUntil(lambda: window.runner.updates == 1)
    if moved:
        window.store.set("network.hidden", (B, A))
    else:
        want(window, intents.AddLayer(0))
    waiting = window.store.config
    want(window, intents.SetUnits(0, 5), intents.AddLayer(0), intents.RemoveLayer(0))
    assert window.store.config == waiting
    assert "picture" in window.notice.text
    button = next(b for b in window.notice.findChildren(QPushButton) if b.text() == "Reset now")
    with qtbot.waitSignal(window.runner.prepared):
        button.click()
    assert window.notice.text == ""
    want(window, intents.SetUnits(0, 5))
    assert window.store.config.network.hidden[0].units == 5
