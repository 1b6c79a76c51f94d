"""What is wrong with a network's layers, and how bad it is: each rule here, its limits in `thresholds`.

Whatever lies outside its healthy range is a finding, so that no sign stands anywhere without a sentence. What may pass,
follows from something else, or is natural once the task is learned (saturated units, small steps) is a mild one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from ffnn_gui.engine import Trainer
from ffnn_gui.engine.arrays import Array, quiet
from ffnn_gui.insight import sentences as say
from ffnn_gui.insight import thresholds as t
from ffnn_gui.insight.health import LayerHealth, layer_health
from ffnn_gui.insight.trace import PROBED, trace_of

Illness = Literal[
    "not finite",
    "dead units",
    "symmetric units",
    "vanishing gradient",
    "exploding gradient",
    "saturated",
    "blown up",
    "large updates",
    "small updates",
]

Learning = Literal["under way", "learned", "nothing left", "memorized"]
"""How far a network has come with its examples: whether there is little or nothing left to learn from those that it
trains on, and whether that holds for others too."""

MILD = 0.5
"""A finding of less severity may be passing or harmless."""

SLIGHT = 0.2
"""Severity of what only lies outside the healthy range."""


@dataclass(frozen=True)
class Finding:
    """One illness of one layer, and what to say about it: what is wrong, with the numbers, and what usually helps.

    severity: from 0 to 1; below `MILD` it may be passing or harmless.
    """

    layer: int
    illness: Illness
    sentence: str
    severity: float


def findings(trainer: Trainer) -> tuple[Finding, ...]:
    """What is wrong with a trainer's network now, worst first."""
    return diagnose(layer_health(trainer), learning(trainer))


def one_of_each(found: Sequence[Finding]) -> tuple[Finding, ...]:
    """The worst layer's finding of each illness, in their order."""
    first: dict[Illness, Finding] = {}
    for finding in found:
        first.setdefault(finding.illness, finding)
    return tuple(first.values())


def learning(trainer: Trainer) -> Learning:
    """How far training has come, from the losses of the first `PROBED` examples of the training and validation part.

    Without a validation part nobody knows better than that the task is learned.
    """
    seen, others = trace_of(trainer), trainer.data.validation
    share = _share(trainer, seen.outputs, seen.y)
    if not share < t.LEARNED:
        return "under way"
    if len(others):
        outputs = trainer.network.predict(others.X[:PROBED])
        if not _share(trainer, outputs, others.y[:PROBED]) < t.MEMORIZED:
            return "memorized"
    return "nothing left" if share < t.NOTHING_LEFT else "learned"


def diagnose(health: Sequence[LayerHealth], learning: Learning = "under way") -> tuple[Finding, ...]:
    """What is wrong with the layers, worst first; nothing when all is well."""
    found = [finding for index in range(len(health)) for finding in _of_layer(health, index, learning)]
    follows = say.FOLLOWS if any(one.severity >= MILD for one in found) else ""
    for index, here in enumerate(health):
        if here.update_ratio < t.UPDATE_LOW:
            learned = say.NOTHING_LEFT if learning == "nothing left" else say.LEARNED_ALREADY
            reason = _of_learning(here, learning, learned) or follows
            found.append(_small_updates(here, index, reason))
    return tuple(sorted(found, key=lambda finding: -finding.severity))


def _share(trainer: Trainer, outputs: Array, y: Array) -> float:
    """The mean loss of outputs (examples, outputs), as a share of what outputs of 0 would cost.

    It is the loss itself where they would cost nothing, as where there is one class.
    """
    with quiet():
        targets = trainer.loss.encode(y, trainer.network.n_outputs, outputs.dtype.name).T
        naive = trainer.loss.values(np.zeros_like(outputs).T, targets).mean()
        return float(trainer.loss.values(outputs.T, targets).mean() / (naive or 1))


def _of_layer(health: Sequence[LayerHealth], index: int, learning: Learning) -> Iterator[Finding]:
    here, learned = health[index], learning != "under way"
    if not np.isfinite([here.activation_spread, here.pre_spread, here.gradient]).all():
        yield Finding(index, "not finite", say.not_finite(here), 1.0)
        return
    if here.dead >= t.DEAD:
        severity = _of_dead(here.dead)
        text = _of_learning(here, learning, say.LEARNED_WITHOUT)
        yield Finding(index, "dead units", say.dead(here, text), min(severity, 0.4) if learned else severity)
    if here.groups:
        yield Finding(index, "symmetric units", say.symmetric(here), 0.95)
    if here.activation is not None and here.pre_spread >= t.BLOWN_UP:
        yield Finding(index, "blown up", say.blown_up(here), _orders(here.pre_spread / t.BLOWN_UP))
    if here.update_ratio > t.UPDATE_HIGH:
        times = here.update_ratio / (t.UPDATE_HIGH * t.NOISE)
        yield Finding(index, "large updates", say.large_updates(here), _orders(times) if times > 1 else SLIGHT)
    yield from _gradient(health, index, learning)


def _gradient(health: Sequence[LayerHealth], index: int, learning: Learning) -> Iterator[Finding]:
    """Saturated layers, and how the gradient fares on its way back. Where a layer is saturated or dead, that is why."""
    here, last, learned = health[index], health[-1], learning != "under way"
    share = here.signal / last.signal if last.signal else 1.0
    if share > t.LOUD or here.gradient > t.STEEP:
        times = max(share / t.LOUD, here.gradient / t.STEEP)
        yield Finding(index, "exploding gradient", say.exploding(here, share), _orders(times))
    if here.saturated >= t.SATURATED:
        severity = SLIGHT if learned else here.saturated
        text = _of_learning(here, learning, say.LEARNED_ANYWAY)
        yield Finding(index, "saturated", say.saturated(health, index, text), severity)
    elif share < t.FAINT and here.dead != 1 and not learned:
        severity = min(_orders(t.FAINT / max(share, 1e-9)), 0.9)
        yield Finding(index, "vanishing gradient", say.vanishing(health, index, share), severity)


def _of_learning(here: LayerHealth, learning: Learning, learned: str) -> str:
    """What to say in place of advice: `learned` where that holds for others too; nothing as long as it is under way."""
    return {"under way": "", "memorized": say.memorized(here)}.get(learning, learned)


def _small_updates(here: LayerHealth, index: int, reason: str) -> Finding:
    """`reason`: why the steps need no advice of their own, if there is one."""
    times = t.UPDATE_LOW / t.NOISE / max(here.update_ratio, 1e-12)
    severity = SLIGHT if reason or times <= 1 else _orders(times)
    return Finding(index, "small updates", say.small_updates(here, reason), severity)


def _orders(times: float) -> float:
    """Severity of being so many times past a threshold: 0.3 at it, a quarter an order of magnitude, at most 1."""
    return float(np.clip(0.3 + 0.25 * np.log10(max(times, 1e-9)), 0, 1))


def _of_dead(share: float) -> float:
    """Severity of a share of dead units: `MILD` where they become many, 1 when all are dead."""
    few, rest = share / t.MANY_DEAD, (share - t.MANY_DEAD) / (1 - t.MANY_DEAD)
    return MILD * few if few < 1 else MILD + (1 - MILD) * rest
