"""A header fits plots of any width: its tools say less, then stand below."""

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ffnn_gui.ui.plots.header import Header
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.plots.picker import Picker
from ffnn_gui.ui.theme import LIGHT, Metrics

LOOK = Look(LIGHT, Metrics())


class Wide(Picker):
    """Shows more of what is chosen than others do."""

    longest = 40


@pytest.fixture
def outer(qtbot: QtBot) -> QWidget:
    outer = QWidget()
    qtbot.addWidget(outer)
    return outer


@pytest.fixture
def header(outer: QWidget) -> Header:
    header = Header("Confusion matrix", LOOK)
    for name in ("parts", "form"):
        picker = Wide(LOOK, name, "")
        picker.offer(
            {"validation": "validation: first 10,000 of 50,000", "test": "test"}, brief={"validation": ["valid."]}
        )
        header.add_tool(picker)
    header.setParent(outer)
    outer.show()
    return header


@pytest.mark.parametrize(("width", "beside"), [(900, True), (300, True), (200, False)])
def test_tools_are_whole_within_the_width(width: int, beside: bool, header: Header) -> None:
    assert header.minimumSizeHint().width() <= 200
    header.resize(width, 80)
    layout = header.layout()
    assert layout is not None
    layout.activate()
    tools = header.findChildren(Picker)
    assert all(tool.mapTo(header, tool.rect().topLeft()).x() >= 0 for tool in tools)
    assert all(tool.mapTo(header, tool.rect().topRight()).x() < width for tool in tools)
    level = {tool.mapTo(header, tool.rect().center()).y() < header.title.geometry().bottom() for tool in tools}
    assert level == {beside}


@pytest.mark.parametrize(("room", "said"), [(400, "validation: first 10,0"), (70, "valid. ▾"), (40, "v")])
def test_a_button_says_as_much_as_there_is_room_for(room: int, said: str, header: Header) -> None:
    picker = header.findChildren(Picker)[0]
    assert picker.shown(room).startswith(said)
    assert picker.shown(room).endswith("▾")
    assert picker.fontMetrics().horizontalAdvance(picker.shown(room)) <= room


def test_a_mark_alone_is_too_little(header: Header) -> None:
    picker = header.findChildren(Picker)[1]
    picker.offer({"counts": "counts", "rates": "rates in %"})
    least = picker.minimumSizeHint().width()
    assert picker.shown(least - 10).startswith("cou")
