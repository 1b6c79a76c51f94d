"""How plots are dealt out to pages, and that a page is turned to."""

from types import SimpleNamespace
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from ffnn_gui.ui.plots.deck import LEAST, Deck, paged
from ffnn_gui.ui.plots.kinds.gradients import GradientsPlot
from ffnn_gui.ui.plots.kinds.rate import RatePlot
from ffnn_gui.ui.plots.kinds.weights import WeightsPlot
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.theme import LIGHT, Metrics


def some(*wide: bool) -> list[Any]:
    return [SimpleNamespace(wide=each) for each in wide]


@pytest.mark.parametrize(
    ("wide", "room", "sizes"),
    [
        ([False] * 3, 3, [3]),
        ([False] * 5, 3, [3, 2]),
        ([False] * 4, 3, [2, 2]),
        ([False] * 2, 1, [1, 1]),
        ([False, True, False], 3, [2, 1]),
        ([True, True], 9, [1, 1]),
        ([], 3, []),
    ],
)
def test_pages_are_few_and_even(wide: list[bool], room: int, sizes: list[int]) -> None:
    plots = some(*wide)
    pages = paged(plots, room)
    assert [len(page) for page in pages] == sizes
    assert sorted(map(id, plots)) == sorted(id(plot) for page in pages for plot in page)


@pytest.fixture
def deck(qtbot: QtBot, look: Look) -> Deck:
    deck = Deck("strip")
    qtbot.addWidget(deck)
    deck.resize(3 * LEAST["strip"] + 10, 200)
    deck.show()
    deck.show_plots([kind(look) for kind in (GradientsPlot, WeightsPlot, RatePlot)])
    return deck


@pytest.fixture
def look() -> Look:
    return Look(LIGHT, Metrics(1.0))


def shown(deck: Deck) -> list[str]:
    return [plot.name for plot in deck._shown if plot.isVisible()]


def test_where_there_is_room_there_are_no_tabs(deck: Deck) -> None:
    assert shown(deck) == ["gradients", "weights", "rate"]
    assert not deck._tabs.isVisible()


def test_the_page_stays_when_the_room_changes(deck: Deck) -> None:
    deck.resize(LEAST["strip"] + 10, 200)
    deck.open_page_of(deck._shown[2])
    assert shown(deck) == ["rate"]
    assert deck._tabs.isVisible()
    deck.resize(2 * LEAST["strip"] + 10, 200)
    assert shown(deck) == ["rate"]
    deck.resize(4 * LEAST["strip"], 200)
    assert shown(deck) == ["gradients", "weights", "rate"]
