"""What an example of a strip is called is shortened by whole features, never by a part of a number or of a class."""

import numpy as np
import pytest

from ffnn_gui.ui.plots.judging.caption import FEATURES, Caption, of_features

LONG = Caption("a → b", ("1.18", "−1", "0.5"), more=True)
SHORT = Caption("a → b", ("1.18", "−1"))


@pytest.mark.parametrize(
    ("caption", "most", "shown"),
    [
        (LONG, 99, "a → b (1.18, −1, 0.5, …)"),
        (LONG, 20, "a → b (1.18, −1, …)"),
        (LONG, 17, "a → b (1.18, …)"),
        (SHORT, 99, "a → b (1.18, −1)"),
        (SHORT, 15, "a → b (1.18, …)"),
        (SHORT, 10, "a → b (…)"),
        (SHORT, 3, "a → b (…)"),
        (Caption("", ("1.18", "−1")), 99, "(1.18, −1)"),
        (Caption("", ("1.18", "−1")), 5, "(…)"),
    ],
)
def test_features_are_left_out_whole(caption: Caption, most: int, shown: str) -> None:
    assert caption.fitted(lambda text: len(text) <= most) == shown


@pytest.mark.parametrize("words", ["coat, red → shirt (long)", "iris (a, b) → iris (c)", "an image, and more"])
def test_words_stay_whatever_they_look_like(words: str) -> None:
    assert Caption(words).fitted(lambda text: False) == words
    assert Caption(words, ("1", "2", "3")).fitted(lambda text: len(text) <= len(words) + 7) == f"{words} (1, …)"
    assert Caption(words, ("1", "2", "3")).fitted(lambda text: False) == f"{words} (…)"


@pytest.mark.parametrize("count", [1, FEATURES, FEATURES + 1, 50])
def test_the_first_features_are_told(count: int) -> None:
    row = 0.25 * np.arange(1, count + 1)
    shown = ", ".join(["0.25", "0.5", "0.75"][:count] + ["…"] * (count > FEATURES))
    assert of_features("b", row).text == f"b ({shown})"
