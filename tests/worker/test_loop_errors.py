"""An error in the worker is told in words with what to do, is logged with its traceback, and the loop lives on."""

import logging
import math
from collections.abc import Callable
from typing import Any

import pytest

from ffnn_gui.engine import Trainer
from ffnn_gui.worker.commands import Answer, Apply, Capture, Go, Load, Look, Pause, StepBatch
from ffnn_gui.worker.events import Finished, Interrupted, Paused, Prepared, Snapshot, Trouble, Unprepared

FOREVER = math.inf


def broken(trainer: Trainer) -> object:
    """A probe that fails."""
    raise KeyError("no such layer")


def raising(error: Exception) -> Callable[[], None]:
    """Something that fails."""

    def fail() -> None:
        raise error

    return fail


def logged(caplog: pytest.LogCaptureFixture) -> list[tuple[int, bool]]:
    """The level of each record, and whether it has a traceback."""
    return [(record.levelno, record.exc_info is not None) for record in caplog.records]


def test_an_error_in_a_step_is_told(worker: Any, small: Any, at_update: Any, caplog: pytest.LogCaptureFixture) -> None:
    at_update(7, raising(FloatingPointError("the moments are gone")))
    worker.post(Load(1, 1, small()), Go(1, 2, FOREVER)).work()
    message = "Training stopped because of an error: the moments are gone."
    assert worker.events[-1].message.startswith(message)
    assert worker.told(Interrupted)[0].ticket == 2
    assert logged(caplog) == [(logging.ERROR, True)]


@pytest.mark.parametrize("update", [1, 4, 7, 13])
def test_no_report_is_lost_by_an_error_and_training_can_go_on(
    worker: Any, small: Any, at_update: Any, caplog: pytest.LogCaptureFixture, update: int
) -> None:
    config = small(network={"hidden": [{"units": 3}]})
    expected = list(Trainer(config).run())
    at_update(update, raising(RuntimeError("once")))
    worker.post(Load(1, 1, config), Go(1, 2, FOREVER)).work()
    assert worker.told(Interrupted)
    worker.post(Go(1, 3, FOREVER)).work()
    # The broken update changed nothing, so that the run is what it would have been.
    assert worker.reports == expected
    assert worker.told(Finished)
    assert len(caplog.records) == 1


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (MemoryError(), "there is not enough memory. Choose fewer units"),
        (ZeroDivisionError(), "ZeroDivisionError. The network is kept"),
        (OSError("the disk is gone."), "the disk is gone. The network is kept"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_messages_say_what_to_do(
    worker: Any,
    small: Any,
    at_update: Any,
    caplog: pytest.LogCaptureFixture,
    error: Exception,
    message: str,
) -> None:
    at_update(1, raising(error))
    worker.post(Load(1, 1, small()), Go(1, 2, FOREVER)).work()
    assert message in worker.told(Interrupted)[0].message
    assert caplog.records


def test_a_run_that_cannot_be_prepared_is_told(
    worker: Any, small: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("ffnn_gui.engine.trainer.prepare", lambda *_: raising(OSError("no file mnist.npz"))())
        answer = Answer()
        worker.post(Load(1, 1, small()), Go(1, 2, FOREVER), Look(1, {}), Capture(1, answer)).work()
    (event,) = worker.events
    assert isinstance(event, Unprepared)
    assert "could not be prepared: no file mnist.npz." in event.message
    assert answer.given.is_set()
    assert logged(caplog) == [(logging.ERROR, True)]
    worker.post(Load(2, 3, small())).work()
    assert worker.told(Prepared)


def test_a_broken_probe_leaves_training_and_the_others_alone(
    worker: Any, small: Any, caplog: pytest.LogCaptureFixture
) -> None:
    probes = {"good": lambda trainer: trainer.updates, "bad": broken}
    worker.post(Load(1, 1, small()), StepBatch(1, 2), Look(1, probes)).work()
    worker.post(StepBatch(1, 3), Look(1, probes)).work()
    worker.post(Go(1, 4, FOREVER)).work()
    assert [dict(event.values) for event in worker.told(Snapshot)] == [{"good": 1}, {"good": 2}]
    assert worker.told(Finished)
    (trouble,) = worker.told(Trouble)
    assert trouble.message.startswith("The picture “bad” could not be computed")
    assert logged(caplog) == [(logging.ERROR, True)]


def test_a_broken_probe_is_tried_again_in_the_next_run(
    worker: Any, small: Any, caplog: pytest.LogCaptureFixture
) -> None:
    worker.post(Load(1, 1, small()), Look(1, {"bad": broken})).work()
    worker.post(Load(2, 2, small()), Look(2, {"bad": lambda trainer: 1})).work()
    assert dict(worker.told(Snapshot)[-1].values) == {"bad": 1}
    assert caplog.records


def test_a_change_that_is_not_live_is_refused_in_words(
    worker: Any, small: Any, caplog: pytest.LogCaptureFixture
) -> None:
    worker.post(Load(1, 1, small()), Apply(1, 2, small(seed=5)), Pause(1, 3)).work()
    assert "These fields need a reset: seed." in worker.told(Interrupted)[0].message
    assert worker.events[-1] == Paused(1, 3)
    assert caplog.records


def test_a_run_that_diverges_again_before_any_update_says_so_again(worker: Any, small: Any) -> None:
    layers = [{"units": 8, "activation": "relu"}] * 2
    config = small(data={"kind": "plane"}, network={"hidden": layers}, optimizer="gd", learning_rate=100.0, epochs=50)
    worker.post(Load(1, 1, config), Go(1, 2, FOREVER)).work()
    rows, (first,) = len(worker.reports), worker.told(Finished)
    worker.post(Apply(1, 3, config.with_value("learning_rate.base", 1e-5)), Go(1, 4, FOREVER)).work()
    assert first.stopped.startswith("Training diverged")
    assert worker.told(Finished)[-1].ticket == 4
    assert worker.told(Finished)[-1].stopped.startswith("Training diverged")
    assert len(worker.reports) == rows > 0
