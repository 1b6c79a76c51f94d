"""The network panel: layers are added, removed, copied and moved by mouse and keyboard, and all of it can be undone."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from ffnn_gui.engine.activations.relu import ReLU
from ffnn_gui.engine.config import MAX_HIDDEN, HiddenLayer
from ffnn_gui.session.store import Store
from ffnn_gui.ui.panels import NetworkPanel
from ffnn_gui.ui.panels.drag import DragHandle
from ffnn_gui.ui.panels.layer_card import LayerCard, describe

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
THREE = tuple(HiddenLayer(units=n) for n in (3, 5, 7))


@pytest.fixture
def panel(make: Callable[..., Any], store: Store) -> NetworkPanel:
    store.set("network.hidden", THREE)
    store.undo_stack.clear()
    panel: NetworkPanel = make(NetworkPanel)
    return panel


def units(store: Store) -> list[int]:
    return [layer.units for layer in store.config.network.hidden]


def press(
    panel: NetworkPanel, index: int, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    panel.layers.cards[index].setFocus()
    QTest.keyClick(panel.layers.cards[index], key, modifier)


def focused(panel: NetworkPanel) -> int:
    return next(index for index, card in enumerate(panel.layers.cards) if card.hasFocus())


def in_menu(card: LayerCard, text: str) -> QAction:
    """Open the card's menu and give the entry; menus within it count too."""
    QTest.keyClick(card._menu_button, Key.Key_Space)
    menu = next(menu for menu in card.findChildren(QMenu) if not menu.isHidden())
    menus = [menu, *(action.menu() for action in menu.actions() if action.menu())]
    return next(action for one in menus for action in one.actions() if action.text() == text)


def choose(card: LayerCard, text: str) -> None:
    action = in_menu(card, text)
    action.trigger()
    for menu in card.findChildren(QMenu):
        menu.close()


KEYBOARD = [
    (0, Key.Key_Down, CTRL, [5, 3, 7], 1),
    (2, Key.Key_Up, CTRL, [3, 7, 5], 1),
    (0, Key.Key_Up, CTRL, [3, 5, 7], 0),
    (2, Key.Key_Down, CTRL, [3, 5, 7], 2),
    (1, Key.Key_D, CTRL, [3, 5, 5, 7], 2),
    (1, Key.Key_Delete, Qt.KeyboardModifier.NoModifier, [3, 7], 1),
    (2, Key.Key_Delete, Qt.KeyboardModifier.NoModifier, [3, 5], 1),
]


@pytest.mark.parametrize(("index", "key", "modifier", "expected", "focus"), KEYBOARD)
def test_keys_work_on_the_focused_card(
    panel: NetworkPanel,
    store: Store,
    index: int,
    key: Qt.Key,
    modifier: Qt.KeyboardModifier,
    expected: list[int],
    focus: int,
) -> None:
    before = store.config
    press(panel, index, key, modifier)
    assert units(store) == expected
    assert [card.layer.units for card in panel.layers.cards] == expected
    assert focused(panel) == focus
    while store.undo_stack.canUndo():
        store.undo_stack.undo()
    assert store.config == before
    assert [card.layer.units for card in panel.layers.cards] == [3, 5, 7]


MENU = [
    ("Duplicate", [3, 5, 5, 7]),
    ("Remove", [3, 7]),
    ("Move towards the input", [5, 3, 7]),
    ("Move towards the output", [3, 7, 5]),
]


@pytest.mark.parametrize(("entry", "expected"), MENU)
def test_the_menu_does_the_same(panel: NetworkPanel, store: Store, entry: str, expected: list[int]) -> None:
    choose(panel.layers.cards[1], entry)
    assert units(store) == expected
    store.undo_stack.undo()
    assert units(store) == [3, 5, 7]


def test_undo_says_what_it_takes_back(panel: NetworkPanel, store: Store) -> None:
    press(panel, 1, Key.Key_Delete)
    assert store.undo_stack.undoText() == "Remove layer 2"
    press(panel, 0, Key.Key_Down, CTRL)
    assert store.undo_stack.undoText() == "Move layer 1 to place 2"


