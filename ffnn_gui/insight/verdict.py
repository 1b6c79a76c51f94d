"""What a trainer's network answers to the examples of one part of its data, and how wrong it is on each.

All who ask about the same part at the same moment of the run share one verdict.
"""

from dataclasses import dataclass
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from ffnn_gui.data import PartName, PreparedData
from ffnn_gui.engine import Trainer
from ffnn_gui.engine.arrays import Array, quiet
from ffnn_gui.insight.places import Taken

MOST = 10_000
"""Examples judged at most: the first ones of the part, which were drawn at random; more would hold up the training."""


@dataclass(frozen=True, eq=False)
class Verdict:
    """The answers to the first `MOST` examples of a part.

    Attributes:
        part: its name; of: how many examples it has
        truth: class indices (examples,), or values (examples, targets)
        outputs: the network's outputs (examples, outputs)
        losses: each example's own data loss (examples,)
        given: the class that each is taken for (examples,); empty for values
    """

    part: PartName
    of: int
    truth: NDArray[Any]
    outputs: Array
    losses: Array
    given: NDArray[np.int64]


def judged_first(data: PreparedData) -> PartName:
    """The part that tells learning from memorising: validation, or training where there is no other."""
    return "validation" if len(data.validation) else "training"


def verdict(trainer: Trainer, part: PartName) -> Verdict:
    """The present answers to a part, in evaluation mode; its arrays are shared and not to be changed."""
    seen = _seen.get(trainer)
    if seen is None or seen.moment != trainer.moment:
        seen = _seen[trainer] = _Seen(trainer.moment, {})
    if part not in seen.verdicts:
        seen.verdicts[part] = _judge(trainer, part)
    return seen.verdicts[part]


def chosen_by(found: Verdict, taken: Taken) -> NDArray[np.intp]:
    """The examples of a class that are taken for a class: their numbers in the part, in its order."""
    return np.flatnonzero((found.truth == taken.true) & (found.given == taken.given))


class _Seen(NamedTuple):
    moment: tuple[int, ...]
    verdicts: dict[PartName, Verdict]


_seen: WeakKeyDictionary[Trainer, _Seen] = WeakKeyDictionary()


def _judge(trainer: Trainer, name: PartName) -> Verdict:
    part, network, loss = trainer.data.part(name), trainer.network, trainer.loss
    X, y = part.X[:MOST], part.y[:MOST]
    outputs = network.predict(X)
    with quiet():
        losses = loss.values(outputs.T, loss.encode(y, network.n_outputs, network.theta.dtype.name).T)
    classes = len(trainer.data.task.classes)
    given = np.asarray(loss.decide(outputs, classes) if classes else (), np.int64)
    return Verdict(name, len(part), y, outputs, losses, given)
