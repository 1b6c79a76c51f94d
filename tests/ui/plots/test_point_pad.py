"""The cross on the small plane of Try it: it marks the point that is asked about, and is pale while another is."""

import numpy as np
import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.plots.trying.point_pad import PointPad
from ffnn_gui.ui.theme import DARK, LIGHT, Metrics, Theme


@pytest.fixture(params=[LIGHT, DARK], ids=["light", "dark"])
def pad(request: pytest.FixtureRequest, qtbot: QtBot) -> PointPad:
    pad = PointPad(Look(request.param, Metrics()))
    qtbot.addWidget(pad)
    pad.resize(200, 200)
    pad.prepare(((-1, 1), (-1, 1)), np.empty((0, 2)), (), names=("x₁", "x₂"), edged=False)
    pad.show()
    return pad


def cross(pad: PointPad) -> QColor:
    """The colour in the middle of the cross."""
    return pad.grab().toImage().pixelColor(pad.plane().center().toPoint())


def colour(theme: Theme, name: str) -> QColor:
    return QColor(getattr(theme, name))


def test_the_cross_is_pale_while_the_pointer_asks_elsewhere(pad: PointPad, qtbot: QtBot) -> None:
    theme = pad.look.theme
    assert cross(pad) == colour(theme, "text")
    with qtbot.waitSignal(pad.hovered):
        pad.pointed.emit(pad.plane().center() + QPointF(40, 40))
    assert cross(pad) == colour(theme, "border")
    with qtbot.waitSignal(pad.abandoned):
        pad.left.emit()
    assert cross(pad) == colour(theme, "text")


def test_a_pressed_place_is_where_the_cross_will_be(pad: PointPad, qtbot: QtBot) -> None:
    pad.pointed.emit(pad.plane().center())
    with qtbot.waitSignal(pad.moved) as moved:
        pad.pressed.emit(pad.plane().center())
    assert moved.args == pytest.approx([0.0, 0.0], abs=0.01)
    assert cross(pad) == colour(pad.look.theme, "text")
