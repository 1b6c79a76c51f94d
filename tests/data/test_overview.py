"""The overview counts and measures what is there, and names what may become a problem."""

from dataclasses import replace

import numpy as np
import pytest

from ffnn_gui.data import Part, PreparedData, Scaling
from ffnn_gui.data import overview as module
from ffnn_gui.data.overview import overview
from ffnn_gui.engine import ExperimentConfig, Trainer


def prepared(**data: object) -> PreparedData:
    return Trainer(ExperimentConfig.model_validate({"data": data})).data


def with_training(data: PreparedData, raw: object, y: object) -> PreparedData:
    rows = np.array(raw, np.float64)
    as_it_is = Scaling(np.zeros(rows.shape[1]), np.ones(rows.shape[1]))
    train = Part(rows.astype(np.float32), np.array(y, np.int64), rows)
    return replace(data, train=train, scaling=as_it_is)


CIRCLE = {"kind": "circle", "samples": 100, "normalization": {"kind": "standard"}}


def test_parts_with_examples_are_there() -> None:
    assert list(prepared(**CIRCLE).parts) == ["training", "validation"]
    assert list(prepared(**CIRCLE, test_fraction=0.2).parts) == ["training", "validation", "test"]


def test_ranges_before_and_after_normalization() -> None:
    data = prepared(**CIRCLE, inputs={"x1_squared": True})
    seen = overview(data)
    before, after = seen.before, seen.after
    assert [each.name for each in before] == [each.name for each in after] == ["x₁", "x₂", "x₁²"]
    x1 = data.train.raw[:, 0]
    assert (before[0].low, before[0].high) == (x1.min(), x1.max())
    assert before[2].high == pytest.approx((x1**2).max())
    assert [each.mean for each in after] == pytest.approx([0] * 3, abs=1e-5)
    assert [each.std for each in after] == pytest.approx([1] * 3, abs=1e-4)


def test_images_have_one_range_for_all_pixels() -> None:
    seen = overview(prepared(kind="digits", samples=100))
    before, after = seen.before, seen.after
    assert [(each.low, each.high) for each in before] == [(0, 16)]
    assert [(each.low, each.high) for each in after] == [(0, 1)]


def test_classes_are_counted_in_each_part() -> None:
    data = prepared(kind="digits", samples=200)
    counts = overview(data).counts
    assert counts["training"].tolist() == [(data.train.y == k).sum() for k in range(10)]
    assert counts["validation"].sum() == len(data.validation)


@pytest.mark.parametrize("kind", ["circle", "digits", "sine", "bumps", "blobs"])
def test_the_shipped_sets_are_well(kind: str) -> None:
    assert overview(prepared(kind=kind)).remarks == ()


@pytest.mark.parametrize(
    ("raw", "y", "told"),
    [
        ([[1, 2]], [0], "single training example"),
        ([[1, 2], [3, 5], [2, 3]], [0, 1, 1], "only 3 training examples"),
        ([[1, 2], [3, 5], [2, 3]], [1, 1, 1], "of one class"),
        ([[n, -n] for n in range(20)], [0] * 18 + [1] * 2, "out of balance: outside"),
        ([[n, 7] for n in range(10)], [0, 1] * 5, "Always the same, so of no use: x₂"),
        ([[n, 1000 * n] for n in range(10)], [0, 1] * 5, "scales differ 1000 times"),
    ],
)
def test_problems_are_named(raw: object, y: object, told: str) -> None:
    data = with_training(prepared(**CIRCLE), raw, y)
    names = dict(zip(("inside", "outside"), data.task.classes, strict=False))
    told = told.replace("outside", data.task.classes[0]) if names else told
    assert any(told in sentence for sentence in overview(data).remarks), overview(data).remarks


def test_classes_that_are_never_seen_are_named() -> None:
    data = with_training(prepared(kind="blobs", classes=4, samples=60), [[n, -n] for n in range(10)], [0, 1] * 5)
    assert "never learned: blob 3, blob 4" in overview(data).remarks[0]
    data = with_training(data, [[1, 2], [3, 4]], [0, 1])
    assert "fewer training examples (2) than classes (4)" in overview(data).remarks[0]


def test_constant_targets_are_named() -> None:
    data = prepared(kind="sine", samples=30)
    flat = replace(data.train, y=np.full_like(data.train.y, 2.0))
    assert "nothing to tell apart" in overview(replace(data, train=flat)).remarks[0]


def test_the_range_of_all_pixels_is_that_of_one_long_row() -> None:
    data = prepared(kind="digits", samples=300, normalization="standard")
    seen = overview(data)
    for each, pixels in ((seen.before[0], data.train.raw), (seen.after[0], data.train.X.astype(np.float64))):
        assert (each.low, each.high) == pytest.approx((pixels.min(), pixels.max()), rel=1e-6)
        assert (each.mean, each.std) == pytest.approx((pixels.mean(), pixels.std()), abs=1e-6)


@pytest.mark.parametrize("normalization", ["none", "min_max", "standard"])
def test_the_ranges_after_are_those_of_the_inputs(normalization: str) -> None:
    data = prepared(kind="stretched", normalization=normalization)
    for index, each in enumerate(overview(data).after):
        column = data.train.X[:, index].astype(np.float64)
        assert (each.low, each.high) == pytest.approx((column.min(), column.max()), rel=1e-5)
        assert (each.mean, each.std) == pytest.approx((column.mean(), column.std()), abs=1e-4)


def test_of_large_data_a_part_is_looked_at_and_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_NUMBERS", 40)
    monkeypatch.setattr(module, "LEAST_EXAMPLES", 5)
    data = with_training(prepared(**CIRCLE), [[n, max(n - 20, 0)] for n in range(30)], [0, 1] * 15)
    seen = overview(data)
    assert (seen.looked_at, seen.examples, seen.before[0].high) == (20, 30, 19)
    assert seen.remarks[0] == "Always the same among the first 20 examples, so of no use: x₂."
