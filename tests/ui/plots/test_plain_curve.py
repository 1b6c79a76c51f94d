"""A curve of thin lines looks as one wide line does, wherever it is painted."""

import math

import numpy as np
import pyqtgraph as pg
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter

from ffnn_gui.ui.plots.plain_curve import PlainCurve

WIDE, HIGH = 120, 60
SLOPES = {"flat": (30.3, 30.3), "slanted": (12.4, 47.9)}


def darkness(width: float, ends: tuple[float, float], ratio: float, times: float) -> list[float]:
    """How dark each pixel is across the line, from 0 to 1, in the middle of its picture."""
    image = QImage(round(WIDE * ratio * times), round(HIGH * ratio * times), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    image.setDevicePixelRatio(ratio)
    curve = PlainCurve()
    curve.setPen(pg.mkPen("black", width=width))
    curve.show_points(np.array([0.0, WIDE]), np.array(ends))
    painter = QPainter(image)
    painter.scale(times, times)
    curve.paint(painter, None)
    painter.end()
    return [1 - QColor(image.pixel(image.width() // 2, y)).lightnessF() for y in range(image.height())]


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("slope", SLOPES)
@pytest.mark.parametrize(("ratio", "times"), [(1, 1), (2, 1), (1, 2)])
@pytest.mark.parametrize("width", [1, 1.75, 2.8, 3.5, 6])
def test_a_line_is_solid_and_as_wide_as_its_pen(width: float, ratio: float, times: float, slope: str) -> None:
    low, high = SLOPES[slope]
    across = darkness(width, (low, high), ratio, times)
    slanted = math.hypot(1, (high - low) / WIDE)
    assert sum(across) == pytest.approx(width * slanted, abs=0.3 + 0.06 * width)
    inked = [index for index, dark in enumerate(across) if dark > 0.02]
    inside = across[inked[0] + 1 : inked[-1]]
    assert min(inside[1:-1], default=1) > 0.9
