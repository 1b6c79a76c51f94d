"""What to say about each illness: what is wrong, with the numbers, and what usually helps.

Every sentence is true of the weights as they are, on the examples that were looked at.
"""

from collections.abc import Sequence

import numpy as np

from ffnn_gui.insight import remedies
from ffnn_gui.insight import thresholds as t
from ffnn_gui.insight.health import LayerHealth
from ffnn_gui.insight.numbers import number, percent
from ffnn_gui.insight.shapes import largest_slope, largest_value

LEARNED_WITHOUT = "The task was learned without them."
LEARNED_ANYWAY = "The task was learned all the same."
LEARNED_ALREADY = "The task is learned: little is left to do."
NOTHING_LEFT = "The loss is as good as 0: there is nothing left to learn."
FOLLOWS = "That follows from what else is wrong."


def memorized(here: LayerHealth) -> str:
    """What is said in place of advice where examples are known by heart."""
    return (
        "The training examples are learned, the validation examples far less well (overfitting): "
        f"try {remedies.against_overfitting(here.setup)}."
    )


def not_finite(here: LayerHealth) -> str:
    """Infinite or not a number."""
    return (
        f"Numbers in {here.name} are infinite or no numbers any more. "
        "Reset with a smaller learning rate or a smaller init scale."
    )


# Units


def dead(here: LayerHealth, learned: str = "") -> str:
    """Units that no example gets a slope from; `learned` is said in place of advice."""
    count = round(here.dead * here.units)
    who = "All" if count == here.units else f"{count:,} of"
    verb, get = ("is", "it gets") if count == 1 else ("are", "they get")
    few = f"A few do no harm; against more, try {remedies.against_death(here.setup)}."
    advice = learned or (few if here.dead < t.MANY_DEAD else _start_again(here))
    return (
        f"{who} {here.units:,} units of {here.name} {verb} dead: off for all {here.examples:,} examples looked at, "
        f"{get} no gradient. {advice}"
    )


def symmetric(here: LayerHealth) -> str:
    """Units with equal weights."""
    largest = max(here.groups, key=len)
    if len(largest) == here.units:
        who = f"All {here.units:,} units of {here.name}"
    else:
        names = ", ".join(str(unit + 1) for unit in largest[:4]) + (" …" if len(largest) > 4 else "")
        who = f"{len(largest):,} units of {here.name} ({names})"
    return (
        f"{who} have the same weights: they get the same gradient and stay one unit for ever. "
        f"{remedies.against_equality(here.setup)}"
    )


def saturated(health: Sequence[LayerHealth], index: int, learned: str = "") -> str:
    """Units on the flat ends of their activation; `learned` is said in place of advice."""
    here = health[index]
    if learned:
        return f"{percent(here.saturated)} of {here.name} is saturated. {learned}"
    advice = remedies.against_saturation(here.setup, flat=_is_flat(here), large=here.pre_spread > 2)
    spread = f", its pre-activations spread by {number(here.pre_spread, 2)}"
    return f"{percent(here.saturated)} of {here.name} is saturated{spread}{_comparison(health, index)}. {advice}"


def blown_up(here: LayerHealth) -> str:
    """Pre-activations that are too large."""
    bounded = here.activation is not None and np.isfinite(largest_value(here.activation))
    then = "so that its units are all but fully on or off" if bounded else "and the layers above get as large inputs"
    return (
        f"The pre-activations of {here.name} are blown up: they spread by {number(here.pre_spread, 2)}, {then}. "
        f"{remedies.against_size(here.setup)}"
    )


# The gradient on its way back


def vanishing(health: Sequence[LayerHealth], index: int, share: float) -> str:
    """A layer that only `share` of the error signal reaches."""
    here = health[index]
    killed = next((layer for layer in health[index:] if layer.dead == 1), None)
    if killed is not None:
        return f"No gradient reaches {here.name}: all units of {killed.name} are dead. {_start_again(killed)}"
    much = f"only 1/{_count(1 / share)}" if share else "nothing"
    advice = remedies.against_vanishing(here.setup, here.activation, flat=_is_flat(here))
    return (
        f"The gradient of {here.name} vanishes: {much} of the error signal at the output arrives there"
        f"{_comparison(health, index)}. {advice}"
    )


def exploding(here: LayerHealth, share: float) -> str:
    """A layer that an error signal `share` times the output's reaches, or whose gradient is too long."""
    grows = f", and the error signal grew {_count(share)}-fold on its way back" if share > t.LOUD else ""
    return (
        f"The gradient of {here.name} explodes: its length is {number(here.gradient, 2)}{grows}. "
        f"{remedies.against_size(here.setup)}"
    )


def _comparison(health: Sequence[LayerHealth], index: int) -> str:
    """How the layer's gradient compares with the largest above it, if it is much smaller: a clause, or nothing."""
    here = health[index]
    above = max(health[index:], key=lambda layer: layer.gradient)
    if not here.gradient:
        return ": its gradient is 0" if above.gradient else ""
    times = above.gradient / here.gradient
    return f": its gradient is {_count(times)} times smaller than {above.name}'s" if times >= 10 else ""


# Steps


def large_updates(here: LayerHealth) -> str:
    """Steps that are large for the weights; a little too large ones may be one mini-batch's."""
    passing = "It may pass; if" if here.update_ratio <= t.UPDATE_HIGH * t.NOISE else "If"
    return (
        f"An update changes the weights of {here.name} by {percent(here.update_ratio)}; "
        f"{percent(t.UPDATE_GOOD)} is healthy. {passing} the loss jumps, try a smaller learning rate."
    )


def small_updates(here: LayerHealth, reason: str = "") -> str:
    """Steps that are small for the weights, and the reason where there is one; else what to do."""
    passing = "It may pass; if" if here.update_ratio >= t.UPDATE_LOW / t.NOISE else "If"
    advice = f"{passing} the loss stands still, try {remedies.against_small_steps(here.setup)}."
    if not here.setup.rate_factor:
        return f"The schedule has brought the learning rate to 0: nothing is learned any more. {reason or advice}"
    healthy = "" if reason == NOTHING_LEFT else f"; {percent(t.UPDATE_GOOD)} is healthy"
    much = f"by only {percent(here.update_ratio)}{healthy}"
    return f"An update changes the weights of {here.name} {much}. {reason or advice}"


# Words and numbers


def _start_again(here: LayerHealth) -> str:
    return f"Try {remedies.against_death(here.setup)}, and start again."


def _is_flat(here: LayerHealth) -> bool:
    """Whether even the steepest part of the activation makes the gradient smaller, as the logistic function's does."""
    return here.activation is not None and largest_slope(here.activation) < 0.5


def _count(times: float) -> str:
    """A number of times to two digits: 33,000; 4 million."""
    rounded = float(f"{times:.2g}")
    return (
        f"{rounded:,.0f}" if rounded < 1e6 else f"{rounded / 1e6:,.0f} million" if rounded < 1e9 else "over a billion"
    )
