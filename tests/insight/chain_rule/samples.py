"""Weights to look at, and their slopes by differences."""

import numpy as np
import pytest

from ffnn_gui.engine import Trainer
from ffnn_gui.insight import Weight
from tests.insight.samples import ACTIVATIONS, PAIRS, weights_of

H = 1e-4
each_activation = pytest.mark.parametrize("activation", ACTIVATIONS)
each_pair = pytest.mark.parametrize("pair", PAIRS, ids=" of ".join)
each_depth = pytest.mark.parametrize("depth", range(4))


def some_weights(trainer: Trainer, count: int) -> list[Weight]:
    """A weight and a bias of each layer, and others at random."""
    every = weights_of(trainer)
    biases = [weight for weight in every if weight.row == trainer.network.layers[weight.layer].fan_in]
    rng = np.random.default_rng(0)
    return [every[0], biases[0], biases[-1], *(every[i] for i in rng.permutation(len(every))[:count])]


def differences(trainer: Trainer, weight: Weight) -> float:
    """∂L/∂w of the first training example in evaluation mode, by differences of fourth order."""
    network, loss = trainer.network, trainer.loss
    X, y = trainer.data.train.X[:1], trainer.data.train.y[:1]
    targets = loss.encode(y, network.n_outputs, "float64").T
    block = network.layers[weight.layer].block
    value, at = block[weight.row, weight.column], {}
    for steps in (-2, -1, 1, 2):
        block[weight.row, weight.column] = value + steps * H
        at[steps] = float(loss.values(network.predict(X).T, targets)[0])
    block[weight.row, weight.column] = value
    return (8 * (at[1] - at[-1]) - (at[2] - at[-2])) / (12 * H)
