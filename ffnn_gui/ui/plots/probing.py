"""Several probes asked for in one go, with the time they took, which decides how soon they are asked again."""

import time
from collections.abc import Mapping

from ffnn_gui.engine import Trainer
from ffnn_gui.ui.plots.base import Plot, Probe


class Timed:
    """A probe that notes how many seconds it took, also when it was broken off. seconds: None until it was begun."""

    def __init__(self, probe: Probe) -> None:
        self._probe = probe
        self.seconds: float | None = None

    def __call__(self, trainer: Trainer) -> object:
        start = time.perf_counter()
        try:
            return self._probe(trainer)
        finally:
            self.seconds = time.perf_counter() - start


def timed(plots: Mapping[str, Plot]) -> dict[str, Timed]:
    """The probes of those plots that have one."""
    return {name: Timed(probe) for name, plot in plots.items() if (probe := plot.probe_now()) is not None}


def seconds_of(probes: Mapping[str, Timed]) -> dict[str, float]:
    """How many seconds each of those took that were begun, by name."""
    return {name: probe.seconds for name, probe in probes.items() if probe.seconds is not None}
