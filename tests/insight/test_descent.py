"""The way down a landscape of two weights: the run of a model without hidden layers, on its true loss."""

from typing import Any

import numpy as np
import pytest

from ffnn_gui.engine import ExperimentConfig, Trainer
from ffnn_gui.insight import descent as module
from ffnn_gui.insight.descent import LEARNED, SIDE, UPDATES, Descent, has_two_weights

SCALED = ("none", "standard", "min_max")


def config(kind: str = "stretched", **parts: Any) -> ExperimentConfig:
    raw = {"data": {"kind": kind, "samples": 100}, "optimizer": "gd", "batching": "full", **parts}
    return ExperimentConfig.model_validate(raw)


def descents(config: ExperimentConfig | Trainer) -> tuple[Descent, Descent]:
    """Both ways to their ends."""
    trainer = config if isinstance(config, Trainer) else Trainer(config)
    while not all(descent.complete for descent in module.descents(trainer, 10.0)):
        pass
    return module.descents(trainer)


def test_a_path_is_that_of_a_network_without_hidden_layers() -> None:
    raw = {"kind": "stretched", "samples": 100, "normalization": "standard"}
    trainer = Trainer(config(data=raw, network={"hidden": []}))
    path = [trainer.network.theta[:2].copy()]
    for _ in range(5):
        next(trainer.run())
        path.append(trainer.network.theta[:2].copy())
    _, normalized = descents(config())
    assert normalized.path.shape == (1 + UPDATES, 2)
    assert (normalized.path[:6] == np.array(path)).all()


def test_the_normalization_of_the_run_is_compared_and_the_standard_one_where_it_has_none() -> None:
    found = {kind: descents(config(data={"kind": "stretched", "normalization": kind})) for kind in SCALED}
    for bare, _ in found.values():
        assert (bare.path == found["none"][0].path).all()
    assert (found["none"][1].path == found["standard"][1].path).all()
    assert (found["min_max"][1].path[-1] != found["standard"][1].path[-1]).all()
    trainer = Trainer(config(data={"kind": "stretched", "normalization": "min_max"}, network={"hidden": []}))
    next(trainer.run())
    assert (found["min_max"][1].path[1] == trainer.network.theta[:2]).all()


def test_the_landscape_is_the_loss(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "EXAMPLES", 10_000)
    found, _ = descents(config(seed=3))
    raw = {"kind": "stretched", "samples": 100}
    trainer = Trainer(config(data=raw, network={"hidden": []}, seed=3, epochs=UPDATES, precision="float64"))
    *_, last = trainer.run()
    (left, right), (low, high) = found.bounds
    for row, column in ((0, 0), (5, 40), (SIDE - 1, SIDE - 1)):
        w1, w2 = np.linspace(left, right, SIDE)[column], np.linspace(low, high, SIDE)[row]
        trainer.network.theta[:2] = w1, w2
        outputs = trainer.network.predict(trainer.data.train.X)
        targets = trainer.loss.encode(trainer.data.train.y, 1, "float64")
        assert found.loss[row, column] == pytest.approx(trainer.loss.values(outputs.T, targets.T).mean(), rel=1e-3)
    assert last.epoch == UPDATES


@pytest.mark.parametrize("kind", ["stretched", "spirals", "plane", "moons"])
@pytest.mark.parametrize("optimizer", ["gd", "adam"])
def test_the_path_lies_on_the_landscape_of_one_scale(kind: str, optimizer: str) -> None:
    for found in descents(config(kind, optimizer=optimizer)):
        assert found.loss.shape == (SIDE, SIDE)
        assert np.isfinite(found.loss).all()
        (left, right), (low, high) = found.bounds
        assert right - left == pytest.approx(high - low)
        for weight, (least, most) in zip(found.path.T, found.bounds, strict=True):
            assert least < weight.min() <= weight.max() < most


