"""The distributions plot counts what the trace holds, follows the chosen layer, and can be scrubbed by epoch."""

import math
from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
import pytest
from pydantic import TypeAdapter
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ffnn_gui.engine import ExperimentConfig, RunHistory, Trainer
from ffnn_gui.engine.activations import AnyActivation
from ffnn_gui.insight import Unit, layer_health, trace_of, training_trace_of
from ffnn_gui.schema import kinds_of
from ffnn_gui.ui.plots.distributions import heat, norm_picture, sign_picture
from ffnn_gui.ui.plots.distributions.bars import curve_range, curves_of, heights
from ffnn_gui.ui.plots.distributions.choices import VIEWS, View
from ffnn_gui.ui.plots.distributions.histogram import BINS, Histogram, around_zero, histogram, resampling
from ffnn_gui.ui.plots.distributions.looks import Distribution, Norms, Signs, distribution, norms, signs
from ffnn_gui.ui.plots.kept import Kept
from ffnn_gui.ui.plots.kinds.distributions import DistributionsPlot
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.plots.selection import Selection
from ffnn_gui.ui.theme import DARK, LIGHT, Metrics
from tests.engine.strategies import kind_name
from tests.ui.plots.conftest import Trained, train

Get = Callable[[str], Trained]

NORMED = {"network": {"hidden": [{"units": 6, "batch_norm": True}, {"units": 5, "activation": "relu"}]}}
ALIKE = {"network": {"hidden": [{"units": 6, "activation": "sigmoid"}, {"units": 5, "activation": "sigmoid"}]}}


@pytest.fixture(scope="module")
def normed() -> Trainer:
    return train(NORMED, epochs=3)[0]


@pytest.fixture
def plot(qtbot: QtBot) -> DistributionsPlot:
    plot = DistributionsPlot(Look(LIGHT, Metrics()), Selection())
    qtbot.addWidget(plot)
    plot.resize(900, 190)
    return plot


def look_at(plot: DistributionsPlot, trainer: Trainer) -> Any:
    """Probe and draw what the plot asks for now."""
    probe = plot.probe_now()
    assert probe is not None
    values = probe(trainer)
    plot.draw(RunHistory(1), values)
    return values


def shown(plot: DistributionsPlot, trainer: Trainer, view: View = "z", layer: int = 0) -> Any:
    """Prepare, choose, probe and draw."""
    plot.prepare(trainer.data, trainer.config)
    plot.choices.show_view(view)
    plot.selection.choose_unit(Unit(layer, 0))
    plot.show()
    return look_at(plot, trainer)


def pixels(plot: DistributionsPlot) -> bytes:
    image = plot.grab().toImage()
    return bytes(image.constBits())


# Histograms


def test_every_number_is_counted_where_it_lies() -> None:
    values = np.random.default_rng(0).normal(0, 1, (40, 25))
    counted = histogram(values, (-5.0, 5.0))
    expected, edges = np.histogram(values, bins=BINS, range=(-5, 5))
    assert counted.counts.tolist() == expected.tolist()
    assert counted.edges == pytest.approx(edges)
    assert (counted.mean, counted.spread) == pytest.approx((values.mean(), values.std()))


def test_numbers_beyond_the_ends_are_in_the_outermost_bins() -> None:
    counts = histogram(np.array([-9.0, -1.0, 1.0, 9.0]), (-1.0, 1.0)).counts
    assert (counts[0], counts[-1], counts.sum()) == (2, 2, 4)


def test_what_is_not_finite_is_lost_and_said() -> None:
    counted = histogram(np.array([np.nan, np.inf, 0.5]), (0.0, 1.0))
    assert (counted.counts.sum(), counted.lost, counted.mean) == (1, 2, 0.5)
    nothing = histogram(np.array([np.nan]), (0.0, 1.0))
    assert nothing.counts.sum() == 0
    assert math.isnan(nothing.mean)


