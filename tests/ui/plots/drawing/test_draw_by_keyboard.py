"""Drawing data by the keyboard: a cross hair, and names for whoever does not see the tools."""

import numpy as np
import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from ffnn_gui.ui.plots.drawing.canvas import STRIDE
from tests.ui.plots.drawing.conftest import Open


def test_the_cross_hair_draws_where_it_stands(easel: Open) -> None:
    hand = easel({"kind": "drawn"})
    canvas = hand.board.canvas
    hand.plot.activateWindow()
    canvas.setFocus(Qt.FocusReason.TabFocusReason)
    hand.bot.waitUntil(canvas.hasFocus)
    assert canvas._cross.isVisible()
    for _ in range(3):
        hand.key(Qt.Key.Key_Right)
    hand.key(Qt.Key.Key_Up)
    hand.key(Qt.Key.Key_Return)
    assert hand.wishes[-1].text == "Draw 1 point"
    np.testing.assert_allclose(hand.last()[-1, :2], canvas.unit * STRIDE * (3, 1), atol=1e-4)


def test_the_cross_hair_goes_when_the_mouse_is_used(easel: Open) -> None:
    hand = easel({"kind": "drawn"})
    canvas = hand.board.canvas
    hand.plot.activateWindow()
    canvas.setFocus(Qt.FocusReason.TabFocusReason)
    hand.bot.waitUntil(canvas.hasFocus)
    assert canvas._cross.isVisible()
    hand.drag((1.0, 1.0), (1.2, 1.0))
    assert not canvas._cross.isVisible()
    hand.key(Qt.Key.Key_Right)
    assert canvas._cross.isVisible()


@pytest.mark.parametrize(
    ("reason", "kept"), [(Qt.FocusReason.TabFocusReason, True), (Qt.FocusReason.MouseFocusReason, False)]
)
def test_the_arrows_are_the_canvas_s_when_it_was_reached_by_the_keyboard(
    reason: Qt.FocusReason, kept: bool, easel: Open
) -> None:
    canvas = easel({"kind": "drawn"}).board.canvas
    canvas.setFocus(reason)
    QApplication.processEvents()
    event = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Right, Qt.KeyboardModifier.NoModifier)
    event.ignore()
    QApplication.sendEvent(canvas, event)
    assert event.isAccepted() == kept


def test_brackets_change_the_radius_which_the_circle_shows(easel: Open) -> None:
    hand = easel({"kind": "drawn"})
    hand.key(Qt.Key.Key_E)
    hand.bot.mouseMove(hand.port, hand.pixel(0.0, 0.0))
    canvas = hand.board.canvas
    before = canvas._circle.rect().width()
    hand.key(Qt.Key.Key_BracketRight)
    assert canvas._circle.isVisible()
    assert canvas._circle.rect().width() > before
    np.testing.assert_allclose(canvas._circle.rect().width(), 2 * hand.board.tools.tool.radius * canvas.unit[0])


def test_all_that_can_be_worked_has_a_name(easel: Open) -> None:
    tools = easel({"kind": "drawn"}).board.tools
    buttons = (*tools.tools.values(), *tools.labels, tools.more, tools.empty)
    for widget in (*buttons, tools.value, tools.radius, tools.rate):
        assert widget.accessibleName()
        assert widget.toolTip()
        assert widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert len({button.accessibleName() for button in buttons}) == len(buttons)
