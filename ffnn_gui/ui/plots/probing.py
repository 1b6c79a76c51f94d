"""Several probes asked for in one go, with the time they took, which decides how soon they are asked again."""

import time
from collections.abc import Mapping

from ffnn_gui.engine import Trainer
from ffnn_gui.ui.plots.base import Plot, Probe


class Timed:
    """A probe that also says how many seconds it took."""

    def __init__(self, probe: Probe) -> None:
        self._probe = probe

    def __call__(self, trainer: Trainer) -> tuple[object, float]:
        start = time.perf_counter()
        value = self._probe(trainer)
        return value, time.perf_counter() - start


def timed(plots: Mapping[str, Plot]) -> dict[str, Timed]:
    """The probes of those plots that have one."""
    return {name: Timed(probe) for name, plot in plots.items() if (probe := plot.probe_now()) is not None}


def split(answers: Mapping[str, object]) -> tuple[dict[str, object], dict[str, float]]:
    """What timed probes found, and the seconds each of them took, by name."""
    pairs = {name: answer for name, answer in answers.items() if isinstance(answer, tuple)}
    values = {name: value for name, (value, _) in pairs.items()}
    return values, {name: seconds for name, (_, seconds) in pairs.items()}
