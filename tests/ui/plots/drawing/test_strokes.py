"""What strokes do to points, for any points, places and radii: they add, take away or move, and nothing else."""

from typing import get_args

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from ffnn_gui.data.sets.drawn import FARTHEST, MOST_POINTS
from ffnn_gui.ui.plots.drawing.strokes import SPACING, STROKES, TICK, Stroke, Tool, ToolName

places = st.tuples(st.floats(-20, 20), st.floats(-20, 20))
many_rows = arrays.arrays(np.float64, st.tuples(st.integers(0, 30), st.just(3)), elements=st.floats(-10, 10))
UNIT = np.array([0.05, 0.02])
each_tool = pytest.mark.parametrize("name", get_args(ToolName))


def stroke(name: ToolName, rows: np.ndarray, **parts: float) -> Stroke:
    return STROKES[name](rows, Tool(name, **parts), UNIT, np.random.default_rng(0))


def pixels(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    return np.hypot(*((one - other) / UNIT).T)


@each_tool
@given(rows=many_rows, way=st.lists(places, min_size=1, max_size=6))
def test_points_stay_points_and_those_given_are_not_touched(name: ToolName, rows: np.ndarray, way: list) -> None:
    before = rows.copy()
    made = stroke(name, rows, label=3.0)
    made.begin(*way[0])
    for place in way:
        made.move(*place)
        made.tick()
    assert np.array_equal(rows, before)
    assert made.rows.shape[1] == 3
    assert np.abs(made.rows).max(initial=0) <= FARTHEST
    assert (made.count > 0) == (not np.array_equal(made.rows, before))
    assert len(made.rows) == len(before) + {"eraser": -1, "jitter": 0}.get(name, 1) * made.count
    assert len(made.rows) > 0 or not len(rows)


@given(rows=many_rows, way=st.lists(places, min_size=2, max_size=6), label=st.floats(-1, 1))
def test_a_brush_leaves_points_at_equal_distances_however_it_is_told(rows: np.ndarray, way: list, label: float) -> None:
    made = stroke("brush", rows, label=label)
    made.begin(*way[0])
    for place in way[1:]:
        made.move(*place)
    new = made.rows[len(rows) :]
    np.testing.assert_array_equal(made.rows[: len(rows)], rows)
    assert (new[:, 2] == label).all()
    assert tuple(new[0, :2]) == way[0]
    length = pixels(np.array(way[1:]), np.array(way[:-1])).sum()
    assert len(new) <= 1 + length / SPACING + 1e-9
    np.testing.assert_array_less(pixels(new[1:, :2], new[:-1, :2]), SPACING + 1e-6)


def test_a_straight_drag_gives_one_point_every_twelve_pixels() -> None:
    made = stroke("brush", np.empty((0, 3)))
    made.begin(0.0, 0.0)
    for x in np.linspace(0, 120 * UNIT[0], 77):
        made.move(x, 0.0)
    np.testing.assert_allclose(made.rows[:, 0], np.arange(len(made.rows)) * SPACING * UNIT[0])
    assert 10 <= made.count <= 11
    assert made.text == f"Draw {made.count} points"


def test_the_spray_is_round_on_the_screen_and_as_fast_as_it_is_set() -> None:
    made = stroke("spray", np.empty((0, 3)), radius=40.0, rate=100.0, label=1.0)
    made.begin(1.0, -1.0)
    assert made.count == 1
    for _ in range(round(20 / TICK)):
        made.tick()
    assert made.count == pytest.approx(20 * 100, abs=2)
    away = (made.rows[:, :2] - (1.0, -1.0)) / UNIT
    np.testing.assert_allclose(away.std(axis=0), 20, rtol=0.1)
    assert abs(away.mean(axis=0)).max() < 3


@given(rows=many_rows.filter(len), place=places, radius=st.floats(4, 120))
def test_the_eraser_takes_what_is_near_and_leaves_one(rows: np.ndarray, place: tuple, radius: float) -> None:
    made = stroke("eraser", rows, radius=radius)
    made.begin(*place)
    near = pixels(rows[:, :2], np.array(place)) <= radius
    if near.all():
        assert made.rows.tolist() == rows[:1].tolist()
        assert made.problem.startswith("One point stays")
    else:
        assert made.rows.tolist() == rows[~near].tolist()
        assert not made.problem


def test_a_quick_drag_of_the_eraser_leaves_nothing_out() -> None:
    rows = np.column_stack([np.linspace(-5, 5, 200), np.zeros(200), np.zeros(200)])
    made = stroke("eraser", rows, radius=10.0)
    made.begin(-5.0, 0.0)
    made.move(5.0, 0.0)
    assert len(made.rows) <= 5
    assert made.text == f"Erase {made.count} points"


@given(rows=many_rows.filter(len), place=places)
def test_noise_moves_what_is_near_and_changes_no_class(rows: np.ndarray, place: tuple) -> None:
    made = stroke("jitter", rows, radius=50.0)
    made.begin(*place)
    near = pixels(rows[:, :2], np.array(place)) <= 50
    moved = (made.rows[:, :2] != rows[:, :2]).any(axis=1)
    assert moved.tolist() == near.tolist()
    assert made.rows[:, 2].tolist() == rows[:, 2].tolist()
    assert made.count == near.sum()


@pytest.mark.parametrize("name", ["brush", "spray"])
def test_the_plane_gets_full(name: ToolName) -> None:
    made = stroke(name, np.zeros((MOST_POINTS - 2, 3)), rate=300.0)
    made.begin(0.0, 0.0)
    assert not made.problem
    made.move(5.0, 5.0)
    made.tick()
    assert len(made.rows) == MOST_POINTS
    assert "10,000 points" in made.problem


def test_a_single_point_is_called_one() -> None:
    made = stroke("brush", np.empty((0, 3)))
    made.begin(0.0, 0.0)
    assert made.text == "Draw 1 point"
