"""A run with augmentation: fresh examples each epoch, from a stream of their own, judged by the originals."""

from itertools import islice
from typing import Any

import numpy as np
import pytest

from ffnn_gui.engine import ExperimentConfig, Trainer
from ffnn_gui.engine import trainer as module
from ffnn_gui.engine.arrays import Array, quiet
from ffnn_gui.engine.evaluation import Evaluator

IMAGES = {"shift": 1, "rotate": 20.0, "zoom": 0.1, "noise": 0.1, "erase": 0.3, "brightness": 0.2}
POINTS = {"jitter": 0.1, "rotate": 10.0}
each_family = pytest.mark.parametrize(
    ("kind", "augmentation"), [("digits", IMAGES), ("digits", {"shift": 1, "flip": 0.5}), ("circle", POINTS)]
)


def config(kind: str, augmentation: dict[str, Any], **parts: Any) -> ExperimentConfig:
    raw = {
        "data": {"kind": kind, "samples": 150, "augmentation": augmentation},
        "network": {"hidden": [{"units": 6, "dropout": 0.2}]},
        "batching": {"size": 16},
        "epochs": 4,
    }
    return ExperimentConfig.model_validate({**raw, **parts})


def go(trainer: Trainer, updates: int) -> Trainer:
    with quiet():
        list(islice(trainer.steps(), updates))
    return trainer


def seen(trainer: Trainer, monkeypatch: pytest.MonkeyPatch) -> list[Array]:
    """The inputs of each batch from now on, and with them the order of the examples."""
    batches: list[Array] = []
    backpropagate = trainer.network.backpropagate

    def note(x: Array, targets: Array, loss: Any) -> None:
        batches.append(x[:-1].T.copy())
        backpropagate(x, targets, loss)

    monkeypatch.setattr(trainer.network, "backpropagate", note)
    return batches


@each_family
def test_a_run_resumed_in_mid_epoch_is_the_run_itself(kind: str, augmentation: dict[str, Any]) -> None:
    whole = Trainer(config(kind, augmentation))
    for updates in (0, 3, 4, 9):
        go(whole, updates)
        resumed = Trainer(config(kind, augmentation), whole.capture())
    assert list(resumed.run()) == list(whole.run())
    assert (resumed.network.theta == whole.network.theta).all()


@each_family
def test_each_epoch_sees_other_examples_and_the_glimpse_shows_them(
    kind: str, augmentation: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    trainer = Trainer(config(kind, augmentation))
    batches, epochs = seen(trainer, monkeypatch), []
    for epoch in range(2):
        order = trainer._shuffle_rng.bit_generator.state
        promised = trainer.augmenter.glimpse(trainer.config.data.augments, epoch, 20)
        go(trainer, -(-len(trainer.data.train) // 16))
        shuffle = np.random.default_rng(0)
        shuffle.bit_generator.state = order
        inputs = np.empty_like(trainer.data.train.X)
        inputs[shuffle.permutation(len(inputs))] = np.concatenate(batches)
        assert (inputs[:20] == promised).all()
        epochs.append(inputs)
        batches.clear()
    assert not np.array_equal(*epochs)
    assert not np.array_equal(epochs[0], trainer.data.train.X)


def test_looking_ahead_leaves_the_run_alone() -> None:
    plain, watched = (Trainer(config("digits", IMAGES)) for _ in range(2))
    augmentation = watched.config.data.augments
    with quiet():
        for _ in watched.steps():
            watched.augmenter.glimpse(augmentation, watched.epoch + 1, 5)
    list(plain.run())
    assert (plain.network.theta == watched.network.theta).all()


def test_other_random_numbers_are_those_of_a_run_without() -> None:
    with_it, without = Trainer(config("digits", IMAGES)), Trainer(config("digits", {}))
    assert (with_it.network.theta == without.network.theta).all()
    assert [s.spawn_key for s in module._seeds(5)[:3]] == [s.spawn_key for s in np.random.SeedSequence(5).spawn(3)]
    for trainer in (with_it, without):
        go(trainer, 20)
    assert with_it.capture().generators == without.capture().generators
    assert (with_it.capture().order == without.capture().order).all()
    assert (with_it.network.theta != without.network.theta).any()


@each_family
def test_scores_are_of_the_originals(kind: str, augmentation: dict[str, Any]) -> None:
    trainer = Trainer(config(kind, augmentation, network={"hidden": []}))
    report = next(trainer.run())
    originals = Trainer(config(kind, {})).data.train
    assert (originals.X == trainer.data.train.X).all()
    score = Evaluator(originals, trainer.data.task, trainer.loss, trainer.network).score(trainer.network)
    assert report.train == score


@each_family
def test_a_live_change_holds_from_the_next_batch_on_and_is_resumed_as_such(
    kind: str, augmentation: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    trainer = go(Trainer(config(kind, {})), 3)
    batches = seen(trainer, monkeypatch)
    trainer.apply(config(kind, augmentation))
    resumed = Trainer(config(kind, augmentation), trainer.capture())
    go(trainer, 1)
    originals = {row.tobytes() for row in trainer.data.train.X}
    assert not all(row.tobytes() in originals for row in batches[0])
    go(resumed, 1)
    assert (resumed.network.theta == trainer.network.theta).all()
    trainer.apply(config(kind, {}))
    go(trainer, 1)
    assert all(row.tobytes() in originals for row in batches[1])


def test_switched_off_it_gives_its_memory_back() -> None:
    trainer = go(Trainer(config("digits", IMAGES)), 3)
    assert trainer.augmenter._stage is not None
    trainer.apply(config("digits", {}))
    go(trainer, 1)
    assert trainer.augmenter._stage is None
