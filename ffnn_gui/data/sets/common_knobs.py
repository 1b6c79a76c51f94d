"""Knobs that several kinds of data sets have with different defaults.

The wording stands here once, so that the same thing is called the same everywhere.
"""

from collections.abc import Callable
from typing import Any

from ffnn_gui.data.augmentation import Augmentation
from ffnn_gui.schema import knob


def samples_knob(default: int) -> Any:
    """How many examples are drawn."""
    return knob(default, "Samples", "How many examples there are in all.", ge=10, le=5000, step=10, editor="slider")


def place_noise_knob(default: float) -> Any:
    """Noise on the place of a point, in units of the plane."""
    return knob(
        default,
        "Noise",
        "How far points are moved off their place at random: the standard deviation in each direction.",
        ge=0,
        le=2,
        step=0.05,
        editor="slider",
        formula="x ← x + noise · ε, ε ~ N(0, 1)",
    )


def augmentation_knob(
    help: str, default: Augmentation | None = None, *, factory: Callable[[dict[str, Any]], Augmentation] | None = None
) -> Any:
    """How the examples of the training part are changed; the default, or how it follows from the fields before."""
    judged = "The losses and accuracies shown are always of the originals."
    return knob(default, "Augmentation", f"{help} {judged}", live=True, factory=factory)


def value_noise_knob(default: float) -> Any:
    """Noise on the value to predict."""
    return knob(
        default,
        "Noise",
        "The standard deviation of what is added to each value at random.",
        ge=0,
        le=1,
        step=0.01,
        editor="slider",
        formula="y ← y + noise · ε, ε ~ N(0, 1)",
    )
