"""Trainers to look into: small, in float64, with nothing at a value that hides a mistake (no bias 0, no γ 1)."""

from typing import Any

import numpy as np

from ffnn_gui.engine import ExperimentConfig, Trainer
from ffnn_gui.engine.activations import Activation, AnyActivation
from ffnn_gui.engine.losses import AnyLoss
from ffnn_gui.insight import Example, Weight
from ffnn_gui.schema import kinds_of
from tests.engine.strategies import kind_name

ACTIVATIONS = [kind_name(kind) for kind in kinds_of(AnyActivation)]
DATA = {
    "2 classes": {"kind": "circle", "samples": 60},
    "3 classes": {"kind": "blobs", "samples": 60, "classes": 3},
    "values": {"kind": "sine", "samples": 60},
}
TASKS = {name: ExperimentConfig.model_validate({"data": data}).data.task for name, data in DATA.items()}
PAIRS = [(kind_name(kind), name) for kind in kinds_of(AnyLoss) for name, task in TASKS.items() if kind().fits(task)]


def trainer_of(config: dict[str, Any], epochs: int = 0) -> Trainer:
    """A trainer after so many epochs; with the default config unless told otherwise."""
    trainer = Trainer(ExperimentConfig.model_validate({**config, "epochs": max(epochs, 1)}))
    if epochs:
        for _ in trainer.run():
            pass
    return trainer


def net(layers: int, units: int = 8, **fields: Any) -> dict[str, Any]:
    """A network's config with so many equal hidden layers."""
    return {"hidden": [{"units": units, **fields}] * layers}


def odd_trainer(
    activation: str = "tanh",
    pair: tuple[str, str] = PAIRS[0],
    depth: int = 2,
    batch_norm: bool = False,
    units: int = 3,
    seed: int = 0,
) -> Trainer:
    """A trainer in which every parameter and running statistic is some number, clear of every kink."""
    loss, data = pair
    network = net(depth, units, activation=activation, batch_norm=batch_norm)
    trainer = trainer_of({"data": DATA[data], "loss": loss, "network": network, "precision": "float64"})
    for attempt in range(seed, seed + 100):
        rng = np.random.default_rng(attempt)
        trainer.network.theta[...] = rng.normal(0, 0.8, trainer.network.theta.shape)
        for layer in trainer.network.layers:
            if layer.norm is not None:
                layer.running_mean[...] = rng.normal(0, 1, layer.fan_out)
                layer.running_var[...] = rng.uniform(0.5, 2, layer.fan_out)
        if _clear_of_kinks(trainer):
            return trainer
    raise AssertionError("no draw stays clear of the kinks")


def _clear_of_kinks(trainer: Trainer) -> bool:
    x = trainer.data.train.X[:1].T
    for layer in trainer.network.layers:
        z = layer.block.T @ np.vstack([x, np.ones((1, 1))])
        if layer.norm is not None:
            layer.norm.evaluate(z)
        if layer.activation is not None and kinked(layer.activation) and np.abs(z).min() < 1e-2:
            return False
        x = z if layer.activation is None else layer.activation.value(z)
    return True


def kinked(activation: Activation) -> bool:
    left, right = activation.derivative(np.array([-1e-9, 1e-9]))
    return bool(abs(left - right) > 1e-6)


def example_of(trainer: Trainer, index: int = 0) -> Example:
    """A training example."""
    part = trainer.data.train
    y = part.y[index]
    target = int(y) if np.ndim(y) == 0 else tuple(map(float, y))
    return Example(tuple(map(float, part.raw[index])), target, f"training example {index + 1}")


def weights_of(trainer: Trainer) -> list[Weight]:
    """Every weight and bias."""
    return [
        Weight(index, row, column)
        for index, layer in enumerate(trainer.network.layers)
        for row in range(layer.fan_in + 1)
        for column in range(layer.fan_out)
    ]
