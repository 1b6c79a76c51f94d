"""LaTeX for what the chain rule speaks of, in the notation that `chain_rule` describes.

People count layers, units and inputs from 1, the engine from 0: here is where one becomes the other.
"""

from ffnn_gui.engine import Network
from ffnn_gui.insight.places import Weight


def indexed(letter: str, layer: int, *units: int) -> str:
    """A letter with its layer above and its units below; both are given from 0: indexed("w", 0, 1, 2)."""
    return f"{letter}^{{({layer + 1})}}_{{{','.join(str(unit + 1) for unit in units)}}}"


def parameter(network: Network, weight: Weight) -> str:
    """A weight or a bias."""
    if weight.row == network.layers[weight.layer].fan_in:
        return indexed("b", weight.layer, weight.column)
    return indexed("w", weight.layer, weight.row, weight.column)


def incoming(layer: int, row: int) -> str:
    """What comes in from unit `row` below layer `layer`: an activation or an input."""
    return indexed("a", layer - 1, row) if layer else f"x_{{{row + 1}}}"


def slope(layer: int, unit: int) -> str:
    """The slope of a unit's activation."""
    return f"f'({indexed('z', layer, unit)})"


def derivative(above: str, below: str) -> str:
    """∂above/∂below as a fraction."""
    return rf"\frac{{\partial {above}}}{{\partial {below}}}"
