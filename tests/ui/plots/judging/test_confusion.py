"""The confusion matrix: which part, which cell, which examples, and how it is painted."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from ffnn_gui.engine import Trainer
from ffnn_gui.insight.judgement import row_shares
from ffnn_gui.insight.places import Taken
from ffnn_gui.insight.verdict import verdict
from ffnn_gui.ui.plots.examples import example_at
from ffnn_gui.ui.plots.judging.part_picker import part_text
from ffnn_gui.ui.plots.judging.shades import Shades
from ffnn_gui.ui.plots.kinds import confusion
from ffnn_gui.ui.plots.kinds.confusion import ConfusionPlot
from ffnn_gui.ui.theme import DARK, LIGHT, contrast
from tests.ui.plots.conftest import HISTORY, Show, look, train


def test_the_part_is_chosen_and_told(digits: Trainer, show: Show) -> None:
    plot = show(ConfusionPlot, digits)
    assert plot.parts.keys == ("training", "validation", "test")
    assert plot.parts.text().startswith("validation: 80 images")
    stale: list[bool] = []
    plot.stale.connect(lambda: stale.append(True))
    plot.parts.menu().actions()[2].trigger()
    assert stale == [True]
    look(plot, digits)
    assert plot.matrix.counts is not None
    assert plot.matrix.counts.sum(axis=1).tolist() == np.bincount(digits.data.test.y, minlength=10).tolist()


def test_answers_for_another_part_are_not_drawn(digits: Trainer, show: Show) -> None:
    plot = show(ConfusionPlot, digits)
    late = plot.probe_now()
    plot.parts.choose("training")
    before = plot.matrix.counts
    assert late is not None
    plot.draw(HISTORY, late(digits))
    assert plot.matrix.counts is before


def test_a_click_on_a_cell_shows_its_examples_worst_first(digits: Trainer, show: Show) -> None:
    plot = show(ConfusionPlot, digits)
    counts = plot.matrix.counts
    assert counts is not None
    wrong = counts - np.diag(np.diag(counts))
    row, column = divmod(int(wrong.argmax()), 10)
    QTest.mouseClick(plot.matrix, Qt.MouseButton.LeftButton, pos=plot.matrix.cell(row, column).center().toPoint())
    look(plot, digits)
    assert f"of class {row} taken for {column}" in plot.strip.sentence
    found, below = verdict(digits, "validation"), plot._below
    assert below is not None
    assert len(below.examples) == counts[row, column]
    assert (found.truth[below.examples] == row).all()
    assert (found.given[below.examples] == column).all()
    assert (np.diff(found.losses[below.examples]) <= 0).all()


def test_without_a_cell_all_mistakes_are_below_worst_first(points: Trainer, show: Show) -> None:
    """Also for points, not for images only; the part is said."""
    plot = show(ConfusionPlot, points)
    found = verdict(points, "validation")
    wrong = np.flatnonzero(found.truth != found.given)
    assert len(wrong) > 1
    assert plot.strip.sentence == f"validation: {len(wrong)} of {len(found.truth)} wrong, the worst first"
    below = plot._below
    assert below is not None
    assert set(below.examples) <= set(wrong)
    assert found.losses[below.examples].tolist() == sorted(found.losses[wrong], reverse=True)[: len(below.examples)]
    assert plot.strip.captions[0].text.startswith(f"arm {found.truth[below.examples[0]] + 1} → ")


@pytest.mark.parametrize(
    ("count", "taken", "sentence"),
    [
        (0, Taken(7, 6), "none of class 7 taken for 6"),
        (1, Taken(7, 6), "1 of class 7 taken for 6"),
        (2, Taken(7, 6), "2 of class 7 taken for 6, the worst first"),
        (0, Taken(7, 7), "none of class 7 found"),
        (3, Taken(7, 7), "3 of class 7 found, the least sure first"),
    ],
)
def test_a_cell_is_told_whatever_it_holds(count: int, taken: Taken, sentence: str, digits: Trainer, show: Show) -> None:
    plot = show(ConfusionPlot, digits)
    counts = np.ones((10, 10), int)
    counts[taken.true, taken.given] = count
    none = np.empty(0, int)
    assert plot._sentence(confusion.Confusion("validation", counts, taken, none, none)) == sentence


def test_the_way_back_from_a_cell_is_a_click(digits: Trainer, show: Show) -> None:
    plot = show(ConfusionPlot, digits)
    assert plot.back.isHidden()
    plot.choose(Taken(3, 3))
    look(plot, digits)
    assert plot.back.text() == "3 → 3 ✕"
    assert "found" in plot.strip.sentence
    plot.back.click()
    look(plot, digits)
    assert plot.back.isHidden()
    assert plot.matrix.chosen is None
    assert "wrong" in plot.strip.sentence


def test_a_late_answer_chooses_no_wrong_example(digits: Trainer, show: Show) -> None:
    """An answer to the cell before updates the counts, not what stands below; a click takes what one sees."""
    plot = show(ConfusionPlot, digits)
    plot.choose(Taken(1, 1))
    look(plot, digits)
    shown = plot._below
    assert shown is not None
    late = confusion.probe(digits, "validation", Taken(2, 2))
    plot.draw(HISTORY, late)
    assert plot._newest is late
    assert plot._below is shown
    QTest.mouseClick(plot.strip, Qt.MouseButton.LeftButton, pos=plot.strip.cell(0, 0).center().toPoint())
    assert plot.selection.example == example_at(digits.data, int(shown.examples[0]), "validation")


@pytest.mark.parametrize("name", ["digits", "points"])
def test_an_example_of_a_cell_is_chosen(name: str, request: pytest.FixtureRequest, show: Show) -> None:
    trainer: Trainer = request.getfixturevalue(name)
    plot = show(ConfusionPlot, trainer)
    plot.choose(Taken(1, 1))
    look(plot, trainer)
    QTest.mouseClick(plot.strip, Qt.MouseButton.LeftButton, pos=plot.strip.cell(0, 0).center().toPoint())
    example = plot.selection.example
    assert example is not None
    assert example.y == 1
    index = int(example.label.rpartition(" ")[2]) - 1
    assert example.label.startswith("validation")
    assert example.x == tuple(trainer.data.validation.raw[index].tolist())


def test_cells_are_reached_by_the_keyboard(points: Trainer, show: Show) -> None:
    plot = show(ConfusionPlot, points)
    plot.matrix.setFocus()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Return):
        QTest.keyClick(plot.matrix, key)
    assert plot.matrix.chosen == (0, 1)
    assert "arm 1 → arm 2" in plot.header.reading.text()


def test_rates_are_shares_of_the_true_class(digits: Trainer, show: Show) -> None:
    plot = show(ConfusionPlot, digits)
    counts = plot.matrix.counts
    assert counts is not None
    share = counts[3, 3] / counts[3].sum()
    assert plot.matrix.text(3, 3, share) == f"{counts[3, 3]}"
    plot.form.menu().actions()[1].trigger()
    assert plot.matrix.text(3, 3, share) == f"{100 * share:.0f}"


def test_the_table_holds_measures_beside_right_answers(digits: Trainer, show: Show) -> None:
    plot = show(ConfusionPlot, digits)
    rows = list(plot.table().rows)
    assert len(rows) == 100
    scores = plot.matrix.scores
    assert scores is not None
    assert rows[11][4:] == pytest.approx((scores.precision[1], scores.recall[1], scores.f1[1]), nan_ok=True)
    assert rows[12][4:] == ("", "", "")


@pytest.mark.parametrize("size", [(120, 90), (300, 200), (900, 700)])
@pytest.mark.parametrize("classes", [2, 6])
@pytest.mark.parametrize("many", [30, 5])
def test_any_size_is_painted(
    size: tuple[int, int], classes: int, many: int, show: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ffnn_gui.ui.plots.judging.matrix.MANY", many)
    trainer, _ = train({"data": {"kind": "blobs", "classes": classes, "samples": 50}}, epochs=1)
    plot = show(ConfusionPlot, trainer)
    plot.choose(Taken(0, 0))
    look(plot, trainer)
    plot.matrix.choose(None)
    plot.resize(*size)
    picture = plot.matrix.grab().toImage()
    grid, counts = plot.matrix.grid(), plot.matrix.counts
    assert counts is not None
    for row, column in np.ndindex(classes, classes) if grid.height() > 5 * classes else ():
        # Near the corner: the number is in the middle.
        cell = plot.matrix.cell(row, column)
        place = cell.topLeft() + (cell.center() - cell.topLeft()) * 0.25
        fill = Shades(LIGHT).fill(float(row_shares(counts)[row, column]), right=row == column)
        assert picture.pixelColor(place.toPoint()).name() == fill.name()
    assert grid.width() == pytest.approx(grid.height())
    assert plot.matrix.cell_at(QPoint(-5, -5).toPointF()) is None


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_numbers_can_be_read_on_every_shade(theme: object) -> None:
    shades = Shades(theme)  # type: ignore[arg-type]
    for share in np.linspace(0, 1, 20).tolist():
        pixels = shades.of(np.array([[share, share], [0.0, share]]))
        for column, right in ((0, True), (1, False)):
            fill = shades.fill(share, right=right)
            assert fill.getRgb()[:3] == tuple(pixels[0, column, :3])
            assert contrast(shades.ink(share, right=right).name(), fill.name()) > 4


def test_many_examples_are_told_as_the_first(digits: Trainer, monkeypatch: pytest.MonkeyPatch) -> None:
    assert part_text(digits.data, "training") == "training: 240 images"
    monkeypatch.setattr("ffnn_gui.ui.plots.judging.part_picker.MOST", 100)
    assert part_text(digits.data, "training") == "training: first 100 of 240"
