"""The paths from a weight to the loss: the strongest are found, all are counted."""

import itertools
from math import prod

import numpy as np
import pytest

from ffnn_gui.engine import Trainer
from ffnn_gui.insight import ChainRule, Unit, Weight, chain_rule
from tests.insight.chain_rule.samples import each_activation, each_depth, some_weights
from tests.insight.samples import example_of, net, odd_trainer, trainer_of


def every_path(trainer: Trainer, rule: ChainRule) -> dict[tuple[Unit, ...], float]:
    """All paths and their products, one by one."""
    layers, seen, weight = trainer.network.layers, rule.trace, rule.weight
    first = weight.layer
    gates = [part.delta[0] if i == len(layers) - 1 else part.dense_delta[0] / part.dLda[0]
             for i, part in enumerate(seen.layers)]  # fmt: skip
    incoming = 1.0 if weight.row == layers[first].fan_in else seen.layers[first].inputs[0, weight.row]
    found = {}
    for rest in itertools.product(*(range(layer.fan_out) for layer in layers[first + 1 :])):
        units = (weight.column, *rest)
        product = incoming * prod(gates[first + depth][unit] for depth, unit in enumerate(units))
        for depth, (below, above) in enumerate(itertools.pairwise(units), start=first + 1):
            product *= layers[depth].W[below, above]
        found[tuple(Unit(first + depth, unit) for depth, unit in enumerate(units))] = float(product)
    return found


@each_activation
@each_depth
@pytest.mark.parametrize("batch_norm", [False, True])
@pytest.mark.parametrize("shown", [1, 4, 1000])
def test_the_strongest_paths_are_found(activation: str, depth: int, batch_norm: bool, shown: int) -> None:
    trainer = odd_trainer(activation, ("cross_entropy", "3 classes"), depth, batch_norm, units=4)
    for weight in some_weights(trainer, 3):
        rule = chain_rule(trainer, weight, example_of(trainer), shown)
        every, paths = every_path(trainer, rule), rule.paths
        assert paths.total == len(every)
        assert sum(every.values()) == pytest.approx(rule.gradient, rel=1e-9, abs=1e-12)
        best = sorted(every.values(), key=abs, reverse=True)[:shown]
        np.testing.assert_allclose([abs(p.product) for p in paths.shown], np.abs(best), rtol=1e-9, atol=1e-15)
        for path in paths.shown:
            assert path.product == pytest.approx(every[path.units], rel=1e-9, abs=1e-15)
        assert len({path.units for path in paths.shown}) == len(paths.shown)
        assert paths.sum_shown == pytest.approx(sum(p.product for p in paths.shown))
        whole = sum(map(abs, every.values()))
        assert paths.share == pytest.approx(sum(map(abs, best)) / whole if whole else 1.0)


def test_the_strongest_path_is_not_the_greedy_one() -> None:
    """The strongest link above the unit leads into a dead end."""
    network = net(2, 2, activation="linear")
    trainer = trainer_of({"network": network, "precision": "float64"})
    one, two, out = trainer.network.layers
    one.W[...], two.W[...], out.W[...] = 1.0, [[5.0, 1.0], [0.0, 0.0]], [[0.1], [1.0]]
    rule = chain_rule(trainer, Weight(0, 0, 0), example_of(trainer), shown=1)
    assert rule.paths.shown[0].units == (Unit(0, 0), Unit(1, 1), Unit(2, 0))
    assert rule.paths.share == pytest.approx(1 / 1.5)


def test_paths_beyond_counting_are_counted() -> None:
    trainer = trainer_of({"network": net(12, 64)})
    rule = chain_rule(trainer, Weight(0, 0, 0), example_of(trainer))
    assert rule.paths.total == 64**11
    assert 0 < rule.paths.share < 1e-3
    assert len(rule.paths.shown) == 5
