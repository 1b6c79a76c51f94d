"""What holds for all panels: they fit a dock, are reached by keyboard, say what they are, and leave the store alone."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from ffnn_gui.engine.config import HiddenLayer
from ffnn_gui.session.store import Store
from ffnn_gui.ui.panels import DataPanel, NetworkPanel, OptimizerPanel, Panel, RegularizationPanel
from ffnn_gui.ui.panels.card import Card
from ffnn_gui.ui.theme import ThemeManager

ALL = (DataPanel, NetworkPanel, OptimizerPanel, RegularizationPanel)


@pytest.fixture(params=ALL, ids=lambda kind: kind.__name__)
def kind(request: pytest.FixtureRequest) -> type[Panel]:
    chosen: type[Panel] = request.param
    return chosen


@pytest.mark.parametrize("scale", [1.0, 1.6, 2.0])
def test_nothing_is_cut_off_in_the_narrowest_dock(
    kind: type[Panel], scale: float, store: Store, make: Callable[..., Any], themes: ThemeManager
) -> None:
    store.set("network.hidden", (HiddenLayer(units=1024, dropout=0.25, batch_norm=True),) * 3)
    themes.set_scale(scale)
    panel = make(kind, round(280 * scale))
    if isinstance(panel, NetworkPanel):
        panel.layers.cards[0].fold()
    for _ in range(20):
        QApplication.processEvents()
    assert panel.minimumSizeHint().width() <= 280 * scale
    assert panel.widget().width() <= panel.viewport().width()
    assert not panel.horizontalScrollBar().isVisible()


def test_panels_have_names_for_people_and_for_window_states(kind: type[Panel], make: Callable[..., Any]) -> None:
    panel = make(kind)
    assert panel.objectName() == kind.name
    assert kind.title
    assert len({one.name for one in ALL} | {one.title for one in ALL}) == 2 * len(ALL)


def test_all_that_takes_the_focus_says_what_it_is(kind: type[Panel], make: Callable[..., Any]) -> None:
    panel = make(kind)
    reached = [w for w in panel.findChildren(QWidget) if w.focusPolicy() & Qt.FocusPolicy.TabFocus and w.isVisible()]
    named = [w for w in reached if not w.objectName().startswith("qt_")]
    assert named
    assert [w for w in named if not w.accessibleName()] == []
    assert [w for w in panel.findChildren(QAbstractButton) if w.isVisible() and w not in reached] == []


def test_cards_do_not_stand_in_cards(kind: type[Panel], make: Callable[..., Any]) -> None:
    cards = make(kind).findChildren(Card)
    assert cards
    assert [card for card in cards if card.findChildren(Card)] == []


def test_building_and_refreshing_changes_nothing(kind: type[Panel], store: Store, make: Callable[..., Any]) -> None:
    before = store.config
    make(kind)
    store._show(before)
    assert store.config is before
    assert not store.undo_stack.canUndo()


def test_sizes_follow_the_scale(kind: type[Panel], make: Callable[..., Any], themes: ThemeManager) -> None:
    panel = make(kind)
    small = panel.sizeHint()
    themes.set_scale(2)
    assert panel.column.spacing() == themes.metrics.gap
    assert panel.sizeHint().width() == 2 * small.width() == themes.metrics.px(300)
    assert panel.sizeHint() != QSize()


@pytest.mark.parametrize("name", ["dark", "light"])
def test_panels_are_drawn_in_either_theme(
    kind: type[Panel], name: str, make: Callable[..., Any], themes: ThemeManager
) -> None:
    panel = make(kind)
    themes.set_preference("dark" if name == "dark" else "light")
    corner = panel.grab().toImage().pixelColor(1, 1)
    assert corner.name() == themes.theme.window


def test_a_panel_out_of_sight_is_up_to_date(make: Callable[..., Any], store: Store) -> None:
    panel = make(NetworkPanel)
    panel.hide()
    store.set("network.hidden", (HiddenLayer(units=9),))
    assert panel.shape == "2 → 9 → 1"
