"""What is wrong with a network's layers, in plain sentences with the numbers, and what usually helps.

Every sentence is true of the weights as they are; whether a measure is alarming is decided by `thresholds` alone. What
is natural once the task is learned (saturated units, small steps) is not reported then.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from ffnn_gui.engine import Trainer
from ffnn_gui.engine.arrays import quiet
from ffnn_gui.insight import thresholds as t
from ffnn_gui.insight.health import LayerHealth, layer_health
from ffnn_gui.insight.shapes import largest_slope, largest_value
from ffnn_gui.insight.trace import trace_of

Illness = Literal[
    "not finite",
    "blown up",
    "exploding gradient",
    "vanishing gradient",
    "saturated",
    "dead units",
    "symmetric units",
    "large updates",
    "small updates",
]


@dataclass(frozen=True)
class Finding:
    """One illness of one layer, and what to say about it.

    severity: from 0 to 1; below `MILD` it may be passing or harmless.
    """

    layer: int
    illness: Illness
    sentence: str
    severity: float


MILD = 0.5


def findings(trainer: Trainer) -> tuple[Finding, ...]:
    """What is wrong with a trainer's network now, worst first."""
    return diagnose(layer_health(trainer), learned(trainer))


def one_of_each(found: Sequence[Finding]) -> tuple[Finding, ...]:
    """The worst layer's finding of each illness, in their order."""
    first: dict[Illness, Finding] = {}
    for finding in found:
        first.setdefault(finding.illness, finding)
    return tuple(first.values())


def learned(trainer: Trainer) -> bool:
    """Whether the loss of the examples looked at is so low that there is little left to learn."""
    seen = trace_of(trainer)
    with quiet():
        kind = seen.outputs.dtype.name
        targets = trainer.loss.encode(seen.y, trainer.network.n_outputs, kind).T
        naive = trainer.loss.values(np.zeros_like(seen.outputs).T, targets).mean()
        return bool(seen.losses.mean() < t.LEARNED * naive)


def diagnose(health: Sequence[LayerHealth], learned: bool = False) -> tuple[Finding, ...]:
    """What is wrong with the layers, worst first; nothing when all is well."""
    found = [finding for index in range(len(health)) for finding in _of_layer(health, index, learned)]
    if not any(finding.severity >= MILD for finding in found):
        # Otherwise small steps are but what the other illnesses lead to.
        found += [finding for index, here in enumerate(health) for finding in _small_updates(here, learned, index)]
    return tuple(sorted(found, key=lambda finding: -finding.severity))


def _of_layer(health: Sequence[LayerHealth], index: int, learned: bool) -> Iterator[Finding]:
    here = health[index]
    if not np.isfinite([here.activation_spread, here.pre_spread, here.gradient]).all():
        yield Finding(index, "not finite", _not_finite(here), 1.0)
        return
    saturated = here.saturated >= t.SATURATED and not learned
    if saturated:
        yield Finding(index, "saturated", _saturated(health, index), here.saturated)
    if here.dead >= t.DEAD:
        severity = _half_at(here.dead, t.MANY_DEAD)
        yield Finding(index, "dead units", _dead(here, learned), min(severity, 0.4) if learned else severity)
    if here.activation is not None and here.pre_spread >= t.BLOWN_UP:
        yield Finding(index, "blown up", _blown_up(here), _orders(here.pre_spread / t.BLOWN_UP))
    yield from _gradient(health, index, saturated)
    if here.groups and not here.dropout:
        yield Finding(index, "symmetric units", _symmetric(here), 0.9)
    if here.update_ratio > t.UPDATE_HIGH * t.NOISE:
        yield Finding(index, "large updates", _large(here), _orders(here.update_ratio / (t.UPDATE_HIGH * t.NOISE)))


# The gradient on its way back


def _gradient(health: Sequence[LayerHealth], index: int, saturated: bool) -> Iterator[Finding]:
    here, last = health[index], health[-1]
    share = here.signal / last.signal if last.signal else 1.0
    if share < t.FAINT and not saturated and here.dead != 1:
        yield Finding(
            index, "vanishing gradient", _vanishing(health, index, share), _orders(t.FAINT / max(share, 1e-9))
        )
    elif share > t.LOUD or here.gradient > t.STEEP:
        times = max(share / t.LOUD, here.gradient / t.STEEP)
        yield Finding(index, "exploding gradient", _exploding(health, index, share), _orders(times))


def _vanishing(health: Sequence[LayerHealth], index: int, share: float) -> str:
    here = health[index]
    dead = next((layer for layer in health[index:] if layer.dead == 1), None)
    if dead is not None:
        return f"No gradient reaches {here.name}: all units of {dead.name} are dead. {_WAKE}"
    much = f"only 1/{_count(1 / share)}" if share else "nothing"
    flat = here.activation is not None and largest_slope(here.activation) < 0.5
    change = "Try tanh or ReLU" if flat else "Try Xavier or He start weights"
    return (
        f"The gradient of {here.name} vanishes: {much} of the error signal at the output arrives there"
        f"{_comparison(health, index)}. {change}, batch normalization or fewer layers."
    )


