"""What an example of a strip is called: words, such as its classes, and the first of its features.

Where room is short, features are left out whole: a number that is cut would be another one.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ffnn_gui.ui.plots.readings import number

FEATURES = 3
"""Features that stand for an example at most; more are told by an ellipsis."""


@dataclass(frozen=True)
class Caption:
    """`words`, then the first `features` in brackets; `more` says that the example has others."""

    words: str
    features: tuple[str, ...] = ()
    more: bool = False

    @property
    def text(self) -> str:
        """With all its features: "a → b (0.21, −1.1)"."""
        return self._with(len(self.features))

    def fitted(self, fits: Callable[[str], bool]) -> str:
        """With as many features as fit, and with none of them where not even one does."""
        texts = (self._with(count) for count in range(len(self.features), -1, -1))
        return next(filter(fits, texts), self._with(0))

    def _with(self, count: int) -> str:
        if not self.features:
            return self.words
        more = ("…",) if self.more or count < len(self.features) else ()
        return f"{self.words} ({', '.join(self.features[:count] + more)})".lstrip()


def of_features(words: str, row: NDArray[np.generic]) -> Caption:
    """An example's words and its first features: "(0.21, −1.1, 3, …)"."""
    texts = tuple(number(round(float(value), 2)) for value in row[:FEATURES])
    return Caption(words, texts, len(row) > FEATURES)
