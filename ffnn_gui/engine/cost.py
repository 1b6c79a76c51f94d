"""What augmentation costs: its share of the time that training takes, measured while it trains.

Pauses do not count, so that the share is the same in a window that trains a little at a time as without one.
"""

import time
from collections.abc import Callable

SOONEST, USUAL = 0.1, 1.0
"""Seconds of training from which a share follows: the first one, and each later one."""


class Cost:
    """A stopwatch for all of training and for a part of it. Attribute: share, 0…1, None while nothing is known.

    `go_on` before training and `pause` after it, `begin` and `end` around the part, `epoch_done` when an epoch is over.
    """

    def __init__(self, clock: Callable[[], float] = time.perf_counter) -> None:
        self._clock = clock
        self.forget()

    def forget(self) -> None:
        """Know nothing, and stand still."""
        self.share: float | None = None
        self._since: float | None = None
        self._all = self._part = self._begun = 0.0

    def go_on(self) -> None:
        """Training goes on now."""
        self._since = self._clock()

    def pause(self) -> None:
        """Training stands still from now on."""
        if self._since is not None:
            self._all += self._clock() - self._since
            self._since = None

    def begin(self) -> None:
        """The part begins."""
        self._begun = self._clock()

    def end(self) -> None:
        """The part is over."""
        self._part += self._clock() - self._begun

    def epoch_done(self) -> None:
        """Training stands still after a whole epoch: when enough time has been measured, the share is that of it."""
        self.pause()
        if self._all >= (SOONEST if self.share is None else USUAL):
            self.share = self._part / self._all
            self._all = self._part = 0.0
