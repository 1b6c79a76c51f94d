"""Whether images leave a network's inputs far from 0 where black is 0 and white 1, as dark ink on paper does.

Then hundreds of inputs push each unit the same way at once, and a few steps saturate the first layer for good.
"""

import numpy as np

from ffnn_gui.data.importing.result import ImportedArrays, evenly_spread

LOOKED_AT, FEWEST = 2**20, 16
"""Pixels that are looked at, of at least so many images: of large data all would take seconds."""

NOTE = (
    "Most pixels are not black, so the inputs are normalized to mean 0, variance 1 (Data, Normalization): "
    "from 0 to 1, nearly all of them would push a unit the same way and saturate it."
)


def far_from_black(arrays: ImportedArrays) -> bool:
    """Whether these are images whose pixels are further from the darkest on the mean than they spread.

    By Cauchy and Schwarz less than half of the pixels then are as dark as that.
    """
    if arrays.image_shape is None:
        return False
    most = max(LOOKED_AT // arrays.X.shape[1], FEWEST)
    pixels = arrays.X[evenly_spread(len(arrays), most)].astype(np.float64)
    return bool(pixels.mean() - pixels.min() > pixels.std())
