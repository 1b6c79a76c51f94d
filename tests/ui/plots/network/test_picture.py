"""What the picture reads of a trainer: the strongest weights, the marks of units, and all about what is watched."""

import numpy as np
import pytest

from ffnn_gui.insight.places import Unit, Weight
from ffnn_gui.insight.trace import PROBED, trace_of
from ffnn_gui.ui.plots.network.details import UnitDetail, WeightDetail
from ffnn_gui.ui.plots.network.geometry import Frame
from ffnn_gui.ui.plots.network.links import MOST_CELLS, MOST_LINES, links_of
from ffnn_gui.ui.plots.network.marks import letter
from ffnn_gui.ui.plots.network.picture import KEPT_WHOLE, Request, layout_of, parameters, probe, request_for
from tests.ui.plots.network.conftest import RELU, ZEROS, hidden, trainer_of

RNG = np.random.default_rng(0)


@pytest.mark.parametrize("shape", [(2, 8), (20, 15), (40, 30), (1, 1)])
def test_lines_are_the_strongest_weights(shape: tuple[int, int]) -> None:
    W = RNG.normal(size=shape)
    links = links_of(W, "lines")
    assert links is not None
    assert len(links.weights) == min(W.size, MOST_LINES)
    assert links.weights == pytest.approx(W[links.rows, links.columns])
    left_out = np.abs(W).copy()
    left_out[links.rows, links.columns] = 0
    assert left_out.max() <= np.abs(links.weights).min()
    assert links.largest == np.abs(W).max()
    assert links.are_all == (W.size <= MOST_LINES)


