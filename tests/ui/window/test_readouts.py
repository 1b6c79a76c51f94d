"""Numbers of the run in words and figures."""

import math

import pytest
from pytestqt.qtbot import QtBot

from ffnn_gui.ui.main_window import MainWindow
from ffnn_gui.ui.panels.readouts import detail_readouts, loss_text, time_text


@pytest.mark.parametrize(
    ("loss", "text"),
    [
        (0.03127, "0.0313"),
        (1.25e-7, "1.25·10⁻⁷"),
        (0.0, "0.0000"),
        (math.nan, "–"),
        (math.inf, "∞"),
        (250.0, "250"),
        (1.5, "1.5"),
        (2.5e7, "2.5·10⁷"),
    ],
)
def test_losses_have_few_figures(loss: float, text: str) -> None:
    assert loss_text(loss) == text


@pytest.mark.parametrize(("seconds", "text"), [(0, "0.0 s"), (59.94, "59.9 s"), (187, "3:07"), (3765, "1:02:45")])
def test_times_read_as_on_a_clock(seconds: float, text: str) -> None:
    assert time_text(seconds) == text


def test_a_pause_within_an_epoch_says_how_far_its_weights_are_beyond_the_losses(
    window: MainWindow, qtbot: QtBot
) -> None:
    def updates() -> str:
        return detail_readouts(window.runner)[0].value

    window.store.set("batching", {"kind": "mini_batch", "size": 16})
    window.runner.step_epoch()
    qtbot.waitUntil(lambda: updates() == "3")
    for done in (1, 2):
        window.runner.step_batch()
        qtbot.waitUntil(lambda: updates() == f"{3 + done}, {done} after epoch 1")  # noqa: B023
    window.runner.step_batch()
    qtbot.waitUntil(lambda: updates() == "6")


def test_the_learning_rate_is_the_one_in_force(window: MainWindow, qtbot: QtBot) -> None:
    window.runner.step_epoch()
    qtbot.waitUntil(lambda: window.runner.epoch == 1)
    window.store.set("learning_rate.base", 0.25)
    assert detail_readouts(window.runner)[3].value == "0.25"
    window.store.set("learning_rate.schedule", {"kind": "exponential"})
    rate = window.store.config.learning_rate
    assert detail_readouts(window.runner)[3].value == f"{rate.rate(1):.3g}"
