"""What can be done with the tuple of hidden layers; each function gives a new tuple and leaves the old one alone.

The panel sets the result as one change of `network.hidden`.
"""

from typing import Any

from ffnn_gui.engine.config import HiddenLayer
from ffnn_gui.schema import replaced

Layers = tuple[HiddenLayer, ...]


def inserted(hidden: Layers, place: int) -> Layers:
    """With one more layer at a place from 0 to len(hidden): a copy of the one before, else after, else the default."""
    model = hidden[max(0, place - 1)] if hidden else HiddenLayer()
    return (*hidden[:place], model, *hidden[place:])


def removed(hidden: Layers, index: int) -> Layers:
    """Without one layer."""
    return (*hidden[:index], *hidden[index + 1 :])


def moved(hidden: Layers, index: int, to: int) -> Layers:
    """With one layer elsewhere; `to` is its index afterwards."""
    rest = removed(hidden, index)
    return (*rest[:to], hidden[index], *rest[to:])


def spread(hidden: Layers, field: str, value: Any) -> Layers:
    """With one field set alike in all layers; raises ConfigError when the value is refused."""
    return tuple(replaced(layer, field, value) for layer in hidden)


def matched(old: Layers, new: Layers) -> list[int | None]:
    """For each new layer the index of the old one that it was, None where it is new; no old one is used twice.

    It tells by what the layers are, since an undo does not say what it moves.
    """
    if len(old) == len(new) and sum(a != b for a, b in zip(old, new, strict=True)) <= 1:
        return list(range(len(new)))
    before = _common_prefix(old, new)
    after = _common_prefix(old[before:][::-1], new[before:][::-1])
    free = list(range(before, len(old) - after))
    middle: list[int | None] = []
    for layer in new[before : len(new) - after]:
        found = next((index for index in free if old[index] == layer), None)
        middle.append(found)
        if found is not None:
            free.remove(found)
    # Where layers were neither added nor removed, those that were edited stay in place.
    rest = iter(free if len(old) == len(new) else ())
    middle = [next(rest, None) if index is None else index for index in middle]
    return [*range(before), *middle, *range(len(old) - after, len(old))]


def _common_prefix(a: Layers, b: Layers) -> int:
    return next((k for k, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
