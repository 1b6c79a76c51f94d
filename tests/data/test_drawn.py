"""The drawn data set: its points are what was drawn, and what cannot be one is refused in a sentence."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ffnn_gui.data import prepare
from ffnn_gui.data.sets.base import DataSet
from ffnn_gui.data.sets.blobs import Blobs
from ffnn_gui.data.sets.bumps import Bumps
from ffnn_gui.data.sets.drawn import FARTHEST, MOST_POINTS, Drawn, as_points, drawn_from
from ffnn_gui.data.sets.mnist import Mnist
from ffnn_gui.engine import ExperimentConfig, Trainer
from ffnn_gui.schema import ConfigError, changes

numbers = st.floats(-FARTHEST, FARTHEST, allow_subnormal=False)
values = st.lists(st.tuples(numbers, numbers, numbers), min_size=1, max_size=40).map(tuple)


@st.composite
def classified(draw: st.DrawFn) -> Drawn:
    classes = draw(st.integers(2, 6))
    point = st.tuples(numbers, numbers, st.integers(0, classes - 1).map(float))
    return Drawn(classes=classes, points=tuple(draw(st.lists(point, min_size=1, max_size=40))))


def refused(**parts: Any) -> str:
    with pytest.raises(ConfigError) as error:
        ExperimentConfig().with_value("data", {"kind": "drawn", **parts})
    return str(error.value)


@given(classified())
def test_the_examples_are_the_points(data: Drawn) -> None:
    X, y = data.generate(np.random.default_rng())
    assert [(*place, label) for place, label in zip(X.tolist(), y.tolist(), strict=True)] == list(data.points)
    assert y.dtype == np.int64
    assert len(data.task.classes) == data.classes


@given(values)
def test_values_are_targets(points: tuple[tuple[float, float, float], ...]) -> None:
    X, y = Drawn(task_kind="regression", points=points).generate(np.random.default_rng())
    assert np.column_stack([X, y]).tolist() == [list(point) for point in points]
    assert y.shape == (len(points), 1)


@given(classified())
def test_points_survive_json_and_being_set_again(data: Drawn) -> None:
    assert Drawn.model_validate_json(data.model_dump_json()) == data
    start = ExperimentConfig.model_validate({"data": {"kind": "drawn", "classes": data.classes}})
    assert start.with_value("data.points", data.points).data == data
    assert start.with_value("data.points", [list(point) for point in data.points]).data == data


@given(values)
def test_six_digits_are_kept_and_stay_as_they_are(points: tuple[tuple[float, float, float], ...]) -> None:
    kept = as_points(np.array(points))
    np.testing.assert_allclose(kept, points, rtol=1e-5, atol=1e-20)
    assert as_points(np.array(kept)) == kept
    assert all(value == float(f"{value:.6g}") for point in kept for value in point if abs(value) > 1e-10)


def test_the_seed_only_splits() -> None:
    one, other = (prepare(Drawn(seed=seed), "float64") for seed in (1, 2))
    assert one.train.raw.tolist() != other.train.raw.tolist()
    wholes = ([*data.train.raw.tolist(), *data.validation.raw.tolist()] for data in (one, other))
    assert len({str(sorted(whole)) for whole in wholes}) == 1


def test_derived_inputs_work() -> None:
    data = prepare(Drawn(inputs={"x1_x2": True}, normalization="none"), "float64")
    np.testing.assert_allclose(data.train.X[:, 2], data.train.raw.prod(axis=1))


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        ({"points": []}, "data.points: One point at least must stay"),
        ({"points": [(0, 0, 0)] * (MOST_POINTS + 1)}, "At most 10,000 points can be drawn, not 10,001."),
        ({"points": [(0, 0, 0), (1, 2000, 0)]}, "Point 2: x₂ must be from −1,000 to 1,000, not 2,000."),
        ({"points": [(0, 0, -2000)], "task_kind": "regression"}, "Point 1: the value must be from"),
        ({"points": [(0, 0, 1), (0, 0, 0.5)]}, "Point 2 has the value 0.5, which is no class"),
        ({"points": [(0, 0, -1)]}, "Point 1 has the value -1, which is no class"),
        ({"points": [(0, 0, 2), (0, 0, 3)]}, "2 points are of class 4, and there are only 2 classes."),
        ({"points": [(0, 0, 3)], "classes": 3}, "1 point is of class 4, and there are only 3 classes."),
        ({"points": [(0, float("nan"), 0)]}, "data.points.0.1: Points: Input should be a finite number"),
        ({"points": [(0, 0)]}, "data.points.0.2: Points: Field required"),
        ({"points": [(0, "0", 0)]}, "data.points.0.1: Points: Input should be a valid number"),
        ({"points": 5}, "data.points: Points: Input should be a valid tuple"),
        ({"classes": 7}, "data.classes: Classes must be from 2 to 6, not 7."),
        ({"samples": 100}, "data.samples: There is no such field here."),
    ],
)
def test_what_cannot_be_drawn_is_refused(parts: dict[str, Any], sentence: str) -> None:
    assert sentence in refused(**parts)


@pytest.mark.parametrize("data", [Blobs(classes=4, samples=50), Bumps(samples=50)], ids=lambda data: data.kind)
def test_other_data_become_drawn_points(data: DataSet) -> None:
    changed = data.model_copy(update={"seed": 7, "test_fraction": 0.2})
    X, y = changed.generate(np.random.default_rng(0))
    drawn = drawn_from(changed, X, y)
    again = drawn.generate(np.random.default_rng(1))
    np.testing.assert_allclose(again.X, X, rtol=1e-5)
    np.testing.assert_allclose(again.y, y, rtol=1e-5)
    assert (drawn.seed, drawn.test_fraction, drawn.normalization) == (7, 0.2, data.normalization)
    assert (drawn.task.kind, len(drawn.task.classes)) == (data.task.kind, len(data.task.classes))


def test_too_many_examples_are_thinned_evenly() -> None:
    X = np.linspace([-1.0, 1.0], [1.0, 2.0], 25_000)
    drawn = drawn_from(Blobs(), X, np.zeros(25_000, np.int64))
    assert len(drawn.points) == MOST_POINTS
    assert (drawn.points[0][0], drawn.points[-1][0]) == (-1, 1)


def test_data_that_cannot_be_drawn_say_why() -> None:
    X = np.zeros((3, 2))
    with pytest.raises(ValueError, match="two features"):
        drawn_from(Mnist(), np.zeros((3, 784)), np.zeros(3))
    with pytest.raises(ValueError, match="At most 6 classes"):
        drawn_from(Mnist(), X, np.zeros(3))
    with pytest.raises(ValueError, match="from −1,000 to 1,000"):
        drawn_from(Blobs(), X + 2000, np.zeros(3))


@pytest.mark.parametrize("task_kind", ["classification", "regression"])
@pytest.mark.parametrize("points", [((0.5, 0.5, 1.0),), ((0.0, 0.0, 0.0),) * 3], ids=["one", "all alike"])
def test_a_single_place_trains_and_has_bounds(task_kind: str, points: tuple[tuple[float, float, float], ...]) -> None:
    data = {"kind": "drawn", "task_kind": task_kind, "points": points}
    trainer = Trainer(ExperimentConfig.model_validate({"data": data, "epochs": 3}))
    assert all(np.isfinite(report.train.loss) for report in trainer.run())
    assert all(high - low == 2 for low, high in trainer.data.bounds)


def test_points_that_differ_are_one_change() -> None:
    start = ExperimentConfig.model_validate({"data": "drawn"})
    assert isinstance(start.data, Drawn)
    moved = start.with_value("data.points", [(x + 1, y, c) for x, y, c in start.data.points])
    assert [change.path for change in changes(start, moved)] == ["data.points"]
