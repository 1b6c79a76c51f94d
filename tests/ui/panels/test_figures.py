"""The run's large figures: as many as there is room for, the first ones first."""

import pytest
from pytestqt.qtbot import QtBot

from ffnn_gui.ui.panels.figures import FEWEST, Figures
from ffnn_gui.ui.panels.readouts import Readout
from ffnn_gui.ui.theme import ThemeManager

READOUTS = tuple(Readout(f"Caption {name}", name) for name in "abcde")


@pytest.fixture
def figures(qtbot: QtBot, themes: ThemeManager) -> Figures:
    figures = Figures(themes)
    qtbot.addWidget(figures)
    figures.show_readouts(READOUTS)
    figures.resize(figures.sizeHint())
    figures.show()
    return figures


def seen(figures: Figures) -> str:
    return "".join(pair._value.text() for pair in figures._pairs if pair.isVisible())


def test_all_are_seen_where_there_is_room(figures: Figures) -> None:
    assert seen(figures) == "abcde"


def test_the_last_ones_give_way_first(figures: Figures) -> None:
    figures.resize(figures.sizeHint().width() - 1, figures.height())
    assert seen(figures) == "abcd"
    figures.resize(10, figures.height())
    assert seen(figures) == "abcde"[:FEWEST]
    figures.resize(figures.sizeHint())
    assert seen(figures) == "abcde"


def test_a_number_that_grows_takes_the_room_of_the_last_one(figures: Figures) -> None:
    grown = Readout(READOUTS[0].caption, "1,234,567,890 of 2,000,000,000")
    figures.show_readouts((grown, *READOUTS[1:]))
    assert not seen(figures).endswith("e")
    figures.show_readouts(READOUTS)
    assert seen(figures) == "abcde"


def test_larger_letters_ask_for_more_room(figures: Figures, themes: ThemeManager) -> None:
    before = figures.sizeHint().width(), figures.minimumSizeHint().width()
    themes.set_scale(1.5)
    assert figures.sizeHint().width() > before[0] > before[1]
    assert figures.minimumSizeHint().width() > before[1]
