"""A legend's entries are buttons: the keyboard reaches them, and one sees where it is."""

import pytest
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from ffnn_gui.ui.plots.legend import Entry, Legend
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.theme import DARK, LIGHT, Metrics, Theme


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("shown", [True, False])
def test_the_entry_with_the_keyboard_focus_has_an_outline(theme: Theme, shown: bool, qtbot: QtBot) -> None:
    look = Look(theme, Metrics())
    legend = Legend(look)
    qtbot.addWidget(legend)
    legend.show_entries([Entry(name, name, "#808080") for name in ("first", "second")], look)
    legend.resize(300, 40)
    legend.show()
    legend.activateWindow()
    first, second = legend._buttons
    first.setChecked(shown)
    first.setFocus()
    qtbot.waitUntil(first.hasFocus)

    def edges(button: object) -> set[str]:
        image = button.grab().toImage()  # type: ignore[attr-defined]
        middle = image.width() // 2, image.height() // 2
        places = [(middle[0], 0), (middle[0], image.height() - 1), (image.width() - 1, middle[1])]
        return {image.pixelColor(*place).name() for place in places}

    assert edges(first) == {QColor(theme.accent).name()}
    assert QColor(theme.accent).name() not in edges(second)
    first.clearFocus()
    assert QColor(theme.accent).name() not in edges(first)
