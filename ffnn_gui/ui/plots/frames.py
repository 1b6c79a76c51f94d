"""When to draw, how long the worker may train, and how often its probes run. No window, no Qt: only moments.

Short ticks keep clicks quick, every second one draws, and what a probe costs says how long the next one waits.
"""

from dataclasses import dataclass, field

TICK = 1 / 60
MARGIN = 0.0008
"""Seconds before the next tick at which the worker stops."""

SHORTEST_GRANT = 0.003
"""Seconds the worker gets even when drawing took the whole tick."""

CONSOLATION, LONGEST_GRANT = 0.5, 0.015
"""On a machine where drawing takes longer than a tick, the worker gets half as long, up to so many seconds."""

PROBES_SHARE = 0.04
"""Of the time, at most so much goes into probes, as long as SLOWEST allows."""

SLOWEST = 1.0
"""Seconds that a picture waits for new values at most."""


@dataclass
class FrameClock:
    """Counts ticks in seconds of one clock, and remembers when it drew and probed."""

    _drawn: float = field(default=-1.0)
    _asked: float = field(default=-SLOWEST)
    _pause: float = 0.0

    def may_draw(self, now: float) -> bool:
        """Whether a frame's time has come: on every second tick."""
        return now - self._drawn >= 1.5 * TICK

    def drew(self, now: float) -> None:
        """A frame began to be drawn now."""
        self._drawn = now

    def may_probe(self, now: float) -> bool:
        """Whether the last answer is old enough for what it cost."""
        return now - self._asked >= self._pause

    def asked(self, now: float) -> None:
        """Probes were asked for now."""
        self._asked = now

    def answered(self, seconds: float) -> None:
        """The probes took so many seconds."""
        self._pause = min(seconds / PROBES_SHARE, SLOWEST)

    @staticmethod
    def grant_end(tick: float, now: float) -> float:
        """Until when the worker may train, in a tick that began at `tick`."""
        least = min(max(CONSOLATION * (now - tick), SHORTEST_GRANT), LONGEST_GRANT)
        return max(tick + TICK - MARGIN, now + least)
