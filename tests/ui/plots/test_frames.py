"""The frame clock: frames on every second tick, grants until shortly before the next, probes as seldom as they cost."""

import pytest

from ffnn_gui.ui.plots.frames import (
    CONSOLATION,
    LONGEST_GRANT,
    MARGIN,
    MOST_SHARE,
    PROBES_SHARE,
    SHORTEST_GRANT,
    SLOWEST,
    TICK,
    FrameClock,
)


def test_at_most_every_second_tick_draws() -> None:
    clock, drawn = FrameClock(), []
    for tick in range(60):
        if clock.may_draw(tick * TICK):
            clock.drew(tick * TICK)
            drawn.append(tick)
    assert drawn == list(range(0, 60, 2))


def test_the_grant_ends_before_the_next_tick() -> None:
    assert FrameClock.grant_end(10.0, 10.005) == pytest.approx(10.0 + TICK - MARGIN)


@pytest.mark.parametrize(("took", "granted"), [(TICK, CONSOLATION * TICK), (1.0, LONGEST_GRANT)])
def test_a_slow_frame_leaves_a_share(took: float, granted: float) -> None:
    assert FrameClock.grant_end(10.0, 10.0 + took) == pytest.approx(10.0 + took + granted)


def test_the_least_grant_fits_into_the_tick() -> None:
    almost_over = 10.0 + SHORTEST_GRANT
    assert FrameClock.grant_end(10.0, almost_over) >= almost_over + SHORTEST_GRANT


def test_what_is_not_known_to_be_cheap_is_asked_alone_and_then_made_up_for() -> None:
    clock, plots = FrameClock(), {"one": 1.0, "other": 1.0, "third": 1.0}
    assert clock.due(plots, 0.0) == {"one"}
    clock.asked({"one"}, 0.0)
    clock.answered({"one": 3.0})
    assert not clock.due(plots, 0.99 * 3.0 / MOST_SHARE)
    assert clock.due(plots, 1.01 * 3.0 / MOST_SHARE) == {"other"}
    clock.forget()
    assert clock.due(plots, 0.0) == {"one"}


def test_dear_probes_wait_and_cheap_ones_do_not() -> None:
    clock, both = FrameClock(), {"dear": 1.0, "cheap": 1.0}
    clock.asked(both, 0.0)
    clock.answered({"dear": 0.01, "cheap": 0.0})
    wait = 0.01 / (PROBES_SHARE / 2)
    assert clock.due(both, 0.9 * wait) == {"cheap"}
    assert clock.due(both, 1.01 * wait) == set(both)


def test_a_probe_without_company_has_the_whole_share() -> None:
    clock = FrameClock()
    clock.asked({"dear"}, 0.0)
    clock.answered({"dear": 0.01})
    assert clock.due({"dear": 1.0}, 1.01 * 0.01 / PROBES_SHARE)


def test_the_wait_has_a_limit() -> None:
    clock = FrameClock()
    clock.asked({"dear"}, 0.0)
    clock.answered({"dear": 0.9 * MOST_SHARE * SLOWEST})
    assert not clock.due({"dear": 1.0}, 0.9 * SLOWEST)
    assert clock.due({"dear": 1.0}, SLOWEST)


@pytest.mark.parametrize("cost", [0.0001, 0.002, 0.05, 0.3, 1.0, 12.0])
def test_probes_never_take_more_than_their_share(cost: float) -> None:
    """Two plots of a network of any size, in a window that ticks for a while after the first look."""
    clock, plots, now, spent, looks = FrameClock(), {"large": 3.0, "small": 1.0}, 0.0, 0.0, 0
    end = 50 * cost / MOST_SHARE + 10
    while now < end:
        due = clock.due(plots, now)
        clock.asked(due, now)
        clock.answered(dict.fromkeys(due, cost))
        spent, looks = spent + cost * len(due), looks + len(due)
        now += TICK + cost * len(due)
    assert spent - 2 * cost <= MOST_SHARE * now  # the last looks are not made up for yet
    assert looks > 20


def test_one_slow_look_among_quick_ones_is_forgotten() -> None:
    clock = FrameClock()
    for now, took in ((0.0, 0.001), (1.0, 60.0)):
        clock.asked({"plot"}, now)
        clock.answered({"plot": took})
    assert clock.due({"plot": 1.0}, 1.0 + SLOWEST)


def test_what_was_left_stays_due_and_what_was_given_up_is_charged() -> None:
    clock, plots = FrameClock(), {"given up": 1.0, "not begun": 1.0}
    clock.asked(plots, 0.0)
    clock.answered(dict.fromkeys(plots, 0.001))
    clock.asked(plots, 1.0)
    clock.answered({"given up": 1.5}, left=set(plots))
    assert clock.due(plots, 1.0) == {"not begun"}
    clock.asked({"given up"}, 2.0)
    clock.answered({"given up": 0.01}, left={"given up"})
    assert not clock.due({"given up": 1.0}, 1.9 + SLOWEST)


def test_a_weightier_plot_is_probed_more_often() -> None:
    clock, plots = FrameClock(), {"large": 3.0, "small": 1.0}
    clock.asked(plots, 0.0)
    clock.answered({"large": 0.01, "small": 0.01})
    wait = 0.01 / (PROBES_SHARE / 4)
    assert clock.due(plots, 0.5 * wait) == {"large"}
    assert clock.due(plots, 1.01 * wait) == set(plots)
