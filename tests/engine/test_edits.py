"""Weights set by hand, the moment that tells when to look again, and the masks that dropout used."""

from itertools import islice

import numpy as np
import pytest

from ffnn_gui.engine import ExperimentConfig, Trainer
from ffnn_gui.engine.arrays import quiet

CONFIG = {"data": {"kind": "circle", "samples": 60}, "network": {"hidden": [{"units": 4, "activation": "relu"}]}}


def a_trainer(dropout: float = 0.0) -> Trainer:
    config = ExperimentConfig.model_validate(CONFIG)
    return Trainer(config.with_value("network.hidden.0.dropout", dropout))


def step(trainer: Trainer, times: int = 1) -> None:
    with quiet():
        list(islice(trainer.steps(), times))


@pytest.mark.parametrize(("layer", "row", "column"), [(0, 0, 3), (0, 2, 1), (1, 3, 0), (1, 4, 0)])
def test_a_weight_or_bias_gets_its_value(layer: int, row: int, column: int) -> None:
    trainer = a_trainer()
    before = trainer.network.theta.copy()
    old = trainer.set_parameter(layer, row, column, 0.25)
    assert trainer.network.layers[layer].block[row, column] == 0.25
    assert old in before
    assert (trainer.network.theta != before).sum() == 1


@pytest.mark.parametrize("place", [(2, 0, 0), (-1, 0, 0), (0, 3, 0), (0, -1, 0), (0, 0, 4), (1, 0, 1)])
def test_what_is_not_there_cannot_be_set(place: tuple[int, int, int]) -> None:
    with pytest.raises(IndexError, match="no such weight"):
        a_trainer().set_parameter(*place, 1.0)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), 1e39])
def test_a_weight_stays_finite(value: float) -> None:
    trainer = a_trainer()
    with quiet(), pytest.raises(ValueError, match="finite"):
        trainer.set_parameter(0, 0, 0, value)
    assert np.isfinite(trainer.network.theta).all()


def test_a_bias_far_below_zero_kills_a_relu_for_ever() -> None:
    trainer = a_trainer()
    trainer.set_parameter(0, 2, 1, -50.0)
    incoming = trainer.network.layers[0].block[:, 1].copy()
    step(trainer, 40)
    assert (trainer.network.layers[0].block[:, 1] == incoming).all()


def test_the_moment_differs_after_updates_and_edits() -> None:
    trainer = a_trainer()
    moments = [trainer.moment]
    step(trainer)
    moments.append(trainer.moment)
    trainer.set_parameter(0, 0, 0, 0.5)
    moments.append(trainer.moment)
    assert len(set(moments)) == 3
    assert trainer.moment == moments[-1]


def test_the_masks_are_those_of_the_latest_step() -> None:
    trainer = a_trainer(dropout=0.5)
    assert trainer.network.dropout_masks() == (None,)
    step(trainer)
    (mask,) = trainer.network.dropout_masks()
    assert mask is not None
    assert mask.shape[0] == 4
    assert set(np.unique(mask)) == {0.0, 2.0}
    first = mask.copy()
    step(trainer)
    (second,) = trainer.network.dropout_masks()
    assert second is not None
    assert not np.array_equal(first, second)


def test_without_dropout_there_is_no_mask() -> None:
    trainer = a_trainer()
    step(trainer)
    assert trainer.network.dropout_masks() == (None,)
