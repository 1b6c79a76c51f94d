"""Titles that stand upright: whole where there is room, shortened where there is little, never cut at both ends."""

import pytest
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ffnn_gui.ui.plots.chart import Chart
from ffnn_gui.ui.plots.colour_bar import ColourBar
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.theme import LIGHT, Metrics

TITLE = "mean loss of an example"


@pytest.fixture(params=[1.0, 1.6])
def look(request: pytest.FixtureRequest) -> Look:
    return Look(LIGHT, Metrics(request.param))


@pytest.fixture
def chart(look: Look, qtbot: QtBot) -> Chart:
    chart = Chart(look)
    qtbot.addWidget(chart)
    chart.show()
    chart.set_titles("epoch", TITLE)
    return chart


def resized(chart: Chart, height: int) -> str:
    """The left axis's title in a chart of this height, once it is laid out."""
    chart.resize(400, height)
    QApplication.processEvents()
    return str(chart.axes["left"].label.toPlainText()).rstrip()  # pyqtgraph leaves room for a unit


def test_an_axis_title_is_cut_at_its_end_and_whole_again(chart: Chart) -> None:
    assert resized(chart, 500) == TITLE
    cut = resized(chart, 120)
    assert cut.endswith("…")
    assert TITLE.startswith(cut[:-1])
    assert chart.axes["left"].label.boundingRect().width() <= 120
    assert resized(chart, 500) == TITLE


def test_a_short_axis_title_stays_whole(chart: Chart) -> None:
    chart.set_titles("epoch", "x₂")
    assert resized(chart, 120) == "x₂"


@pytest.mark.parametrize(
    ("room", "title"),
    [(1.2, "probability of arm 2"), (0.9, "p(arm 2)"), (0.3, None)],
    ids=["long", "short", "cut"],
)
def test_a_bar_of_colours_takes_the_title_that_has_room(
    look: Look, qtbot: QtBot, room: float, title: str | None
) -> None:
    bar, metrics = ColourBar(look), QFontMetrics(look.small)
    qtbot.addWidget(bar)
    bar.describe(["probability of arm 2", "p(arm 2)"], 0.0, 1.0)
    width = metrics.horizontalAdvance("probability of arm 2" if room > 0.5 else "p(arm 2)")
    bar.resize(bar.sizeHint().width(), round(metrics.height() + room * width) + 1)
    assert bar.title == title if title else bar.title.endswith("…")
    assert metrics.horizontalAdvance(bar.title) <= bar.height()
