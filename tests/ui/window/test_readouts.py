"""Numbers of the run in words and figures."""

import math

import pytest

from ffnn_gui.ui.panels.readouts import loss_text, time_text


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