@pytest.mark.parametrize("shape", [(128, 64), (512, 256), (97, 10), (96, 96), (2, 1024), (1000, 1)])
def test_a_cell_is_the_strongest_of_its_block(shape: tuple[int, int]) -> None:
    W = RNG.normal(size=shape)
    links = links_of(W, "matrix")
    assert links is not None
    assert max(links.weights.shape) <= MOST_CELLS
    assert links.weights == pytest.approx(W[links.rows, links.columns])
    assert np.abs(links.weights).max() == np.abs(W).max()
    high, wide = (-(-size // MOST_CELLS) for size in shape)
    block = W[-(shape[0] % high or high) :, -(shape[1] % wide or wide) :]
    assert abs(links.weights[-1, -1]) == np.abs(block).max()


def test_tiles_need_no_lines() -> None:
    assert links_of(RNG.normal(size=(64, 10)), "tiles") is None


@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_weights_that_are_no_numbers_count_as_0(bad: float) -> None:
    for way in ("lines", "matrix"):
        links = links_of(np.full((3, 4), bad), way)  # type: ignore[arg-type]
        assert links is not None
        assert not links.weights.any()
        assert links.largest == 1.0


# Marks


def test_a_relu_with_a_bias_far_below_is_dead() -> None:
    trainer = trainer_of(network=hidden(4, activation=RELU))
    trainer.set_parameter(0, 2, 1, -1000.0)
    marks = probe(trainer).layers[0].marks
    assert marks.dead[1]
    assert "dead" in marks.present()


def test_a_sigmoid_with_large_weights_is_saturated() -> None:
    wild = trainer_of(network=hidden(6, activation={"kind": "sigmoid"}, init={"kind": "normal", "std": 100}))
    calm = trainer_of(network=hidden(6, activation={"kind": "sigmoid"}))
    assert probe(wild).layers[0].marks.saturated.all()
    assert not probe(calm).layers[0].marks.saturated.any()


def test_units_that_started_equal_share_a_letter() -> None:
    raw = {"hidden": [{"units": 4, "init": ZEROS}], "output": {"init": ZEROS}}
    same = probe(trainer_of(network=raw)).layers[0].marks
    assert same.group.tolist() == [0, 0, 0, 0]
    assert not probe(trainer_of(network=hidden(4))).layers[0].marks.present()
    assert (letter(0), letter(25), letter(26)) == ("A", "Z", "A2")


def test_dropped_units_are_those_of_the_latest_mask() -> None:
    trainer = trainer_of(3, network=hidden(30, 8, dropout=0.5))
    picture = probe(trainer)
    for index, mask in enumerate(trainer.network.dropout_masks()):
        assert mask is not None
        dropped = picture.layers[index].marks.dropped
        assert dropped.tolist() == (mask[: len(dropped), 0] == 0).tolist()
        assert dropped.any()
    assert not picture.layers[-1].marks.dropped.any()


# The whole picture

DATA = {
    "plane": {},
    "four classes": {"data": {"kind": "blobs", "classes": 4}},
    "line": {"data": {"kind": "sine"}},
    "values over the plane": {"data": {"kind": "bumps"}},
    "images": {"data": {"kind": "digits", "samples": 300}, "network": hidden(128, 64, dropout=0.2)},
    "no hidden layer": {"network": hidden()},
    "batch norm": {"network": hidden(5, 5, batch_norm=True)},
    "images without hidden layers": {"data": {"kind": "digits", "samples": 300}, "network": hidden()},
}


@pytest.mark.parametrize("raw", DATA.values(), ids=DATA)
@pytest.mark.parametrize("width", [380, 900])
def test_the_picture_has_what_the_layout_shows(raw: dict[str, object], width: int) -> None:
    trainer = trainer_of(**raw)
    layout = layout_of(trainer, Frame(width, 420))
    request = request_for(layout)
    picture = probe(trainer, request)
    for index, (layer, column) in enumerate(zip(picture.layers, layout.columns[1:], strict=True)):
        assert len(layer.response.levels) == len(layer.biases) == len(layer.marks.dead) == column.shown
        assert (layer.links is None) == (request.ways[index] == "tiles")
        assert layer.biases == pytest.approx(trainer.network.layers[index].b[: column.shown])
    assert (picture.image is not None) == layout.whole_inputs


def test_the_picture_keeps_no_memory_of_the_network() -> None:
    trainer = trainer_of()
    picture = probe(trainer)
    before = [layer.links.weights.copy() for layer in picture.layers if layer.links]
    trainer.network.theta[:] = 7
    assert all(
        (layer.links.weights == old).all() for layer, old in zip(picture.layers, before, strict=True) if layer.links
    )


def test_all_parameters_of_a_small_network_are_listed() -> None:
    trainer = trainer_of(network=hidden(3))
    listed = list(parameters(probe(trainer)))
    assert len(listed) == trainer.network.theta.size == 3 * 3 + 4
    for layer, row, column, value in listed:
        assert value == trainer.network.layers[layer].block[row, column]


def test_of_a_large_network_what_is_drawn_is_listed() -> None:
    trainer = trainer_of(network=hidden(400, 200))
    assert trainer.network.theta.size > KEPT_WHOLE
    listed = list(parameters(probe(trainer)))
    assert {layer for layer, *_ in listed} == {0, 1, 2}
    assert len(listed) < KEPT_WHOLE
    layer, row, column, value = listed[-1]
    assert value == trainer.network.layers[layer].block[row, column]


# What is watched


@pytest.mark.parametrize("place", [Weight(1, 3, 2), Weight(1, 8, 2), Weight(0, 0, 5), Weight(2, 7, 0)])
def test_a_weight_is_told_with_its_gradient(place: Weight) -> None:
    trainer = trainer_of(5)
    picture = probe(trainer, _watching(place))
    detail = picture.details[place]
    assert isinstance(detail, WeightDetail)
    assert detail.value == trainer.network.layers[place.layer].block[place.row, place.column]
    seen = trace_of(trainer)
    gradients = [*seen.gradient_W(place.layer), seen.gradient_b(place.layer)]
    assert detail.gradient == pytest.approx(gradients[place.row][place.column], rel=1e-4)


def test_under_batch_norm_a_gradient_is_that_of_training() -> None:
    trainer, place = trainer_of(20, network=hidden(8, 8, batch_norm=True), precision="float64"), Weight(0, 1, 2)
    detail = probe(trainer, _watching(place)).details[place]
    assert isinstance(detail, WeightDetail)
    part = trainer.data.train
    trainer.network.loss_and_gradient(part.X[:PROBED], part.y[:PROBED], trainer.loss)
    assert detail.gradient == pytest.approx(float(trainer.network.layers[0].grad_W[1, 2]), rel=1e-10)


def test_a_unit_is_told_with_its_measures() -> None:
    trainer = trainer_of(5)
    place = Unit(1, 4)
    detail = probe(trainer, _watching(place)).details[place]
    assert isinstance(detail, UnitDetail)
    z = trace_of(trainer).layers[1].z[:, 4]
    assert (detail.pre_mean, detail.pre_spread) == pytest.approx((z.mean(), z.std()), rel=1e-4)
    assert detail.bias == pytest.approx(float(trainer.network.layers[1].b[4]))
    assert 0 <= detail.saturated <= 1
    assert not detail.dead


def _watching(place: Unit | Weight) -> Request:
    return Request(shown=(8, 8, 1), ways=("lines",) * 3, watched=(place,))
