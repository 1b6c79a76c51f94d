"""The docks of the panels: their titles fold them, and one lends room to another whose opened card needs it."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDockWidget, QLabel, QMainWindow, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from ffnn_gui.ui.main_window import MainWindow
from ffnn_gui.ui.panels import DataPanel, NetworkPanel
from ffnn_gui.ui.panels.augmentation_card import AugmentationCard
from ffnn_gui.ui.panels.foldable import FoldableCard
from ffnn_gui.ui.window.dock import FoldingDock
from ffnn_gui.ui.window.docks import WIDTH
from ffnn_gui.ui.window.lending import Lending

LEFT = Qt.MouseButton.LeftButton
HIGH = 10_000
"""More pixels than any column has."""


def dock_of(window: MainWindow, name: str) -> FoldingDock:
    dock = window.findChild(FoldingDock, name)
    assert isinstance(dock, FoldingDock)
    return dock


def settle() -> None:
    for _ in range(20):
        QApplication.processEvents()


@pytest.fixture
def dock(window: MainWindow) -> FoldingDock:
    window.resize(1280, 800)
    settle()
    dock = dock_of(window, "network_panel")
    assert not dock.is_folded
    return dock


def title(dock: FoldingDock) -> QLabel:
    bar = dock.titleBarWidget()
    assert bar is not None
    label = bar.findChild(QLabel)
    assert isinstance(label, QLabel)
    return label


# The column


def test_the_column_begins_as_wide_as_it_should_be(dock: FoldingDock, window: MainWindow) -> None:
    assert dock.width() == window.themes.metrics.px(WIDTH)


@pytest.mark.parametrize("unfolded", [["network_panel", "data_panel"], ["optimizer_panel"], []], ids=str)
def test_the_column_can_be_widened_whatever_is_folded(
    unfolded: list[str], dock: FoldingDock, window: MainWindow
) -> None:
    docks = window.findChildren(FoldingDock)
    for each in docks:
        each.fold(each.objectName() not in unfolded)
    settle()
    wide = window.themes.metrics.px(WIDTH) + 80
    window.resizeDocks([dock], [wide], Qt.Orientation.Horizontal)
    settle()
    assert {each.width() for each in docks} == {wide}


# Folding


def test_a_click_on_the_title_folds_and_unfolds(dock: FoldingDock) -> None:
    told: list[bool] = []
    dock.unfolded.connect(lambda: told.append(dock.is_folded))
    QTest.mouseClick(title(dock), LEFT)
    assert dock.is_folded
    QTest.mouseClick(title(dock), LEFT)
    assert not dock.is_folded
    assert told == [False]


def test_a_double_click_folds_once(dock: FoldingDock) -> None:
    label = title(dock)
    QTest.mouseClick(label, LEFT)
    QTest.mouseDClick(label, LEFT)
    QTest.mouseRelease(label, LEFT)
    assert dock.is_folded
    assert not dock.isFloating()


def test_other_buttons_do_not_fold(dock: FoldingDock) -> None:
    QTest.mouseClick(title(dock), Qt.MouseButton.RightButton)
    QTest.mouseClick(title(dock), Qt.MouseButton.MiddleButton)
    assert not dock.is_folded


def test_a_drag_does_not_fold(dock: FoldingDock) -> None:
    label, far = title(dock), QPoint(0, 3 * QApplication.startDragDistance())
    start = label.rect().center()
    QTest.mousePress(label, LEFT, pos=start)
    QTest.mouseMove(label, start + far)
    QTest.mouseMove(label, start)
    QTest.mouseRelease(label, LEFT, pos=start)
    assert not dock.is_folded


def test_the_chevron_folds_by_keyboard_and_mouse(dock: FoldingDock, window: MainWindow) -> None:
    bar = dock.titleBarWidget()
    assert bar is not None
    chevron = bar.findChild(QToolButton)
    assert chevron.accessibleName() == "Network"
    assert chevron.focusPolicy() & Qt.FocusPolicy.TabFocus
    window.activateWindow()
    chevron.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(chevron, Qt.Key.Key_Space)
    assert dock.is_folded
    QTest.mouseClick(chevron, LEFT)
    assert not dock.is_folded


# Room for what is opened


@pytest.fixture
def panel(window: MainWindow, dock: FoldingDock) -> DataPanel:
    window.store.set("data", {"kind": "digits"})
    settle()
    panel = window.findChild(DataPanel)
    assert isinstance(panel, DataPanel)
    return panel


def card_in(panel: QWidget) -> FoldableCard:
    card = panel.findChild(AugmentationCard)
    assert isinstance(card, AugmentationCard)
    return card


def is_seen(card: FoldableCard, panel: DataPanel) -> bool:
    place = QPointF(card.mapTo(panel.viewport(), QPoint(0, 0)))
    return place.y() >= 0 and place.y() + card.height() <= panel.viewport().height()


def test_all_of_an_opened_card_is_seen(panel: DataPanel, window: MainWindow) -> None:
    network, card = dock_of(window, "network_panel"), card_in(panel)
    before = panel.height()
    card.fold()
    settle()
    assert card.height() > before
    assert is_seen(card, panel)
    assert not network.is_folded
    assert network.height() >= network.minimumSizeHint().height()
    card.fold()
    settle()
    assert panel.height() == pytest.approx(before, abs=4)


def test_an_opened_layer_is_seen(window: MainWindow, dock: FoldingDock) -> None:
    window.store.set("network.hidden", ({"units": 4},) * 4)
    settle()
    panel = window.findChild(NetworkPanel)
    card = panel.layers.cards[3]
    card.fold()
    settle()
    place = card.mapTo(panel.viewport(), QPoint(0, 0)).y()
    assert place >= 0
    assert place + card.height() <= panel.viewport().height()


def test_a_card_that_is_closed_leaves_the_room_of_one_that_is_open(window: MainWindow) -> None:
    window.resize(1280, 700)
    settle()
    panel = window.findChild(NetworkPanel)
    assert isinstance(panel, NetworkPanel)
    before = panel.height()
    first, second = panel.layers.cards[:2]
    for card in (first, second, second):
        card.fold()
        settle()
    assert panel.viewport().height() >= first.height() > before
    first.fold()
    settle()
    assert panel.height() == pytest.approx(before, abs=4)


# Lending


@pytest.fixture
def column(qtbot: QtBot) -> tuple[QMainWindow, list[QDockWidget]]:
    window = QMainWindow()
    docks = [QDockWidget(name, window) for name in ("a", "b", "c")]
    for dock in docks:
        content = QWidget()
        content.setMinimumHeight(50)
        dock.setWidget(content)
        window.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, dock)
    window.setCentralWidget(QWidget())
    qtbot.addWidget(window)
    window.resize(600, 600)
    window.show()
    settle()
    return window, docks


def heights(docks: list[QDockWidget]) -> list[int]:
    settle()
    return [dock.height() for dock in docks]


def test_what_is_lent_comes_back(column: tuple[QMainWindow, list[QDockWidget]]) -> None:
    window, docks = column
    lending, before = Lending(window), heights(docks)
    lending.lend(docks[1], 80, docks)
    lent = heights(docks)
    assert lent[1] == pytest.approx(before[1] + 80, abs=4)
    assert sum(lent) == sum(before)
    assert lent[0] == pytest.approx(lent[2], abs=6)
    lending.lend(docks[1], 30, docks)
    assert heights(docks)[1] == pytest.approx(before[1] + 110, abs=8)
    lending.give_back(docks[0], HIGH, docks)
    assert heights(docks)[1] > before[1] + 90
    lending.give_back(docks[1], 70, docks)
    assert heights(docks)[1] == pytest.approx(before[1] + 40, abs=8)
    lending.give_back(docks[1], HIGH, docks)
    assert heights(docks) == pytest.approx(before, abs=4)


def test_one_loan_leaves_another_alone(column: tuple[QMainWindow, list[QDockWidget]]) -> None:
    window, docks = column
    lending, before = Lending(window), heights(docks)
    lending.lend(docks[1], 60, docks)
    settle()
    lending.lend(docks[2], 40, docks)
    settle()
    lending.give_back(docks[2], HIGH, docks)
    assert heights(docks)[1] == pytest.approx(before[1] + 60, abs=8)
    lending.lend(docks[2], 40, docks)
    settle()
    lending.give_back(docks[1], HIGH, docks)
    assert heights(docks)[2] == pytest.approx(before[2] + 40, abs=8)
    lending.give_back(docks[2], HIGH, docks)
    assert heights(docks) == pytest.approx(before, abs=8)


def test_no_more_is_lent_than_there_is(column: tuple[QMainWindow, list[QDockWidget]]) -> None:
    window, docks = column
    lending = Lending(window)
    lending.lend(docks[0], HIGH, docks)
    settle()
    assert all(dock.height() >= dock.minimumSizeHint().height() for dock in docks)
    full = heights(docks)
    lending.lend(docks[0], 50, docks)
    assert heights(docks) == full
    Lending(window).lend(docks[0], 50, docks[:1])
    assert heights(docks) == full


def test_edges_moved_by_hand_stay(column: tuple[QMainWindow, list[QDockWidget]]) -> None:
    window, docks = column
    lending = Lending(window)
    lending.lend(docks[1], 80, docks)
    settle()
    window.resizeDocks(docks, [300, 150, 150], Qt.Orientation.Vertical)
    moved = heights(docks)
    lending.give_back(docks[1], HIGH, docks)
    assert heights(docks) == moved


def test_the_default_layout_has_the_folds_of_the_first_start(dock: FoldingDock, window: MainWindow) -> None:
    def folded() -> list[bool]:
        return [each.is_folded for each in window.findChildren(FoldingDock)]

    before = folded()
    QTest.mouseClick(title(dock), LEFT)
    QTest.mouseClick(title(dock_of(window, "regularization_panel")), LEFT)
    settle()
    assert folded() != before
    window.actions_["default_layout"].trigger()
    settle()
    assert folded() == before
