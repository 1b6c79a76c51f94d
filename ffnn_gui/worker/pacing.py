"""Who may use the processor: the worker trains only while it holds a grant, which the GUI thread gives after drawing.

A NumPy loop of tiny operations takes the interpreter's lock back before a waiting thread wakes; unpaced it would starve
the window. Nothing here knows Qt, and the clock can be another one.
"""

import math
import threading
import time
from collections.abc import Callable

SLICE = 0.05
"""Seconds of training at a stretch, at most: reports are sent then, however long the grant."""

BREATH = 0.0005
"""Seconds of rest after such a slice: a waiting GUI thread takes the interpreter's lock meanwhile."""

Clock = Callable[[], float]


class Pacing:
    """The grant, given by one thread and used by another. Until the first grant there is no limit.

    The worker's turn is: `rest_over()`, then look at everything that could have changed, then train or `wait`. Whatever
    changes after that look ends the wait at once.
    """

    def __init__(self, clock: Clock = time.perf_counter, alarm: threading.Event | None = None) -> None:
        self.clock = clock
        self._alarm = alarm or threading.Event()
        self._until = math.inf

    def grant(self, seconds: float) -> None:
        """Let the worker train for so many seconds from now."""
        self.grant_until(self.clock() + seconds)

    def grant_until(self, moment: float) -> None:
        """Let the worker train until a moment of the clock; it replaces the grant before."""
        self._until = moment
        self.wake()

    def grant_forever(self) -> None:
        """Let the worker train without limit, as before the first grant."""
        self.grant_until(math.inf)

    def granted(self) -> bool:
        """Whether there is time left."""
        return self.clock() < self._until

    def slice_end(self) -> float:
        """Until when to train at a stretch: the grant's end, at most SLICE from now."""
        return min(self._until, self.clock() + SLICE)

    def wake(self) -> None:
        """End a wait, or the next one: there is something to look at."""
        self._alarm.set()

    def rest_over(self) -> None:
        """Take note of all that has changed so far."""
        self._alarm.clear()

    def wait(self, seconds: float | None = None) -> None:
        """Sleep until something changes, or for so many seconds at most."""
        self._alarm.wait(seconds)
