"""What the chain rule's probe brings from the training thread: the rule itself, and what the steps show beside it."""

from dataclasses import dataclass

import numpy as np

from ffnn_gui.data import PreparedData
from ffnn_gui.engine import Trainer
from ffnn_gui.engine.arrays import Array
from ffnn_gui.insight.chain_rule import ChainRule, chain_rule
from ffnn_gui.insight.places import Example, Weight
from ffnn_gui.insight.remembered import once_for_data
from ffnn_gui.ui.plots.examples import example_at

PATHS = 3
EXAMPLES = 1000
"""So many show which pixel varies most."""


@dataclass(frozen=True, eq=False)
class Seen:
    """One look.

    Attributes:
        rule: the chain rule for the weight and the example
        updates: how many updates the weights have had; names: of the layers, in short words
        activations: the label of each hidden layer's activation; loss: kind and label of the loss
        targets: the example's target as the loss takes it (outputs,)
        classes, probabilities: names and probabilities of the classes (classes,), none and None for regression
        optimizer, rate: the optimizer's label, and the learning rate in force
    """

    rule: ChainRule
    updates: int
    activations: tuple[str, ...]
    loss: tuple[str, str]
    targets: Array
    classes: tuple[str, ...]
    probabilities: Array | None
    optimizer: str
    rate: float

    @property
    def last(self) -> int:
        """The output layer's index."""
        return len(self.rule.trace.layers) - 1

    def layer_name(self, layer: int) -> str:
        """What a layer is called."""
        if layer < 0:
            return "Input"
        return "Output layer" if layer == self.last else f"Hidden layer {layer + 1}"


@once_for_data
def first_weight(data: PreparedData) -> Weight:
    """The weight to look at until one is chosen: the first one, but of images that of a pixel which tells something.

    A pixel in the corner is the same in all images, and its weight would never learn; where the first example has no
    ink, its input is 0, and so would be all that is shown. So it varies, and is strong in that example.
    """
    if not data.task.image_shape:
        return Weight(0, 0, 0)
    inputs = data.inputs_of(np.array([example_at(data, 0).x]))[0]
    return Weight(0, int((data.train.X[:EXAMPLES].var(axis=0) * np.abs(inputs)).argmax()), 0)


def look_at(trainer: Trainer, weight: Weight | None = None, example: Example | None = None) -> Seen:
    """Take the gradient of a weight apart for an example: the chosen ones, or the first where there are none."""
    if example is None or len(example.x) != trainer.data.task.n_features:
        example = example_at(trainer.data, 0)
    rule = chain_rule(
        trainer, weight if weight and _fits(trainer, weight) else first_weight(trainer.data), example, PATHS
    )
    loss, outputs = trainer.loss, rule.trace.outputs
    classes = trainer.data.task.classes
    return Seen(
        rule=rule,
        updates=trainer.moment[1],
        activations=tuple(layer.activation.label for layer in trainer.network.layers if layer.activation),
        loss=(str(loss.model_dump()["kind"]), loss.label),
        targets=loss.encode(rule.trace.y, trainer.network.n_outputs, "float64")[0],
        classes=classes,
        probabilities=loss.probabilities(outputs, len(classes))[0] if classes else None,
        optimizer=trainer.config.optimizer.label,
        rate=trainer.config.learning_rate.rate(trainer.epoch),
    )


def _fits(trainer: Trainer, weight: Weight) -> bool:
    """Whether the network still has the weight; its layers may have changed since it was chosen."""
    layers = trainer.network.layers
    if not 0 <= weight.layer < len(layers):
        return False
    layer = layers[weight.layer]
    return weight.row <= layer.fan_in and weight.column < layer.fan_out
