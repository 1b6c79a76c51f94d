"""Values of an imported table are told in the unit of their file, under the names of its columns."""

from pathlib import Path

import numpy as np
import pytest

from ffnn_gui.data.imported import shelved
from ffnn_gui.data.importing.formats.table import Table
from ffnn_gui.engine import ExperimentConfig, Trainer
from ffnn_gui.engine.losses import default_loss
from ffnn_gui.insight.verdict import verdict
from ffnn_gui.ui.plots.judging import residual_values
from ffnn_gui.ui.plots.kinds.fit import FitPlot
from ffnn_gui.ui.plots.kinds.residuals import ResidualsPlot
from ffnn_gui.ui.plots.units import unit_of
from tests.ui.plots.conftest import Get, Show


@pytest.fixture
def rents(tmp_path: Path) -> Trainer:
    """A trainer for the rents of flats by their area, of some hundreds."""
    area = np.linspace(20, 140, 60)
    lines = [f"{a:.1f},{12 * a + 40 * np.sin(a):.2f}" for a in area]
    path = tmp_path / "rents.csv"
    path.write_text("\n".join(["area,rent", *lines]))
    recipe = Table(target="rent")
    arrays = recipe.read(path)
    config = ExperimentConfig.model_validate({"network": {"hidden": []}, "epochs": 5})
    data = shelved(arrays, recipe, path)
    trainer = Trainer(config.with_value("data", data).with_value("loss", default_loss(arrays.task)))
    for _ in trainer.run():
        pass
    return trainer


def test_targets_are_told_as_their_file_has_them(rents: Trainer) -> None:
    told = unit_of(rents.data).of(rents.data.train.y[:, 0])
    area = rents.data.train.raw[:, 0]
    np.testing.assert_allclose(told, 12 * area + 40 * np.sin(area), atol=2.0)
    assert abs(rents.data.train.y).max() < 3


def test_residuals_and_their_measures_are_in_the_unit_of_the_file(rents: Trainer, show: Show) -> None:
    found, seen = residual_values.probe(rents, "training"), verdict(rents, "training")
    one = unit_of(rents.data).one
    assert one > 100
    errors = one * (seen.outputs - seen.truth)[:, 0]
    np.testing.assert_allclose(found.given - found.truth, errors, rtol=1e-6, atol=1e-6)
    assert found.scores.rmse == pytest.approx(np.sqrt((errors**2).mean()))
    assert found.scores.mae == pytest.approx(abs(errors).mean())
    assert found.edge >= abs(errors).max()
    plot = show(ResidualsPlot, rents)
    assert plot.chart._titles == {"bottom": "true rent", "left": "predicted rent"}


def test_the_fit_is_drawn_in_the_unit_of_the_file(rents: Trainer, show: Show) -> None:
    plot = show(FitPlot, rents)
    assert plot.chart._titles == {"bottom": "area", "left": "rent"}
    x, y = plot._items["training"].getData()
    np.testing.assert_allclose(y, 12 * x + 40 * np.sin(x), atol=2.0)
    _, curve = plot._items["network"].getData()
    answers = unit_of(rents.data).of(FitPlot.probe(rents))
    np.testing.assert_allclose(curve, answers, rtol=1e-6)
    assert next(iter(plot.table().rows))[1] == answers[0]
    assert plot.table().columns == ("area", "network")
    assert plot.reading(100.0).startswith("area ")
    low, high = plot.chart._ranges["y"]
    assert low <= y.min()
    assert y.max() <= high < 3 * y.max()


def test_values_that_are_learned_as_they_are_stay(trained: Get) -> None:
    trainer, _ = trained("values over a line")
    y = trainer.data.train.y[:, 0]
    assert unit_of(trainer.data).of(y) is y
