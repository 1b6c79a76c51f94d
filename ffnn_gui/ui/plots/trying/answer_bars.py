"""An answer as bars: the probability of each class, or values to both sides of 0."""

import math

import numpy as np

from ffnn_gui.data import PreparedData
from ffnn_gui.insight.asked import Asked
from ffnn_gui.ui.plots.chosen.bars import Bar
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.plots.plane import colours_of_values, largest_target
from ffnn_gui.ui.plots.readings import number

SHOWN_CLASSES = 10
"""Of more classes the most probable ones are shown."""

BEYOND = 1.25
"""Values are shown up to so many times the largest target."""

SHADES = 32


def answer_bars(answer: Asked, data: PreparedData, truth: object, look: Look) -> tuple[Bar, ...]:
    """A bar a class or a value; `truth` is the class that would be right, where that is known."""
    return _class_bars(answer, data, truth, look) if data.task.classes else _value_bars(answer, data, look)


def example_colours(data: PreparedData, look: Look) -> list[str]:
    """The colours of the training examples: of their class, or of their value."""
    if data.task.kind == "classification":
        return [look.of_class(index) for index in data.train.y]
    pixels = colours_of_values(data.train.y[:, 0], largest_target(data), SHADES)
    return ["#{:02x}{:02x}{:02x}".format(*pixel[:3]) for pixel in pixels]


def percent(chance: float) -> str:
    """A probability for people."""
    return "–" if math.isnan(chance) else f"{100 * chance:.0f} %"


def _class_bars(answer: Asked, data: PreparedData, truth: object, look: Look) -> tuple[Bar, ...]:
    names, chances = data.task.classes, np.nan_to_num(answer.probabilities)
    best = np.argsort(-chances, kind="stable")[:SHOWN_CLASSES].tolist()
    few, bars = len(names) <= len(look.theme.class_colours), []
    for index in sorted(best):
        true, taken = index == truth, index == answer.decision
        wrong = taken and truth is not None and not true
        mark = "✓ " if true else "✗ " if wrong else ""
        colour = look.of_class(index) if few else look.theme.accent
        share = min(max(float(chances[index]), 0.0), 1.0)
        words = percent(float(answer.probabilities[index]))
        bars.append(Bar(names[index], 0.0, share, colour, words, mark=mark, wrong=wrong))
    return tuple(bars)


def _value_bars(answer: Asked, data: PreparedData, look: Look) -> tuple[Bar, ...]:
    largest, theme, bars = BEYOND * largest_target(data), look.theme, []
    for index, value in enumerate(answer.outputs.astype(float).tolist()):
        name = f"y{index + 1}" if len(answer.outputs) > 1 else "y"
        share = min(max(0.5 + value / (2 * largest), 0.0), 1.0) if math.isfinite(value) else 0.5
        bars.append(Bar(name, 0.5, share, theme.positive if value > 0 else theme.negative, number(value)))
    return tuple(bars)
