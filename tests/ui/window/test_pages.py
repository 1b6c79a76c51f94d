"""Which page goes with the data: one draws where one chose to draw, others are offered, sessions turn no page."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from ffnn_gui.data.sets import AnyDataSet
from ffnn_gui.schema.choice import kinds_of
from ffnn_gui.ui.main_window import MainWindow
from ffnn_gui.ui.plots import kinds
from ffnn_gui.ui.window.pages import PAGES
from ffnn_gui.worker import RunState


def seen(window: MainWindow, name: str) -> bool:
    return name in window.plot_area.visible_plots()


def choose(window: MainWindow, qtbot: QtBot, kind: str) -> None:
    window.store.set("data", kind)
    qtbot.waitUntil(lambda: window.runner.data is not None and window.runner.data.config.kind == kind)
    qtbot.waitUntil(lambda: window.runner.state is RunState.READY)


@pytest.mark.parametrize("before", ["circle", "digits", "sine"])
def test_who_chooses_to_draw_can_draw(window: MainWindow, qtbot: QtBot, before: str) -> None:
    if before != "circle":
        choose(window, qtbot, before)
    assert not seen(window, "draw")
    choose(window, qtbot, "drawn")
    assert seen(window, "draw")


def test_one_draws_already_while_the_data_wait_for_a_reset(window: MainWindow, qtbot: QtBot) -> None:
    window.runner.step_epoch()
    qtbot.waitUntil(lambda: window.runner.epoch == 1)
    window.store.set("data", "drawn")
    assert window.runner.pending
    assert seen(window, "draw")


def test_a_page_that_was_left_is_not_turned_to_again(window: MainWindow, qtbot: QtBot) -> None:
    choose(window, qtbot, "drawn")
    window.plot_area.turn_to("network")
    with qtbot.waitSignal(window.runner.prepared):
        window.store.set("seed", 5)
    with qtbot.waitSignal(window.runner.prepared):
        window.experiment.reset()
    assert not seen(window, "draw")


def test_an_opened_session_turns_no_page(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    choose(window, qtbot, "drawn")
    window.save_session(tmp_path / "drawn.ffnn")
    with qtbot.waitSignal(window.runner.prepared):
        window.documents.new()
    window.plot_area.turn_to("network")
    with qtbot.waitSignal(window.runner.prepared):
        assert window.open_session(tmp_path / "drawn.ffnn")
    window.store.set("learning_rate.base", 0.5)
    assert not seen(window, "draw")


def test_contours_are_offered_for_badly_scaled_data(window: MainWindow, qtbot: QtBot) -> None:
    choose(window, qtbot, "stretched")
    assert not seen(window, "loss_contours")
    button = next(b for b in window.notice.findChildren(QPushButton) if b.text() == PAGES["stretched"].button)
    button.click()
    assert seen(window, "loss_contours")


def test_an_offer_goes_with_its_data(window: MainWindow, qtbot: QtBot) -> None:
    choose(window, qtbot, "stretched")
    assert window.notice.text == PAGES["stretched"].text
    window.store.undo_stack.undo()
    assert window.notice.text == ""


def test_all_data_and_pages_named_here_exist() -> None:
    assert set(PAGES) <= {data.model_fields["kind"].default for data in kinds_of(AnyDataSet)}
    plots = {kind.name for kind in kinds.found()}
    assert {page.plot for page in PAGES.values()} <= plots
