"""What a viewer wants done from within a plot: small frozen wishes, carried out by the window.

So a plot needs neither the store nor the runner, and a test sees what it asks for.
"""

from dataclasses import dataclass

from ffnn_gui.insight.places import Weight


@dataclass(frozen=True)
class SetParameter:
    """Give a weight or bias another value; those between `BeginDrag` and `EndDrag` are one to undo."""

    weight: Weight
    value: float


@dataclass(frozen=True)
class BeginDrag:
    """A value is about to be dragged."""


@dataclass(frozen=True)
class EndDrag:
    """The drag is over."""


class OfLayers:
    """A wish about layers as the picture shows them."""


@dataclass(frozen=True)
class SetUnits(OfLayers):
    """Give a hidden layer so many units."""

    layer: int
    units: int


@dataclass(frozen=True)
class AddLayer(OfLayers):
    """Insert a hidden layer, so that it is the one with this index."""

    at: int


@dataclass(frozen=True)
class RemoveLayer(OfLayers):
    """Take a hidden layer out."""

    layer: int


@dataclass(frozen=True)
class StepBatch:
    """Train one mini-batch."""


@dataclass(frozen=True)
class SetData:
    """Set the data's field at a dotted path ("data", "data.points"); `text` is for the Undo menu."""

    path: str
    value: object
    text: str


Intent = SetParameter | BeginDrag | EndDrag | SetUnits | AddLayer | RemoveLayer | StepBatch | SetData
