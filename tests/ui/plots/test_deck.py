"""How plots are dealt out to pages, that a page is turned to, and what room the places have."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ffnn_gui import app
from ffnn_gui.ui.plots import PlotArea
from ffnn_gui.ui.plots.base import Place, Plot
from ffnn_gui.ui.plots.deck import LEAST, Deck, Places, paged
from ffnn_gui.ui.plots.kinds.confusion import ConfusionPlot
from ffnn_gui.ui.plots.kinds.gradients import GradientsPlot
from ffnn_gui.ui.plots.kinds.loss import LossPlot
from ffnn_gui.ui.plots.kinds.network import NetworkPlot
from ffnn_gui.ui.plots.kinds.rate import RatePlot
from ffnn_gui.ui.plots.kinds.surface import SurfacePlot
from ffnn_gui.ui.plots.kinds.weights import WeightsPlot
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.theme import LIGHT, Metrics
from tests.ui.plots.conftest import Get


def some(*wide: bool) -> list[Any]:
    return [SimpleNamespace(wide=each) for each in wide]


@pytest.mark.parametrize(
    ("wide", "room", "sizes"),
    [
        ([False] * 3, 3, [3]),
        ([False] * 5, 3, [3, 2]),
        ([False] * 4, 3, [2, 2]),
        ([False] * 2, 1, [1, 1]),
        ([False, True, False], 3, [1, 1, 1]),
        ([True, False, False, True], 3, [1, 2, 1]),
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
    deck = Deck("strip", lambda kind: kind(look))
    qtbot.addWidget(deck)
    deck.resize(3 * LEAST["strip"] + 10, 200)
    deck.show_kinds([GradientsPlot, WeightsPlot, RatePlot])
    return deck


def test_tabs_have_a_name_and_leave_their_room_in_a_picture(deck: Deck) -> None:
    deck.resize(LEAST["strip"], 200)
    deck.show()
    tabs = deck._tabs
    assert tabs.isVisible()
    assert tabs.accessibleName() == "Pages of what happens in the layers"
    deck.hide_tabs()
    assert deck.splitter.height() == deck.height()


@pytest.mark.usefixtures("qapp")
def test_the_picture_of_a_run_has_no_tabs(trained: Get, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    hidden: list[bool] = []

    def note(area: PlotArea, path: Path) -> None:
        hidden.extend(deck._tabs.isHidden() for deck in area.findChildren(Deck))
        area.deleteLater()

    monkeypatch.setattr(PlotArea, "save_picture", note)
    app.picture(*trained("two classes"), tmp_path / "plots.png")
    assert hidden == [True] * 4


@pytest.fixture
def look() -> Look:
    return Look(LIGHT, Metrics(1.0))


def shown(deck: Deck) -> list[str]:
    return [kind.name for kind, plot in deck._plots.items() if plot.isVisible()]


def test_where_there_is_room_there_are_no_tabs(deck: Deck) -> None:
    assert shown(deck) == ["gradients", "weights", "rate"]
    assert not deck._tabs.isVisible()


def test_the_page_stays_when_the_room_changes(deck: Deck) -> None:
    deck.resize(LEAST["strip"] + 10, 200)
    deck.turn_to("rate")
    assert shown(deck) == ["rate"]
    assert deck._tabs.isVisible()
    deck.resize(2 * LEAST["strip"] + 10, 200)
    assert shown(deck) == ["rate"]
    deck.resize(4 * LEAST["strip"], 200)
    assert shown(deck) == ["gradients", "weights", "rate"]


def test_a_plot_is_made_when_its_page_is_turned_to(qtbot: QtBot, look: Look) -> None:
    made: list[str] = []

    def make(kind: type[Plot]) -> Plot:
        made.append(kind.name)
        return kind(look)

    deck = Deck("strip", make)
    qtbot.addWidget(deck)
    deck.resize(LEAST["strip"] + 10, 200)
    deck.show_kinds([GradientsPlot, WeightsPlot, RatePlot])
    assert made == ["gradients"]
    deck.turn_to("rate")
    deck.turn_to("gradients")
    assert made == ["gradients", "rate"]
    deck.resize(3 * LEAST["strip"] + 10, 200)
    assert shown(deck) == ["gradients", "rate", "weights"]
    places = {kind.name: deck.splitter.indexOf(plot) for kind, plot in deck._plots.items()}
    assert sorted(places, key=lambda name: places[name]) == ["gradients", "weights", "rate"]


def test_what_does_not_suit_is_hidden(deck: Deck) -> None:
    deck.show_kinds([GradientsPlot])
    assert shown(deck) == ["gradients"]
    assert not deck.turn_to("rate")
    deck.show_kinds([])
    assert not deck.isVisible()


@pytest.mark.parametrize(("height", "pages"), [(300, 1), (600, 2)])
def test_no_output_is_slim_for_its_height(height: int, pages: int, qtbot: QtBot, look: Look) -> None:
    """It is square inside: half of a high deck would leave it small between empty margins."""
    deck = Deck("output", lambda kind: kind(look))
    qtbot.addWidget(deck)
    deck.resize(2 * LEAST["output"], height)
    deck.show_kinds([SurfacePlot, ConfusionPlot])
    assert deck._tabs.count() == pages


# The places

HIGH, LOW, BETWEEN = (900, 700), (1400, 700), (1210, 700)
EVERYWHERE = (NetworkPlot, SurfacePlot, LossPlot, WeightsPlot)


@pytest.fixture
def places(qtbot: QtBot, look: Look) -> Places:
    places = Places(lambda kind: kind(look))
    qtbot.addWidget(places)
    places.resize(*HIGH)
    places.show()
    places.show_kinds(EVERYWHERE)
    return places


def stands(places: Places, place: Place) -> str:
    return "lower" if places.decks[place].parentWidget() is places._lower else "right"


def test_borders_moved_by_hand_come_back_with_the_shape(places: Places) -> None:
    places._right.moveSplitter(350, 1)
    by_hand = places._right.sizes()
    places.resize(*LOW)
    assert stands(places, "side") == "lower"
    assert places.decks["strip"].width() > places.decks["side"].width()
    places._lower.moveSplitter(900, 1)
    below = places._lower.sizes()
    places.resize(*HIGH)
    assert stands(places, "side") == "right"
    assert places._right.sizes() == pytest.approx(by_hand, abs=2)
    places.resize(*LOW)
    assert places._lower.sizes() == pytest.approx(below, abs=2)


def test_a_little_more_or_less_width_moves_nothing(places: Places) -> None:
    places.resize(*BETWEEN)
    assert stands(places, "side") == "right"
    places.resize(*LOW)
    places.resize(*BETWEEN)
    assert stands(places, "side") == "lower"


@pytest.mark.parametrize(("width", "where"), [(1310, "right"), (1640, "lower")])
def test_only_a_wide_strip_gives_way_to_a_large_output(width: int, where: str, places: Places) -> None:
    """In a narrow one the chain rule would lose its middle."""
    places.resize(width, round(width / 1.65))
    assert stands(places, "side") == where


@pytest.mark.parametrize("shape", [HIGH, LOW])
@pytest.mark.parametrize("hidden", [(WeightsPlot,), (SurfacePlot,), (WeightsPlot, LossPlot), (SurfacePlot, LossPlot)])
def test_what_shows_nothing_leaves_no_gap(places: Places, shape: tuple[int, int], hidden: tuple[type[Plot]]) -> None:
    places.resize(*shape)
    places.show_kinds([kind for kind in EVERYWHERE if kind not in hidden])
    QApplication.processEvents()
    shown = [deck for deck in places.decks.values() if deck.isVisible()]
    assert max(deck.mapTo(places, deck.rect().bottomRight()).x() for deck in shown) == shape[0] - 1
    assert max(deck.mapTo(places, deck.rect().bottomRight()).y() for deck in shown) == shape[1] - 1
    places.show_kinds(EVERYWHERE)
    QApplication.processEvents()
    assert all(deck.isVisible() and deck.width() > 50 and deck.height() > 50 for deck in places.decks.values())
