"""How long and how fast: training seconds while it runs, epochs a second over about the last one.

The clock is passed in.
"""

from collections import deque

from ffnn_gui.worker.pacing import Clock

WINDOW = 1.0
"""Seconds over which the speed is smoothed."""


class Stopwatch:
    """Seconds between `start` and `stop`, added up."""

    def __init__(self, clock: Clock, seconds: float = 0.0) -> None:
        self._clock, self._seconds = clock, seconds
        self._since: float | None = None

    @property
    def seconds(self) -> float:
        """All seconds so far, those since a start included."""
        return self._seconds + (0.0 if self._since is None else self._clock() - self._since)

    def start(self) -> None:
        """Run from now on; nothing changes when it runs."""
        if self._since is None:
            self._since = self._clock()

    def stop(self) -> None:
        """Stand still from now on."""
        self._seconds = self.seconds
        self._since = None


class Meter:
    """Epochs a second. `reset` when training begins, `count` when epochs have ended."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._points: deque[tuple[float, int]] = deque()

    def reset(self, epoch: int) -> None:
        """Begin anew: nothing is known of the time before."""
        self._points.clear()
        self.count(epoch)

    def count(self, epoch: int) -> None:
        """So many epochs are done by now."""
        now = self._clock()
        self._points.append((now, epoch))
        # Two points at least: an epoch may take longer than the window.
        while len(self._points) > 2 and self._points[1][0] <= now - WINDOW:
            self._points.popleft()

    @property
    def epochs_per_second(self) -> float:
        """The smoothed speed; 0 while nothing is known."""
        if len(self._points) < 2:
            return 0.0
        (start, first), (end, last) = self._points[0], self._points[-1]
        # When nothing has come for longer than the window, it has become slower.
        end = max(end, self._clock() - WINDOW)
        return (last - first) / (end - start) if end > start else 0.0
