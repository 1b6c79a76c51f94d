"""The network's picture by the keyboard: a ring that arrows move, and keys that choose, change and zoom."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent

from ffnn_gui.insight.places import Unit, Weight
from ffnn_gui.ui.plots.intents import AddLayer, RemoveLayer, SetUnits
from tests.ui.plots.network.conftest import Show, hidden, trainer_of
from tests.ui.plots.network.hand import DIGITS, Key, press, tab_into, wishes


def test_arrows_move_a_ring_that_tab_brings(show: Show) -> None:
    view = show(trainer_of()).view
    assert not press(view, Key.Key_Down)
    tab_into(view)
    seen = []
    for key in (Key.Key_Down, Key.Key_Down, Key.Key_Right, Key.Key_Up, Key.Key_Right, Key.Key_Right, Key.Key_Left):
        assert press(view, key)
        seen.append(view.ring)
    assert seen[:4] == [Unit(0, 1), Unit(0, 2), Unit(1, 2), Unit(1, 1)]
    assert seen[4] == seen[5] == Unit(2, 0)
    assert seen[6] is not None
    assert seen[6].layer == 1
    assert view.accessibleDescription().startswith("h2")
    view.focusOutEvent(QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.TabFocusReason))
    assert view.ring is None


def test_arrows_reach_every_unit_of_wide_layers(show: Show) -> None:
    view = show(trainer_of(**DIGITS)).view
    assert view.scene is not None
    tab_into(view)
    shown = view.scene.layout.columns[1].shown
    reached, last = {view.ring}, None
    while view.ring != last:
        last = view.ring
        while True:
            before = view.ring
            press(view, Key.Key_Right)
            if view.ring is None or before is None or view.ring.layer != before.layer:
                view.move_ring(before)
                break
            reached.add(view.ring)
        assert last is not None
        view.move_ring(last)
        press(view, Key.Key_Down)
        reached.add(view.ring)
    assert len(reached) == shown


def test_keys_choose_and_change(show: Show) -> None:
    plot = show(trainer_of())
    wanted = wishes(plot)
    tab_into(plot.view)
    press(plot.view, Key.Key_Down)
    assert press(plot.view, Key.Key_Return)
    assert plot.selection.unit == Unit(0, 1)
    for key in (Key.Key_Plus, Key.Key_Minus, Key.Key_Insert, Key.Key_Delete):
        assert press(plot.view, key)
    assert wanted == [SetUnits(0, 9), SetUnits(0, 8), AddLayer(0), RemoveLayer(0)]
    assert press(plot.view, Key.Key_B)
    assert plot.selection.weight == Weight(0, 2, 1)


@pytest.mark.parametrize("key", [Key.Key_Space, Key.Key_R])
def test_the_keys_that_run_stay_with_the_window(show: Show, key: Qt.Key) -> None:
    view = show(trainer_of()).view
    tab_into(view)
    assert not press(view, key)


def test_keys_zoom_at_the_ring(show: Show) -> None:
    view = show(trainer_of()).view
    control = Qt.KeyboardModifier.ControlModifier
    assert not press(view, Key.Key_Plus, control)  # without the ring it is the window's
    tab_into(view)
    assert press(view, Key.Key_Plus, control)
    assert view.zoom.factor == pytest.approx(1.25)
    assert press(view, Key.Key_0)
    assert view.zoom.whole


def test_limits_hold_for_keys_too(show: Show) -> None:
    plot = show(trainer_of(network=hidden(1, *[2] * 11)))
    wanted = wishes(plot)
    tab_into(plot.view)
    for key in (Key.Key_Minus, Key.Key_Insert):
        press(plot.view, key)
    assert wanted == []
    plot.view.move_ring(Unit(12, 0))
    for key in (Key.Key_Plus, Key.Key_Delete):
        press(plot.view, key)
    assert wanted == []
