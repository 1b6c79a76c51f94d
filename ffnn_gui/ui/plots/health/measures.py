"""What the health table measures, row by row: how each number is read, written and scaled."""

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from ffnn_gui.insight import LayerHealth
from ffnn_gui.insight.thresholds import DEFINITIONS
from ffnn_gui.ui.plots.readings import number, whole_percent

Scale = Literal["share", "signed", "log"]


@dataclass(frozen=True)
class Measure:
    """One row of the table.

    Attributes:
        field: of LayerHealth; spread: the field that goes with it, where there is one
        label, brief: for people, where there is room and where there is little
        scale: what its small curves are drawn on
        illnesses: what is found wrong by this measure, and then has its sign there
    """

    field: str
    label: str
    brief: str
    scale: Scale
    illnesses: tuple[str, ...]
    spread: str = ""

    @property
    def definition(self) -> str:
        """What it is, in words."""
        texts = [DEFINITIONS[field] for field in (self.field, self.spread) if field]
        return " ".join(texts)

    def value(self, layer: LayerHealth) -> float:
        """The layer's number, NaN where it has none."""
        return float(getattr(layer, self.field))

    def text(self, layer: LayerHealth, *, brief: bool = False) -> str:
        """The layer's number as it stands in the table."""
        value = self.value(layer)
        if not math.isfinite(value):
            return number(value)
        if self.scale == "share":
            return whole_percent(value)
        if self.scale == "log":
            return number(value, 1 if brief else 2)
        return decimal(value) if brief else f"{decimal(value)} ± {decimal(getattr(layer, self.spread))}"


def decimal(value: float) -> str:
    """A number of the order of 1 with two digits after the point, a large one with none."""
    if not math.isfinite(value) or abs(value) >= 1e4:
        return number(value, 1)
    digits = 2 if abs(value) < 10 else 1 if abs(value) < 100 else 0
    text = f"{value:.{digits}f}"
    return (text[1:] if float(text) == 0 and text[0] == "-" else text).replace("-", "−")


MEASURES = (
    Measure("saturated", "saturated", "saturated", "share", ("saturated",)),
    Measure("dead", "dead", "dead", "share", ("dead units",)),
    Measure(
        "activation_mean",
        "activation",
        "activ.",
        "signed",
        ("blown up", "not finite"),
        "activation_spread",
    ),
    Measure(
        "gradient",
        "gradient ‖∂L/∂W‖",
        "gradient",
        "log",
        ("vanishing gradient", "exploding gradient", "not finite"),
    ),
    Measure(
        "update_ratio",
        "update / weights",
        "update/w",
        "log",
        ("small updates", "large updates", "not finite"),
    ),
)

COLUMNS = (*(measure.field for measure in MEASURES), "activation_spread")
"""What is kept of a layer at each epoch."""


def row_of(layer: LayerHealth) -> tuple[float, ...]:
    """The layer's numbers, as `COLUMNS` names them."""
    return tuple(float(getattr(layer, column)) for column in COLUMNS)


def column(entries: NDArray[np.float64], field: str) -> NDArray[np.float64]:
    """A field's history (entries, layers) of kept rows (entries, layers, columns)."""
    return entries[:, :, COLUMNS.index(field)]
