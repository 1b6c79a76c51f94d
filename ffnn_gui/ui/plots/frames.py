"""When to draw, how long the worker may train, and how often its probes run. No window, no Qt: only moments.

Short ticks keep clicks quick, every second one draws, and what a probe costs says how long the next one waits.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

TICK = 1 / 60
MARGIN = 0.0008
"""Seconds before the next tick at which the worker stops."""

SHORTEST_GRANT = 0.003
"""Seconds the worker gets even when drawing took the whole tick."""

CONSOLATION, LONGEST_GRANT = 0.5, 0.015
"""On a machine where drawing takes longer than a tick, the worker gets half as long, up to so many seconds."""

PROBES_SHARE = 0.06
"""Of the time, at most so much goes into probes, as long as SLOWEST allows; each plot gets a part."""

SLOWEST = 1.0
"""Seconds that a picture waits for new values at most."""


@dataclass
class FrameClock:
    """Counts ticks in seconds of one clock, and remembers when it drew and probed."""

    _drawn: float = field(default=-1.0)
    _asked: dict[str, float] = field(default_factory=dict)
    _cost: dict[str, float] = field(default_factory=dict)

    def may_draw(self, now: float) -> bool:
        """Whether a frame's time has come: on every second tick."""
        return now - self._drawn >= 1.5 * TICK

    def drew(self, now: float) -> None:
        """A frame began to be drawn now."""
        self._drawn = now

    def due(self, plots: Mapping[str, float], now: float) -> set[str]:
        """Those of some plots whose last values are old enough for what they cost; with the weight of each plot."""
        share = PROBES_SHARE / max(sum(plots.values()), 1.0)
        return {
            name
            for name, weight in plots.items()
            if now - self._asked.get(name, -SLOWEST) >= self._pause(name, share * weight)
        }

    def asked(self, names: Collection[str], now: float) -> None:
        """These plots' probes were asked for now."""
        self._asked.update(dict.fromkeys(names, now))

    def answered(self, seconds: Mapping[str, float]) -> None:
        """The plots' probes took so many seconds."""
        self._cost.update(seconds)

    def _pause(self, name: str, share: float) -> float:
        return min(self._cost.get(name, 0.0) / share, SLOWEST)

    @staticmethod
    def grant_end(tick: float, now: float) -> float:
        """Until when the worker may train, in a tick that began at `tick`."""
        least = min(max(CONSOLATION * (now - tick), SHORTEST_GRANT), LONGEST_GRANT)
        return max(tick + TICK - MARGIN, now + least)
