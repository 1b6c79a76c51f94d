"""What is left over between predicted and true values: of some examples each, and counted for all."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ffnn_gui.data import PartName
from ffnn_gui.engine import Trainer
from ffnn_gui.insight.judgement import ValueScores, value_scores, worst_first
from ffnn_gui.insight.verdict import judged_first, verdict
from ffnn_gui.ui.plots.ranges import round_up
from ffnn_gui.ui.plots.readings import number
from ffnn_gui.ui.plots.units import unit_of

SHOWN = 400
"""Points drawn at most, the first ones and the worst; the measures and the histogram are of all that are judged."""

WORST = 8
"""Examples with the largest residuals that are marked and told."""

BINS = 31


@dataclass(frozen=True, eq=False)
class Residuals:
    """One target of a part's examples.

    Attributes:
        target: which
        examples: the numbers in the part of the first `SHOWN` and of the worst, in order (examples,)
        truth, given: their values in the unit of their file, as scores and edge are (examples,)
        worst: the places in `examples` of those with the largest residuals, the largest first, `WORST` at most
        scores: of all that are judged
        edge, counts: how many residuals (given − true) of all lie in each of BINS even bins from −edge to edge
    """

    part: PartName
    target: int
    examples: NDArray[np.intp]
    truth: NDArray[Any]
    given: NDArray[Any]
    worst: NDArray[np.intp]
    scores: ValueScores
    edge: float
    counts: NDArray[np.int64]


def probe(trainer: Trainer, part: PartName | None = None, target: int = 0) -> Residuals:
    """What the network gives for a part's examples beside what is true."""
    found = verdict(trainer, part or judged_first(trainer.data))
    unit = unit_of(trainer.data, target)
    truth, given = unit.of(found.truth[:, target]), unit.of(found.outputs[:, target])
    error = given - truth
    worst = worst_first(np.abs(error), WORST)
    examples = np.union1d(np.arange(min(SHOWN, len(truth))), worst)
    error = error[np.isfinite(error)]
    edge = round_up(float(np.abs(error).max(initial=0))) or 1.0
    counts = np.histogram(error, BINS, (-edge, edge))[0].astype(np.int64)
    places, scores = np.searchsorted(examples, worst), value_scores(truth, given)
    return Residuals(found.part, target, examples, truth[examples], given[examples], places, scores, edge, counts)


def told(values: Residuals, place: int) -> str:
    """An example's numbers, as rich text."""
    truth, given = float(values.truth[place]), float(values.given[place])
    name = f"{values.part} example {values.examples[place] + 1:,}"
    return f"{name}: true {number(truth)}, predicted {number(given)}, <b>{number(given - truth)}</b>"
