"""The network's picture under the pointer: what is found there, clicks, and zoom."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ffnn_gui.insight.places import Unit, Weight
from ffnn_gui.ui.plots.intents import AddLayer, RemoveLayer, SetUnits
from ffnn_gui.ui.plots.kinds.network import NetworkPlot
from tests.ui.plots.network.conftest import Show, hidden, picture_of, trainer_of, update
from tests.ui.plots.network.hand import (
    DIGITS,
    LEFT,
    NONE,
    Key,
    actions,
    button,
    click,
    middle,
    point,
    press,
    scene_of,
    wishes,
)


@pytest.mark.parametrize(
    "place", [Unit(0, 0), Unit(1, 7), Unit(2, 0), Weight(0, 2, 3), Weight(1, 8, 0), Weight(2, 8, 0)]
)
def test_units_and_biases_are_found_where_they_are(show: Show, place: Unit | Weight) -> None:
    plot = show(trainer_of())
    point(plot, middle(plot, place))
    assert plot.view.spot == place


def test_each_line_is_found_beside_its_middle(show: Show) -> None:
    plot = show(trainer_of(network=hidden(3)))
    for row in range(2):
        for column in range(3):
            line = scene_of(plot).wiring.line_of(Weight(0, row, column))
            assert line is not None
            point(plot, line.pointAt(0.45) + QPointF(0, 1))
            assert plot.view.spot == Weight(0, row, column)


def test_cells_of_the_image_between_wide_layers_are_weights(show: Show) -> None:
    plot = show(trainer_of(**DIGITS))
    place = Weight(2, 40, 7)
    point(plot, middle(plot, place))
    assert plot.view.spot == place


def test_pixels_of_weights_can_be_pointed_at_once_they_are_large(show: Show) -> None:
    plot = show(trainer_of(**DIGITS))
    point(plot, middle(plot, Weight(0, 9, 3)))
    assert plot.view.spot == Unit(0, 3)
    plot.view.zoom.nearer(8, middle(plot, Weight(0, 9, 3)), plot.view.size().toSizeF())
    point(plot, middle(plot, Weight(0, 9, 3)))
    assert plot.view.spot == Weight(0, 9, 3)


def test_beside_everything_is_nothing(show: Show) -> None:
    plot = show(trainer_of())
    point(plot, QPointF(3, plot.view.height() - 3))
    assert plot.view.spot is None


def test_what_is_pointed_at_stays_up_to_date_under_a_still_pointer(show: Show) -> None:
    trainer = trainer_of(3)
    plot = show(trainer)
    stale: list[object] = []
    plot.stale.connect(lambda: stale.append(1))
    point(plot, middle(plot, Unit(1, 2)))
    assert stale
    update(plot, trainer)
    first = picture_of(plot).details[Unit(1, 2)]
    trainer.set_parameter(1, 8, 2, 3.5)
    update(plot, trainer)
    then = picture_of(plot).details[Unit(1, 2)]
    assert first != then
    assert getattr(then, "bias") == 3.5  # noqa: B009 - one of two classes
    before = plot.view.grab().toImage()
    trainer.set_parameter(1, 8, 2, -2.5)
    update(plot, trainer)
    assert plot.view.grab().toImage() != before


def test_the_card_goes_with_the_pointer(show: Show, qtbot: QtBot) -> None:
    trainer = trainer_of()
    plot = show(trainer)
    bare = plot.view.grab().toImage()
    point(plot, middle(plot, Unit(0, 4)))
    update(plot, trainer)
    assert plot.view.grab().toImage() != bare
    plot.view.leaveEvent(QEvent(QEvent.Type.Leave))
    assert plot.view.grab().toImage() == bare


def test_a_click_chooses_a_unit_or_a_weight_or_nothing(show: Show, qtbot: QtBot) -> None:
    plot = show(trainer_of())
    click(qtbot, plot, middle(plot, Unit(1, 3)))
    assert plot.selection.unit == Unit(1, 3)
    click(qtbot, plot, middle(plot, Weight(1, 8, 5)))
    assert plot.selection.weight == Weight(1, 8, 5)
    click(qtbot, plot, QPointF(4, plot.view.height() - 4))
    assert plot.selection.unit is plot.selection.weight is None


@pytest.mark.parametrize(
    ("action", "layer", "intent"),
    [
        ("more", 0, SetUnits(0, 9)),
        ("fewer", 1, SetUnits(1, 7)),
        ("add", 0, AddLayer(0)),
        ("add", 2, AddLayer(2)),
        ("remove", 1, RemoveLayer(1)),
    ],
)
def test_buttons_ask_for_changes(show: Show, qtbot: QtBot, action: str, layer: int, intent: object) -> None:
    plot = show(trainer_of())
    wanted = wishes(plot)
    click(qtbot, plot, button(plot, action, layer).rect.center())
    assert wanted == [intent]
    assert plot.selection.unit is None


def test_a_second_click_counts_from_the_first(show: Show, qtbot: QtBot) -> None:
    plot = show(trainer_of())
    wanted = wishes(plot)
    for _ in range(3):
        click(qtbot, plot, button(plot, "fewer", 1).rect.center())
    assert wanted == [SetUnits(1, 7), SetUnits(1, 6), SetUnits(1, 5)]


def test_after_an_undo_wishes_count_from_what_is_set(show: Show, qtbot: QtBot) -> None:
    trainer = trainer_of()
    plot = show(trainer)
    wanted = wishes(plot)
    for _ in range(2):
        click(qtbot, plot, button(plot, "more", 0).rect.center())
        plot.follow(trainer.config)
    assert wanted == [SetUnits(0, 9), SetUnits(0, 9)]
    plot.follow(trainer.config.with_value("network.hidden.0.units", 20))
    click(qtbot, plot, button(plot, "fewer", 0).rect.center())
    assert wanted[-1] == SetUnits(0, 19)
    # Where the settings have other layers than the picture, nothing is known of these.
    plot.follow(trainer.config.with_value("network.hidden", ()))
    click(qtbot, plot, button(plot, "fewer", 0).rect.center())
    assert wanted[-1] == SetUnits(0, 7)


def test_a_bias_is_found_while_other_units_wait_for_a_reset(show: Show) -> None:
    trainer = trainer_of()
    plot = show(trainer)
    plot.follow(trainer.config.with_value("network.hidden.0.units", 20))
    plot.view.move_ring(Unit(1, 3))
    assert press(plot.view, Key.Key_B)
    assert plot.selection.weight == Weight(1, 8, 3)


def test_buttons_keep_to_the_limits(show: Show) -> None:
    assert "fewer" not in actions(show(trainer_of(network=hidden(1))))
    assert "more" not in actions(show(trainer_of(network=hidden(1024))))
    assert "add" not in actions(show(trainer_of(network=hidden(*[2] * 12))))
    assert actions(show(trainer_of(network=hidden()))) == {"add"}


def test_a_button_says_what_it_does(show: Show) -> None:
    plot = show(trainer_of())
    point(plot, button(plot, "remove", 0).rect.center())
    assert plot.header.reading.text() == "Remove Hidden 1 (Delete)"
    point(plot, middle(plot, Unit(0, 0)))
    assert plot.header.reading.text() == ""


def wheel(plot: NetworkPlot, place: QPointF, notches: int) -> None:
    delta = QPoint(0, 120 * notches)
    none = Qt.MouseButton.NoButton
    event = QWheelEvent(place, place, QPoint(), delta, none, NONE, Qt.ScrollPhase.NoScrollPhase, False)
    plot.view.wheelEvent(event)


def test_the_wheel_zooms_around_the_pointer(show: Show) -> None:
    plot = show(trainer_of())
    place = middle(plot, Unit(0, 2))
    wheel(plot, place, 3)
    assert plot.view.zoom.factor == pytest.approx(1.25**3)
    assert (middle(plot, Unit(0, 2)) - place).manhattanLength() < 1e-6
    wheel(plot, place, -9)
    assert plot.view.zoom.whole


def test_dragging_pans_and_a_double_click_shows_all(show: Show, qtbot: QtBot) -> None:
    plot = show(trainer_of())
    wheel(plot, QPointF(270, 200), 4)
    start, end = QPointF(250, 395), QPointF(210, 380)
    shift = plot.view.zoom.shift
    for kind, place, held in (
        (QEvent.Type.MouseButtonPress, start, LEFT),
        (QEvent.Type.MouseMove, end, LEFT),
        (QEvent.Type.MouseButtonRelease, end, Qt.MouseButton.NoButton),
    ):
        which = Qt.MouseButton.NoButton if kind is QEvent.Type.MouseMove else LEFT
        QApplication.sendEvent(plot.view, QMouseEvent(kind, place, place, which, held, NONE))
    assert plot.view.zoom.shift == shift + end - start
    assert plot.selection.unit is None
    plot.view.grab()
    plot.view._set_spot(None)
    plot.view.mouseDoubleClickEvent(
        QMouseEvent(QEvent.Type.MouseButtonDblClick, QPointF(3, 3), QPointF(3, 3), LEFT, LEFT, NONE)
    )
    assert plot.view.zoom.whole
