"""The plot probes and draws what is chosen, says what to do where there is nothing, and reads what is pointed at."""

from functools import partial

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ffnn_gui.engine import ExperimentConfig, RunHistory, Trainer
from ffnn_gui.insight import Unit, trace_of
from ffnn_gui.ui.plots.distributions import norm_picture, sign_picture
from ffnn_gui.ui.plots.distributions.choices import VIEWS, View
from ffnn_gui.ui.plots.distributions.histogram import BINS
from ffnn_gui.ui.plots.distributions.looks import Distribution, Norms, Signs, distribution
from ffnn_gui.ui.plots.kinds.distributions import DistributionsPlot
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.theme import DARK, Metrics
from tests.ui.plots.distributions.conftest import Get, look_at, pixels, shown


@pytest.mark.parametrize("view", VIEWS)
def test_only_what_is_shown_is_probed(view: View, plot: DistributionsPlot, normed: Trainer) -> None:
    values = shown(plot, normed, view)
    kinds: dict[View, type] = {"signs": Signs, "norm": Norms}
    assert isinstance(values, kinds.get(view, Distribution))
    assert plot.sheet.shown is values
    probe = plot.probe_now()
    assert isinstance(probe, partial)
    if isinstance(values, Distribution):
        assert (probe.func, probe.keywords) == (distribution, {"quantity": view, "layer": 0})


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("width", [400, 1280])
def test_each_view_is_drawn_in_both_themes(view: View, width: int, plot: DistributionsPlot, normed: Trainer) -> None:
    plot.resize(width, 150)
    shown(plot, normed, view)
    assert not plot.empty
    light = pixels(plot)
    plot.restyle(Look(DARK, Metrics(1.5)))
    assert pixels(plot) != light


def test_values_of_another_choice_are_not_drawn(plot: DistributionsPlot, trained: Get) -> None:
    trainer, _ = trained("two classes")
    shown(plot, trainer, "a", 1)
    plot.choices.show_view("W")
    assert plot.sheet.shown is None
    plot.draw(RunHistory(1), distribution(trainer, "a", 1))
    plot.draw(RunHistory(1), distribution(trainer, "W", 0))
    assert plot.sheet.shown is None
    assert plot.empty
    look_at(plot, trainer)
    assert not plot.empty


def test_without_batch_norm_the_plot_says_what_to_do(plot: DistributionsPlot, normed: Trainer) -> None:
    shown(plot, normed, "norm")
    plot.selection.choose_unit(Unit(1, 0))
    assert plot.empty
    assert "switch it on" in plot._empty.text()
    assert "h2" in plot._empty.text()
    assert plot.probe_now() is None
    plot.selection.choose_unit(Unit(0, 0))
    look_at(plot, normed)
    assert not plot.empty


def test_no_hidden_layers_leave_the_output_layer(plot: DistributionsPlot, trained: Get) -> None:
    values = shown(plot, trained("four classes")[0])
    assert [plot.choices.layers.itemText(0), plot.choices.layers.count()] == ["output", 1]
    assert values.histogram.counts.sum() > 0


def test_the_plot_follows_the_layer_chosen_elsewhere(plot: DistributionsPlot, trained: Get, qtbot: QtBot) -> None:
    trainer, _ = trained("two classes")
    shown(plot, trainer)
    with qtbot.waitSignal(plot.stale):
        plot.selection.choose_unit(Unit(2, 0))
    assert look_at(plot, trainer).layer == 2
    assert plot.choices.layers.currentText() == "output"


def test_the_layer_chosen_here_is_chosen_everywhere(plot: DistributionsPlot, trained: Get, qtbot: QtBot) -> None:
    trainer, _ = trained("two classes")
    shown(plot, trainer)
    with qtbot.waitSignal(plot.stale):
        QTest.keyClick(plot.choices.layers, Qt.Key.Key_Down)
    assert plot.selection.unit == Unit(1, 0)
    assert look_at(plot, trainer).layer == 1


def test_another_unit_matters_to_the_signs_alone(plot: DistributionsPlot, trained: Get, qtbot: QtBot) -> None:
    trainer, _ = trained("two classes")
    shown(plot, trainer, "z", 1)
    with qtbot.assertNotEmitted(plot.stale):
        plot.selection.choose_unit(Unit(1, 4))
    plot.choices.show_view("signs")
    assert look_at(plot, trainer).unit == 4
    with qtbot.waitSignal(plot.stale):
        plot.choices.units.setValue(7)
    assert plot.selection.unit == Unit(1, 6)
    assert look_at(plot, trainer).unit == 6


