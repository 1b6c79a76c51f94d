"""The plots that judge answers: which part, which cell, which examples, in which order."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ffnn_gui.data import Part
from ffnn_gui.engine import ExperimentConfig, Trainer
from ffnn_gui.insight.judgement import row_shares
from ffnn_gui.insight.places import Taken
from ffnn_gui.insight.verdict import verdict
from ffnn_gui.ui.plots.base import Plot
from ffnn_gui.ui.plots.examples import example_at
from ffnn_gui.ui.plots.judging import residual_values
from ffnn_gui.ui.plots.judging.part_picker import part_text
from ffnn_gui.ui.plots.judging.shades import Shades
from ffnn_gui.ui.plots.kinds import confusion, residuals, samples
from ffnn_gui.ui.plots.kinds.confusion import ConfusionPlot
from ffnn_gui.ui.plots.kinds.data_view import DataView
from ffnn_gui.ui.plots.kinds.residuals import ResidualsPlot
from ffnn_gui.ui.plots.kinds.samples import SamplesPlot
from ffnn_gui.ui.plots.kinds.try_it import TryItPlot
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.plots.selection import Selection
from ffnn_gui.ui.theme import DARK, LIGHT, Metrics, contrast
from tests.ui.plots.conftest import HISTORY, Show, look, train


@pytest.fixture(scope="module")
def digits() -> Trainer:
    return train({"data": {"kind": "digits", "samples": 400, "test_fraction": 0.2}}, epochs=12)[0]


@pytest.fixture(scope="module")
def points() -> Trainer:
    return train({"data": {"kind": "spirals", "samples": 100}}, epochs=2)[0]


# Confusion


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


@pytest.mark.parametrize("order", [0, 1], ids=["in order", "worst first"])
def test_a_chosen_cell_leaves_its_images_among_the_samples(order: int, digits: Trainer, show: Show) -> None:
    plot = show(SamplesPlot, digits)
    plot.sorting.menu().actions()[order].trigger()
    look(plot, digits)
    plot.selection.choose_taken(Taken(4, 4))
    look(plot, digits)
    rows, found = list(plot.table().rows), verdict(digits, "validation")
    inside = np.flatnonzero((found.truth == 4) & (found.given == 4))
    assert {row[0] - 1 for row in rows} == set(inside.tolist())
    assert {row[1:3] for row in rows} == {("4", "4")}
    plot.back.click()
    look(plot, digits)
    assert len(list(plot.table().rows)) == samples.SHOWN


def test_a_cell_without_images_is_said_and_can_be_left(digits: Trainer, show: Show) -> None:
    plot = show(SamplesPlot, digits)
    counts = confusion.probe(digits, "validation").counts
    row, column = (int(place) for place in np.argwhere(counts == 0)[0])
    plot.selection.choose_taken(Taken(row, column))
    look(plot, digits)
    assert plot.empty
    assert f"{row} → {column}" in plot._empty.text()
    plot.back.click()
    assert not plot.empty


def test_a_cell_chosen_before_a_plot_is_made_counts_for_it(digits: Trainer, qtbot: QtBot) -> None:
    selection = Selection()
    selection.choose_taken(Taken(5, 5))
    plot = SamplesPlot(Look(LIGHT, Metrics()), selection)
    qtbot.addWidget(plot)
    plot.show()
    plot.prepare(digits.data, digits.config)
    look(plot, digits)
    assert {row[1] for row in plot.table().rows} == {"5"}


@pytest.mark.parametrize(("height", "beside"), [(250, True), (420, False)])
def test_examples_stand_where_they_leave_the_matrix_room(
    height: int, beside: bool, digits: Trainer, show: Show, qtbot: QtBot
) -> None:
    plot = show(ConfusionPlot, digits)
    plot.resize(320, height)
    matrix, strip = plot.matrix, plot.strip
    qtbot.waitUntil(lambda: (strip.x() >= matrix.geometry().right()) == beside)
    assert (strip.y() >= matrix.geometry().bottom()) != beside
    assert matrix.grid().height() > 100


def test_measures_take_the_place_of_the_mistakes(digits: Trainer, show: Show) -> None:
    plot = show(ConfusionPlot, digits)
    plot.resize(420, 260)
    plot.form.menu().actions()[2].trigger()
    QApplication.processEvents()
    assert not plot.strip.isVisible()
    assert plot.matrix.measured
    plot.form.menu().actions()[0].trigger()
    assert plot.strip.isVisible()


@pytest.mark.parametrize("form", [0, 1, 2], ids=["counts", "rates", "measures"])
def test_a_view_is_shown_while_a_cell_is_chosen(form: int, digits: Trainer, show: Show) -> None:
    plot = show(ConfusionPlot, digits)
    plot.resize(420, 260)
    plot.choose(Taken(1, 1))
    look(plot, digits)
    plot.form.menu().actions()[form].trigger()
    QApplication.processEvents()
    assert plot.strip.isVisible() == (form != 2)
    assert plot.matrix.measured == (form == 2)
    assert plot.matrix.rates == (form == 1)
    assert (plot.matrix.chosen, plot.back.text()) == ((1, 1), "1 → 1 ✕"), "the cell stays, and is seen"


def test_a_cell_chosen_among_measures_shows_its_examples(digits: Trainer, show: Show) -> None:
    plot = show(ConfusionPlot, digits)
    plot.resize(420, 260)
    plot.form.menu().actions()[2].trigger()
    plot.choose(Taken(1, 1))
    assert plot.strip.isVisible()
    assert plot.form.chosen == "counts", "the button says what is seen"
    plot.form.menu().actions()[2].trigger()
    plot.choose(None)
    QApplication.processEvents()
    assert plot.matrix.measured
    assert not plot.strip.isVisible()


def test_where_there_is_room_measures_and_examples_are_both_shown(digits: Trainer, show: Show) -> None:
    plot = show(ConfusionPlot, digits)
    plot.resize(560, 500)
    plot.form.menu().actions()[2].trigger()
    plot.choose(Taken(1, 1))
    QApplication.processEvents()
    assert plot.form.chosen == "measures"
    assert plot.strip.isVisible()
    assert plot.matrix.measured


@pytest.mark.parametrize("width", [312, 424])
@pytest.mark.parametrize("form", [0, 1, 2])
def test_the_buttons_say_whole_words_while_a_cell_is_chosen(width: int, form: int, points: Trainer, show: Show) -> None:
    plot = show(ConfusionPlot, points)
    plot.choose(Taken(0, 1))
    plot.form.menu().actions()[form].trigger()
    plot.resize(width, 260)
    QApplication.processEvents()
    for button in (plot.back, plot.parts, plot.form):
        shown = button.shown(button.width() - button._around)
        assert "…" not in shown
        assert button.geometry().right() <= plot.header.width()


def test_the_sentence_beside_the_matrix_is_whole(points: Trainer, show: Show) -> None:
    plot = show(ConfusionPlot, points)
    plot.resize(312, 260)
    for taken in (None, Taken(0, 0), Taken(0, 1)):
        plot.selection.choose_taken(taken)
        look(plot, points)
        QApplication.processEvents()
        assert " ".join(plot.strip._lines) == plot.strip.sentence
        assert 1 < len(plot.strip._lines) * plot.strip._line() <= plot.strip.grid().top()


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


# Little data


@pytest.mark.parametrize("kind", [ConfusionPlot, SamplesPlot, TryItPlot, DataView], ids=lambda kind: kind.name)
@pytest.mark.parametrize("examples", [1, 3])
def test_few_examples_are_shown_too(kind: type[Plot], examples: int, qtbot: QtBot) -> None:
    raw = {"data": {"kind": "digits", "samples": 100, "validation_fraction": 0.0}}
    trainer = Trainer(ExperimentConfig.model_validate(raw))
    part = trainer.data.train
    few = Part(part.X[:examples], part.y[:examples], part.raw[:examples])
    trainer.data = replace(trainer.data, train=few)
    plot = kind(Look(LIGHT, Metrics()))
    qtbot.addWidget(plot)
    plot.show()
    plot.prepare(trainer.data, trainer.config)
    probe = plot.probe_now()
    plot.draw(HISTORY, probe(trainer) if probe else None)
    assert not plot.empty
    colours = plot.grab().toImage()
    seen = {colours.pixel(x, y) for x in range(0, plot.width(), 3) for y in range(40, plot.height(), 3)}
    assert len(seen) > 3, "more than the card, its border and a word"


# Residuals


@pytest.fixture(scope="module")
def values() -> Trainer:
    return train({"data": {"kind": "sine", "samples": 90, "test_fraction": 0.1}}, epochs=3)[0]


def test_residuals_are_what_is_left_over(values: Trainer) -> None:
    found = residuals.probe(values, "training")
    part = values.data.train
    expected = values.network.predict(part.X)[:, 0]
    assert found.truth == pytest.approx(part.y[:, 0])
    assert found.given == pytest.approx(expected)
    assert found.counts.sum() == len(part)
    assert found.scores.mae == pytest.approx(np.abs(expected - part.y[:, 0]).mean(), rel=1e-5)
    assert found.edge >= np.abs(found.given - found.truth).max()


def test_residuals_of_a_part_that_is_chosen(values: Trainer, show: Show) -> None:
    plot = show(ResidualsPlot, values)
    assert "validation: 18 examples" in plot.parts.text()
    plot.parts.menu().actions()[0].trigger()
    look(plot, values)
    assert len(list(plot.table().rows)) == len(values.data.train)
    found = residuals.probe(values, "training")
    assert f"{found.scores.rmse:.4g}"[:5] in plot.header.reading.text()


@pytest.mark.parametrize("view", list(residuals.VIEWS))
def test_each_view_of_residuals_reads_what_it_draws(view: str, values: Trainer, show: Show) -> None:
    plot = show(ResidualsPlot, values)
    plot.views.menu().actions()[list(residuals.VIEWS).index(view)].trigger()
    found = plot._newest
    assert found is not None
    truth, given = float(found.truth[3]), float(found.given[3])
    place = {"true": (truth, given), "residual": (given, given - truth), "histogram": (given - truth, 1.0)}[view]
    text = plot.reading(*place)
    assert ("residuals in" if view == "histogram" else "validation example 4: ") in text
    assert plot._bars.isVisible() == (view == "histogram")
    picture, colour = plot.chart.grab().toImage(), QColor(LIGHT.series_validation).name()
    drawn = sum(
        picture.pixelColor(x, y).name() == colour for x in range(picture.width()) for y in range(picture.height())
    )
    assert drawn > 60


def test_answers_that_are_no_numbers_are_left_out(values: Trainer, show: Show) -> None:
    broken = train({"data": {"kind": "sine", "samples": 90}}, epochs=1)[0]
    broken.network.theta[...] = np.nan
    broken._edits += 1
    plot = show(ResidualsPlot, broken)
    assert len(plot._points.data) == 0
    assert plot.reading(0.0, 0.0) == ""


def test_the_largest_residuals_are_marked_and_told(values: Trainer, show: Show) -> None:
    plot = show(ResidualsPlot, values)
    found = verdict(values, "validation")
    error = found.outputs[:, 0] - found.truth[:, 0]
    worst = np.argsort(-np.abs(error))[: residual_values.WORST]
    assert [caption.text.partition(":")[0] for caption in plot.strip.captions] == [f"{index + 1}" for index in worst]
    assert "validation" in plot.strip.sentence
    x, y = plot._worst.getData()
    assert sorted(y - x) == pytest.approx(sorted(error[worst]), abs=1e-6)


def test_the_worst_are_found_beyond_the_points_that_are_drawn(values: Trainer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(residual_values, "SHOWN", 1)
    found, seen = residuals.probe(values, "training"), verdict(values, "training")
    worst = int(np.abs(seen.outputs[:, 0] - seen.truth[:, 0]).argmax())
    assert found.examples[found.worst[0]] == worst
    assert len(found.examples) <= residual_values.WORST + 1


@pytest.mark.parametrize("view", ["true", "residual"])
def test_a_click_on_a_residual_chooses_its_example(view: str, values: Trainer, show: Show) -> None:
    plot = show(ResidualsPlot, values)
    plot.views.menu().actions()[list(residuals.VIEWS).index(view)].trigger()
    found = plot._newest
    assert found is not None
    across, up = plot._places(found)
    plot.chart.clicked.emit(float(across[3]), float(up[3]))
    assert plot.selection.example == example_at(values.data, 3, "validation")
    assert plot.mark.place == pytest.approx((across[3], up[3]))
    plot.views.menu().actions()[2].trigger()
    assert plot.mark.place is None
    plot.selection.choose_example(None)
    plot.chart.clicked.emit(0.0, 1.0)
    assert plot.selection.example is None, "a bin is no example"


def test_a_click_on_a_told_residual_chooses_its_example(values: Trainer, show: Show) -> None:
    plot = show(ResidualsPlot, values)
    found = plot._newest
    assert found is not None
    QTest.mouseClick(plot.strip, Qt.MouseButton.LeftButton, pos=plot.strip.cell(0, 0).center().toPoint())
    worst = int(found.examples[found.worst[0]])
    assert plot.selection.example == example_at(values.data, worst, "validation")
    assert f"validation example {worst + 1}: true" in plot.worst_reading(0, 0)


# Samples


def test_the_worst_images_come_first(digits: Trainer) -> None:
    found, shown = verdict(digits, "training"), samples.probe(digits, "training", worst=True)
    assert len(shown.examples) == samples.SHOWN
    assert shown.losses.tolist() == sorted(found.losses.tolist(), reverse=True)[: samples.SHOWN]
    assert shown.given.tolist() == found.given[shown.examples].tolist()


def test_samples_are_sorted_and_framed_as_asked(digits: Trainer, show: Show) -> None:
    plot = show(SamplesPlot, digits)
    assert [row[0] for row in plot.table().rows] == list(range(1, samples.SHOWN + 1))
    plot.sorting.menu().actions()[1].trigger()
    look(plot, digits)
    rows = list(plot.table().rows)
    assert [row[3] for row in rows] == sorted((row[3] for row in rows), reverse=True)
    assert plot.gallery._wrong == [row[1] != row[2] for row in rows]
    assert plot.gallery._wrong[0]
    assert f"image {rows[0][0]}: true <b>{rows[0][1]}</b>" in plot.reading(0, 0)


def test_the_worst_stay_for_a_moment(digits: Trainer, show: Show, qtbot: QtBot) -> None:
    plot = show(SamplesPlot, digits)
    plot.sorting.menu().actions()[1].trigger()
    look(plot, digits)
    first = plot._drawn
    for _ in range(2):
        look(plot, digits)
    assert plot._drawn is first
    qtbot.waitUntil(lambda: plot._drawn is not first)
    assert plot._drawn is plot._newest


def test_images_of_another_part_are_chosen_and_marked(digits: Trainer, show: Show) -> None:
    plot = show(SamplesPlot, digits)
    plot.parts.menu().actions()[2].trigger()
    look(plot, digits)
    QTest.mouseClick(plot.gallery, Qt.MouseButton.LeftButton, pos=plot.gallery.cell(0, 1).center().toPoint())
    example = plot.selection.example
    assert example is not None
    assert example.label == "test image 2"
    assert plot.gallery.marked == 1
    plot.parts.menu().actions()[0].trigger()
    assert plot.gallery.marked is None
