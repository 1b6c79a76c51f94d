"""Everything in the network's picture finds a place: inside the frame, apart from its neighbours, and counted."""

from itertools import combinations, pairwise

import pytest

from ffnn_gui.ui.plots.network.geometry import Frame, Layout, arrange

NETWORKS = {
    "2-8-8-1": (2, 8, 8, 1),
    "2-8x6-1": (2, *[8] * 6, 1),
    "12 layers": (2, *[8] * 12, 1),
    "no hidden layer": (2, 1),
    "one of each": (1, 1, 1),
    "derived inputs": (7, 3, 20, 4),
    "wide": (2, 64, 64, 3),
    "very wide": (2, 1024, 1024, 10),
    "wide beside narrow": (2, 1, 300, 1, 1),
    "twelve wide ones": (2, *[1024] * 12, 10),
}
IMAGES = {"digits": (64, 128, 64, 10), "mnist": (784, 512, 256, 10), "pixels to classes": (64, 10)}
ROOMS = {
    "small": Frame(380, 400),
    "usual": Frame(540, 440, left=30, right=20),
    "large": Frame(900, 700, 1.0, 60, 60),
    "projector": Frame(1400, 800, 2.0, 80, 80, 90, 100),
}
CASES = [(units, False) for units in NETWORKS.values()] + [(units, True) for units in IMAGES.values()]
IDS = [*NETWORKS, *IMAGES]


@pytest.fixture(params=CASES, ids=IDS)
def network(request: pytest.FixtureRequest) -> tuple[tuple[int, ...], bool]:
    case: tuple[tuple[int, ...], bool] = request.param
    return case


@pytest.fixture(params=list(ROOMS.values()), ids=list(ROOMS))
def layout(network: tuple[tuple[int, ...], bool], request: pytest.FixtureRequest) -> Layout:
    units, whole = network
    return arrange(units, request.param, whole)


def test_columns_follow_each_other_and_do_not_touch(layout: Layout) -> None:
    for left, right in pairwise(layout.columns):
        assert left.box.right() < right.box.left()


def test_tiles_are_as_high_as_wide_and_do_not_overlap(layout: Layout) -> None:
    for column in layout.columns:
        assert len(column.rects) == column.shown == len(column.corners)
        for one, other in combinations(column.rects[:60], 2):
            assert not one.intersects(other)
            assert one.width() == one.height() >= 6


def test_everything_is_between_top_and_bottom(layout: Layout) -> None:
    for column in layout.columns:
        assert column.box.top() >= layout.top - 1
        assert column.box.bottom() <= layout.bottom + 1
        for rect in column.rects:
            assert column.box.adjusted(-1, -1, 1, 1).contains(rect)


@pytest.mark.parametrize("room", ["usual", "large", "projector"])
@pytest.mark.parametrize("units", [units for name, units in NETWORKS.items() if "twelve" not in name])
def test_the_picture_keeps_inside_the_frame(units: tuple[int, ...], room: str) -> None:
    frame = ROOMS[room]
    columns = arrange(units, frame).columns
    assert columns[0].box.left() >= frame.left - 1
    assert columns[-1].box.right() <= frame.width - frame.right + 1


def test_who_has_no_tile_is_counted(layout: Layout, network: tuple[tuple[int, ...], bool]) -> None:
    units, whole = network
    expected = (1, *units[1:]) if whole else units
    for column, count in zip(layout.columns, expected, strict=True):
        assert column.units == count
        assert 1 <= column.shown <= count
        chip = column.chip()
        assert (chip is None) == (column.shown == count)
        assert chip is None or chip.top() >= column.rects[-1].bottom() - 1


def test_a_unit_is_found_where_it_is_placed(layout: Layout) -> None:
    for column in layout.columns:
        for unit in (0, column.shown // 2, column.shown - 1):
            middle = column.rect(unit).center()
            assert column.unit_at(middle.x(), middle.y()) == unit
        assert column.unit_at(column.box.left() - 2, column.box.top()) is None


@pytest.mark.parametrize(
    ("units", "whole", "ways"),
    [
        ((2, 8, 8, 1), False, ["lines", "lines", "lines"]),
        ((64, 16, 10), True, ["tiles", "lines"]),
        ((64, 128, 64, 10), True, ["tiles", "matrix", "matrix"]),
        ((2, 8, 200, 8, 1), False, ["lines", "matrix", "matrix", "lines"]),
    ],
)
def test_weights_beside_a_wide_layer_are_an_image(units: tuple[int, ...], whole: bool, ways: list[str]) -> None:
    layout = arrange(units, ROOMS["usual"], whole)
    assert [layout.way(layer) for layer in range(len(units) - 1)] == ways


@pytest.mark.parametrize("units", [(64, 128, 64, 10), (784, 512, 256, 10)])
@pytest.mark.parametrize("room", ["small", "usual", "large"])
def test_the_image_of_the_weights_is_in_its_gap(units: tuple[int, ...], room: str) -> None:
    layout = arrange(units, ROOMS[room], whole_inputs=True)
    for layer in (1, 2):
        left, right = layout.gap(layer)
        box = layout.matrix_box(layer)
        assert left < box.left() < box.right() < right
        assert box.width() >= 20


def test_a_seam_is_in_its_gap(layout: Layout) -> None:
    for at in range(len(layout.columns) - 1):
        left, right = layout.gap(at)
        assert left < layout.seam(at).x() < right
