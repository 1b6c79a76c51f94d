"""The colours of a confusion matrix: the more of a class, the stronger; what is wrong is red, the diagonal is not."""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColor

from ffnn_gui.insight.judgement import Floats
from ffnn_gui.ui.theme import Theme, contrast, mixed
from ffnn_gui.ui.theme.colours import channels

STEPS = 64


class Shades:
    """Colours by a cell's share of its row, in `STEPS` steps."""

    def __init__(self, theme: Theme) -> None:
        # A single wrong answer of many must be seen: its colour begins well above the surface's.
        shares = [step / (STEPS - 1) for step in range(STEPS)]
        right = [mixed(theme.surface_alt, theme.series_validation, 0.8 * share) for share in shares]
        wrong = [mixed(theme.surface_alt, theme.wrong, min(1.0, 0.25 + 2.5 * share)) for share in shares]
        wrong[0] = theme.surface_alt
        self._colours = np.array([[channels(fill) for fill in fills] for fills in (wrong, right)], np.uint8)
        self._fills = [[QColor(fill) for fill in fills] for fills in (wrong, right)]
        self._inks = [[_ink(fill) for fill in fills] for fills in (wrong, right)]

    def of(self, shares: Floats) -> NDArray[np.uint8]:
        """RGBA (classes, classes, 4) of shares 0…1."""
        steps = _steps(shares)
        pixels = np.full((*shares.shape, 4), 255, np.uint8)
        pixels[..., :3] = self._colours[0][steps]
        places = np.arange(len(shares))
        pixels[places, places, :3] = self._colours[1][np.diag(steps)]
        return pixels

    def fill(self, share: float, *, right: bool) -> QColor:
        """The colour of one cell."""
        return self._fills[right][int(_steps(share))]

    def ink(self, share: float, *, right: bool) -> QColor:
        """The colour in which a cell's number can be read."""
        return self._inks[right][int(_steps(share))]


def _steps(shares: Any) -> NDArray[np.intp]:
    """The number of the step; what is not 0 is not shown as 0."""
    return np.asarray(np.ceil(np.asarray(shares) * (STEPS - 1) - 1e-9), np.intp)


def _ink(fill: str) -> QColor:
    return QColor(max(("#ffffff", "#101418"), key=lambda ink: contrast(ink, fill)))
