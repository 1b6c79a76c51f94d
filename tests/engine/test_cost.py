"""The share of training's time that augmentation takes: pauses left out, over enough time, never of other strengths."""

from collections.abc import Iterator
from typing import Any

import pytest

from ffnn_gui.engine import ExperimentConfig, Trainer
from ffnn_gui.engine.arrays import Array, quiet
from ffnn_gui.engine.cost import SOONEST, USUAL, Cost

ON = {"shift": 1}


class Hands:
    """A clock that is turned by hand."""

    def __init__(self) -> None:
        self.now, self.looks = 0.0, 0

    def __call__(self) -> float:
        self.looks += 1
        return self.now


@pytest.fixture
def hands() -> Hands:
    return Hands()


def spend(hands: Hands, cost: Cost, part: float, rest: float) -> None:
    """Training of so many seconds of the part and of all else."""
    cost.go_on()
    cost.begin()
    hands.now += part
    cost.end()
    hands.now += rest
    cost.pause()


def test_it_is_the_part_of_all_training(hands: Hands) -> None:
    cost = Cost(hands)
    assert cost.share is None
    spend(hands, cost, part=1, rest=3)
    assert cost.share is None
    cost.epoch_done()
    assert cost.share == pytest.approx(0.25)


def test_pauses_do_not_count(hands: Hands) -> None:
    cost = Cost(hands)
    for _ in range(4):
        spend(hands, cost, part=1, rest=1)
        hands.now += 100
    cost.epoch_done()
    assert cost.share == pytest.approx(0.5)


def test_a_share_follows_from_enough_time(hands: Hands) -> None:
    cost = Cost(hands)
    spend(hands, cost, part=0.4 * SOONEST, rest=0.4 * SOONEST)
    cost.epoch_done()
    assert cost.share is None
    spend(hands, cost, part=0, rest=0.8 * SOONEST)
    cost.epoch_done()
    assert cost.share == pytest.approx(0.25)


def test_it_is_calm(hands: Hands) -> None:
    cost, shares = Cost(hands), []
    for epoch in range(45):
        spend(hands, cost, part=0.1 * USUAL * (epoch % 2), rest=0.1 * USUAL)
        cost.epoch_done()
        shares.append(cost.share)
    assert len(set(shares[1:])) <= 6
    assert shares[-1] == pytest.approx(1 / 3, abs=0.05)


def test_what_was_forgotten_counts_no_more(hands: Hands) -> None:
    cost = Cost(hands)
    spend(hands, cost, part=5, rest=0)
    cost.epoch_done()
    spend(hands, cost, part=5, rest=0)
    cost.forget()
    assert cost.share is None
    spend(hands, cost, part=1, rest=9)
    cost.epoch_done()
    assert cost.share == pytest.approx(0.1)


# In a run


def run_of(augmentation: dict[str, Any], hands: Hands, monkeypatch: pytest.MonkeyPatch) -> Trainer:
    """A run whose clock goes on by 1 s with each update, and by 3 s with each gathering of augmented examples."""
    data = {"kind": "digits", "samples": 150, "augmentation": augmentation}
    raw = {"data": data, "batching": {"size": 16}, "network": {"hidden": [{"units": 4}]}, "epochs": 50}
    trainer = Trainer(ExperimentConfig.model_validate(raw))
    trainer.augmenter.cost = Cost(hands)
    update, stage_of = trainer._update, type(trainer.config.data.augments).stage

    def updated(x: Array, targets: Array) -> None:
        hands.now += 1
        update(x, targets)

    def slow_stage(*given: Any) -> Any:
        hands.now += 1000
        stage = stage_of(*given)
        take = stage.take

        def taken(examples: Array, out: Array) -> None:
            hands.now += 3
            take(examples, out)

        monkeypatch.setattr(stage, "take", taken)
        return stage

    monkeypatch.setattr(trainer, "_update", updated)
    monkeypatch.setattr(type(trainer.config.data.augments), "stage", slow_stage)
    return trainer


def with_pauses(trainer: Trainer, hands: Hands) -> Iterator[object]:
    for step in trainer.steps():
        hands.now += 500
        yield step


def share(trainer: Trainer) -> float | None:
    augmentation = trainer.config.data.augments
    assert augmentation is not None
    return trainer.augmenter.cost_of(augmentation)


def epoch(steps: Iterator[object]) -> None:
    with quiet():
        next(step for step in steps if step is not None)


def test_a_run_measures_its_augmentation(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    trainer = run_of(ON, hands, monkeypatch)
    steps, updates = with_pauses(trainer, hands), -(-len(trainer.data.train) // 16)
    assert share(trainer) is None
    with quiet():
        next(steps)
    assert share(trainer) is None
    epoch(steps)
    assert share(trainer) == pytest.approx(3 / (3 + updates))
    epoch(steps)
    assert share(trainer) == pytest.approx(3 / (3 + updates))


def test_without_augmentation_no_clock_is_looked_at(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    trainer = run_of({}, hands, monkeypatch)
    epoch(trainer.steps())
    assert hands.looks == 0
    assert share(trainer) is None


def test_of_other_strengths_nothing_is_known(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    trainer = run_of(ON, hands, monkeypatch)
    steps = with_pauses(trainer, hands)
    epoch(steps)
    for path, value in (("data.augmentation.noise", 0.1), ("data.augmentation", {"shift": 0})):
        trainer.apply(trainer.config.with_value(path, value))
        assert share(trainer) is None
        with quiet():
            next(steps)
        assert share(trainer) is None
        epoch(steps)
        assert (share(trainer) is not None) == trainer.config.data.augments.active


def test_a_run_that_an_error_broke_off_measures_only_what_follows(
    hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    trainer = run_of(ON, hands, monkeypatch)
    backpropagate = trainer.network.backpropagate
    monkeypatch.setattr(trainer.network, "backpropagate", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        epoch(trainer.steps())
    monkeypatch.setattr(trainer.network, "backpropagate", backpropagate)
    hands.now += 10_000
    epoch(trainer.steps())
    found = share(trainer)
    assert found is not None
    assert found > 0.2


def test_the_clock_has_no_influence(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    measured = run_of(ON, hands, monkeypatch)
    plain = Trainer(measured.config)
    for trainer in (measured, plain):
        steps = trainer.steps()
        for _ in range(3):
            epoch(steps)
    assert (measured.network.theta == plain.network.theta).all()
