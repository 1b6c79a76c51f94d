"""The normalizations one can choose; a new file with a kind in it is a new choice."""

from typing import TYPE_CHECKING

from ffnn_gui.data.normalization.base import Normalization, Scaling
from ffnn_gui.schema import one_of

if TYPE_CHECKING:
    AnyNormalization = Normalization
else:
    AnyNormalization = one_of(__name__, Normalization, default="standard")

__all__ = ["AnyNormalization", "Normalization", "Scaling"]
