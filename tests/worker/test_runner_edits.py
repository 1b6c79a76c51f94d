"""Weights set by hand through the runner: in its run only, and back again."""

from threading import Event
from typing import Any

import pytest


@pytest.fixture
def edited(runner: Any, until: Any, small: Any) -> Any:
    runner.load(small())
    until(lambda: runner.data is not None)
    return runner


def weight(runner: Any) -> float:
    return float(runner.capture().arrays[0][0])


def test_a_weight_is_set_and_set_back(edited: Any, witness: Any) -> None:
    before = weight(edited)
    edit = edited.new_edit((0, 0, 0))
    assert edited.set_parameter(edit, 0.75)
    assert weight(edited) == 0.75
    assert edit.old == before
    assert edited.undo_edit(edit)
    assert weight(edited) == before


def test_an_edit_done_twice_leads_back_to_the_first_value(edited: Any) -> None:
    before = weight(edited)
    edit = edited.new_edit((0, 0, 0))
    for value in (1.0, 2.0):
        edited.set_parameter(edit, value)
    weight(edited)
    edited.undo_edit(edit)
    assert weight(edited) == before


def test_an_edit_can_be_undone_before_the_worker_has_made_it(edited: Any) -> None:
    before = weight(edited)
    release = Event()
    edited.request_snapshot({"slow": lambda trainer: release.wait(5)})
    edit = edited.new_edit((0, 0, 0))
    edited.set_parameter(edit, 0.75)
    assert edit.old is None
    assert edited.undo_edit(edit)
    release.set()
    assert weight(edited) == before == edit.old


def test_it_is_told_that_there_is_something_new_to_see(edited: Any, until: Any) -> None:
    told: list[bool] = []
    edited.edited.connect(lambda: told.append(True))
    edited.set_parameter(edited.new_edit((0, 0, 0)), 0.75)
    until(lambda: told == [True])


@pytest.mark.parametrize(("place", "value"), [((9, 0, 0), 1.0), ((0, 0, 0), float("nan"))])
def test_what_cannot_be_set_is_told(edited: Any, until: Any, place: Any, value: float) -> None:
    before, told = edited.capture().arrays[0], list[str]()
    edited.failed.connect(told.append)
    edit = edited.new_edit(place)
    edited.set_parameter(edit, value)
    until(lambda: len(told) == 1)
    assert edit.old is None
    assert edit.refused
    assert not edited.undo_edit(edit)
    assert (edited.capture().arrays[0] == before).all()


def test_an_edit_of_an_old_run_does_nothing(edited: Any, small: Any) -> None:
    edit = edited.new_edit((0, 0, 0))
    edited.set_parameter(edit, 0.75)
    weight(edited)
    edited.reset()
    start = weight(edited)
    assert not edited.undo_edit(edit)
    assert not edited.set_parameter(edit, 3.0)
    assert weight(edited) == start != 0.75


def test_a_weight_set_before_training_is_not_lost_to_another_setting(edited: Any, until: Any, small: Any) -> None:
    told: list[bool] = []
    edited.edited.connect(lambda: told.append(True))
    edited.set_parameter(edited.new_edit((0, 0, 0)), 0.75)
    until(lambda: bool(told))
    assert edited.apply(small(seed=5))
    assert [change.path for change in edited.pending] == ["seed"]
    assert weight(edited) == 0.75
    edited.reset()
    until(lambda: edited.data is not None and not edited.pending)
    assert not edited.apply(small(seed=6))
    assert edited.pending == ()
