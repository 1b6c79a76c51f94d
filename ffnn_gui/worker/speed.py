"""The speed limit: so many updates a second on average, down to one, or as fast as it goes.

Above a hundred a second a few updates pass together, since sleeping for less than a hundredth is not worth its while.
"""

import math

SHORTEST_SLEEP = 0.01
"""Seconds."""

LAG = 0.25
"""Seconds of lost time that are made up for; what is lost beyond them (a busy machine) is not."""


class Speed:
    """How many updates are due, and how long to sleep when none is. `limit`: updates a second; None: full speed.

    Raises ValueError when the limit is not a positive number.
    """

    def __init__(self, limit: float | None = None, now: float = 0.0) -> None:
        if limit is not None and not (math.isfinite(limit) and limit > 0):
            raise ValueError(f"The speed must be more than 0 updates a second, not {limit}.")
        self.limit = limit
        self._due = now

    def start(self, now: float) -> None:
        """Training starts now: the first update is due, and no time has been lost yet."""
        self._due = now

    def delay(self, now: float) -> float:
        """Seconds to sleep before the next update; 0 when it is due."""
        ahead = self._due - now if self.limit else 0.0
        return 0.0 if ahead <= 0 else max(ahead, SHORTEST_SLEEP)

    def allowance(self, now: float) -> int | None:
        """How many updates are due, at least one; None: as many as there is time for."""
        return 1 + int(min(now - self._due, LAG) * self.limit) if self.limit else None

    def spend(self, updates: int, now: float) -> None:
        """So many updates were begun at `now`: from them the next one's moment follows."""
        if self.limit:
            self._due = max(self._due, now - LAG) + updates / self.limit
