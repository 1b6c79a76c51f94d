"""Nothing is advised that is done already; some advice is always left."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from ffnn_gui.data.imported import shelved
from ffnn_gui.data.importing import ImportedArrays
from ffnn_gui.data.importing.formats.numpy_files import NumpyFiles
from ffnn_gui.engine.activations import Activation
from ffnn_gui.engine.activations.leaky_relu import LeakyReLU
from ffnn_gui.engine.activations.relu import ReLU
from ffnn_gui.engine.activations.sigmoid import Sigmoid
from ffnn_gui.engine.activations.tanh import Tanh
from ffnn_gui.engine.initializers import AnyInitializer
from ffnn_gui.insight import findings, layer_health
from ffnn_gui.insight import remedies as help_of
from ffnn_gui.insight.remedies import Setup
from ffnn_gui.insight.shapes import one_sided
from ffnn_gui.schema import kinds_of
from tests.insight.samples import net, trainer_of

BARE = Setup()
DONE = Setup(True, True, 0.5, 2.0, 1.0, True, True, True)


def images(paper: int, ink: int) -> NDArray[np.uint8]:
    """Forty noisy images of 28×28 pixels, (40, 784), with a stroke that much from the paper's tone."""
    X = np.random.default_rng(0).normal(paper, 8, (40, 28, 28))
    X[::2, 8:20, 12:16] += ink if paper < 128 else -ink
    X[1::2, 12:16, 8:20] += ink if paper < 128 else -ink
    return np.asarray(X.clip(0, 255).astype(np.uint8).reshape(40, -1))


def table(middle: float, spread: float) -> NDArray[np.float64]:
    """Forty rows of four columns, (40, 4), of which half lie on the other side of 0."""
    return np.random.default_rng(0).normal([middle, -middle] * 2, spread, (40, 4))


def imported(X: NDArray[Any]) -> dict[str, Any]:
    """The settings of an import of two classes by turns."""
    pixels = {"image_shape": (28, 28), "max_pixel": 255} if X.dtype == np.uint8 else {}
    arrays = ImportedArrays(X, np.arange(len(X)) % 2, ("a", "b"), **pixels)
    return shelved(arrays, NumpyFiles(), Path("some.npz")).model_dump()


def test_the_setup_is_that_of_the_config() -> None:
    hidden = {"activation": "relu", "init": {"kind": "he_normal", "scale": 3}, "bias": 0.1, "dropout": 0.2}
    output = {"init": {"kind": "normal"}}
    trainer = trainer_of(
        {
            "data": {"kind": "circle", "normalization": "standard"},
            "network": {"hidden": [{**hidden, "batch_norm": True}, {}], "output": output},
            "regularization": {"l2": 0.1, "early_stopping": {"enabled": True}},
        }
    )
    first, second, last = (layer.setup for layer in layer_health(trainer))
    assert first == Setup(True, True, 0.1, 2.0, 3.0, True, True, True)
    assert second == replace(first, batch_norm=False, bias=0.0, gain=1.0, scale=1.0)
    assert last == replace(second, gain=None)
    halved = {"base": 0.1, "schedule": {"kind": "step", "gamma": 0.5, "every": 2}}
    assert layer_health(trainer_of({"learning_rate": halved}, 3))[0].setup.rate_factor == 0.5
    raw = trainer_of({"data": {"kind": "circle", "normalization": "none"}, "network": {"hidden": []}})
    assert layer_health(raw)[0].setup == Setup(gain=1.0, off_centre=True)


@pytest.mark.parametrize("kind", kinds_of(AnyInitializer), ids=lambda kind: kind.__name__)
def test_the_gain_of_start_weights_is_true(kind: Any) -> None:
    drawn = kind().weights(400, 400, np.random.default_rng(0))
    if kind.gain is not None:
        assert drawn.var() * 400 == pytest.approx(kind.gain, rel=0.02)


def test_steps_that_were_too_large_are_thought_of_once_there_were_steps() -> None:
    trained = replace(BARE, trained=True)
    advice = help_of.against_saturation(trained, flat=False, large=True)
    assert advice == "Try ReLU, a smaller learning rate, a smaller init scale or batch normalization."
    assert "learning rate" not in help_of.against_saturation(BARE, flat=False, large=True)
    trainer = trainer_of({"data": {"kind": "circle"}})
    assert not layer_health(trainer)[0].setup.trained
    next(trainer.run())
    assert layer_health(trainer)[0].setup.trained


