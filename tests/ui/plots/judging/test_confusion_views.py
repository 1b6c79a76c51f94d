"""The confusion matrix beside its examples: counts, rates or measures, and what there is room for."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ffnn_gui.engine import Trainer
from ffnn_gui.insight.places import Taken
from ffnn_gui.ui.plots.kinds.confusion import ConfusionPlot
from tests.ui.plots.conftest import Show, look


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
