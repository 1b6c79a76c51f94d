"""Elapsed time leaves pauses out; the speed is that of about the last second."""

from typing import Any

import pytest

from ffnn_gui.worker.meter import Meter, Stopwatch


def test_pauses_do_not_count(clock: Any) -> None:
    watch = Stopwatch(clock, 10.0)
    watch.start()
    clock.now += 2
    watch.start()
    clock.now += 1
    assert watch.seconds == 13
    watch.stop()
    clock.now += 100
    watch.stop()
    assert watch.seconds == 13


def test_a_steady_speed_is_read_off(clock: Any) -> None:
    meter = Meter(clock)
    meter.reset(0)
    assert meter.epochs_per_second == 0
    for epoch in range(50, 500, 50):
        clock.now += 0.1
        meter.count(epoch)
    assert meter.epochs_per_second == pytest.approx(500)


def test_a_change_of_speed_shows_within_a_second(clock: Any) -> None:
    meter, epoch = Meter(clock), 0
    meter.reset(epoch)
    for step in (100, 10):
        for _ in range(20):
            clock.now += 0.1
            epoch += step
            meter.count(epoch)
    assert meter.epochs_per_second == pytest.approx(100)


def test_epochs_that_take_long_are_still_measured(clock: Any) -> None:
    meter = Meter(clock)
    meter.reset(0)
    for epoch in (1, 2, 3):
        clock.now += 4
        meter.count(epoch)
    assert meter.epochs_per_second == pytest.approx(0.25)


def test_it_falls_while_nothing_comes(clock: Any) -> None:
    meter = Meter(clock)
    meter.reset(0)
    clock.now += 0.1
    meter.count(100)
    clock.now += 100
    assert meter.epochs_per_second < 2


def test_a_reset_forgets(clock: Any) -> None:
    meter = Meter(clock)
    meter.reset(0)
    clock.now += 1
    meter.count(1000)
    meter.reset(1000)
    assert meter.epochs_per_second == 0
