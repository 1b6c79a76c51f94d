"""The pictures of units show what the network says at that place, to within one level."""

from typing import Any

import numpy as np
import pytest

from ffnn_gui.engine import Trainer
from ffnn_gui.insight import LayerResponse, Unit, responses, trace_of, unit_response
from tests.insight.samples import ACTIVATIONS, net, trainer_of

SIDE = 12
PLANES = ["circle", "blobs", "plane"]


def centres(trainer: Trainer, row: int, column: int) -> np.ndarray:
    """The raw features at the middle of a pixel: row 0 is at the top, where x₂ is largest."""
    (left, right), (low, high) = trainer.data.bounds
    return np.array([[left + (right - left) * (column + 0.5) / SIDE, high - (high - low) * (row + 0.5) / SIDE]])


def close(picture: LayerResponse, unit: int, place: tuple[int, ...], value: float) -> bool:
    """Whether a level stands for the value, which it may cut at the ends."""
    shown = float(picture.values[(unit, *place)])
    return abs(shown - float(np.clip(value, -picture.largest, picture.largest))) <= picture.largest / 127


@pytest.mark.parametrize("data", PLANES)
@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize("batch_norm", [False, True])
def test_a_pixel_is_the_activation_there(data: str, activation: str, batch_norm: bool) -> None:
    trainer = trainer_of({"data": data, "network": net(2, 5, activation=activation, batch_norm=batch_norm)}, 1)
    seen = responses(trainer, SIDE)
    places = [(0, 0), (0, SIDE - 1), (7, 3), (SIDE - 1, 0)]
    X = trainer.data.inputs_of(np.vstack([centres(trainer, *place) for place in places]))
    a = X
    for index, (layer, picture) in enumerate(zip(trainer.network.layers, seen.layers, strict=True)):
        assert picture.kind == "plane"
        if layer.activation is None:
            break
        z = (a @ layer.W + layer.b).T.copy()
        if layer.norm is not None:
            layer.norm.evaluate(z)
        a = layer.activation.value(z).T
        assert picture.levels.shape == (5, SIDE, SIDE)
        for example, place in enumerate(places):
            assert all(close(picture, unit, place, a[example, unit]) for unit in range(5)), (index, place)


def test_an_input_s_picture_rises_along_its_own_axis() -> None:
    seen = responses(trainer_of({}), SIDE)
    assert seen.inputs is not None
    x1, x2 = seen.inputs.values
    assert (np.diff(x1, axis=1) > 0).all()
    assert (np.ptp(x1, axis=0) == 0).all()
    assert (np.diff(x2, axis=0) < 0).all()  # upwards, while rows count downwards
    assert (np.ptp(x2, axis=1) == 0).all()


def test_derived_inputs_have_pictures_too() -> None:
    seen = responses(trainer_of({"data": {"kind": "circle", "inputs": {"x1_squared": True}}}), SIDE)
    assert seen.inputs is not None
    assert seen.inputs.levels.shape == (3, SIDE, SIDE)


@pytest.mark.parametrize(("loss", "outputs"), [("binary_cross_entropy", 1), ("cross_entropy", 2), ("mse", 1)])
def test_the_output_of_a_classification_is_white_where_undecided(loss: str, outputs: int) -> None:
    trainer = trainer_of({"data": "circle", "loss": loss}, 3)
    picture = responses(trainer, SIDE).layers[-1]
    assert picture.levels.shape == (outputs, SIDE, SIDE)
    assert picture.largest == 1
    raw = np.vstack([centres(trainer, row, column) for row in range(SIDE) for column in range(SIDE)])
    said = trainer.network.predict(trainer.data.inputs_of(raw))
    chances = trainer.loss.probabilities(said, len(trainer.data.task.classes))
    expected = 2 * chances[:, -outputs:].T.reshape(-1, SIDE, SIDE) - 1
    np.testing.assert_allclose(picture.values, expected, atol=1 / 127)


def test_the_output_of_a_regression_is_on_the_scale_of_its_targets() -> None:
    trainer = trainer_of({"data": "plane"}, 3)
    assert responses(trainer, SIDE).layers[-1].largest == pytest.approx(float(np.abs(trainer.data.train.y).max()))


