"""A layer's numbers as bars or as a picture."""

import numpy as np
import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from ffnn_gui.ui.plots.chain.cells import paint_cells
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.theme import LIGHT, Metrics


def painted(values: "np.ndarray[tuple[int], np.dtype[np.float64]]", shape: tuple[int, int] | None) -> QImage:
    image = QImage(60, 80, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    paint_cells(painter, values, QRectF(0, 0, 60, 80), Look(LIGHT, Metrics()), shape)
    painter.end()
    return image


def test_an_image_in_colours_is_painted_as_its_mean(qapp: object) -> None:
    grey = np.random.default_rng(0).normal(size=48)
    colours = (grey[:, None] + [-1.0, 0.0, 1.0]).reshape(-1)
    assert painted(colours, (8, 6)) == painted(grey, (8, 6))


@pytest.mark.parametrize("count", [3, 500])
def test_numbers_that_are_not_finite_are_left_out(qapp: object, count: int) -> None:
    values = np.full(count, np.nan)
    values[1] = 1.0
    assert painted(values, None) == painted(np.nan_to_num(values), None)
