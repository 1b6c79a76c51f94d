"""The numbers of a confusion matrix are never cut: they are written shorter, smaller, or as an ellipsis."""

from itertools import pairwise

import numpy as np
import pytest
from PySide6.QtGui import QFont, QFontMetrics, QImage
from pytestqt.qtbot import QtBot

from ffnn_gui.ui.plots.judging.lettering import (
    LEAST,
    MORE,
    READABLE,
    in_full,
    in_thousands,
    in_whole_thousands,
    lettering,
    letters,
)
from ffnn_gui.ui.plots.judging.matrix import SMALLEST, Matrix
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.theme import LIGHT, Metrics

LOOK = Look(LIGHT, Metrics())


@pytest.mark.parametrize(
    ("count", "full", "thousands", "whole"),
    [
        (0, "0", "0", "0"),
        (999, "999", "999", "999"),
        (1_006, "1,006", "1.0k", "1k"),
        (9_949, "9,949", "9.9k", "10k"),
        (9_950, "9,950", "10k", "10k"),
        (48_000, "48,000", "48k", "48k"),
        (999_499, "999,499", "999k", "999k"),
        (999_500, "999,500", "1.0M", "1M"),
        (2_340_000, "2,340,000", "2.3M", "2M"),
    ],
)
def test_counts_are_written_in_three_ways(count: int, full: str, thousands: str, whole: str) -> None:
    assert (in_full(count), in_thousands(count), in_whole_thousands(count)) == (full, thousands, whole)


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("largest", [7, 42, 999, 1_040, 12_345, 999_999, 3_000_000])
@pytest.mark.parametrize("room", [9, 15, 22, 40, 90])
def test_what_a_cell_can_hold_fits_or_is_told_by_an_ellipsis(largest: int, room: int) -> None:
    font = QFont(LOOK.small)
    found = lettering(largest, room, 18, font)
    assert LEAST <= found.size <= 18
    font.setPixelSize(found.size)
    metrics = QFontMetrics(font)
    for count in {min(largest, some) for some in (1, 88, 888, 1_888, 9_888, 88_888, 888_888, largest)}:
        shown = found.fitted(found.way(count), room, metrics)
        assert metrics.horizontalAdvance(shown) <= room
        assert shown in (found.way(count), MORE)


@pytest.mark.usefixtures("qapp")
def test_digits_are_given_up_only_where_letters_would_be_too_small() -> None:
    font = LOOK.small
    ways = [lettering(12_345, room, 18, font).way for room in range(9, 90)]
    order = [in_whole_thousands, in_thousands, in_full]
    assert [order.index(way) for way in ways] == sorted(order.index(way) for way in ways)
    assert set(ways) == set(order)
    full = [lettering(12_345, room, 18, font) for room in range(9, 90)]
    assert all(one.size >= READABLE for one in full if one.way is in_full)
    assert letters(["88,888"], 9, 18, font) == 0


def _counts(classes: int, each: int) -> np.ndarray:
    counts = np.zeros((classes, classes), np.int64)
    np.fill_diagonal(counts, each - 1)
    counts[0, 0], counts[0, 1] = each - 3, 2
    return counts


@pytest.fixture
def matrix(qtbot: QtBot) -> Matrix:
    matrix = Matrix(LOOK)
    qtbot.addWidget(matrix)
    matrix.resize(400, 210)
    return matrix


def _pixels(matrix: Matrix) -> np.ndarray:
    """The picture of a matrix, (height, width)."""
    picture = matrix.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    return np.frombuffer(picture.constBits(), np.uint32).reshape(picture.height(), -1).copy()


