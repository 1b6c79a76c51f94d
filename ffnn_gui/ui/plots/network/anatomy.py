"""What the parts of a network are called in its picture, long where there is room and short where there is none."""

from dataclasses import dataclass

from ffnn_gui.data import PreparedData
from ffnn_gui.engine import ExperimentConfig
from ffnn_gui.engine.config import MAX_HIDDEN, HiddenLayer
from ffnn_gui.insight.places import Unit, Weight
from ffnn_gui.schema import knobs_of

OUTPUTS = {"cross_entropy": "softmax", "binary_cross_entropy": "sigmoid"}
MOST_NAMES = 12
"""Outputs beside which their names find room."""


@dataclass(frozen=True)
class Title:
    """What stands over a layer: its name, the name where that is too long, what it does, what it does besides."""

    name: str
    short: str
    function: str
    extra: str = ""
    short_extra: str = ""


@dataclass(frozen=True)
class Anatomy:
    """A network's parts by name.

    Attributes:
        titles: the inputs', then each layer's
        units: how many inputs and units there are
        inputs: the inputs' names; outputs: the outputs', empty where there is nothing to tell
        whole_inputs: whether the inputs are the pixels of an image
        pixels: rows and columns of the images, where a pixel is one input
        most_units: the largest size of a hidden layer
    """

    titles: tuple[Title, ...]
    units: tuple[int, ...]
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    whole_inputs: bool
    pixels: tuple[int, int] | None
    most_units: int

    @property
    def hidden(self) -> int:
        """How many hidden layers there are."""
        return len(self.units) - 2

    @property
    def may_grow(self) -> bool:
        """Whether another hidden layer is allowed."""
        return self.hidden < MAX_HIDDEN

    def row_name(self, layer: int, row: int) -> str:
        """What an input of a layer is called: "x₁", "h1·3", "pixel 2,5"; "bias" for the row after the last."""
        if row == self.units[layer]:
            return "bias"
        if layer == 0:
            return self.inputs[row]
        return self.unit_name(Unit(layer - 1, row))

    def unit_name(self, unit: Unit) -> str:
        """A short name: "h1·3", or the output's own."""
        if unit.layer < self.hidden:
            return f"h{unit.layer + 1}·{unit.unit + 1}"
        return (
            self.outputs[unit.unit] if self.outputs else f"output {unit.unit + 1}" if self.units[-1] > 1 else "output"
        )

    def weight_name(self, weight: Weight) -> str:
        """From where to where it leads, or whose bias it is."""
        unit = self.unit_name(Unit(weight.layer, weight.column))
        if weight.row == self.units[weight.layer]:
            return f"bias of {unit}"
        return f"{self.row_name(weight.layer, weight.row)} → {unit}"

    def has(self, place: Unit | Weight) -> bool:
        """Whether the network has such a place."""
        if not 0 <= place.layer <= self.hidden:
            return False
        units = self.units[place.layer + 1]
        if isinstance(place, Unit):
            return 0 <= place.unit < units
        return 0 <= place.column < units and 0 <= place.row <= self.units[place.layer]


def anatomy_of(data: PreparedData, config: ExperimentConfig) -> Anatomy:
    """The parts of the network that a config describes for these data."""
    hidden, image = config.network.hidden, data.task.image_shape
    given = f"{image[0]} × {image[1]} pixels" if image else "features" if data.n_inputs > 1 else "feature"
    titles = [Title("Inputs" if data.n_inputs > 1 else "Input", "in", given)]
    titles += [_title(index, layer) for index, layer in enumerate(hidden)]
    titles.append(Title("Output", "out", OUTPUTS.get(config.loss.kind, "linear")))
    outputs = data.task.classes if 1 < config.n_outputs <= MOST_NAMES else ()
    return Anatomy(
        titles=tuple(titles),
        units=(data.n_inputs, *(layer.units for layer in hidden), config.n_outputs),
        inputs=data.input_names,
        outputs=outputs if len(outputs) == config.n_outputs else (),
        whole_inputs=image is not None,
        pixels=image if data.task.channels == 1 else None,
        most_units=int(knobs_of(HiddenLayer)["units"].high or 1),
    )


def _title(index: int, layer: HiddenLayer) -> Title:
    extras = [("batch norm", "BN")] if layer.batch_norm else []
    if layer.dropout:
        extras.append((f"drops {layer.dropout:.0%}", f"{layer.dropout:.0%}"))
    long, short = (", ".join(extra[which] for extra in extras) for which in (0, 1))
    return Title(f"Hidden {index + 1}", f"h{index + 1}", layer.activation.label, long, short)
