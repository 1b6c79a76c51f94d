"""A weight or bias of the network's picture is changed in place, by its field or by dragging."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ffnn_gui.insight.places import Unit, Weight
from ffnn_gui.ui.plots.intents import BeginDrag, EndDrag, SetParameter
from ffnn_gui.ui.plots.kinds.network import NetworkPlot
from tests.ui.plots.network.conftest import RELU, Show, hidden, picture_of, trainer_of, update

BIAS = Weight(0, 2, 1)


@pytest.fixture
def editing(show: Show) -> tuple[NetworkPlot, list[object]]:
    """A plot in which a bias is edited, and what it asks for."""
    plot = show(trainer_of(network=hidden(4, activation=RELU)))
    wanted: list[object] = []
    plot.wanted.connect(wanted.append)
    plot.view.chosen.emit(BIAS)
    return plot, wanted


Editing = tuple[NetworkPlot, list[object]]


def test_a_chosen_bias_is_edited_in_place(editing: Editing) -> None:
    plot, _ = editing
    assert plot.selection.weight == BIAS
    assert plot.editor.isVisible()
    assert plot.view.rect().contains(plot.editor.geometry())


def test_a_typed_value_is_asked_for(editing: Editing, qtbot: QtBot) -> None:
    plot, wanted = editing
    plot.editor.field.selectAll()
    qtbot.keyClicks(plot.editor.field, "-2.75")
    qtbot.keyClick(plot.editor.field, Qt.Key.Key_Return)
    assert wanted == [SetParameter(BIAS, -2.75)]


def test_a_drag_is_one_change_in_many_steps(editing: Editing) -> None:
    plot, wanted = editing
    slider = plot.editor.slider
    slider.setSliderDown(True)
    for stop in (150, 100, 0):
        slider.setSliderPosition(stop)
    slider.setSliderDown(False)
    assert (wanted[0], wanted[-1]) == (BeginDrag(), EndDrag())
    values = [wish.value for wish in wanted[1:-1] if isinstance(wish, SetParameter)]
    assert len(values) == 3
    assert values == sorted(values, reverse=True)
    assert values[-1] <= -5


def test_a_bias_dragged_down_kills_its_relu(editing: Editing) -> None:
    plot, wanted = editing
    trainer = trainer_of(network=hidden(4, activation=RELU))
    plot.editor.field.committed.emit(-50.0)
    wish = wanted[-1]
    assert isinstance(wish, SetParameter)
    trainer.set_parameter(wish.weight.layer, wish.weight.row, wish.weight.column, wish.value)
    update(plot, trainer)  # what is edited is watched, so that it is seen at once
    assert picture_of(plot).layers[0].marks.dead.tolist()[1]


def test_the_editor_follows_training_except_for_what_is_dragged(show: Show) -> None:
    trainer = trainer_of()
    plot = show(trainer)
    plot.view.chosen.emit(Weight(0, 1, 3))
    trainer.set_parameter(0, 1, 3, 1.5)
    update(plot, trainer)
    assert plot.editor.field.text() == "1.5"
    plot.editor.slider.setSliderDown(True)
    plot.editor.slider.setSliderPosition(0)
    shown = plot.editor.field.text()
    trainer.set_parameter(0, 1, 3, 0.25)
    update(plot, trainer)
    assert plot.editor.field.text() == shown


@pytest.mark.parametrize("part", ["field", "slider"])
def test_escape_closes_the_editor(editing: Editing, qtbot: QtBot, part: str) -> None:
    plot, _ = editing
    qtbot.keyClick(getattr(plot.editor, part), Qt.Key.Key_Escape)
    assert not plot.editor.isVisible()
    assert plot.selection.weight == BIAS


def test_enter_in_the_field_stays_with_the_field(editing: Editing, qtbot: QtBot) -> None:
    plot, _ = editing
    plot.view.move_ring(Unit(0, 0))
    qtbot.keyClick(plot.editor.field, Qt.Key.Key_Return)
    assert plot.editor.isVisible()
    assert plot.selection.weight == BIAS


def test_a_drag_that_is_broken_off_ends(editing: Editing) -> None:
    plot, wanted = editing
    plot.editor.slider.setSliderDown(True)
    plot.selection.forget()
    assert not plot.editor.isVisible()
    assert wanted == [BeginDrag(), EndDrag()]


def test_a_new_run_closes_the_editor(editing: Editing) -> None:
    plot, _ = editing
    trainer = trainer_of(network=hidden(3))
    plot.prepare(trainer.data, trainer.config)
    assert not plot.editor.isVisible()
