"""What the network makes of one input: its answer, and how each hidden layer responds.

It need not be an example; of one, it is also told what the network should have answered.
"""

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
        outputs: logits, or values (outputs,), float64
        probabilities: of the classes (classes,); empty for values
        decision: the class it is taken for; None for values
        hidden: the activations of each hidden layer (units,)
        targets: the values that the outputs should be (outputs,); empty for classes, and where they are not known
        loss: the loss of this one; NaN where it is not known what the outputs should be
    """

    raw: NDArray[Any]
    outputs: Array
    probabilities: Array
    decision: int | None
    hidden: tuple[Array, ...]
    targets: Array
    loss: float


def ask(trainer: Trainer, raw: NDArray[Any], y: int | tuple[float, ...] | None = None) -> Asked:
    """Ask the network, in evaluation mode, about raw features (features,); the arrays are fresh.

    y: the class, or the values, that would be right, where that is known.
    """
    network, data = trainer.network, trainer.data
    # In float64 a very small loss is a number, and not 0.
    outputs = network.predict(data.inputs_of(raw[np.newaxis])).astype(np.float64)
    # The way that the prediction has just gone still holds what every layer gave.
    layers = network.pass_for(1).layers[:-1]
    hidden = tuple(layer.inputs_next[:-1, 0].copy() for layer in layers)
    classes = len(data.task.classes)
    with quiet():
        targets, lost = (np.empty(0), np.nan) if y is None else _judged(trainer, outputs, y)
        if not classes:
            return Asked(raw.copy(), outputs[0], np.empty(0), None, hidden, targets, lost)
        chances = trainer.loss.probabilities(outputs, classes)[0]
        decision = int(trainer.loss.decide(outputs, classes)[0])
    return Asked(raw.copy(), outputs[0], chances, decision, hidden, np.empty(0), lost)


def _judged(trainer: Trainer, outputs: Array, y: int | tuple[float, ...]) -> tuple[Array, float]:
    """What the outputs (1, outputs) should be, as the loss has it (outputs,), and the loss."""
    target = np.array([y], np.int64 if trainer.data.task.classes else np.float64)
    rows = trainer.loss.encode(target, trainer.network.n_outputs, "float64")
    lost = trainer.loss.values(np.ascontiguousarray(outputs.T), np.ascontiguousarray(rows.T))
    return rows[0], float(lost[0])
