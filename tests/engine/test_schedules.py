"""Learning-rate schedules on their formulas, with and without warm-up."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ffnn_gui.engine import LearningRate
from ffnn_gui.engine.schedules import AnySchedule, Schedule
from ffnn_gui.engine.schedules.constant import Constant
from ffnn_gui.engine.schedules.cosine import Cosine
from ffnn_gui.engine.schedules.exponential import Exponential
from ffnn_gui.engine.schedules.inverse_time import InverseTime
from ffnn_gui.engine.schedules.step import Step
from ffnn_gui.schema import kinds_of
from tests.engine.strategies import configs, in_order, kind_name

KINDS = kinds_of(AnySchedule)
each_kind = pytest.mark.parametrize("kind", KINDS, ids=kind_name)
EPOCHS = range(40)

FORMULAS = [
    (Constant(), lambda epoch: 1.0),
    (Step(every=7, gamma=0.3), lambda epoch: 0.3 ** (epoch // 7)),
    (Exponential(gamma=0.9), lambda epoch: 0.9**epoch),
    (InverseTime(decay_rate=0.2), lambda epoch: 1 / (1 + 0.2 * epoch)),
    (Cosine(period=30, floor=0.0), lambda epoch: (1 + math.cos(math.pi * min(epoch, 30) / 30)) / 2),
    (Cosine(period=20, floor=0.1), lambda epoch: 0.1 + 0.9 * (1 + math.cos(math.pi * min(epoch, 20) / 20)) / 2),
]
COURSE = dict.fromkeys(type(schedule) for schedule, _ in FORMULAS)
of_the_course = pytest.mark.parametrize("kind", COURSE, ids=kind_name)


def test_the_schedules_of_the_course_are_there_in_order() -> None:
    names = ["constant", "step", "exponential", "inverse_time", "cosine"]
    assert in_order(AnySchedule, *names)
    assert {schedule.kind for schedule, _ in FORMULAS} == set(names)


@pytest.mark.parametrize(("schedule", "formula"), FORMULAS, ids=lambda value: getattr(value, "kind", ""))
@pytest.mark.parametrize("warm_up", [0, 1, 9])
def test_the_formula_holds_after_the_warm_up(schedule: Schedule, formula: object, warm_up: int) -> None:
    warm = schedule.model_copy(update={"warm_up": warm_up})
    expected = [(epoch + 1) / (warm_up + 1) for epoch in range(warm_up)] + [formula(epoch) for epoch in EPOCHS]
    actual = [warm.factor(epoch) for epoch in range(warm_up + len(EPOCHS))]
    np.testing.assert_allclose(actual, expected, rtol=1e-13)


@each_kind
def test_it_starts_with_the_full_rate(kind: type[Schedule]) -> None:
    assert kind().factor(0) == 1.0


@each_kind
@settings(max_examples=50)
@given(data=st.data())
def test_any_setting_keeps_the_factor_between_0_and_1(kind: type[Schedule], data: st.DataObject) -> None:
    schedule = data.draw(configs(kind))
    for epoch in data.draw(st.lists(st.integers(0, 100_000_000), min_size=1, max_size=5)):
        assert 0 <= schedule.factor(epoch) <= 1
    assert 0 < schedule.factor(0) <= 1


@of_the_course
@settings(max_examples=50)
@given(data=st.data())
def test_the_rate_rises_in_the_warm_up_and_never_after(kind: type[Schedule], data: st.DataObject) -> None:
    schedule = data.draw(configs(kind)).model_copy(update={"warm_up": data.draw(st.integers(0, 20))})
    factors = [schedule.factor(epoch) for epoch in range(60)]
    rising, falling = np.diff(factors[: schedule.warm_up + 1]), np.diff(factors[schedule.warm_up :])
    assert np.all(rising > 0)
    assert np.all(falling <= 1e-12)
    assert factors[schedule.warm_up] == 1.0


def test_the_rate_is_the_factor_times_the_base() -> None:
    rate = LearningRate(base=0.4, schedule=Step(every=2, gamma=0.5))
    assert [rate.rate(epoch) for epoch in range(5)] == pytest.approx([0.4, 0.4, 0.2, 0.2, 0.1])


def test_cosine_ends_at_its_floor_and_stays() -> None:
    assert [Cosine(period=10, floor=0.25).factor(epoch) for epoch in (10, 11, 1000)] == [0.25] * 3
