"""The horizontal axis: its title finds room beside the numbers, or stands below them, and never on one."""

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ffnn_gui.ui.plots.bottom_axis import BottomAxis
from ffnn_gui.ui.plots.chart import Chart
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.theme import LIGHT, Metrics

SIZE = (400, 200)


@pytest.fixture(params=[1.0, 1.6])
def chart(request: pytest.FixtureRequest, qtbot: QtBot) -> Chart:
    chart = Chart(Look(LIGHT, Metrics(request.param)))
    qtbot.addWidget(chart)
    chart.resize(*SIZE)
    chart.show()
    chart.set_ranges((0.0, 1000.0), (0.0, 1.0))
    return chart


def axis_of(chart: Chart) -> BottomAxis:
    axis = chart.axes["bottom"]
    assert isinstance(axis, BottomAxis)
    return axis


def name_axis(chart: Chart, text: str) -> None:
    chart.set_titles(text, "y")
    QApplication.processEvents()  # the layout is renewed in an event of its own


def numbers(chart: Chart) -> list[QRectF]:
    """Where the numbers are painted, in the axis."""
    axis, metrics = axis_of(chart), QFontMetricsF(chart._look.small)
    scale, height = chart.view.width() / 1000, axis.size().height()
    shown = [(at * scale, metrics.horizontalAdvance(text)) for at, text in axis._tickLevels[0]]
    return [QRectF(middle - width / 2, 0, width, height) for middle, width in shown]


def title(chart: Chart) -> QRectF:
    label = axis_of(chart).label
    margin = label.document().documentMargin()
    return label.mapRectToParent(label.boundingRect().adjusted(margin, margin, -margin, -margin))


def test_a_short_title_stands_beside_the_numbers(chart: Chart) -> None:
    name_axis(chart, "")
    without, all_numbers = axis_of(chart).size().height(), numbers(chart)
    name_axis(chart, "epoch")
    assert axis_of(chart).size().height() == without
    assert title(chart).right() == pytest.approx(axis_of(chart).size().width(), abs=1)
    assert not any(number.intersects(title(chart)) for number in numbers(chart))
    assert 2 <= len(numbers(chart)) < len(all_numbers)


def test_a_long_title_stands_below_them(chart: Chart) -> None:
    name_axis(chart, "epoch")
    beside = axis_of(chart).size().height()
    few = numbers(chart)
    name_axis(chart, "the length of the sepal in centimetres, as measured")
    assert axis_of(chart).size().height() > beside
    assert len(numbers(chart)) > len(few)
    assert title(chart).top() >= beside - 3


def test_the_title_moves_with_the_width(chart: Chart) -> None:
    name_axis(chart, "epoch")
    chart.resize(SIZE[0] + 150, SIZE[1])
    assert title(chart).right() == pytest.approx(axis_of(chart).size().width(), abs=1)
    assert not any(number.intersects(title(chart)) for number in numbers(chart))
