"""The measures of many classes are a list that is scrolled; those of few stand beside their rows."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ffnn_gui.ui.plots.judging.matrix import Matrix
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.theme import LIGHT, Metrics


@pytest.fixture
def matrix(qtbot: QtBot) -> Matrix:
    matrix = Matrix(Look(LIGHT, Metrics()))
    qtbot.addWidget(matrix)
    matrix.resize(409, 219)
    matrix.show()
    return matrix


def fill(matrix: Matrix, classes: int, *, measures: bool = True) -> None:
    counts = np.diag(np.arange(1, classes + 1))
    counts[np.arange(classes - 1), np.arange(1, classes)] = 5
    matrix.show_counts(counts, tuple(f"sort {index}" for index in range(classes)))
    matrix.show_as(rates=False, measures=measures)


def beside(matrix: Matrix) -> QImage:
    return matrix.grab(matrix._beside().toAlignedRect().adjusted(0, 0, -20, 0)).toImage()


def named_in(matrix: Matrix, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The classes whose measures are painted."""
    painted: list[int] = []
    paint = matrix._measures.paint_class
    with monkeypatch.context() as patch:
        patch.setattr(matrix._measures, "paint_class", lambda *given: (painted.append(given[2]), paint(*given)))
        matrix.grab()
    return painted


def test_few_classes_have_their_measures_beside_their_rows(matrix: Matrix, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(matrix, 10)
    assert not matrix._measures.listed
    assert not matrix._measures.bar.isVisible()
    assert named_in(matrix, monkeypatch) == list(range(10))


@pytest.mark.parametrize("classes", [26, 60, 200])
def test_every_class_of_many_is_reached_by_scrolling(
    classes: int, matrix: Matrix, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(matrix, classes)
    bar = matrix._measures.bar
    assert matrix.measured
    assert bar.isVisible()
    assert matrix.rect().contains(bar.geometry())
    first = beside(matrix)
    seen = set(named_in(matrix, monkeypatch))
    while bar.value() < bar.maximum():
        bar.setValue(bar.value() + bar.pageStep())
        seen |= set(named_in(matrix, monkeypatch))
    assert seen == set(range(classes))
    assert beside(matrix) != first


def test_the_wheel_scrolls_the_list(matrix: Matrix) -> None:
    fill(matrix, 60)
    place, down = QPointF(5, 5), QPoint(0, -120)
    buttons, keys, phase = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase
    wheel = QWheelEvent(place, QPointF(matrix.mapToGlobal(place)), QPoint(), down, buttons, keys, phase, False)
    QApplication.sendEvent(matrix, wheel)
    assert matrix._measures.bar.value() > 0


def test_the_list_goes_where_measures_are_not_shown(matrix: Matrix) -> None:
    fill(matrix, 60)
    assert matrix._measures.bar.isVisible()
    matrix.show_as(rates=False, measures=False)
    assert not matrix._measures.listed
    assert not matrix._measures.bar.isVisible()
    matrix.show_as(rates=False, measures=True)
    assert matrix._measures.bar.isVisible()
    matrix.show_counts(None, ())
    assert not matrix._measures.bar.isVisible()


def test_where_all_classes_fit_nothing_is_scrolled(matrix: Matrix, monkeypatch: pytest.MonkeyPatch) -> None:
    matrix.resize(1000, 1100)
    fill(matrix, 60)
    assert not matrix._measures.bar.isVisible()
    assert named_in(matrix, monkeypatch) == list(range(60))


def test_where_a_list_has_no_room_the_means_stay(matrix: Matrix, monkeypatch: pytest.MonkeyPatch) -> None:
    matrix.resize(300, 205)
    fill(matrix, 60)
    assert matrix.measured
    assert not matrix._measures.listed
    assert not matrix._measures.bar.isVisible()
    assert named_in(matrix, monkeypatch) == []
