"""What holds for every kind of augmentation: strengths, seeds, company, precision."""

from typing import Any

import numpy as np
import pytest

from ffnn_gui.data import prepare
from ffnn_gui.data.augmentation import (
    ImageAugmentation,
)
from ffnn_gui.data.sets.digits import Digits
from ffnn_gui.schema import knobs_of
from tests.data.augmentation.samples import data_for, each_image_kind, each_kind, made, most


@each_kind
@pytest.mark.parametrize("normalization", ["none", "min_max", "standard"])
def test_at_most_strength_all_is_finite_and_something_changes(family: Any, kind: Any, normalization: str) -> None:
    data = data_for(family, normalization={"kind": normalization})
    inputs = made(most(family, kind), data)
    assert np.isfinite(inputs).all()
    assert not np.array_equal(inputs, data.train.X)
    if family is ImageAugmentation:
        pixels = inputs * data.scaling.scale + data.scaling.offset
        assert pixels.min() > -1e-4
        assert pixels.max() < data.task.max_pixel + 1e-4


@each_kind
def test_at_strength_0_nothing_changes(family: Any, kind: Any) -> None:
    data = data_for(family)
    assert not family().active
    assert most(family, kind).active
    assert made(family(), data) == pytest.approx(data.train.X, abs=1e-5)


@each_kind
def test_the_seeds_decide_and_epochs_differ(family: Any, kind: Any) -> None:
    data, augmentation = data_for(family), most(family, kind, 0.5)
    assert (made(augmentation, data) == made(augmentation, data)).all()
    assert not np.array_equal(made(augmentation, data), made(augmentation, data, epoch=1))


@each_kind
def test_an_example_is_changed_alike_in_whatever_company(family: Any, kind: Any) -> None:
    """To the last bit, with all other kinds on too: a run goes on from the middle of an epoch."""
    data = data_for(family)
    everything = {k.name: k.number(knobs_of(family)[k.name].high) for k in family.kinds}
    for augmentation in (most(family, kind), family.model_validate(everything)):
        together = made(augmentation, data)
        few = [61, 3, 17]
        assert (made(augmentation, data, only=few) == together[few]).all()
        assert (made(augmentation, data, only=[40]) == together[[40]]).all()


@each_kind
def test_the_first_examples_are_changed_as_if_all_were(family: Any, kind: Any) -> None:
    data, augmentation = data_for(family), most(family, kind)
    stage, out = augmentation.stage(data, 9), np.empty((9, data.n_inputs), data.dtype)
    stage.begin(augmentation, np.random.SeedSequence(3, spawn_key=(3, 0)))
    stage.take(np.arange(9), out)
    assert (out == made(augmentation, data)[:9]).all()


@each_image_kind
def test_both_precisions_are_the_same(kind: Any) -> None:
    augmentation, config = most(ImageAugmentation, kind), Digits(samples=100)
    single, double = made(augmentation, prepare(config, "float32")), made(augmentation, prepare(config, "float64"))
    assert (single.dtype, double.dtype) == (np.float32, np.float64)
    np.testing.assert_allclose(single, double, atol=1e-5)


@each_kind
def test_another_kind_leaves_the_random_numbers_alone(family: Any, kind: Any) -> None:
    seeds = np.random.SeedSequence(1)
    first = [other.generator(seeds).random() for other in family.kinds]
    assert len(set(first)) == len(family.kinds)
    assert kind.generator(seeds).random() in first
