"""The factors of one weight's gradient, each with its symbol, its number and what it is.

First what arrives from the loss, then link by link down to the weight: their product is the gradient.
"""

from dataclasses import dataclass

import numpy as np

from ffnn_gui.engine import Network, Trainer
from ffnn_gui.engine.batch_norm import EPSILON
from ffnn_gui.engine.layer import Layer
from ffnn_gui.insight.numbers import number
from ffnn_gui.insight.places import Weight
from ffnn_gui.insight.symbols import derivative, incoming, indexed, slope
from ffnn_gui.insight.thresholds import NEAR_ZERO
from ffnn_gui.insight.trace import Trace


@dataclass(frozen=True)
class Factor:
    """One factor: `symbol` in LaTeX, its number, what it is in words, and the layer it belongs to.

    The layer is −1 for the network's inputs.
    """

    symbol: str
    value: float
    explanation: str
    layer: int

    @property
    def near_zero(self) -> bool:
        """Whether this factor alone makes the gradient at least a hundred times smaller."""
        return abs(self.value) < NEAR_ZERO


def factors_of(trainer: Trainer, seen: Trace, weight: Weight) -> tuple[Factor, ...]:
    """The factors of a weight's gradient, from the loss down to the weight's input."""
    network = trainer.network
    top = _top(network, weight.layer)
    unit = weight.column if top == weight.layer else 0
    found = [_arriving(network, seen, top, unit)]
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


def _arriving(network: Network, seen: Trace, layer: int, unit: int) -> Factor:
    """What the loss (through the layers above, where there are some) says to the unit."""
    value = float(seen.layers[layer].dLda[0, unit])
    if layer == len(network.layers) - 1:
        symbol = derivative("L", indexed("z", layer, unit))
        return Factor(symbol, value, f"how the loss changes with output {unit + 1}", layer)
    units = network.layers[layer + 1].fan_out
    text = (
        f"what the {units:,} units of {network.layer_name(layer + 1)} say to unit {unit + 1} of "
        f"{network.layer_name(layer)}: the sum of weight times error signal over them"
    )
    return Factor(derivative("L", indexed("a", layer, unit)), value, text, layer)


def _through_unit(network: Network, seen: Trace, layer: int, unit: int) -> list[Factor]:
    """From a unit's activation to its weighted sum: f′, and batch norm's scale."""
    activation, found = network.layers[layer].activation, []
    if activation is not None:
        z, value = float(seen.layers[layer].z[0, unit]), float(seen.layers[layer].slope[0, unit])
        text = f"the slope of {activation.label} in unit {unit + 1} of {network.layer_name(layer)}, at z = {number(z)}"
        found.append(Factor(slope(layer, unit), value, text, layer))
    if network.layers[layer].norm is not None:
        symbol = derivative(indexed("z", layer, unit), indexed("s", layer, unit))
        text = f"batch norm's scale γ / √(σ² + ε) in unit {unit + 1} of {network.layer_name(layer)}"
        found.append(Factor(symbol, norm_factor(network.layers[layer], unit), text, layer))
    return found


def _link(network: Network, layer: int, row: int) -> Factor:
    """The one weight from unit `row` below to the single unit of a layer."""
    text = f"the weight from unit {row + 1} of {network.layer_name(layer - 1)} to {network.layer_name(layer)}"
    return Factor(indexed("w", layer, row, 0), float(network.layers[layer].W[row, 0]), text, layer)


def _input(trainer: Trainer, seen: Trace, weight: Weight) -> Factor:
    network, below = trainer.network, weight.layer - 1
    if weight.row == network.layers[weight.layer].fan_in:
        return Factor("1", 1.0, "what comes in through a bias is always 1", below)
    value = float(seen.layers[weight.layer].inputs[0, weight.row])
    if below < 0:
        text = f"the input {trainer.data.input_names[weight.row]}, normalized"
    else:
        text = f"the activation of unit {weight.row + 1} of {network.layer_name(below)}"
    return Factor(incoming(weight.layer, weight.row), value, text, below)
