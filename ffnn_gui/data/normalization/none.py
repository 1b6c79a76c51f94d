"""No normalization: the network is given the raw features, whatever their scale.

Worth a try for seeing what badly scaled inputs do to training.
"""

from typing import ClassVar, Literal

import numpy as np

from ffnn_gui.data.normalization.base import Normalization, Numbers


class NoNormalization(Normalization):
    """x' = x."""

    kind: Literal["none"] = "none"
    label: ClassVar[str] = "None"
    help: ClassVar[str] = "Gives the network the raw features, whatever their scale."
    formula: ClassVar[str] = "x′ = x"
    order: ClassVar[float] = 1

    def offset_and_scale(self, X: Numbers, axis: int | None) -> tuple[Numbers, Numbers]:
        """0 and 1."""
        return np.zeros(()), np.ones(())
