"""Normalization brings inputs to a common scale, so that no feature drowns another and no unit starts saturated.

Offset and scale are found on the training part alone: what is held out must not influence what the network is given.
"""

from abc import abstractmethod
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ffnn_gui.schema import Choice

Floats = NDArray[np.floating[Any]]
Numbers = NDArray[Any]


@dataclass(frozen=True, eq=False)
class Scaling:
    """A fitted normalization, x ↦ (x − offset) / scale; both have one entry a feature, or one for all features."""

    offset: NDArray[np.float64]
    scale: NDArray[np.float64]

    def apply(self, X: Numbers, out: Floats | None = None) -> Floats:
        """The normalized inputs, shape of X, written to `out` where given (which may be X itself).

        Without `out` the result has the floating dtype of X, or float64 when X holds integers.
        """
        if out is None:
            out = np.empty(X.shape, X.dtype if X.dtype.kind == "f" else np.float64)
        np.subtract(X, self.offset, out=out, casting="same_kind")
        np.divide(out, self.scale, out=out, casting="same_kind")
        return out

    def undone(self, X: Numbers) -> NDArray[np.float64]:
        """What normalized inputs were before."""
        before: NDArray[np.float64] = X * self.scale + self.offset
        return before


class Normalization(Choice):
    """How inputs are scaled; `fit` looks at the training part only."""

    def fit(self, X_train: Numbers, *, together: bool = False) -> Scaling:
        """The scaling for inputs like X_train (examples, features).

        With `together` all features share one offset and one scale: those of pixels, so that an image stays that image
        and border pixels that are always 0 stay 0. A constant feature is moved but not stretched.
        """
        offset, scale = self.offset_and_scale(X_train, None if together else 0)
        scale = np.where(scale > 0, scale, 1.0)
        return Scaling(np.atleast_1d(np.asarray(offset, np.float64)), np.atleast_1d(scale))

    @abstractmethod
    def offset_and_scale(self, X: Numbers, axis: int | None) -> tuple[Numbers, Numbers]:
        """Offset and scale along the axis of examples (0), or of all values at once (None)."""
