"""What the settings amount to, in a line: how much data there is, what goes in and comes out, how large the network is.

Everything is computed from the config alone, without drawing any data or making a network.
"""

from itertools import pairwise

from ffnn_gui.data import DataSet
from ffnn_gui.data.imported import FromFile
from ffnn_gui.engine import ExperimentConfig
from ffnn_gui.engine.config import HiddenLayer, OutputLayer
from ffnn_gui.engine.layer import Layer


def data_summary(data: DataSet) -> str:
    """Two lines such as "300 points: 240 training, 60 validation" and "2 inputs → 2 classes"."""
    from_file = f"{data.described}\n" if isinstance(data, FromFile) else ""
    return f"{from_file}{_examples(data)}\n{counted(len(data.input_names), 'input')} → {_targets(data)}"


def widths(config: ExperimentConfig) -> tuple[int, ...]:
    """The number of inputs, of units in each hidden layer, and of outputs."""
    return (len(config.data.input_names), *(layer.units for layer in config.network.hidden), config.n_outputs)


def parameters(config: ExperimentConfig) -> int:
    """How many numbers training adjusts: weights, biases, and batch norm's scales and shifts."""
    layers: list[HiddenLayer | OutputLayer] = [*config.network.hidden, config.network.output]
    return sum(Layer.size(layer, *ends) for layer, ends in zip(layers, pairwise(widths(config)), strict=True))


def counted(number: int, thing: str) -> str:
    """Such as "1 input" or "1,200 inputs"."""
    plural = f"{thing}{'es' if thing.endswith('s') else 's'}"
    return f"{number:,} {thing if number == 1 else plural}"


def _examples(data: DataSet) -> str:
    samples = int(getattr(data, "samples", 0))
    held_out = {
        "validation": round(samples * data.validation_fraction),
        "test": round(samples * data.test_fraction),
    }
    parts = {"training": samples - sum(held_out.values()), **held_out}
    shares = ", ".join(f"{number:,} {name}" for name, number in parts.items() if number)
    thing = "image" if data.task.image_shape else "example" if isinstance(data, FromFile) else "point"
    return f"{counted(samples, thing)}: {shares}"


def _targets(data: DataSet) -> str:
    task = data.task
    return counted(len(task.classes), "class") if task.classes else counted(task.n_targets, "value")
