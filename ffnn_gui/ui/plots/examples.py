"""Examples to look at: one of the watched part by its number, or any place in the plane or on the line."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ffnn_gui.data import Part, PartName, PreparedData
from ffnn_gui.insight.places import Example
from ffnn_gui.insight.verdict import judged_first


def example_at(data: PreparedData, index: int, part_name: PartName | None = None) -> Example:
    """An example of a part (validation, or training where there is no other); IndexError beyond its examples."""
    name = part_name or judged_first(data)
    part = data.part(name)
    if not 0 <= index < len(part):
        raise IndexError(f"There is no {name} example {index + 1}.")
    kind = "image" if data.task.image_shape is not None else "example"
    return Example(_numbers(part.some(index)), _target(part, index), f"{name} {kind} {index + 1}")


def index_of(data: PreparedData, example: Example | None, part_name: PartName | None = None) -> int | None:
    """The number of an example in a part, from 0; None for what is none of its examples."""
    part = data.part(part_name or judged_first(data))
    number = example.label.rpartition(" ")[2] if example else ""
    index = int(number) - 1 if number.isdigit() else -1
    return index if 0 <= index < len(part) and example == example_at(data, index, part_name) else None


def example_near(data: PreparedData, place: Sequence[float]) -> Example:
    """A place of raw features as an example; what it should be given is what the nearest example is."""
    parts = [part for part in (data.train, data.validation) if len(part)]
    scale = np.array([high - low for low, high in data.bounds]) + 1e-300
    ways = [(((part.raw - np.array(place)) / scale) ** 2).sum(axis=1) for part in parts]
    part, way = min(zip(parts, ways, strict=True), key=lambda pair: float(pair[1].min()))
    target = _target(part, int(way.argmin()))
    where = ", ".join(f"{number:.2f}" for number in place).replace("-", "−")
    return Example(tuple(place), target, f"({where}), nearest: {target_text(data, target)}", is_place=True)


def with_target(data: PreparedData, example: Example) -> str:
    """What an example is called, and what it should be given, which a place's label says already."""
    return example.label if example.is_place else f"{example.label}, true: {target_text(data, example.y)}"


def target_text(data: PreparedData, target: int | tuple[float, ...]) -> str:
    """A class by its name, values as numbers."""
    if isinstance(target, int):
        return data.task.classes[target]
    return ", ".join(f"{number:.3g}" for number in target).replace("-", "−")


def _target(part: Part, index: int) -> int | tuple[float, ...]:
    y = part.y[index]
    return int(y) if part.y.dtype.kind in "iu" else _numbers(y)


def _numbers(row: NDArray[np.generic]) -> tuple[float, ...]:
    return tuple(np.asarray(row, np.float64).reshape(-1).tolist())
