"""The speed limit holds on average, without busy waiting, and lost time is made up for only a little."""

from collections.abc import Iterator

import pytest

from ffnn_gui.worker.speed import LAG, SHORTEST_SLEEP, Speed


def moments(speed: Speed, seconds: float, cost: float = 0.0) -> Iterator[float | None]:
    """When updates happen, each of which takes `cost` seconds; None for each sleep."""
    now = 0.0
    speed.start(now)
    while now < seconds:
        delay = speed.delay(now)
        if delay:
            yield None
            now += delay
            continue
        updates = speed.allowance(now) or 1
        speed.spend(updates, now)
        for _ in range(updates):
            yield now
            now += cost


@pytest.mark.parametrize("limit", [0.5, 1, 3, 10, 60, 100, 1000, 20_000])
def test_the_limit_holds_on_average(limit: float) -> None:
    seconds = 20.0
    happened = list(moments(Speed(limit), seconds))
    updates, sleeps = sum(when is not None for when in happened), happened.count(None)
    assert updates == pytest.approx(limit * seconds, rel=0.01, abs=1)
    assert sleeps <= min(seconds / SHORTEST_SLEEP, updates) + 1


def test_one_step_a_second_comes_each_second() -> None:
    happened = [when for when in moments(Speed(1), 5.5) if when is not None]
    assert happened == pytest.approx([0, 1, 2, 3, 4, 5])


def test_a_limit_out_of_reach_does_not_make_it_sleep() -> None:
    happened = list(moments(Speed(1000), 2.0, cost=0.01))
    assert None not in happened
    assert len(happened) >= 200


def test_full_speed_never_sleeps_and_counts_nothing() -> None:
    speed = Speed(None)
    speed.spend(1000, 5.0)
    assert speed.delay(5.0) == 0
    assert speed.allowance(5.0) is None


def test_time_lost_is_made_up_for_only_a_little() -> None:
    speed = Speed(100)
    speed.start(0.0)
    assert speed.allowance(3600.0) == 1 + LAG * 100


def test_nothing_is_made_up_for_before_the_start() -> None:
    speed = Speed(100)
    speed.start(3600.0)
    assert speed.allowance(3600.0) == 1


@pytest.mark.parametrize("limit", [0, -1, float("nan"), float("inf")])
def test_a_limit_must_be_a_positive_number(limit: float) -> None:
    with pytest.raises(ValueError, match="more than 0 updates a second"):
        Speed(limit)


def test_lost_time_is_not_made_up_for_bit_by_bit() -> None:
    """After an hour of standing still a few updates come at once, and the next one in its time."""
    speed = Speed(100)
    speed.start(0.0)
    speed.spend(speed.allowance(3600.0) or 0, 3600.0)
    assert speed.delay(3600.0) > 0