def test_a_shortcut_of_the_window_waits_for_the_card(panel: NetworkPanel, store: Store) -> None:
    QShortcut(QKeySequence(Key.Key_Delete), panel).activated.connect(lambda: pytest.fail("the window took the key"))
    press(panel, 0, Key.Key_Delete)
    assert units(store) == [5, 7]


def test_delete_in_a_field_is_about_the_field(panel: NetworkPanel, store: Store) -> None:
    card = panel.layers.cards[0]
    card.fold()
    for stop in card.tab_stops():
        if stop is not card:
            stop.setFocus()
            QTest.keyClick(stop, Key.Key_Delete)
    assert len(units(store)) == 3


def test_a_plus_adds_a_layer_where_it_stands(panel: NetworkPanel, store: Store) -> None:
    for place, expected in ((0, [3, 3, 5, 7]), (1, [3, 3, 5, 7]), (3, [3, 5, 7, 7])):
        plus = panel.layers.connectors[place]
        QTest.mouseClick(plus, Qt.MouseButton.LeftButton, pos=plus.rect().center())
        assert units(store) == expected
        assert focused(panel) == place
        store.undo_stack.undo()


def test_only_the_plus_itself_is_clicked(panel: NetworkPanel) -> None:
    for plus in panel.layers.connectors:
        assert plus.hitButton(plus.rect().center())
        assert not plus.hitButton(QPoint(3, plus.height() // 2))


def test_a_full_network_takes_no_more(panel: NetworkPanel, store: Store) -> None:
    store.set("network.hidden", THREE * 4)
    assert not any(plus.isEnabled() for plus in panel.layers.connectors)
    assert all(str(MAX_HIDDEN) in plus.toolTip() for plus in panel.layers.connectors)
    before = store.config
    press(panel, 0, Key.Key_D, CTRL)
    assert store.config is before
    assert panel.message == "A network has at most 12 hidden layers, not 13."
    press(panel, 0, Key.Key_Delete)
    assert panel.message == ""
    assert all(plus.isEnabled() for plus in panel.layers.connectors)


def test_a_network_without_hidden_layers_can_be_filled_again(panel: NetworkPanel, store: Store) -> None:
    for _ in range(3):
        press(panel, 0, Key.Key_Delete)
    assert units(store) == []
    QTest.keyClick(panel.layers.connectors[0], Key.Key_Space)
    assert store.config.network.hidden == (HiddenLayer(),)


def drag(panel: NetworkPanel, index: int, gap: int) -> DragHandle:
    """Take a card by its handle and hold it over a gap between cards."""
    handle, cards = panel.layers.cards[index].handle, panel.layers.cards
    y = cards[gap].geometry().top() + 2 if gap < len(cards) else cards[-1].geometry().bottom()
    QTest.mousePress(handle, Qt.MouseButton.LeftButton)
    for place in (QPoint(0, y - 40), QPoint(0, y)):
        QTest.mouseMove(handle, handle.mapFromGlobal(panel.layers.mapToGlobal(place)))
    return handle


@pytest.mark.parametrize(
    ("index", "gap", "expected"),
    [(0, 3, [5, 7, 3]), (0, 2, [5, 3, 7]), (2, 0, [7, 3, 5]), (1, 0, [5, 3, 7]), (1, 1, [3, 5, 7]), (1, 2, [3, 5, 7])],
)
def test_cards_are_dragged_to_a_gap(
    panel: NetworkPanel, store: Store, index: int, gap: int, expected: list[int]
) -> None:
    handle = drag(panel, index, gap)
    QTest.mouseRelease(handle, Qt.MouseButton.LeftButton)
    assert units(store) == expected
    assert store.undo_stack.count() == int(expected != [3, 5, 7])


def test_escape_lets_go_without_moving(panel: NetworkPanel, store: Store) -> None:
    handle = drag(panel, 0, 3)
    QTest.keyClick(handle, Key.Key_Escape)
    QTest.mouseRelease(handle, Qt.MouseButton.LeftButton)
    assert units(store) == [3, 5, 7]


def test_a_click_on_the_handle_moves_nothing(panel: NetworkPanel, store: Store) -> None:
    QTest.mouseClick(panel.layers.cards[0].handle, Qt.MouseButton.LeftButton)
    assert units(store) == [3, 5, 7]


def test_an_open_card_stays_with_its_layer(panel: NetworkPanel, store: Store) -> None:
    panel.layers.cards[0].fold()
    press(panel, 0, Key.Key_Down, CTRL)
    assert [card.open for card in panel.layers.cards] == [False, True, False]
    press(panel, 0, Key.Key_Delete)
    assert [card.open for card in panel.layers.cards] == [True, False]
    store.undo_stack.undo()
    store.undo_stack.undo()
    assert [card.open for card in panel.layers.cards] == [True, False, False]


def test_a_moved_card_edits_the_layer_where_it_is_now(panel: NetworkPanel, store: Store) -> None:
    card = panel.layers.cards[0]
    card.fold()
    press(panel, 0, Key.Key_Down, CTRL)
    card.edited.emit("dropout", 0.5)
    assert [layer.dropout for layer in store.config.network.hidden] == [0, 0.5, 0]


def test_the_body_is_made_when_it_is_wanted(panel: NetworkPanel) -> None:
    card = panel.layers.cards[0]
    folded = len(card.findChildren(QWidget))
    press(panel, 0, Key.Key_Return)
    assert card.open
    opened = len(card.findChildren(QWidget))
    assert opened > 2 * folded
    press(panel, 0, Key.Key_Return)
    assert not card.open
    QTest.mouseClick(card, Qt.MouseButton.LeftButton, pos=QPoint(card.width() // 2, 8))
    assert card.open
    assert len(card.findChildren(QWidget)) == opened


@pytest.mark.parametrize(
    ("entry", "path", "value"), [("Activation", "activation", ReLU()), ("Dropout", "dropout", 0.5)]
)
def test_a_setting_is_applied_to_all_layers_at_once(
    panel: NetworkPanel, store: Store, entry: str, path: str, value: object
) -> None:
    store.set(f"network.hidden.1.{path}", value)
    store.undo_stack.clear()
    choose(panel.layers.cards[1], entry)
    assert [getattr(layer, path) for layer in store.config.network.hidden] == [value] * 3
    assert units(store) == [3, 5, 7]
    assert store.undo_stack.count() == 1


def test_the_tab_key_goes_from_layer_to_layer(panel: NetworkPanel) -> None:
    panel.layers.cards[1].fold()
    press(panel, 2, Key.Key_Up, CTRL)
    panel.layers.connectors[0].setFocus()
    for card, connector in zip(panel.layers.cards, panel.layers.connectors[1:], strict=True):
        for stop in (*card.tab_stops(), connector):
            QTest.keyClick(QApplication.focusWidget(), Key.Key_Tab)
            assert QApplication.focusWidget() is stop


def test_the_panel_says_how_large_the_network_is(panel: NetworkPanel, store: Store) -> None:
    assert panel.shape == "2 → 3 → 5 → 7 → 1"
    assert panel.facts == "79 parameters · inputs x₁, x₂"
    store.set("network.hidden.0.units", 1000)
    assert panel.shape == "2 → 1,000 → 5 → 7 → 1"
    store.set("data", "digits")
    assert panel.shape == "64 → 1,000 → 5 → 7 → 10"
    assert panel.facts.endswith("inputs pixel 1,1 … pixel 8,8")


def test_a_header_says_what_the_layer_does() -> None:
    assert describe(HiddenLayer()) == "Tanh"
    assert describe(HiddenLayer(batch_norm=True, dropout=0.25)) == "Tanh · batch norm · dropout 0.25"


def test_a_network_too_large_to_be_saved_is_told_before_it_is_trained(panel: NetworkPanel, store: Store) -> None:
    assert panel.warning == ""
    store.set("network.hidden", [{"units": 1024}] * 6)
    assert panel.warning.startswith("It can be trained, but not saved. The session takes 80")
    assert "Make the network smaller" in panel.warning
    store.set("optimizer", {"kind": "gd"})
    assert panel.warning == ""