def test_a_run_with_fewer_layers_brings_a_layer_that_is_there(plot: DistributionsPlot, trained: Get) -> None:
    shown(plot, trained("two classes")[0], "z", 2)
    plot.selection.forget()
    trainer, _ = trained("four classes")
    plot.prepare(trainer.data, trainer.config)
    assert look_at(plot, trainer).layer == 0


@pytest.mark.parametrize(
    ("view", "rows"), [("z", BINS), ("a", BINS), ("W", BINS), ("dW", BINS), ("signs", 2 * 240), ("norm", 6)]
)
def test_the_table_has_all_numbers_shown(view: View, rows: int, plot: DistributionsPlot, normed: Trainer) -> None:
    values = shown(plot, normed, view)
    table = plot.table()
    found = list(table.rows)
    assert {len(row) for row in found} == {len(table.columns)}
    if isinstance(values, Distribution):
        assert [row[3] for row in found] == values.histogram.counts.tolist()
    elif isinstance(values, Signs):
        assert sorted(int(row[3]) for row in found) == sorted(values.weights.ravel().tolist())
    else:
        assert [row[1] for row in found] == values.batch[0].tolist()
    assert len(found) == rows


def test_a_place_in_the_signs_is_a_weight_and_an_example(plot: DistributionsPlot, trained: Get) -> None:
    found = shown(plot, trained("two classes")[0], "signs", 1)
    place = plot.sheet._place()
    _, below = sign_picture.boxes(place, plot.look, len(found.weights))
    assert sign_picture.cell_at(place, plot.look, found, below.topLeft() + QPointF(1, 1)) == (0, 0)
    rows, examples = found.weights.shape
    last = sign_picture.cell_at(place, plot.look, found, below.bottomRight() - QPointF(1, 1))
    assert last == (rows - 1, examples - 1)
    assert sign_picture.cell_at(place, plot.look, found, QPointF(1, 1)) is None


def test_the_pointer_reads_why_a_gradient_has_its_sign(plot: DistributionsPlot, trained: Get) -> None:
    trainer, _ = trained("two classes")
    found = shown(plot, trainer, "signs", 1)
    _, below = sign_picture.boxes(plot.sheet._place(), plot.look, len(found.weights))
    plot.sheet.pointed.emit(below.topLeft() + QPointF(1, 1))
    part = trace_of(trainer).layers[1]
    example = int(np.argsort(part.dense_delta[:, 0], kind="stable")[0])
    words = ["+" if number > 0 else "−" for number in (part.dense_delta[example, 0], part.inputs[example, 0])]
    assert plot.sheet.caption() == sign_picture.reading(found, 0, 0)
    assert f"∂L/∂z {words[0]}" in plot.sheet.caption()
    assert f"input {words[1]}" in plot.sheet.caption()


def test_many_units_are_drawn_quickly_but_all(plot: DistributionsPlot) -> None:
    raw = {"network": {"hidden": [{"units": 100, "batch_norm": True}]}}
    trainer = Trainer(ExperimentConfig.model_validate(raw))
    few = {"network": {"hidden": [{"units": 5, "batch_norm": True}]}}
    for config, units in ((trainer, 100), (Trainer(ExperimentConfig.model_validate(few)), 5)):
        shown(plot, config, "norm")
        plot.grab()
        assert len(list(plot.table().rows)) == units


def test_equal_statistics_lie_on_the_diagonal() -> None:
    numbers = np.array([-1.0, 0.5, 2.0])
    low, high = norm_picture.ends_of(numbers, numbers)
    assert low <= -1
    assert high >= 2
    assert norm_picture.ends_of(np.array([np.nan]), np.array([np.inf])) == (0.0, 1.0)


def test_batch_norm_without_a_finite_number_is_painted(plot: DistributionsPlot, normed: Trainer) -> None:
    seen = shown(plot, normed, "norm")
    nothing = np.full_like(seen.batch, np.nan)
    plot.draw(RunHistory(1), Norms(seen.layer, 9, seen.before, seen.after, nothing, nothing))
    plot.grab()
    assert plot.sheet.shown is not seen
