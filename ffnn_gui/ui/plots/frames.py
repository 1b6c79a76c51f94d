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
"""Seconds that a picture waits for new values at most, as long as MOST_SHARE allows."""

MOST_SHARE = 0.15
"""Of the time, at most so much goes into probes, whatever they cost: a giant network is to be trained, too."""


@dataclass
class FrameClock:
    """Counts ticks in seconds of one clock, and remembers when it drew and probed."""

    _drawn: float = field(default=-1.0)
    _asked: dict[str, float] = field(default_factory=dict)
    _cost: dict[str, float] = field(default_factory=dict)
    _usual: dict[str, float] = field(default_factory=dict)
    _latest: float = field(default=-1.0)
    _made_up_for: float = field(default=-1.0)

    def may_draw(self, now: float) -> bool:
        """Whether a frame's time has come: on every second tick."""
        return now - self._drawn >= 1.5 * TICK

    def drew(self, now: float) -> None:
        """A frame began to be drawn now."""
        self._drawn = now

    def due(self, plots: Mapping[str, float], now: float) -> set[str]:
        """Those of some plots whose last values are old enough for what they cost; with the weight of each plot.

        Of those whose cost is not known yet one at a time, and none before the cost of the look before is made up for.
        """
        whole = max(sum(plots.values()), 1.0)
        due = {name for name, weight in plots.items() if self._is_due(name, weight / whole, now)}
        unknown = [name for name in plots if name in due and name not in self._cost]
        return due - set(unknown[1 if now >= self._made_up_for else 0 :])

    def asked(self, names: Collection[str], now: float) -> None:
        """These plots' probes were asked for now."""
        self._asked.update(dict.fromkeys(names, now))
        self._latest = now

    def answered(self, seconds: Mapping[str, float], left: Collection[str] = ()) -> None:
        """The plots' probes took so many seconds; those `left` were given up, or not even begun: they stay due."""
        for name, took in seconds.items():
            before = self._cost.get(name, 0.0)
            self._cost[name] = max(took, before) if name in left else took
            self._usual[name] = min(self._cost[name], before or took)
        for name in set(left) - seconds.keys():
            self._asked.pop(name, None)
        self._made_up_for = self._latest + sum(seconds.values()) / MOST_SHARE

    def forget(self) -> None:
        """Another network: what its probes cost is not known yet."""
        self._asked.clear()
        self._cost.clear()
        self._usual.clear()
        self._made_up_for = self._latest

    def _is_due(self, name: str, part: float, now: float) -> bool:
        return name not in self._asked or now - self._asked[name] >= self._pause(name, part)

    def _pause(self, name: str, part: float) -> float:
        """Seconds from one asking to the next, for a plot with this part of the time for probes."""
        cost, usual = self._cost.get(name, 0.0), self._usual.get(name, 0.0)
        # One slow look among quick ones, on a machine that was busy, is no reason to wait for minutes.
        return min(cost / (PROBES_SHARE * part), max(SLOWEST, usual / (MOST_SHARE * part)))

    @staticmethod
    def grant_end(tick: float, now: float) -> float:
        """Until when the worker may train, in a tick that began at `tick`."""
        least = min(max(CONSOLATION * (now - tick), SHORTEST_GRANT), LONGEST_GRANT)
        return max(tick + TICK - MARGIN, now + least)
