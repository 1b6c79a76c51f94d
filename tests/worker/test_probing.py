"""Looks give way to commands, so that a pause, a save or the end never waits for pictures."""

from typing import Any

from ffnn_gui.worker.commands import Go, Load, Look, Pause
from ffnn_gui.worker.events import Paused, Snapshot


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
