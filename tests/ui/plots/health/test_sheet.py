"""The table of health chooses layers, is read cell by cell, and fits."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest

from ffnn_gui.engine import ExperimentConfig, Trainer
from ffnn_gui.insight import Unit
from ffnn_gui.ui.plots.health.measures import MEASURES
from ffnn_gui.ui.plots.kinds.health import HealthPlot
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.theme import DARK, Metrics
from tests.ui.plots.health.conftest import Get, hidden, show


def column_place(plot: HealthPlot, column: int) -> QPoint:
    return plot.sheet.grid.cell(1, column).center().toPoint()


def test_the_sheet_has_a_name(plot: HealthPlot) -> None:
    assert plot.sheet.accessibleName() == "Health of the layers"


def test_a_click_on_a_column_chooses_the_layer(plot: HealthPlot, trained: Get) -> None:
    show(plot, trained("two classes")[0])
    QTest.mouseClick(plot.sheet, Qt.MouseButton.LeftButton, pos=column_place(plot, 1))
    assert plot.selection.unit == Unit(1, 0)
    assert plot.sheet.chosen == 1


def test_a_click_keeps_the_unit_of_a_layer_that_is_chosen(plot: HealthPlot, trained: Get) -> None:
    show(plot, trained("two classes")[0])
    plot.selection.choose_unit(Unit(1, 5))
    QTest.mouseClick(plot.sheet, Qt.MouseButton.LeftButton, pos=column_place(plot, 1))
    assert plot.selection.unit == Unit(1, 5)


def test_a_click_beside_the_columns_chooses_nothing(plot: HealthPlot, trained: Get) -> None:
    show(plot, trained("two classes")[0])
    QTest.mouseClick(plot.sheet, Qt.MouseButton.LeftButton, pos=QPoint(5, 100))
    assert plot.selection.unit is None


def test_arrow_keys_move_the_choice(plot: HealthPlot, trained: Get) -> None:
    show(plot, trained("two classes")[0])
    for key, layer in ((Qt.Key.Key_Right, 0), (Qt.Key.Key_Right, 1), (Qt.Key.Key_Left, 0), (Qt.Key.Key_Left, 0)):
        QTest.keyClick(plot.sheet, key)
        assert plot.selection.unit == Unit(layer, 0)


def test_the_pointer_reads_a_cell(plot: HealthPlot, trained: Get) -> None:
    checkup = show(plot, trained("two classes")[0])
    plot.sheet.pointed.emit(QPointF(column_place(plot, 1)))
    assert "hidden layer 2" in plot.header.reading.text()
    assert plot.sheet.said(1, 1) in plot.header.reading.text()
    tip = plot.sheet.tip(QPointF(column_place(plot, 1)))
    assert MEASURES[1].definition in tip
    assert checkup.layers[1].name in tip


@pytest.mark.parametrize("layers", [0, 1, 2, 6, 12])
@pytest.mark.parametrize("width", [400, 700, 1300])
@pytest.mark.parametrize("height", [150, 230])
@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_the_table_fits(layers: int, width: int, height: int, scale: float, plot: HealthPlot) -> None:
    trainer = Trainer(ExperimentConfig.model_validate(hidden(layers)))
    show(plot, trainer)
    plot.restyle(Look(DARK, Metrics(scale)))
    plot.sheet.resize(width, height)
    plot.sheet.grab()
    grid = plot.sheet.grid
    last = grid.cell(len(MEASURES) - 1, layers)
    assert last.right() == pytest.approx(plot.sheet.width(), abs=0.5)
    assert last.bottom() <= plot.sheet.height() + 0.5
    assert grid.numbers or grid.curves
    assert grid.at(last.center()) == (len(MEASURES) - 1, layers)
    assert grid.at(grid.cell(-1, 0).center()) == (-1, 0)
    assert grid.at(grid.cell(0, -1).center()) == (0, -1)
