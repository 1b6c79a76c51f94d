"""What holds for every kind of data set, those added later included."""

import numpy as np
import pytest
from pydantic import TypeAdapter

from ffnn_gui.data import AnyDataSet, DataSet, PreparedData, prepare
from ffnn_gui.schema import kinds_of, knobs_of

FIELD = TypeAdapter(AnyDataSet)
KINDS = kinds_of(AnyDataSet)
each_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.model_fields["kind"].default)
CLASSIFYING = [kind for kind in KINDS if kind().task.kind == "classification"]
each_classifying = pytest.mark.parametrize("kind", CLASSIFYING, ids=lambda kind: kind.model_fields["kind"].default)
SIZED = [kind for kind in KINDS if "samples" in kind.model_fields]
each_sized = pytest.mark.parametrize("kind", SIZED, ids=lambda kind: kind.model_fields["kind"].default)
NOISY = [kind for kind in KINDS if "noise" in kind.model_fields]
each_noisy = pytest.mark.parametrize("kind", NOISY, ids=lambda kind: kind.model_fields["kind"].default)


def parts(data: PreparedData) -> list:
    return [data.train, data.validation, data.test]


def rows(*arrays: np.ndarray) -> np.ndarray:
    """All rows of some arrays, in an order that does not depend on theirs."""
    joined = np.concatenate(arrays).astype(np.float64)
    return joined[np.lexsort(joined.T)]


def test_the_kinds_of_the_issue_are_there_in_order() -> None:
    issue = [
        "circle", "xor", "blobs", "spirals", "moons", "checkerboard", "plane", "bumps", "sine", "digits", "mnist",
    ]  # fmt: skip
    kinds = [kind.model_fields["kind"].default for kind in KINDS]
    assert [kind for kind in kinds if kind in issue] == issue


def test_spirals_are_the_default() -> None:
    assert FIELD.validate_python({}).kind == "spirals"


@each_kind
@pytest.mark.parametrize("dtype", ["float32", "float64", np.dtype(np.float64)], ids=str)
def test_arrays_have_the_shapes_and_dtypes_that_the_task_says(kind: type[DataSet], dtype: object) -> None:
    config = kind(test_fraction=0.1)
    data, task = prepare(config, dtype), config.task
    assert data.n_inputs == len(data.input_names) == len(config.input_names)
    for part in parts(data):
        n = len(part)
        assert part.X.shape == (n, data.n_inputs)
        assert part.X.dtype == np.dtype(dtype)
        assert part.raw.shape == (n, task.n_features)
        if task.kind == "classification":
            assert (part.y.shape, part.y.dtype) == ((n,), np.int64)
        else:
            assert (part.y.shape, part.y.dtype) == ((n, task.n_targets), np.dtype(dtype))


@each_kind
def test_every_number_is_finite_and_read_only(kind: type[DataSet]) -> None:
    for part in parts(prepare(kind(test_fraction=0.1))):
        for array in (part.X, part.y, part.raw):
            assert np.isfinite(array).all()
            assert not array.flags.writeable


@each_classifying
def test_classes_are_named_and_all_there(kind: type[DataSet]) -> None:
    data = prepare(kind())
    classes = data.task.classes
    assert len(set(classes)) == len(classes) >= 2
    for part in (data.train, data.validation):
        assert set(part.y.tolist()) == set(range(len(classes)))


@pytest.mark.parametrize("kind", [kind for kind in CLASSIFYING if kind in SIZED and kind().task.image_shape is None])
@pytest.mark.parametrize("samples", [11, 300])
def test_drawn_classes_are_equally_large_within_one(kind: type[DataSet], samples: int) -> None:
    config = kind(samples=samples)
    counts = np.bincount(config.generate(np.random.default_rng(0)).y, minlength=len(config.task.classes))
    assert counts.sum() == samples
    assert counts.max() - counts.min() <= 1


@each_sized
def test_as_many_examples_as_asked_for(kind: type[DataSet]) -> None:
    assert sum(map(len, parts(prepare(kind(samples=123, test_fraction=0.25))))) == 123


