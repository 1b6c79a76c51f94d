"""What the network makes of one input that need not be an example: its answer, and how each hidden layer responds."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ffnn_gui.engine import Trainer
from ffnn_gui.engine.arrays import Array, quiet


@dataclass(frozen=True, eq=False)
class Asked:
    """One answer.

    Attributes:
        raw: what was asked about, raw features (features,)
        outputs: logits, or values (outputs,)
        probabilities: of the classes (classes,); empty for values
        decision: the class it is taken for; None for values
        hidden: the activations of each hidden layer (units,)
    """

    raw: NDArray[Any]
    outputs: Array
    probabilities: Array
    decision: int | None
    hidden: tuple[Array, ...]


def ask(trainer: Trainer, raw: NDArray[Any]) -> Asked:
    """Ask the network, in evaluation mode, about raw features (features,); the arrays are fresh."""
    network, data = trainer.network, trainer.data
    outputs = network.predict(data.inputs_of(raw[np.newaxis])).copy()
    # The way that the prediction has just gone still holds what every layer gave.
    layers = network.pass_for(1).layers[:-1]
    hidden = tuple(layer.inputs_next[:-1, 0].copy() for layer in layers)
    if data.task.kind == "regression":
        return Asked(raw.copy(), outputs[0], np.empty(0), None, hidden)
    with quiet():
        chances = trainer.loss.probabilities(outputs, len(data.task.classes))[0]
    return Asked(raw.copy(), outputs[0], chances, int(trainer.loss.decide(outputs, len(data.task.classes))[0]), hidden)