@pytest.mark.parametrize("each", [40, 1_040, 2_000_000])
@pytest.mark.parametrize("classes", [2, 10, 30])
@pytest.mark.parametrize("size", [(230, 200), (400, 210), (900, 700)])
@pytest.mark.parametrize("rates", [False, True], ids=["counts", "rates"])
def test_no_number_reaches_beyond_its_cell(
    each: int, classes: int, size: tuple[int, int], rates: bool, matrix: Matrix, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One number at a time: what it changes in the picture lies in its cell."""
    matrix.resize(*size)
    matrix.show_counts(_counts(classes, each), tuple(map(str, range(classes))))
    matrix.show_as(rates=rates, measures=False)
    written = matrix.text
    with monkeypatch.context() as patch:
        patch.setattr(matrix, "text", lambda *cell: "")
        bare = _pixels(matrix)
    for place in ((0, 0), (0, 1), (1, 1)):
        with monkeypatch.context() as patch:
            patch.setattr(matrix, "text", lambda *cell, at=place: written(*cell) if cell[:2] == at else "")
            changed = _pixels(matrix) != bare
        box = matrix.cell(*place).toAlignedRect()
        assert changed.any() == (matrix.cell(0, 0).height() >= SMALLEST)
        changed[box.top() : box.bottom() + 1, box.left() : box.right() + 1] = False
        assert not changed.any()


@pytest.mark.parametrize("classes", [2, 3, 10, 26, 60])
@pytest.mark.parametrize("width", [180, 230, 420])
def test_the_names_below_are_whole_and_apart(classes: int, width: int, matrix: Matrix) -> None:
    matrix.resize(width, 210)
    names = tuple(f"class {i}" for i in range(classes))
    matrix.show_counts(_counts(classes, 9), names)
    texts, places = zip(*matrix.names_below(), strict=True)
    assert len(texts) >= 2
    assert set(texts) <= set(names)
    lines = [[place for place in places if place.top() == top] for top in {place.top() for place in places}]
    assert len(lines) <= 2
    assert all(before.right() <= after.left() + 0.5 for line in lines for before, after in pairwise(line))
    for text, place in zip(texts, places, strict=True):
        assert place.center().x() == pytest.approx(matrix.cell(0, names.index(text)).center().x())
        assert QFontMetrics(LOOK.small).horizontalAdvance(text) <= place.width()
    assert not matrix.grab().isNull()


def test_names_wider_than_their_columns_stand_in_two_lines(matrix: Matrix) -> None:
    names = ("Berlin", "Hamburg", "München")
    for width in (240, 600):
        matrix.resize(width, 170)
        matrix.show_counts(_counts(3, 9), names)
        matrix.rearrange()
        found = matrix.names_below()
        assert tuple(name for name, _ in found) == names
        assert all(place.bottom() <= matrix.height() for _, place in found)
    matrix.resize(600, 500)
    matrix.rearrange()
    assert len({place.top() for _, place in matrix.names_below()}) == 1


def test_letters_stay_while_answers_change(matrix: Matrix) -> None:
    """Only the cells that differ are painted anew: the others must not be of another size."""
    first = _counts(3, 1_200)
    matrix.show_counts(first, ("a", "b", "c"))
    before = matrix._letters()
    matrix.show_counts(np.roll(first, 1, axis=1), ("a", "b", "c"))
    assert matrix._letters() is before
    matrix.show_counts(1_000 * first, ("a", "b", "c"))
    assert matrix._letters() is not before


def test_measures_that_are_asked_for_are_shown_where_there_is_little_room(matrix: Matrix) -> None:
    matrix.resize(250, 200)
    matrix.show_counts(_counts(3, 20), ("a", "b", "c"))
    assert not matrix.measured
    matrix.show_as(rates=False, measures=True)
    assert matrix.measured
    assert matrix.grid().right() + matrix._measures.width <= matrix.width()
    assert matrix.grid().height() > 30


@pytest.mark.parametrize("each", [42, 179, 999, 5_900])
@pytest.mark.parametrize("rates", [False, True], ids=["counts", "rates"])
def test_counts_are_whole_where_rows_are_low(each: int, rates: bool, matrix: Matrix) -> None:
    """Beside the measures, in a window of 1280x800 with a note over the plots."""
    matrix.resize(409, 170)
    matrix.show_counts(_counts(10, each), tuple(map(str, range(10))))
    matrix.show_as(rates=rates, measures=True)
    assert SMALLEST <= matrix.cell(0, 0).height() < 14
    assert matrix.measured
    assert matrix.grid().right() + matrix._measures.width <= matrix.width()
    font, text = LOOK.small, matrix.text(0, 0, 1.0)
    font.setPixelSize(matrix._letters().size)
    assert matrix._letters().fitted(text, matrix.cell(0, 0).width() - 1, QFontMetrics(font)) == text
    assert QFontMetrics(matrix._beside_rows()).height() <= matrix.cell(0, 0).height(), "each row has its name"


def test_cells_are_square_where_counts_have_room(matrix: Matrix) -> None:
    matrix.resize(600, 400)
    matrix.show_counts(_counts(10, 179), tuple(map(str, range(10))))
    assert matrix.grid().width() == pytest.approx(matrix.grid().height())
