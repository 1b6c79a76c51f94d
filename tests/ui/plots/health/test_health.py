"""The health strip shows the numbers that insight measures."""

import math
from dataclasses import replace
from typing import Any

import pytest

from ffnn_gui.engine import ExperimentConfig, RunHistory, Trainer
from ffnn_gui.insight import layer_health
from ffnn_gui.ui.plots.health.measures import COLUMNS, MEASURES, decimal, row_of
from ffnn_gui.ui.plots.kinds import health
from ffnn_gui.ui.plots.kinds.health import HealthPlot
from ffnn_gui.ui.plots.readings import whole_percent
from tests.ui.plots.health.conftest import Get, show


def test_the_probe_is_what_insight_says(trained: Get) -> None:
    trainer, _ = trained("two classes")
    checkup = health.probe(trainer)
    assert checkup.epoch == trainer.epoch
    assert repr(checkup.layers) == repr(layer_health(trainer))


@pytest.mark.parametrize(
    ("value", "text"), [(0.0, "0 %"), (0.004, "<1 %"), (0.256, "26 %"), (0.996, ">99 %"), (1.0, "100 %")]
)
def test_shares_are_written_in_percent(value: float, text: str) -> None:
    assert whole_percent(value) == text


def test_numbers_of_the_order_of_1_have_a_fixed_point() -> None:
    assert [decimal(value) for value in (-0.001, -0.126, 33.3, 123.4)] == ["0.00", "−0.13", "33.3", "123"]
    assert [decimal(value) for value in (-43_210.0, math.inf)] == ["−4·10⁴", "∞"]


@pytest.mark.parametrize(("brief", "texts"), [(False, ["0.0031", "2.5·10⁻⁷"]), (True, ["0.003", "3·10⁻⁷"])])
def test_sizes_are_short_where_there_is_little_room(brief: bool, texts: list[str], trained: Get) -> None:
    measure = next(measure for measure in MEASURES if measure.field == "gradient")
    layer = layer_health(trained("two classes")[0])[0]
    assert [measure.text(replace(layer, gradient=size), brief=brief) for size in (3.14e-3, 2.51e-7)] == texts


@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.field)
def test_every_measure_has_a_definition_and_survives_any_number(measure: Any, trained: Get) -> None:
    assert len(measure.definition) > 20
    layer = layer_health(trained("two classes")[0])[0]
    for value in (math.nan, math.inf, -math.inf, 0.0, 1e-300, 1e300):
        odd = replace(layer, **{measure.field: value})
        assert measure.text(odd)
        assert measure.text(odd, brief=True)


def test_every_number_of_the_probe_stands_in_the_table(plot: HealthPlot, trained: Get) -> None:
    checkup = show(plot, trained("two classes")[0])
    for row, measure in enumerate(MEASURES):
        for column, layer in enumerate(checkup.layers):
            assert plot.sheet.said(row, column) == f"{measure.label}: {measure.text(layer)}"


def test_the_export_has_each_epoch_and_layer(plot: HealthPlot) -> None:
    trainer = Trainer(ExperimentConfig.model_validate({"epochs": 3}))
    checkups = [show(plot, trainer)]
    for _ in trainer.run():
        checkups.append(health.probe(trainer))
        plot.draw(RunHistory(3), checkups[-1])
    table = plot.table()
    assert list(table.columns) == ["epoch", "layer", *COLUMNS]
    expected = [
        (c.epoch, name, *row_of(layer))
        for c in checkups
        for name, layer in zip(("h1", "h2", "output"), c.layers, strict=True)
    ]
    for row, wanted in zip(table.rows, expected, strict=True):
        assert list(row[:2]) == list(wanted[:2])
        assert row[2:] == pytest.approx(wanted[2:], nan_ok=True)


def test_a_new_run_forgets_the_history(plot: HealthPlot, trained: Get) -> None:
    trainer, _ = trained("two classes")
    show(plot, trainer)
    plot.prepare(trainer.data, trainer.config)
    assert plot.empty
    assert not list(plot.table().rows)


def test_the_history_is_bounded(plot: HealthPlot, trained: Get) -> None:
    checkup = show(plot, trained("two classes")[0])
    for epoch in range(6, 1_500):
        plot.draw(RunHistory(1), replace(checkup, epoch=epoch))
    assert len({row[0] for row in plot.table().rows}) <= 400
    assert max(row[0] for row in plot.table().rows) == 1_499