def _exploding(health: Sequence[LayerHealth], index: int, share: float) -> str:
    here = health[index]
    grows = f", and the error signal grew {_count(share)}-fold on its way back" if share > t.LOUD else ""
    return (
        f"The gradient of {here.name} explodes: its length is {_number(here.gradient)}{grows}. "
        "Try a smaller init scale, batch normalization, or a normalization of the inputs."
    )


def _comparison(health: Sequence[LayerHealth], index: int) -> str:
    """How the layer's gradient compares with the largest above it, if it is much smaller: a clause, or nothing."""
    here = health[index]
    above = max(health[index:], key=lambda layer: layer.gradient)
    if not here.gradient:
        return " (its gradient is 0)" if above.gradient else ""
    times = above.gradient / here.gradient
    return f" (its gradient is {_count(times)} times smaller than {above.name}'s)" if times >= 10 else ""


# Units


def _saturated(health: Sequence[LayerHealth], index: int) -> str:
    here = health[index]
    assert here.activation is not None
    zero_centred = largest_slope(here.activation) > 0.5
    other = "ReLU" if zero_centred else "tanh or ReLU"
    scale = ", a smaller init scale" if here.pre_spread > 2 else ""
    return (
        f"{_percent(here.saturated)} of {here.name} is saturated, its pre-activations spread by {_number(here.pre_spread)}"
        f"{_comparison(health, index)}. Try {other}{scale} or batch normalization."
    )


_WAKE = "Try a smaller learning rate, a positive start bias or leaky ReLU, and start again."
_WITHOUT = "The task was learned without them."
_FEW = "A few do no harm; against more, try a smaller learning rate, a positive start bias or leaky ReLU."


def _dead(here: LayerHealth, learned: bool) -> str:
    count = round(here.dead * here.units)
    who = "All" if count == here.units else f"{count:,} of"
    verb, get = ("is", "it gets") if count == 1 else ("are", "they get")
    advice = _WITHOUT if learned else _FEW if here.dead < t.MANY_DEAD else _WAKE
    return (
        f"{who} {here.units:,} units of {here.name} {verb} dead: off for all {here.examples:,} examples looked at, "
        f"{get} no gradient. {advice}"
    )


def _symmetric(here: LayerHealth) -> str:
    largest = max(here.groups, key=len)
    if len(largest) == here.units:
        who = f"All {here.units:,} units of {here.name}"
    else:
        names = ", ".join(str(unit + 1) for unit in largest[:4]) + (" …" if len(largest) > 4 else "")
        who = f"{len(largest):,} units of {here.name} ({names})"
    return (
        f"{who} have the same weights: they get the same gradient and stay one unit for ever. "
        "Start from random weights (Xavier or He)."
    )


def _blown_up(here: LayerHealth) -> str:
    assert here.activation is not None
    bounded = np.isfinite(largest_value(here.activation))
    then = "so that its units are all but fully on or off" if bounded else "and the layers above get as large inputs"
    return (
        f"The pre-activations of {here.name} are blown up: they spread by {_number(here.pre_spread)}, {then}. "
        "Try a smaller init scale, batch normalization, or a normalization of the inputs."
    )


def _not_finite(here: LayerHealth) -> str:
    return (
        f"Numbers in {here.name} are infinite or no numbers any more. "
        "Reset with a smaller learning rate or a smaller init scale."
    )


# Steps


def _small_updates(here: LayerHealth, learned: bool, index: int) -> Iterator[Finding]:
    low = t.UPDATE_LOW / t.NOISE
    if here.update_ratio < low and not learned:
        yield Finding(index, "small updates", _small(here), _orders(low / max(here.update_ratio, 1e-12)))


def _large(here: LayerHealth) -> str:
    return (
        f"An update changes the weights of {here.name} by {_percent(here.update_ratio)}; "
        f"{_percent(t.UPDATE_GOOD)} is healthy. If the loss jumps, try a smaller learning rate."
    )


def _small(here: LayerHealth) -> str:
    return (
        f"An update changes the weights of {here.name} by only {_percent(here.update_ratio)}; "
        f"{_percent(t.UPDATE_GOOD)} is healthy. If the loss stands still, try a larger learning rate."
    )


# Numbers and names


def _orders(times: float) -> float:
    """Severity of being so many times past a threshold: 0.3 at it, a quarter an order of magnitude, at most 1."""
    return float(np.clip(0.3 + 0.25 * np.log10(max(times, 1e-9)), 0, 1))


def _half_at(share: float, half: float) -> float:
    """Severity of a share: `MILD` at `half`, 1 at all."""
    return 0.5 * share / half if share < half else 0.5 + 0.5 * (share - half) / (1 - half)


def _count(times: float) -> str:
    """A number of times to two digits: 33,000; 4 million."""
    rounded = float(f"{times:.2g}")
    return (
        f"{rounded:,.0f}" if rounded < 1e6 else f"{rounded / 1e6:,.0f} million" if rounded < 1e9 else "over a billion"
    )


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.2g}"


def _percent(share: float) -> str:
    return f"{100 * share:.2g} %" if share < 0.1 else f"{100 * share:,.0f} %"
