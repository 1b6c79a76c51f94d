"""Probes read what the network says, and leave training alone."""

from collections.abc import Callable, Mapping

import numpy as np
import pytest

from ffnn_gui.engine import ExperimentConfig, Trainer
from ffnn_gui.insight.verdict import judged_first
from ffnn_gui.ui.plots.kinds import confusion, fit, found, samples, surface, weights
from ffnn_gui.ui.plots.plane import SIDE, colours_of_values, grid_places
from tests.ui.plots.conftest import CONFIGS, Trained

Get = Callable[[str], Trained]
PLANES = ["two classes", "four classes", "squared error on classes", "values over the plane"]
IMAGES = ["images", "images without validation"]


@pytest.mark.parametrize("name", PLANES)
def test_the_surface_is_what_the_network_says_at_each_place(trained: Get, name: str) -> None:
    trainer, _ = trained(name)
    answers = surface.probe(trainer)
    assert answers.shape[:2] == (SIDE, SIDE)
    outputs = trainer.network.predict(trainer.data.inputs_of(grid_places(trainer.data)))
    classes = trainer.data.task.classes
    expected = trainer.loss.probabilities(outputs, len(classes)) if classes else outputs[:, 0]
    assert answers.reshape(expected.shape) == pytest.approx(expected)


def test_the_lowest_row_of_the_surface_is_the_lowest_place(trained: Get) -> None:
    trainer, _ = trained("two classes")
    (left, right), (low, high) = trainer.data.bounds
    places = grid_places(trainer.data).reshape(SIDE, SIDE, 2)
    assert left < places[0, 0, 0] < places[0, -1, 0] < right
    assert low < places[0, 0, 1] < places[-1, 0, 1] < high


def test_the_fit_is_what_the_network_says(trained: Get) -> None:
    trainer, _ = trained("values over a line")
    x, _ = fit.places(trainer.data)
    expected = trainer.network.predict(trainer.data.inputs_of(x[:, None]))[:, 0]
    assert fit.probe(trainer) == pytest.approx(expected)


@pytest.mark.parametrize("name", IMAGES)
def test_the_confusion_counts_every_example_once(trained: Get, name: str) -> None:
    trainer, history = trained(name)
    part_name = judged_first(trainer.data)
    part = trainer.data.part(part_name)
    counts = confusion.probe(trainer).counts
    assert counts.sum() == len(part)
    assert counts.sum(axis=1).tolist() == np.bincount(part.y, minlength=10).tolist()
    column = "validation_accuracy" if part_name == "validation" else "train_accuracy"
    assert np.trace(counts) / counts.sum() == pytest.approx(history.last(column))


@pytest.mark.parametrize("name", IMAGES)
def test_samples_are_the_first_of_all_decisions(trained: Get, name: str) -> None:
    trainer, _ = trained(name)
    found, part = samples.probe(trainer), trainer.data.part(judged_first(trainer.data))
    decided = trainer.loss.decide(trainer.network.predict(part.X), 10)
    assert found.examples.tolist() == list(range(min(samples.SHOWN, len(part))))
    assert found.given.tolist() == decided[: samples.SHOWN].tolist()


@pytest.mark.parametrize("name", list(CONFIGS))
def test_histograms_count_every_weight(trained: Get, name: str) -> None:
    trainer, _ = trained(name)
    histograms = weights.probe(trainer)
    assert histograms.counts.sum(axis=1).tolist() == [layer.W.size for layer in trainer.network.layers]
    for layer, counts in zip(trainer.network.layers, histograms.counts, strict=True):
        edges = np.linspace(-histograms.edge, histograms.edge, weights.BINS + 1)
        expected, _ = np.histogram(layer.W, bins=edges)
        # A weight on an edge may fall into the bin on its other side.
        assert np.abs(counts - expected).sum() <= 2


def test_histograms_survive_what_is_not_finite() -> None:
    trainer = Trainer(ExperimentConfig())
    trainer.network.layers[0].W[0, 0] = np.nan
    trainer.network.layers[1].W[0, 0] = np.inf
    assert weights.probe(trainer).counts[0].sum() == trainer.network.layers[0].W.size


@pytest.mark.parametrize("kind", [kind for kind in found() if kind.probe is not None], ids=lambda kind: kind.name)
def test_probes_do_not_disturb_training(kind: type) -> None:
    name = next(name for name in CONFIGS if kind.suits(Trainer(ExperimentConfig.model_validate(CONFIGS[name])).data))
    config = ExperimentConfig.model_validate({**CONFIGS[name], "epochs": 3})
    plain, probed = Trainer(config), Trainer(config)
    reports = list(plain.run())
    probed_reports = []
    for step in probed.steps():
        kind.probe(probed)
        if step is not None:
            probed_reports.append(step)
    assert probed_reports == reports
    assert (probed.network.theta == plain.network.theta).all()


def arrays_in(value: object, depth: int = 6) -> list[np.ndarray]:
    """All arrays that a probe's value holds."""
    if isinstance(value, np.ndarray):
        return [value]
    if depth and isinstance(value, Mapping):
        return [array for each in value.values() for array in arrays_in(each, depth - 1)]
    if depth and isinstance(value, list | tuple):
        return [array for each in value for array in arrays_in(each, depth - 1)]
    return arrays_in(vars(value), depth - 1) if depth and hasattr(value, "__dict__") else []


@pytest.mark.parametrize("kind", [kind for kind in found() if kind.probe is not None], ids=lambda kind: kind.name)
def test_probes_share_no_memory_with_the_trainer(kind: type) -> None:
    name = next(name for name in CONFIGS if kind.suits(Trainer(ExperimentConfig.model_validate(CONFIGS[name])).data))
    trainer = Trainer(ExperimentConfig.model_validate(CONFIGS[name]))
    found_arrays = arrays_in(kind.probe(trainer))
    ways = [array for way in trainer.network._passes.values() for array in arrays_in([way.rows, *way.layers], 2)]
    for kept in (*trainer.network.arrays(), trainer.network.grad, *ways):
        assert not any(np.shares_memory(array, kept) for array in found_arrays)


def test_colours_are_orange_white_and_blue() -> None:
    low, middle, high = colours_of_values(np.array([-1.0, 0.0, 1.0]), 1.0).astype(int)
    assert low[0] > low[2] + 50
    assert min(middle[:3]) > 235
    assert high[2] > high[0] + 50


def test_colours_survive_what_is_not_finite() -> None:
    assert colours_of_values(np.array([np.nan, np.inf, -np.inf]), 1.0).shape == (3, 4)
