"""The colours of a confusion matrix: the more of a class, the stronger; what is wrong is red, the diagonal is not."""

import numpy as np
from numpy.typing import NDArray

from ffnn_gui.insight.judgement import Floats
from ffnn_gui.ui.theme import Theme, contrast, mixed
from ffnn_gui.ui.theme.colours import channels

STEPS = 64


class Shades:
    """Colours by a cell's share of its row, in `STEPS` steps."""

    def __init__(self, theme: Theme) -> None:
        # A single wrong answer of many must be seen: its colour begins well above the surface's.
        shares = [step / (STEPS - 1) for step in range(STEPS)]
        self._right = [mixed(theme.surface_alt, theme.series_validation, 0.8 * share) for share in shares]
        self._wrong = [mixed(theme.surface_alt, theme.wrong, min(1.0, 0.25 + 2.5 * share)) for share in shares]
        self._none = channels(theme.surface_alt)

    def of(self, shares: Floats) -> NDArray[np.uint8]:
        """RGBA (classes, classes, 4) of shares 0…1."""
        right, wrong = (np.array([channels(c) for c in colours]) for colours in (self._right, self._wrong))
        steps = np.rint(shares * (STEPS - 1)).astype(np.intp)
        pixels = np.full((*shares.shape, 4), 255, np.uint8)
        pixels[..., :3] = np.where((shares > 0)[..., None], wrong[steps], self._none)
        places = np.arange(len(shares))
        pixels[places, places, :3] = right[np.diag(steps)]
        return pixels

    def ink(self, share: float, *, right: bool) -> str:
        """The colour in which a cell's number can be read."""
        fill = (self._right if right else self._wrong)[round(share * (STEPS - 1))]
        return max(("#ffffff", "#101418"), key=lambda ink: contrast(ink, fill))
