"""Looks at the units' health less often than at the rest: it takes most of a look, and it changes slowly."""

import time
from collections.abc import Callable

from ffnn_gui.insight.health import UnitHealth

PAUSE = 0.25
"""Seconds for which what ails the units is taken for granted."""

Health = tuple[UnitHealth, ...]


class Pace:
    """Remembers the health that was seen last, and since when."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._health: Health | None = None
        self._since = 0.0

    def known(self) -> Health | None:
        """The health that is still good enough, None when it is time to look anew."""
        return self._health if self._clock() - self._since < PAUSE else None

    def saw(self, health: Health) -> bool:
        """A picture has this health; returns whether it had been seen before."""
        if health is self._health:
            return True
        self._health, self._since = health, self._clock()
        return False

    def forget(self) -> None:
        """Another network."""
        self._health = None
