"""Which part of the data a plot judges, said plainly in its header: "validation: 360 images"."""

from typing import ClassVar

from ffnn_gui.data import PartName, PreparedData
from ffnn_gui.insight.verdict import MOST, judged_first
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.plots.picker import Picker


class PartPicker(Picker):
    """The parts that have examples, validation chosen first."""

    longest: ClassVar[int] = 40

    def __init__(self, look: Look) -> None:
        super().__init__(look, self.tr("Judged examples"), self.tr("Which examples are judged"))
        self._names: tuple[PartName, ...] = ()

    @property
    def part(self) -> PartName | None:
        """The chosen part; None before there are data."""
        return next((name for name in self._names if name == self.chosen), None)

    def offer_parts(self, data: PreparedData) -> None:
        """Offer what the data have."""
        self._names = tuple(data.parts)
        texts: dict[str, str] = {name: part_text(data, name) for name in self._names}
        brief: dict[str, tuple[str, ...]] = {
            name: (f"{name}: {min(len(data.part(name)), MOST):,}", name) for name in self._names
        }
        self.offer(texts, judged_first(data), brief)


def part_text(data: PreparedData, name: PartName) -> str:
    """How many examples of which part: "validation: 360 images", "training: first 10,000 of 50,000"."""
    count = len(data.part(name))
    thing = "images" if data.task.image_shape is not None else "examples"
    return f"{name}: {count:,} {thing}" if count <= MOST else f"{name}: first {MOST:,} of {count:,}"