@pytest.mark.parametrize("values", [[0.0], [1e-30, -2e-30], [np.nan], [np.inf, 3.0], [-7.3, 2.0]])
def test_ranges_are_around_zero_and_hold_what_is_finite(values: list[float]) -> None:
    low, high = around_zero(np.array(values))
    assert low == -high < 0
    assert all(abs(value) <= high for value in values if math.isfinite(value))
    assert around_zero(np.array(values), 50.0) == (-50.0, 50.0)


def test_a_bin_is_found_by_its_value() -> None:
    counted = histogram(np.zeros(1), (-3.0, 3.0))
    assert [counted.bin_at(value) for value in (-3.0, 0.0, 2.99, 3.0, 3.1, -4.0)] == [
        0, BINS // 2, BINS - 1, BINS - 1, None, None,
    ]  # fmt: skip


def test_counts_move_into_other_bins_without_loss() -> None:
    counts = histogram(np.random.default_rng(1).normal(0, 0.3, 500), (-1.0, 1.0)).counts
    wider = resampling((-1.0, 1.0), (-2.0, 2.0)) @ counts
    assert wider.sum() == pytest.approx(500)
    assert wider[BINS // 4 : -BINS // 4].reshape(-1) == pytest.approx(counts.reshape(-1, 2).sum(axis=1))
    assert resampling((-1.0, 1.0), (-1.0, 1.0)) == pytest.approx(np.eye(BINS))


# Curves


@pytest.mark.parametrize("ends", [(-3.0, 3.0), (-1.0, 2.0), (0.2, 4.0)])
@pytest.mark.parametrize(("kind", "low"), [("relu", 0.0), ("leaky_relu", 0.01)])
def test_a_slope_that_jumps_is_a_step(kind: str, low: float, ends: tuple[float, float]) -> None:
    """At 0 from one height to the other, without a slope in between."""
    activation = TypeAdapter(AnyActivation).validate_python({"kind": kind})
    _, (z, slope) = curves_of(activation, ends)
    assert set(np.round(slope, 9)) == ({low, 1.0} if ends[0] < 0 else {1.0})
    rising = np.flatnonzero(np.diff(slope))
    assert len(rising) == (ends[0] < 0)
    assert z[rising + 1] == pytest.approx(z[rising], abs=1e-9)
    assert z[rising] == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize("kind", kinds_of(AnyActivation), ids=kind_name)
def test_curves_are_those_of_the_activation(kind: Any) -> None:
    for ends in ((-4.0, 4.0), (-60.0, 60.0)):
        (z, value), (places, slope) = curves_of(kind(), ends)
        assert value == pytest.approx(kind().value(z))
        assert (np.diff(places) >= 0).all()
        smooth = np.abs(places) > 1e-9
        assert slope[smooth] == pytest.approx(kind().derivative(places[smooth]))
        assert len(places) - len(z) == (2 if kind_name(kind) in ("relu", "leaky_relu") else 0)


# Probes


@pytest.mark.parametrize("name", ["two classes", "four classes", "images"])
def test_distributions_are_of_what_the_trace_holds(trained: Get, name: str) -> None:
    trainer, _ = trained(name)
    seen = training_trace_of(trainer)
    for layer, part in enumerate(seen.layers):
        arrays = {"z": part.z, "a": part.a, "W": trainer.network.layers[layer].W, "dW": seen.gradient_W(layer)}
        for quantity, values in arrays.items():
            found = distribution(trainer, quantity, layer)  # type: ignore[arg-type]
            assert (found.quantity, found.layer, found.epoch) == (quantity, layer, trainer.epoch)
            assert found.histogram.counts.sum() == values.size
            assert found.histogram.mean == pytest.approx(values.mean(), abs=1e-6)
            expected, _ = np.histogram(values, bins=found.histogram.edges)
            # A number on an edge may fall into the bin on its other side.
            assert np.abs(found.histogram.counts - expected).sum() <= 2


def test_the_flat_share_is_the_saturation_of_health(trained: Get) -> None:
    trainer, _ = trained("two classes")
    assert distribution(trainer, "z", 1).flat == pytest.approx(layer_health(trainer)[1].saturated)
    assert math.isnan(distribution(trainer, "z", 2).flat)
    assert math.isnan(distribution(trainer, "a", 1).flat)


def test_bounded_activations_have_their_bounds_as_ends() -> None:
    trainer = Trainer(ExperimentConfig.model_validate(ALIKE))
    assert distribution(trainer, "a", 0).histogram.ends == pytest.approx((0, 1))
    assert distribution(Trainer(ExperimentConfig()), "a", 0).histogram.ends == pytest.approx((-1, 1))


def test_signs_are_those_of_each_examples_gradient(trained: Get) -> None:
    trainer, _ = trained("two classes")
    found = signs(trainer, 1, 3)
    part = trace_of(trainer).layers[1]
    gradients = part.inputs * part.dense_delta[:, 3:4]
    order = np.argsort(part.dense_delta[:, 3], kind="stable")
    assert (found.weights == np.sign(gradients[order]).T).all()
    assert (np.diff(found.delta) >= 0).all()
    assert found.shares == pytest.approx(((gradients > 0).mean(), (gradients < 0).mean()))


def test_under_sigmoid_all_weights_of_a_neuron_are_pushed_one_way() -> None:
    trainer, _ = train(ALIKE, epochs=2)
    found = signs(trainer, 1, 0)
    assert found.agreeing == 1
    assert "100 %" in sign_picture.sentence(found)
    assert "same way" in sign_picture.sentence(found)


def test_under_tanh_they_are_pushed_both_ways(trained: Get) -> None:
    found = signs(trained("two classes")[0], 1, 0)
    assert found.agreeing < 0.5
    assert "both ways" in sign_picture.sentence(found)


def test_gradients_that_are_zero_are_counted() -> None:
    weights = np.array([[1, 1, 0, 0], [1, 1, 0, 0]], np.int8)
    text = sign_picture.sentence(Signs(0, 0, 1, np.ones(4, np.int8), weights))
    assert text.startswith("50 % are 0. One sign in 100 %")


def test_a_neuron_without_gradient_is_said() -> None:
    raw = {"network": {"hidden": [{"activation": "relu", "bias": -50.0}]}}
    found = signs(Trainer(ExperimentConfig.model_validate(raw)), 0, 0)
    assert math.isnan(found.agreeing)
    assert "No gradient" in sign_picture.sentence(found)


def test_batch_norm_is_seen_before_and_after(normed: Trainer) -> None:
    found = norms(normed, 0)
    assert found is not None
    part, norm = training_trace_of(normed).layers[0], normed.network.layers[0].norm
    assert norm is not None
    assert found.before.mean == pytest.approx(part.dense.mean(), abs=1e-6)
    assert found.after.spread == pytest.approx(part.z.std(), abs=1e-6)
    assert found.batch == pytest.approx(np.stack([part.dense.mean(axis=0), part.dense.std(axis=0)]))
    assert found.running == pytest.approx(np.stack([norm.running_mean, np.sqrt(norm.running_var)]))
    assert norms(normed, 1) is None


@pytest.mark.parametrize("look", [distribution, signs, norms])
def test_a_look_at_a_layer_that_is_gone_is_one_at_the_last(look: Any, trained: Get) -> None:
    found = look(trained("four classes")[0], layer=7)
    assert found is None or found.layer == 0


# What is asked and drawn


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


def test_the_bars_are_as_high_as_the_counts() -> None:
    counted = histogram(np.repeat([0.1, 0.6], [1, 4]), (-1.0, 1.0))
    assert heights(counted)[counted.counts > 0].tolist() == [0.25, 1.0]


def test_curves_show_the_true_height_of_the_slope() -> None:
    config = ExperimentConfig.model_validate(ALIKE)
    low, high = curve_range(config.network.hidden[0].activation, (-8.0, 8.0))
    assert low < 0 < 0.25 < 1 < high
    relu = ExperimentConfig.model_validate(NORMED).network.hidden[1].activation
    assert curve_range(relu, (-50.0, 50.0))[1] < 2


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


# Choosing


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


# Over time


@pytest.fixture
def seen(plot: DistributionsPlot) -> list[Distribution]:
    """A plot that has watched a run of 20 epochs."""
    trainer = Trainer(ExperimentConfig.model_validate({"epochs": 20}))
    return [shown(plot, trainer), *(look_at(plot, trainer) for _ in trainer.run())]


def place_of(plot: DistributionsPlot, epoch: int) -> QPoint:
    histogram_ = plot.sheet.histogram()
    assert histogram_ is not None
    axes = plot.sheet._history_axes(histogram_)
    return QPointF(axes.across(epoch), axes.box.center().y()).toPoint()


def test_it_says_from_when_on_histograms_were_recorded(plot: DistributionsPlot) -> None:
    trainer = Trainer(ExperimentConfig.model_validate({"epochs": 9}))
    plot.prepare(trainer.data, trainer.config)
    for report in trainer.run():
        if report.epoch >= 4:
            look_at(plot, trainer)
    plot.show()
    assert plot.sheet._record_note() == "recorded while shown, from epoch 4 on"
    plot.sheet.pointed.emit(QPointF(place_of(plot, 6)))
    assert plot.sheet._record_note() == ""
    plot.sheet.left.emit()
    plot.choices.time.click()
    look_at(plot, trainer)
    assert plot.sheet._record_note() == ""


def test_in_the_first_epoch_the_history_does_not_ask_to_begin(plot: DistributionsPlot) -> None:
    trainer = Trainer(ExperimentConfig())
    shown(plot, trainer)
    assert not plot.sheet._has_begun()
    before = pixels(plot)
    next(trainer.steps())
    look_at(plot, trainer)
    assert plot.sheet._has_begun()
    assert pixels(plot) != before


def test_a_press_in_the_history_brings_that_epoch_back(plot: DistributionsPlot, seen: list[Distribution]) -> None:
    now = pixels(plot)
    QTest.mouseClick(plot.sheet, Qt.MouseButton.LeftButton, pos=place_of(plot, 7))
    assert plot.sheet.scrubbed == 7
    assert plot.sheet.histogram() is seen[7].histogram
    assert "epoch 7" in plot.sheet.caption()
    assert pixels(plot) != now
    QTest.mouseDClick(plot.sheet, Qt.MouseButton.LeftButton, pos=place_of(plot, 7))
    assert plot.sheet.histogram() is seen[-1].histogram


def test_keys_step_through_the_epochs(plot: DistributionsPlot, seen: list[Distribution]) -> None:
    for key, epoch in ((Qt.Key.Key_Left, 19), (Qt.Key.Key_Left, 18), (Qt.Key.Key_Right, 19), (Qt.Key.Key_Right, None)):
        QTest.keyClick(plot.sheet, key)
        assert plot.sheet.scrubbed == epoch
    plot.sheet.scrub(3)
    QTest.keyClick(plot.sheet, Qt.Key.Key_End)
    assert plot.sheet.scrubbed is None


def test_an_epoch_that_is_looked_at_stays_while_it_trains(plot: DistributionsPlot, seen: list[Distribution]) -> None:
    plot.sheet.scrub(5)
    later = Distribution("z", 0, 21, seen[-1].histogram, 0.0)
    plot.draw(RunHistory(1), later)
    assert plot.sheet.histogram() is seen[5].histogram


def test_without_the_history_nothing_is_scrubbed(plot: DistributionsPlot, seen: list[Distribution]) -> None:
    plot.choices.time.click()
    plot.draw(RunHistory(1), Distribution("z", 0, 20, seen[-1].histogram, 0.0))
    QTest.mouseClick(plot.sheet, Qt.MouseButton.LeftButton, pos=QPoint(plot.sheet.width() - 40, 60))
    assert plot.sheet.scrubbed is None


def test_each_layer_and_number_has_a_history_of_its_own(plot: DistributionsPlot, seen: list[Distribution]) -> None:
    plot.choices.show_view("W")
    trainer = Trainer(ExperimentConfig())
    look_at(plot, trainer)
    assert len(plot.sheet._kept) == 1
    plot.choices.show_view("z")
    plot.draw(RunHistory(1), seen[-1])
    assert plot.sheet._kept.epochs == list(range(21))


def test_the_history_is_bounded(plot: DistributionsPlot, seen: list[Distribution]) -> None:
    for epoch in range(21, 1_200):
        plot.draw(RunHistory(1), Distribution("z", 0, epoch, seen[-1].histogram, 0.0))
    assert len(plot.sheet._kept) <= 400
    plot.grab()


def test_the_pointer_reads_a_bin_now_and_then(plot: DistributionsPlot, seen: list[Distribution]) -> None:
    shown_now = plot.sheet.histogram()
    assert shown_now is not None
    axes = plot.sheet._histogram_axes(shown_now)
    place = shown_now.bin_at(0.05)
    plot.sheet.pointed.emit(QPointF(axes.across(0.05), axes.box.center().y()))
    assert plot.sheet.caption().startswith(f"{shown_now.counts[place]:,} of {shown_now.counts.sum():,} z in")
    plot.sheet.pointed.emit(QPointF(place_of(plot, 4)))
    assert plot.sheet.caption().startswith("epoch 4: ")
    plot.sheet.left.emit()
    assert plot.sheet.caption().startswith("mean")


def entry(values: list[float], ends: tuple[float, float]) -> Histogram:
    return histogram(np.array(values), ends)


def test_columns_share_one_range_and_each_its_own_highest_bin() -> None:
    kept: Kept[Histogram] = Kept()
    kept.keep(0, entry([0.5] * 3 + [-0.5], (-1.0, 1.0)))
    kept.keep(1, entry([1.5], (-2.0, 2.0)))
    columns = heat.columns(kept)
    assert columns.shape == (BINS, 2)
    assert columns.max(axis=0).tolist() == [1, 1]
    middles = np.linspace(-2, 2, BINS + 1)[:-1] + 2 / BINS
    assert middles[columns[:, 0].argmax()] == pytest.approx(0.5, abs=4 / BINS)
    assert middles[columns[:, 1].argmax()] == pytest.approx(1.5, abs=4 / BINS)


def test_a_time_in_which_nobody_looked_stays_empty(qapp: object) -> None:
    kept: Kept[Histogram] = Kept()
    for epoch in (*range(20), *range(80, 100)):
        kept.keep(epoch, entry([0.5], (-1.0, 1.0)))
    image = QImage(100, BINS, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    heat.Heat(kept, Look(LIGHT, Metrics()), 100).paint(painter, image.rect().toRectF())
    painter.end()
    row = next(y for y in range(BINS) if image.pixelColor(2, y).lightness() < 80)
    dark = [image.pixelColor(x, row).lightness() < 80 for x in (1, 15, 30, 50, 75, 85, 98)]
    assert dark == [True, True, False, False, False, True, True]


def test_the_picture_has_each_epoch_in_its_place(qapp: object) -> None:
    kept: Kept[Histogram] = Kept()
    kept.keep(0, entry([-0.9], (-1.0, 1.0)))
    kept.keep(10, entry([0.9], (-1.0, 1.0)))
    picture = heat.Heat(kept, Look(LIGHT, Metrics()), 100)
    image = QImage(40, 40, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    picture.paint(painter, image.rect().toRectF())
    painter.end()
    dark = {(x, y) for x in (2, 37) for y in (1, 38) if image.pixelColor(x, y).lightness() < 80}
    assert dark == {(2, 38), (37, 1)}


# Export


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


def test_the_table_has_each_epoch_that_is_kept(plot: DistributionsPlot, seen: list[Distribution]) -> None:
    assert len(list(plot.table().rows)) == 21 * BINS


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
