"""What one can point at in a network: a unit, a weight, an example, a pair of classes.

Layers are counted as the engine does: 0 is the first hidden layer, the last is the output layer.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Unit:
    """One unit: `unit` counts from 0 in layer `layer`."""

    layer: int
    unit: int


@dataclass(frozen=True)
class Weight:
    """The weight from input or unit `row` of the layer below to unit `column` of layer `layer`.

    `row` == the layer's fan_in is the bias of unit `column`.
    """

    layer: int
    row: int
    column: int


@dataclass(frozen=True)
class Example:
    """One example to look at.

    Attributes:
        x: its raw features, as the data set has them (before normalization), (features,)
        y: its class index, or its target values (outputs,)
        label: what people call it: "validation image 3", "(0.20, 1.10), nearest: arm 2"
        is_place: whether it is no example of the data but any place, whose target is that of the nearest one
    """

    x: tuple[float, ...]
    y: int | tuple[float, ...]
    label: str
    is_place: bool = False


@dataclass(frozen=True)
class Taken:
    """The examples of one class (its index) that are taken for a class, the same one or another."""

    true: int
    given: int

    @property
    def wrong(self) -> bool:
        """Whether it is a mistake."""
        return self.true != self.given
