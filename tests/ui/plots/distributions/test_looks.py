"""Distributions, signs and statistics are of what the trace holds, beside the curves of the activation."""

import math
from typing import Any

import numpy as np
import pytest
from pydantic import TypeAdapter

from ffnn_gui.engine import ExperimentConfig, Trainer
from ffnn_gui.engine.activations import AnyActivation
from ffnn_gui.insight import layer_health, trace_of, training_trace_of
from ffnn_gui.schema import kinds_of
from ffnn_gui.ui.plots.distributions import sign_picture
from ffnn_gui.ui.plots.distributions.bars import curve_range, curves_of, heights
from ffnn_gui.ui.plots.distributions.histogram import histogram
from ffnn_gui.ui.plots.distributions.looks import Signs, distribution, norms, signs
from tests.engine.strategies import kind_name
from tests.ui.plots.conftest import train
from tests.ui.plots.distributions.conftest import ALIKE, NORMED, Get


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


def test_the_bars_are_as_high_as_the_counts() -> None:
    counted = histogram(np.repeat([0.1, 0.6], [1, 4]), (-1.0, 1.0))
    assert heights(counted)[counted.counts > 0].tolist() == [0.25, 1.0]


def test_curves_show_the_true_height_of_the_slope() -> None:
    config = ExperimentConfig.model_validate(ALIKE)
    low, high = curve_range(config.network.hidden[0].activation, (-8.0, 8.0))
    assert low < 0 < 0.25 < 1 < high
    relu = ExperimentConfig.model_validate(NORMED).network.hidden[1].activation
    assert curve_range(relu, (-50.0, 50.0))[1] < 2