@each_kind
def test_the_same_seed_gives_the_same_arrays(kind: type[DataSet]) -> None:
    config = kind(seed=7, test_fraction=0.1)
    np.random.seed(1)  # noqa: NPY002 - must not matter
    first = prepare(config)
    np.random.seed(2)  # noqa: NPY002
    for one, other in zip(parts(first), parts(prepare(config)), strict=True):
        for name in ("X", "y", "raw"):
            np.testing.assert_array_equal(getattr(one, name), getattr(other, name), strict=True)


@each_kind
def test_another_seed_gives_other_arrays(kind: type[DataSet]) -> None:
    one, other = (prepare(kind(seed=seed)).train.raw for seed in (1, 2))
    assert not np.array_equal(one, other)


@each_kind
def test_the_parts_together_are_the_whole_set(kind: type[DataSet]) -> None:
    config = kind(test_fraction=0.15, validation_fraction=0.25, **({"samples": 200} if kind in SIZED else {}))
    X, y = config.generate(np.random.default_rng(config.seed).spawn(2)[0])
    whole = rows(np.column_stack([X, y]))
    split_up = rows(*(np.column_stack([part.raw, part.y]) for part in parts(prepare(config, "float64"))))
    np.testing.assert_array_equal(split_up, whole)


@each_noisy
def test_noise_moves_the_same_examples_smoothly(kind: type[DataSet]) -> None:
    clean, little, much = (prepare(kind(noise=noise), "float64").train for noise in (0.0, 0.1, 0.2))
    if prepare(kind()).task.kind == "classification":
        np.testing.assert_array_equal(little.y, much.y)
        near, far = little.raw - clean.raw, much.raw - clean.raw
    else:
        np.testing.assert_array_equal(little.raw, much.raw)
        near, far = little.y - clean.y, much.y - clean.y
    np.testing.assert_allclose(far, 2 * near, rtol=1e-9, atol=1e-12)
    assert 0.08 < near[:, 0].std() < 0.12


@each_kind
def test_the_inputs_are_those_of_the_raw_features(kind: type[DataSet]) -> None:
    data = prepare(kind(test_fraction=0.1))
    for part in parts(data):
        np.testing.assert_array_equal(data.inputs_of(part.raw), part.X, strict=True)
    as_float = data.inputs_of(data.train.raw.astype(np.float32))
    assert as_float.dtype == data.dtype
    np.testing.assert_allclose(as_float, data.train.X, rtol=1e-5, atol=1e-5)


@each_kind
def test_bounds_enclose_all_examples_with_a_margin(kind: type[DataSet]) -> None:
    data = prepare(kind(test_fraction=0.1))
    low, high = np.array(data.bounds).T
    raw = np.concatenate([part.raw for part in parts(data)])
    varies = raw.max(axis=0) > raw.min(axis=0)
    assert (low[varies] < raw.min(axis=0)[varies]).all()
    assert (high[varies] > raw.max(axis=0)[varies]).all()
    assert ((high - low)[varies] <= 1.21 * np.ptp(raw.astype(float), axis=0)[varies]).all()


@each_kind
def test_targets_are_well_scaled_by_construction(kind: type[DataSet]) -> None:
    config = kind(**({"noise": 0.0} if "noise" in kind.model_fields else {}))
    if config.task.kind == "regression":
        y = prepare(config).train.y
        assert 0.5 < np.abs(y).max() <= 1.0 + 1e-6


@each_kind
def test_a_config_survives_json(kind: type[DataSet]) -> None:
    config = kind(seed=2**32 - 1, test_fraction=0.05, normalization="min_max")
    assert FIELD.validate_json(FIELD.dump_json(config)) == config


@each_kind
def test_every_knob_says_what_it_is(kind: type[DataSet]) -> None:
    knobs = knobs_of(kind)
    assert set(knobs) == set(kind.model_fields) - {"kind"}
    assert all(knob.label and knob.help.endswith(".") for knob in knobs.values())
    assert kind.label
    assert kind.help.endswith(".")


@each_kind
def test_forms_show_what_is_special_to_a_kind_first(kind: type[DataSet]) -> None:
    assert list(knobs_of(kind))[-4:] == ["validation_fraction", "test_fraction", "normalization", "seed"]
