"""Which part of the data a plot judges, said plainly in its header: "360 validation images"."""

from ffnn_gui.data import PreparedData
from ffnn_gui.insight.verdict import MOST, PART_NAMES, PartName, judged_first, part_named, part_names
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.plots.picker import Picker


class PartPicker(Picker):
    """The parts that have examples, validation chosen first."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, self.tr("Judged examples"), self.tr("Which examples are judged"))

    @property
    def part(self) -> PartName | None:
        """The chosen part; None before there are data."""
        return next((name for name in PART_NAMES if name == self.chosen), None)

    def offer_parts(self, data: PreparedData) -> None:
        """Offer what the data have."""
        texts: dict[str, str] = {name: part_text(data, name) for name in part_names(data)}
        self.offer(texts, judged_first(data))


def part_text(data: PreparedData, name: PartName) -> str:
    """How many examples of which part: "360 validation images"."""
    count = len(part_named(data, name))
    thing = "images" if data.task.image_shape is not None else "examples"
    return f"{count:,} {name} {thing}" if count <= MOST else f"first {MOST:,} {name} {thing}"