@pytest.mark.parametrize(("activation", "bound"), [("tanh", 1.0), ("sigmoid", 1.0), ("relu", None)])
def test_the_scale_is_the_activation_s_bound_or_the_layer_s_largest(activation: str, bound: float | None) -> None:
    picture = responses(trainer_of({"network": net(1, activation=activation)}), SIDE).layers[0]
    if bound is not None:
        assert picture.largest == bound
    else:
        assert picture.levels.max() == 255


def test_a_dead_unit_is_blank() -> None:
    trainer = trainer_of({"network": net(1, activation="relu")})
    trainer.set_parameter(0, 2, 4, -50.0)
    levels = responses(trainer, SIDE).layers[0].levels
    assert np.unique(levels[4]).tolist() == [128]
    assert len(np.unique(levels[0])) > 1


def test_one_feature_makes_a_line() -> None:
    trainer = trainer_of({"data": "sine"}, 1)
    seen = responses(trainer, SIDE)
    assert seen.inputs is not None
    assert [picture.kind for picture in (seen.inputs, *seen.layers)] == ["line"] * 4
    assert seen.layers[0].levels.shape == (8, SIDE)
    ((low, high),) = trainer.data.bounds
    raw = np.array([[low + (high - low) * 3.5 / SIDE]])
    value = float(trainer.network.predict(trainer.data.inputs_of(raw))[0, 0])
    assert close(seen.layers[-1], 0, (3,), value)


def digits(layers: int = 2, **fields: Any) -> Trainer:
    config = {"data": {"kind": "digits", "samples": 300}, "network": net(layers, 12, **fields)}
    return trainer_of(config, 1)


def test_images_show_the_first_layer_s_weights() -> None:
    trainer = digits()
    seen = responses(trainer)
    assert seen.inputs is None
    picture, W = seen.layers[0], trainer.network.layers[0].W
    assert picture.kind == "weights"
    assert picture.levels.shape == (12, 8, 8)
    assert picture.largest == pytest.approx(float(np.abs(W).max()))
    assert close(picture, 5, (2, 3), float(W[2 * 8 + 3, 5]))


def test_deeper_layers_show_their_mean_by_class() -> None:
    trainer = digits()
    picture, seen = responses(trainer).layers[1], trace_of(trainer)
    assert picture.kind == "classes"
    assert picture.levels.shape == (12, 10)
    mean = seen.layers[1].a[seen.y == 7].mean(axis=0)
    assert all(close(picture, unit, (7,), mean[unit]) for unit in range(12))


def test_outputs_show_their_mean_chance_by_class() -> None:
    trainer = digits()
    picture, seen = responses(trainer).layers[-1], trace_of(trainer)
    chances = trainer.loss.probabilities(seen.outputs, len(trainer.data.task.classes))
    assert picture.levels.shape == (10, 10)
    assert close(picture, 3, (3,), 2 * float(chances[seen.y == 3, 3].mean()) - 1)


def test_a_network_of_only_an_output_layer_shows_its_classes() -> None:
    (picture,) = responses(digits(0)).layers
    assert picture.kind == "classes"


@pytest.mark.parametrize("config", [{}, {"data": "sine"}, {"data": {"kind": "digits", "samples": 300}}])
def test_a_unit_alone_is_the_same_as_among_the_others(config: dict[str, Any]) -> None:
    trainer = trainer_of(config)
    for index, picture in enumerate(responses(trainer, SIDE).layers):
        alone = unit_response(trainer, Unit(index, 0), SIDE)
        assert (alone.kind, alone.largest) == (picture.kind, picture.largest)
        assert np.array_equal(alone.levels, picture.levels[:1])


@pytest.mark.parametrize("unit", [Unit(3, 0), Unit(-1, 0), Unit(0, 8), Unit(0, -1)])
def test_a_unit_that_is_not_there_is_refused(unit: Unit) -> None:
    with pytest.raises(IndexError):
        unit_response(trainer_of({}), unit)


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
@pytest.mark.parametrize("data", ["circle", "plane", "digits"])
def test_numbers_that_are_not_finite_are_painted_all_the_same(data: str, value: float) -> None:
    trainer = trainer_of({"data": data, "network": net(2, activation="relu")})
    trainer.network.layers[1].W[0, 0] = trainer.network.layers[0].W[0, 0] = value
    for picture in responses(trainer, SIDE).layers:
        assert picture.levels.dtype == np.uint8
        assert np.isfinite(picture.largest)
        assert picture.largest > 0