def test_badly_scaled_inputs_zig_zag_in_a_narrow_valley() -> None:
    """Plain gradient descent leaps over the valley at every other step; normalized it walks straight."""
    bare, normalized = descents(config(data={"kind": "stretched"}))
    assert bare.stretch > 50
    assert normalized.stretch < 3

    def turns(path: np.ndarray) -> int:
        steps = np.diff(path[10:100, 1])
        return int((steps[1:] * steps[:-1] < 0).sum())

    assert turns(bare.path) > 20
    assert turns(normalized.path) == 0


def test_what_the_network_is_does_not_matter() -> None:
    wide = config(network={"hidden": [{"units": 30}]}, data={"kind": "circle", "inputs": {"x1_squared": True}})
    for one, other in zip(descents(wide), descents(config(data={"kind": "circle"})), strict=True):
        assert (one.path == other.path).all()
        assert (one.loss == other.loss).all()


def test_a_look_takes_the_ways_a_little_further() -> None:
    trainer = Trainer(config())
    looks = [module.descents(trainer, 0.0) for _ in range(7)]
    assert [[len(descent.path) for descent in look] for look in looks] == [
        [2, 1], [2, 2], [3, 2], [3, 3], [4, 3], [4, 4], [5, 4],
    ]  # fmt: skip
    whole = descents(trainer)
    for before, after in zip(looks[-1], whole, strict=True):
        assert not before.complete
        assert after.complete
        assert (after.path[: len(before.path)] == before.path).all()
    assert all(one is other for one, other in zip(module.descents(trainer), whole, strict=True))


def test_each_look_shows_its_path_and_seldom_paints_anew() -> None:
    trainer, losses = Trainer(config("stretched")), set()
    while True:
        found, _ = module.descents(trainer, 0.0)
        losses.add(id(found.loss))
        for weight, (low, high) in zip(found.path.T, found.bounds, strict=True):
            assert low <= weight.min()
            assert weight.max() <= high
        if found.complete:
            break
        kept = found  # so that no two arrays have one id
        assert kept is found
    assert len(losses) < 15


def test_a_rate_of_before_goes_on_where_it_was() -> None:
    trainer = Trainer(config())
    before = descents(trainer)
    trainer.apply(trainer.config.with_value("learning_rate.base", 0.5))
    assert not module.descents(trainer, 0.0)[0].complete
    trainer.apply(trainer.config.with_value("learning_rate.base", 0.01))
    assert module.descents(trainer) == before


def test_of_many_examples_the_first_are_learned(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LEARNED", 50)
    trainer = Trainer(config(data={"kind": "stretched", "samples": 2000}))
    way = module._models(trainer.data).way(next(module._bare(trainer.config)))
    assert (way._trainer.data.train.raw == trainer.data.train.raw[:50]).all()
    assert LEARNED > 240, "of the sets as they are at first, all"


def test_the_run_has_its_threads_back(monkeypatch: pytest.MonkeyPatch) -> None:
    trainer, calls = Trainer(config(network={"hidden": [{"units": 500}]})), []
    monkeypatch.setattr("ffnn_gui.engine.trainer.use_cores_for", lambda widths, examples: calls.append(widths))
    module.descents(trainer)
    assert calls[-1] == [2, 500, 1]
    assert [2, 1] in calls


def test_a_path_that_diverges_ends() -> None:
    bare, _ = descents(config("plane", data={"kind": "plane"}, learning_rate=100))
    assert len(bare.path) < UPDATES
    assert np.isfinite(bare.path).all()
    assert np.isfinite(bare.loss).all()


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({"kind": "circle"}, True),
        ({"kind": "plane"}, True),
        ({"kind": "blobs", "classes": 2}, True),
        ({"kind": "blobs", "classes": 3}, False),
        ({"kind": "sine"}, False),
        ({"kind": "digits"}, False),
    ],
)
def test_which_data_have_two_weights(data: dict[str, Any], expected: bool) -> None:
    assert has_two_weights(ExperimentConfig.model_validate({"data": data}).data.task) is expected
