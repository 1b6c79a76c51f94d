"""Looks give way to commands, so that a pause, a save or the end never waits for pictures."""

from collections import deque
from collections.abc import Callable
from typing import Any

import pytest

from ffnn_gui.engine import Trainer
from ffnn_gui.insight.response import responses
from ffnn_gui.insight.trace import trace_of
from ffnn_gui.worker.commands import Command, Go, Load, Look, Pause
from ffnn_gui.worker.events import Paused, Snapshot
from ffnn_gui.worker.probing import Probing


def surface_like(trainer: Trainer) -> object:
    """Asks the network for all its answers."""
    return trainer.network.predict(trainer.data.train.X)


def test_between_two_probes_a_command_is_looked_for(worker: Any, small: Any) -> None:
    def press_pause(trainer: Any) -> int:
        worker.post(Pause(1, 3))
        return 1

    worker.post(Load(1, 1, small())).work()
    worker.post(Look(1, dict.fromkeys("abc", press_pause))).work()
    (snapshot,) = worker.told(Snapshot)
    assert len(snapshot.values) == 1
    assert snapshot.left == set("abc") - snapshot.values.keys()
    assert worker.told(Paused)


def test_a_look_that_asks_the_network_for_much_gives_way_to_a_command(worker: Any, small: Any) -> None:
    asked = 0

    def probe(trainer: Any) -> Any:
        nonlocal asked
        asked += 1
        if asked == 1:
            worker.post(Pause(1, 3))
        return trainer.network.predict(trainer.data.train.X)

    worker.post(Load(1, 1, small()), Go(1, 2, 1.0)).work()
    worker.post(Look(1, {"plane": probe})).work()
    worker.post(Look(1, {"plane": probe})).work()
    first, second = worker.told(Snapshot)
    assert (dict(first.values), first.left) == ({}, {"plane"})
    assert (list(second.values), second.left) == (["plane"], set())
    worker.post(Go(1, 4, 1.0)).work()
    assert len(worker.reports) == 2


@pytest.mark.parametrize("look", [trace_of, responses, surface_like], ids=lambda look: look.__name__)
def test_whatever_goes_through_the_layers_can_be_given_up(small: Any, look: Callable[[Trainer], object]) -> None:
    trainer, commands = Trainer(small()), deque[Command]()
    probing = Probing(pytest.fail, commands)
    breathe = trainer.network.breathe
    probes = {"hurried": lambda trainer: (commands.append(Pause(1, 1)), look(trainer))}
    assert probing.look(trainer, probes) == ({}, {"hurried"})
    assert trainer.network.breathe is breathe
    commands.clear()
    assert probing.look(trainer, {"calm": look})[1] == frozenset()
