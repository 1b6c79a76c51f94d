"""Colour maps for pictures of numbers: orange–white–blue for signed values, viridis-like for the rest.

Both keep their order for colour-blind viewers because the brightness alone tells it. A map is an array (256, 4) of
uint8 RGBA that plots take as a lookup table.
"""

import numpy as np
from numpy.typing import NDArray

from ffnn_gui.ui.theme.colours import channels

LookupTable = NDArray[np.uint8]


def _table(*anchors: str) -> LookupTable:
    """256 colours through evenly spaced anchors; read-only, since everybody shares it."""
    places = np.linspace(0, len(anchors) - 1, 256)
    red_green_blue = np.array([channels(anchor) for anchor in anchors], dtype=float).T
    table = np.full((256, 4), 255, dtype=np.uint8)
    for column, values in enumerate(red_green_blue):
        table[:, column] = np.rint(np.interp(places, np.arange(len(anchors)), values))
    table.flags.writeable = False
    return table


DIVERGING = _table("#b35408", "#e8862a", "#f8bd80", "#f7f7f7", "#92c0e4", "#3f87c6", "#14508f")

# Ten evenly spaced colours of viridis (Smith, van der Walt and Firing 2015; CC0).
SEQUENTIAL = _table(
    *("#440154", "#482878", "#3e4989", "#31688e", "#26828e"),
    *("#1f9e89", "#35b779", "#6ece58", "#b5de2b", "#fde725"),
)
