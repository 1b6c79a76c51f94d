"""What the network answers for one example, and what it should have answered."""

from dataclasses import dataclass

import numpy as np

from ffnn_gui.engine import Trainer
from ffnn_gui.engine.arrays import Array, quiet
from ffnn_gui.insight.places import Example
from ffnn_gui.ui.plots.examples import example_at


@dataclass(frozen=True, eq=False)
class Answer:
    """One answer.

    Attributes:
        example: the example
        outputs: logits, or values (outputs,); targets: the values they should be (outputs,), empty for classes
        probabilities: of the classes (classes,), empty for values
        decision: the class it is taken for, None for values
        loss: the example's loss
    """

    example: Example
    outputs: Array
    targets: Array
    probabilities: Array
    decision: int | None
    loss: float


def answer(trainer: Trainer, example: Example | None = None) -> Answer:
    """Ask the network about an example: the chosen one, or the first where there is none that fits the data."""
    data, loss = trainer.data, trainer.loss
    if example is None or len(example.x) != data.task.n_features:
        example = example_at(data, 0)
    classes = data.task.kind == "classification"
    # In float64 a very small loss is a number, and not 0.
    outputs = trainer.network.predict(data.inputs_of(np.array([example.x]))).astype(np.float64)
    y = np.array([example.y], np.int64 if classes else np.float64)
    with quiet():
        targets = loss.encode(y, trainer.network.n_outputs, "float64")
        lost = float(loss.values(np.ascontiguousarray(outputs.T), np.ascontiguousarray(targets.T))[0])
        nothing = np.empty(0)
        return Answer(
            example=example,
            outputs=outputs[0],
            targets=nothing if classes else targets[0],
            probabilities=loss.probabilities(outputs, len(data.task.classes))[0] if classes else nothing,
            decision=int(loss.decide(outputs, len(data.task.classes))[0]) if classes else None,
            loss=lost,
        )
