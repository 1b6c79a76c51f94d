"""The factors of one weight's gradient, each with its symbol, its number and what it is.

First what arrives from the loss, then link by link down to the weight: their product is the gradient.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from ffnn_gui.data import PreparedData
from ffnn_gui.engine import Network, Trainer
from ffnn_gui.engine.batch_norm import EPSILON
from ffnn_gui.engine.layer import Layer
from ffnn_gui.engine.losses import Loss
from ffnn_gui.insight.numbers import number
from ffnn_gui.insight.places import Weight
from ffnn_gui.insight.remembered import once_for_data
from ffnn_gui.insight.shapes import largest_slope
from ffnn_gui.insight.symbols import derivative, incoming, indexed, slope
from ffnn_gui.insight.thresholds import NEAR_ZERO
from ffnn_gui.insight.trace import PROBED, Trace

Role = Literal["output", "heard", "heard little", "slope", "weight", "scale", "input", "one"]

USUAL: dict[Role, str] = {
    "output": "the error that an output of 0 has, root mean square over training examples",
    "heard": "the size of the error signal at the output layer",
    "heard little": "the error that an output of 0 has: there is little to hear, for the output is right already",
    "slope": "the largest slope of the activation",
    "weight": "the largest weight of its layer",
    "scale": "the largest of batch norm's scales in its layer",
    "input": "the largest input of its layer: over training examples for the network's inputs, else for this example",
    "one": "1, as what comes in through a bias always is",
}
"""What each kind of factor is measured by."""


@dataclass(frozen=True)
class Factor:
    """One factor of the product.

    Attributes:
        symbol: in LaTeX; value: its number; explanation: what it is in words
        layer: which it belongs to, −1 for the network's inputs
        role: its kind; usual: how large it usually is, as `USUAL` says
    """

    symbol: str
    value: float
    explanation: str
    layer: int
    role: Role
    usual: float

    @property
    def near_zero(self) -> bool:
        """Whether this factor alone makes the gradient at least a hundred times smaller than it could be."""
        return self.value == 0 or abs(self.value) < NEAR_ZERO * self.usual


def factors_of(trainer: Trainer, seen: Trace, weight: Weight) -> tuple[Factor, ...]:
    """The factors of a weight's gradient, from the loss down to the weight's input."""
    network = trainer.network
    top = _top(network, weight.layer)
    unit = weight.column if top == weight.layer else 0
    found = [_arriving(trainer, seen, top, unit)]
    for index in range(top, weight.layer - 1, -1):
        unit = weight.column if index == weight.layer else 0
        found += _through_unit(network, seen, index, unit)
        if index > weight.layer:
            found.append(_link(network, index, weight.column if index - 1 == weight.layer else 0))
    return (*found, _input(trainer, seen, weight))


def norm_factor(layer: Layer, unit: int) -> float:
    """∂z/∂s of batch norm in evaluation mode, γ / √(σ² + ε), in float64; 1 without batch norm."""
    if layer.norm is None:
        return 1.0
    return float(layer.norm.gamma[unit]) / float(np.sqrt(float(layer.norm.running_var[unit]) + EPSILON))


def _top(network: Network, layer: int) -> int:
    """The highest layer to which one goes up through layers of a single unit."""
    while layer + 1 < len(network.layers) and network.layers[layer + 1].fan_out == 1:
        layer += 1
    return layer


def _arriving(trainer: Trainer, seen: Trace, layer: int, unit: int) -> Factor:
    """What the loss (through the layers above, where there are some) says to the unit."""
    network, value = trainer.network, float(seen.layers[layer].dLda[0, unit])
    usual = _naive_error(trainer.data, trainer.loss, network.n_outputs)
    if layer == len(network.layers) - 1:
        symbol = derivative("L", indexed("z", layer, unit))
        return Factor(symbol, value, f"how the loss changes with output {unit + 1}", layer, "output", usual)
    units = network.layers[layer + 1].fan_out
    text = (
        f"what the {units:,} units of {network.layer_name(layer + 1)} say to unit {unit + 1} of "
        f"{network.layer_name(layer)}: the sum of weight times error signal over them"
    )
    said = float(np.linalg.norm(seen.layers[-1].delta))
    # What is lost on the way weighs more than how little there was.
    little = said < NEAR_ZERO * usual and abs(value) >= NEAR_ZERO * said
    symbol = derivative("L", indexed("a", layer, unit))
    if little:
        return Factor(symbol, value, text, layer, "heard little", usual)
    return Factor(symbol, value, text, layer, "heard", said)


@once_for_data
def _naive_error(data: PreparedData, loss: Loss, outputs: int) -> float:
    """The root mean square of ∂L/∂z over the first training examples and the outputs, where these are all 0."""
    y = data.train.y[:PROBED]
    error = np.zeros((outputs, len(y)))
    loss.gradient(error, loss.encode(y, outputs, "float64").T, np.empty(len(y)))
    return float(np.sqrt((error**2).mean())) * len(y)


@once_for_data
def _largest_input(data: PreparedData) -> float:
    return float(np.abs(data.train.X[:PROBED]).max(initial=0.0))


def _through_unit(network: Network, seen: Trace, layer: int, unit: int) -> list[Factor]:
    """From a unit's activation to its weighted sum: f′, and batch norm's scale."""
    activation, found = network.layers[layer].activation, []
    if activation is not None:
        z, value = float(seen.layers[layer].z[0, unit]), float(seen.layers[layer].slope[0, unit])
        text = f"the slope of {activation.label} in unit {unit + 1} of {network.layer_name(layer)}, at z = {number(z)}"
        found.append(Factor(slope(layer, unit), value, text, layer, "slope", largest_slope(activation)))
    if network.layers[layer].norm is not None:
        symbol = derivative(indexed("z", layer, unit), indexed("s", layer, unit))
        text = f"batch norm's scale γ / √(σ² + ε) in unit {unit + 1} of {network.layer_name(layer)}"
        scales = [abs(norm_factor(network.layers[layer], one)) for one in range(network.layers[layer].fan_out)]
        found.append(Factor(symbol, norm_factor(network.layers[layer], unit), text, layer, "scale", max(scales)))
    return found


def _link(network: Network, layer: int, row: int) -> Factor:
    """The one weight from unit `row` below to the single unit of a layer."""
    text = f"the weight from unit {row + 1} of {network.layer_name(layer - 1)} to {network.layer_name(layer)}"
    W = network.layers[layer].W
    return Factor(indexed("w", layer, row, 0), float(W[row, 0]), text, layer, "weight", float(np.abs(W).max()))


def _input(trainer: Trainer, seen: Trace, weight: Weight) -> Factor:
    network, below = trainer.network, weight.layer - 1
    inputs = seen.layers[weight.layer].inputs[0]
    if weight.row == len(inputs):
        return Factor("1", 1.0, "what comes in through a bias is always 1", below, "one", 1.0)
    if below < 0:
        text, usual = f"the input {trainer.data.input_names[weight.row]}, normalized", _largest_input(trainer.data)
    else:
        text = f"the activation of unit {weight.row + 1} of {network.layer_name(below)}"
        usual = float(np.abs(inputs).max())
    return Factor(incoming(weight.layer, weight.row), float(inputs[weight.row]), text, below, "input", usual)
