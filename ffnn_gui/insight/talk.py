r"""Back-propagation as a talk: the loss talks to the output layer, that to the hidden layer before it, and so on.

What is said is the error signal δ^{(l)} = ∂L/∂z^{(l)}, one number a unit.
"""

from dataclasses import dataclass

from ffnn_gui.engine import Network
from ffnn_gui.engine.arrays import Array
from ffnn_gui.insight.symbols import derivative
from ffnn_gui.insight.trace import Trace


@dataclass(frozen=True, eq=False)
class Step:
    """What one layer hears and makes of it.

    Attributes:
        layer, name: the layer
        symbol: the error signal in LaTeX; formula: how it comes about, "\\delta^{(1)}_j = …"
        heard: ∂L/∂a (units,), what arrives from above; in the output layer the same as delta
        slope: f′(z) (units,); ones in the output layer
        delta: ∂L/∂z (units,), what the layer says on
        explanation: in words
    """

    layer: int
    name: str
    symbol: str
    formula: str
    heard: Array
    slope: Array
    delta: Array
    explanation: str


def steps_to(network: Network, seen: Trace, layer: int) -> tuple[Step, ...]:
    """The talk from the output layer back to `layer`, for a trace of one example."""
    return tuple(_step(network, seen, index) for index in range(len(network.layers) - 1, layer - 1, -1))


def _step(network: Network, seen: Trace, layer: int) -> Step:
    part, name = seen.layers[layer], network.layer_name(layer)
    here, above = rf"\delta^{{({layer + 1})}}", rf"\delta^{{({layer + 2})}}"
    if layer == len(network.layers) - 1:
        formula = f"{here}_k = {derivative('L', f'z^{{({layer + 1})}}_k')}"
        text = f"The loss talks to {name}: how much it would grow with each output."
    else:
        scale = network.layers[layer + 1].norm is not None
        said = rf"{derivative('z', 's')}{above}_k" if scale else f"{above}_k"
        formula = rf"{here}_j = f'(z^{{({layer + 1})}}_j) \sum_k w^{{({layer + 2})}}_{{j,k}} {said}"
        text = (
            f"{_capital(network.layer_name(layer + 1))} talks to {name}: each unit hears the error signals above it, "
            "weighted by its connections, and passes on as much as its slope f′ lets through."
        )
    return Step(layer, name, here, formula, part.dLda[0], part.slope[0], part.delta[0], text)


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
