"""Drawings of lines and texts: what a program that knows no marks of Qt's shows is what stands on the screen."""

from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import numpy as np
import pyqtgraph as pg
import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ffnn_gui.ui.plots.chart import Chart
from ffnn_gui.ui.plots.drawing.points import Points, class_stamps
from ffnn_gui.ui.plots.export import picture, save_svg
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.plots.plain_curve import PlainCurve
from ffnn_gui.ui.plots.svg import GROUP, in_pixels
from ffnn_gui.ui.theme import LIGHT, Metrics

LOOK = Look(LIGHT, Metrics())
PLACES = np.array([(-8.0, -60.0), (-3.0, 20.0), (2.0, 70.0), (7.0, -20.0)])
SYMBOLS = ("o", "s", "t1", "d")


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """What holds the chart: pyqtgraph's views cannot be rendered by themselves."""
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(300, 240)
    return window


@pytest.fixture
def chart(window: QWidget) -> Chart:
    """An empty chart in which a unit is far longer sideways than upwards."""
    chart = Chart(LOOK)
    chart.setParent(window)
    chart.resize(window.size())
    chart.set_ranges((-10.0, 10.0), (-100.0, 100.0))
    window.show()
    return chart


def add_scatter(chart: Chart) -> None:
    item = chart.add(pg.ScatterPlotItem(pxMode=True))
    brushes = [LOOK.brush(LOOK.of_class(index)) for index in range(len(PLACES))]
    item.setData(*PLACES.T, symbol=list(SYMBOLS), size=12, pen=LOOK.pen(LIGHT.text, 1.5), brush=brushes)


def add_stamps(chart: Chart) -> None:
    item = chart.add(Points())
    item.show_stamps(class_stamps(LOOK))
    item.show_points(PLACES, np.arange(len(PLACES)))


def add_curve(chart: Chart) -> None:
    curve = chart.add(PlainCurve())
    curve.setPen(LOOK.pen(LIGHT.accent, 3))
    curve.show_points(*PLACES.T)


def drawn(chart: Chart, path: Path, times: float = 1) -> QImage:
    """The chart's drawing of lines, rendered with `times` as many pixels."""
    save_svg(chart.window(), path, "")
    image = QImage(chart.size() * times, QImage.Format.Format_RGB32)
    image.fill(QColor(LIGHT.surface))
    painter = QPainter(image)
    QSvgRenderer(str(path)).render(painter)
    painter.end()
    return image


def difference(one: QImage, other: QImage) -> float:
    """The mean distance of their greys, from 0 to 255."""
    greys = [image.convertToFormat(QImage.Format.Format_Grayscale8) for image in (one, other)]
    first, second = (
        np.frombuffer(grey.constBits(), np.uint8).reshape(grey.height(), -1)[:, : grey.width()] for grey in greys
    )
    return float(np.abs(first.astype(float) - second).mean())


def matrices(path: Path) -> Iterator[str]:
    """The transforms of all that is drawn but texts."""
    for group in ET.parse(path).iter(GROUP):
        for shape in group:
            if not shape.tag.endswith(("text", "g")):
                yield shape.get("transform") or group.get("transform") or ""


@pytest.mark.parametrize("add", [add_scatter, add_stamps])
def test_each_point_has_its_colour_at_its_place(chart: Chart, add: object, tmp_path: Path) -> None:
    add(chart)  # type: ignore[operator]
    image = drawn(chart, tmp_path / "points.svg")
    for index, place in enumerate(PLACES):
        at = chart.mapFromScene(chart.view.mapViewToScene(QPointF(*place)))
        assert image.pixelColor(at) == QColor(LOOK.of_class(index))
    assert "<image" not in (tmp_path / "points.svg").read_text()


@pytest.mark.parametrize("add", [add_scatter, add_stamps, add_curve])
def test_lines_and_places_have_one_unit(chart: Chart, add: object, tmp_path: Path) -> None:
    """Some programs ignore Qt's mark for widths in pixels, and would draw grids as bands."""
    add(chart)  # type: ignore[operator]
    drawn(chart, tmp_path / "points.svg")
    assert "vector-effect" not in (tmp_path / "points.svg").read_text()
    assert {matrix[:17] for matrix in matrices(tmp_path / "points.svg")} <= {"", "matrix(1,0,0,1,0,"}


@pytest.mark.parametrize("add", [add_scatter, add_stamps, add_curve])
def test_a_picture_of_twice_the_size_is_as_sharp_as_the_drawing(chart: Chart, add: object, tmp_path: Path) -> None:
    for axis in chart.axes.values():
        axis.hide()
    chart._grid.hide()
    add(chart)  # type: ignore[operator]
    assert difference(picture(chart.window(), 2), drawn(chart, tmp_path / "points.svg", 2)) < 0.2


def test_the_screen_shows_points_as_before(chart: Chart, tmp_path: Path) -> None:
    add_scatter(chart)
    add_stamps(chart)
    before = chart.window().grab().toImage()
    drawn(chart, tmp_path / "points.svg")
    picture(chart.window(), 2)
    assert chart.window().grab().toImage() == before


def test_shapes_are_moved_and_what_is_no_line_stays() -> None:
    shapes = (
        '<path d="M1,2 L3,4" vector-effect="non-scaling-stroke"/><text x="1" y="2">a</text>'
        '<rect x="0" y="1e1" width="5" height="1" vector-effect="non-scaling-stroke"/>'
        '<polyline points="1,2 3,4 " vector-effect="none"/>'
    )
    raw = f'<svg xmlns="http://www.w3.org/2000/svg"><g transform="matrix(2,0,0,3,10,-20)">{shapes}</g></svg>'
    (group,) = ET.fromstring(in_pixels(raw.encode()))
    path, text, box, line = group
    assert group.get("transform") is None
    assert path.attrib == {"d": "M12,-14 L16,-8"}
    assert text.get("transform") == line.get("transform") == "matrix(2,0,0,3,10,-20)"
    assert box.attrib == {"d": "M10,10 L20,10 L20,13 L10,13 Z"}
