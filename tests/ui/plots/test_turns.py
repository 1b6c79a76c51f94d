"""Turns: a frame draws those who waited longest, as many as fit, and everybody comes to his turn."""

from collections.abc import Mapping

import pytest

from ffnn_gui.ui.plots.turns import FRAME, NOTHING, Turns


class Stage:
    """Draws plots by letting a clock run on for as long as each of them takes."""

    def __init__(self, costs: Mapping[str, float]) -> None:
        self.costs, self.now = dict(costs), 0.0
        self.turns = Turns(lambda: self.now)

    def frame(self) -> list[str]:
        drawn = []
        for name in self.turns.take(self.costs):
            drawn.append(name)
            self.now += self.costs[name]
        return drawn


def test_what_fits_is_drawn_in_every_frame() -> None:
    stage = Stage({"a": 0.3 * FRAME, "b": 0.3 * FRAME, "c": 0.3 * FRAME})
    for _ in range(3):
        assert set(stage.frame()) == {"a", "b", "c"}


def test_what_does_not_fit_comes_first_in_the_next_frame() -> None:
    stage = Stage({"a": 0.7 * FRAME, "b": 0.7 * FRAME})
    stage.frame()  # in which nobody knows yet what they take
    assert [stage.frame() for _ in range(4)] == [["a"], ["b"], ["a"], ["b"]]


def test_one_that_takes_too_long_has_a_frame_for_itself() -> None:
    stage = Stage({"dear": 3 * FRAME, "cheap": 0.2 * FRAME})
    stage.frame()
    frames = [stage.frame() for _ in range(6)]
    assert frames.count(["dear"]) == 3
    assert frames.count(["cheap"]) == 3


@pytest.mark.parametrize("count", [2, 6, 20])
def test_frames_are_alike_however_many_plots_there_are(count: int) -> None:
    stage = Stage({f"plot {index}": 0.4 * FRAME for index in range(count)})
    for _ in range(count):
        stage.frame()  # until it is known what each takes
    drawn = [stage.frame() for _ in range(5 * count)]
    assert {len(frame) for frame in drawn} == {2}
    everyone = [name for frame in drawn for name in frame]
    assert {everyone.count(name) for name in stage.costs} == {10}


def test_one_that_had_nothing_new_is_still_known_to_be_dear() -> None:
    stage = Stage({"a": 0.7 * FRAME, "b": 0.7 * FRAME})
    stage.frame()
    stage.costs["a"] = 0.1 * NOTHING
    assert stage.frame() == ["a", "b"]
    stage.costs["a"] = 0.7 * FRAME
    assert stage.frame() == ["a"]


def test_one_that_is_not_seen_any_more_leaves_the_line() -> None:
    stage = Stage({"a": 0.7 * FRAME, "b": 0.7 * FRAME})
    stage.frame()
    assert stage.frame() == ["a"]
    del stage.costs["b"]
    assert stage.frame() == ["a"]
