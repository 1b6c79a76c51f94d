"""An answer as bars: the probability of each class, or values to both sides of 0."""

import math
from collections.abc import Iterator

import numpy as np

from ffnn_gui.data import PreparedData
from ffnn_gui.data.importing.figures import learned_as
from ffnn_gui.insight.asked import Asked
from ffnn_gui.ui.plots.chosen.bars import Bar
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.plots.plane import largest_target
from ffnn_gui.ui.plots.readings import number, whole_percent

BEYOND = 1.25
"""Values are shown up to so many times the largest target."""


def answer_bars(answer: Asked, data: PreparedData, truth: object, look: Look, most: int) -> tuple[Bar, ...]:
    """A bar a class, or one a value, and one for what it should be where that is known.

    truth: the class that would be right, where it is known; most: classes at most, the most probable and the right one
    """
    return _class_bars(answer, data, truth, look, most) if data.task.classes else _value_bars(answer, data, look)


def _class_bars(answer: Asked, data: PreparedData, truth: object, look: Look, most: int) -> tuple[Bar, ...]:
    names, bars = data.task.classes, []
    few = len(names) <= len(look.theme.class_colours)
    for index in _shown(answer, truth, most):
        chance = float(answer.probabilities[index])
        true, taken = index == truth, index == answer.decision
        wrong = taken and truth is not None and not true
        mark = "✓ " if true else "✗ " if wrong else ""
        colour = look.of_class(index) if few else look.theme.accent
        share = min(max(chance, 0.0), 1.0) if math.isfinite(chance) else 0.0
        bars.append(Bar(names[index], 0.0, share, colour, whole_percent(chance), _tip(answer, index), mark, wrong))
    return tuple(bars)


def _shown(answer: Asked, truth: object, most: int) -> list[int]:
    """The classes to show, in their order."""
    order: list[int] = np.argsort(-np.nan_to_num(answer.probabilities), kind="stable").tolist()
    # Of many, the right one is shown however improbable it is.
    order.sort(key=lambda index: index != truth)
    return sorted(order[:most])


def _tip(answer: Asked, index: int) -> str:
    """The logit behind a probability."""
    chance, single = number(float(answer.probabilities[index])), len(answer.outputs) < len(answer.probabilities)
    of = "one output z" if single else "logit z"
    return f"probability {chance}, {of} = {number(float(answer.outputs[0 if single else index]))}"


def _value_bars(answer: Asked, data: PreparedData, look: Look) -> tuple[Bar, ...]:
    largest, bars = BEYOND * largest_target(data), []
    called = data.config.predicts
    for index, value in enumerate(answer.outputs.tolist()):
        of = f" {index + 1}" if len(answer.outputs) > 1 else ""
        tip = "; ".join(_facts(answer, data, index))
        if not len(answer.targets):
            bars.append(_value_bar(f"{called or 'y'}{of}", value, largest, look, tip))
            continue
        # A long name is cut on the right.
        what = f": {called}" if called else of
        bars.append(_value_bar(f"network{what}", value, largest, look, tip))
        bars.append(_value_bar(f"target{what}", float(answer.targets[index]), largest, look, tip, "✓ "))
    return tuple(bars)


def _facts(answer: Asked, data: PreparedData, index: int) -> Iterator[str]:
    """What is predicted, how far off the answer is where that is known, and both in the unit of their file."""
    scaling, known = data.target_scaling, len(answer.targets) > 0
    if data.config.predicts:
        yield data.config.predicts
    if known:
        yield f"off by {number(float(answer.outputs[index] - answer.targets[index]))}"
    if scaling is not None:
        answered = float(scaling.undone(answer.outputs)[index])
        right = f", where the target is {number(float(scaling.undone(answer.targets)[index]))}" if known else ""
        yield f"{number(answered)} as in the file{right}"
        yield f"the network learns mean 0 and variance 1: {learned_as(scaling, index)}"


def _value_bar(name: str, value: float, largest: float, look: Look, tip: str = "", mark: str = "") -> Bar:
    share = min(max(0.5 + value / (2 * largest), 0.0), 1.0) if math.isfinite(value) else 0.5
    colour = look.theme.positive if value > 0 else look.theme.negative
    return Bar(name, 0.5, share, colour, number(value), tip, mark)