def test_what_is_done_is_not_advised() -> None:
    assert help_of.against_size(BARE) == (
        "Try a smaller init scale, batch normalization or a normalization of the inputs."
    )
    assert help_of.against_size(DONE) == "Try a smaller init scale or a smaller learning rate."
    assert help_of.against_death(BARE) == "a smaller learning rate, a positive start bias or leaky ReLU"
    assert help_of.against_death(DONE) == "a smaller learning rate, a larger start bias or leaky ReLU"
    assert help_of.against_saturation(DONE, flat=False, large=False) == "Try ReLU."
    assert help_of.against_saturation(DONE, flat=True, large=True) == "Try tanh, ReLU or a smaller init scale."
    assert help_of.against_overfitting(BARE) == "more examples, L2, dropout or early stopping"
    assert help_of.against_overfitting(replace(DONE, dropout=False)) == "more examples or dropout"
    assert help_of.against_overfitting(DONE) == "more examples"
    assert help_of.against_equality(BARE) == "Start from random weights (Xavier or He)."
    assert help_of.against_equality(replace(DONE, scale=0.0)) == "Start with an init scale above 0."


@pytest.mark.parametrize(
    ("activation", "gain", "scale", "advice"),
    [
        (Tanh(), None, 1.0, "Try Xavier or He start weights or fewer layers."),
        (Tanh(), 1 / 3, 1.0, "Try He start weights or fewer layers."),
        (Tanh(), 1.0, 1.0, "Try fewer layers."),
        (Tanh(), 1.0, 0.1, "Try an init scale of 1 or fewer layers."),
        (ReLU(), 1.0, 1.0, "Try He start weights or fewer layers."),
        (ReLU(), 2.0, 1.0, "Try fewer layers."),
        (LeakyReLU(), 2.0, 0.5, "Try an init scale of 1 or fewer layers."),
        (None, 1.0, 1.0, "Try fewer layers."),
    ],
)
def test_start_weights_are_advised_where_they_are_not_right(
    activation: Activation | None, gain: float | None, scale: float, advice: str
) -> None:
    setup = replace(DONE, gain=gain, scale=scale)
    assert help_of.against_vanishing(setup, activation, flat=False) == advice


def test_a_flat_activation_is_to_be_changed_whatever_the_weights() -> None:
    assert help_of.against_vanishing(DONE, Sigmoid(), flat=True) == "Try tanh, ReLU or fewer layers."


def test_which_activations_pass_one_side_only() -> None:
    assert [one_sided(kind()) for kind in (ReLU, LeakyReLU, Tanh, Sigmoid)] == [True, True, False, False]


STANDARD = "Standard normalization of the inputs (Data panel)"


def test_inputs_that_saturate_a_layer_are_to_be_normalized_first() -> None:
    there = replace(BARE, trained=True, off_centre=True)
    assert help_of.against_saturation(there, flat=False, large=True) == (
        f"Try {STANDARD}, ReLU, a smaller learning rate, a smaller init scale or batch normalization."
    )
    assert "inputs" not in help_of.against_saturation(replace(there, batch_norm=True), flat=False, large=True)


@pytest.mark.parametrize(
    ("X", "normalization", "off_centre"),
    [
        ({"kind": "circle"}, "none", True),
        ({"kind": "circle"}, "min_max", False),
        ({"kind": "circle"}, "standard", False),
        ({"kind": "digits"}, "none", True),
        ({"kind": "digits"}, "min_max", False),
        (images(0, 90), "min_max", False),
        (images(235, 165), "min_max", True),
        (images(235, 165), "standard", False),
        (table(10, 1), "none", True),
        (table(0, 1), "none", False),
        (table(10, 1), "min_max", False),
    ],
)
def test_which_inputs_are_far_from_centred_or_too_large(
    X: NDArray[Any] | dict[str, Any], normalization: str, off_centre: bool
) -> None:
    data = X if isinstance(X, dict) else imported(X)
    first, *others = layer_health(trainer_of({"data": {**data, "normalization": normalization}}))
    assert first.setup.off_centre is off_centre
    assert not any(layer.setup.off_centre for layer in others)


def test_a_layer_that_light_images_saturate_is_told_what_helps() -> None:
    data = {**imported(images(235, 165)), "normalization": "min_max"}
    (worst, *_) = findings(trainer_of({"data": data}, 60))
    assert (worst.layer, worst.illness) == (0, "saturated")
    assert f"Try {STANDARD}, " in worst.sentence


def test_layers_of_normalized_inputs_are_not_advised_to_normalize_them() -> None:
    sick = net(6, activation="relu", init={"kind": "he_normal", "scale": 5})
    for normalization, advised in (("none", True), ("standard", False)):
        trainer = trainer_of({"data": {"kind": "circle", "normalization": normalization}, "network": sick})
        said = " ".join(one.sentence for one in findings(trainer))
        assert "blown up" in said
        assert ("normalization of the inputs" in said) == advised
