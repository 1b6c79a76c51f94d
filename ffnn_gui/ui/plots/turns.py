"""Whose turn it is to be drawn: while training, a frame takes as many plots as fit into its time.

Frames then last about as long as each other, so that the picture moves evenly, and however many plots are open, the
window takes the same part of the time away from training. No window, no Qt: only names and seconds.
"""

import time
from collections.abc import Callable, Collection, Iterator

FRAME = 0.0055
"""Seconds of drawing in a frame; a plot that takes longer by itself has a frame for itself."""

NOTHING = 0.0003
"""Seconds: a plot that took less had nothing new to draw, which says nothing about what drawing it costs."""


class Turns:
    """The line in which plots wait, by name, and how many seconds each took when it was last drawn."""

    def __init__(self, clock: Callable[[], float] = time.perf_counter) -> None:
        self._clock = clock
        self._line: dict[str, None] = {}
        self._cost: dict[str, float] = {}

    def take(self, plots: Collection[str]) -> Iterator[str]:
        """Those of some plots that this frame is to draw, who waited longest first; draw each before the next is taken.

        The first that has something new is drawn whatever it costs, the others when they are likely to fit.
        """
        self._line = {name: None for name in (*self._line, *plots) if name in plots}
        spent = 0.0
        for name in tuple(self._line):
            if spent > NOTHING and spent + self._cost.get(name, 0.0) > FRAME:
                continue
            del self._line[name]
            start = self._clock()
            yield name
            took = self._clock() - start
            spent += took
            if took > NOTHING:
                self._cost[name] = took
