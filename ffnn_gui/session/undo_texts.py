"""What the Undo menu says of a change, put together from the labels of what was changed.

"Change learning rate η to 0.1", "Change hidden layer 2 units to 16", "Add hidden layer".
"""

from typing import Any

from ffnn_gui.engine import ExperimentConfig
from ffnn_gui.schema import Choice, Config, Knob, knob_at, labels_at, value_at


def change_text(old: ExperimentConfig, new: ExperimentConfig, path: str) -> str:
    """A sentence without its full stop, for a change of the field at the path."""
    path = path.removesuffix(".kind")  # a choice is named by its own label
    before, after = value_at(old, path), value_at(new, path)
    name = field_name(old, path)
    if isinstance(after, tuple):
        return f"{_verb(len(before), len(after))} {name if len(before) == len(after) else _singular(name)}"
    shown = _shown(after, knob_at(new, path))
    return f"Change {name} to {shown}" if shown else f"Change {name}"


def field_name(config: ExperimentConfig, path: str) -> str:
    """The field as it is called within a sentence: "hidden layer 2 units"."""
    labels = labels_at(config, path)
    words: list[str] = []
    for word in (_lower(label) for label in labels[1:] or labels):
        if word.isdecimal() and words:
            words[-1] = _singular(words[-1])  # "hidden layers 2" is "hidden layer 2"
        if words[-1:] != [word]:
            words.append(word)
    return " ".join(words)


def _verb(before: int, after: int) -> str:
    return "Change" if before == after else "Add" if after > before else "Remove"


def _singular(name: str) -> str:
    return name.removesuffix("s")


def _lower(label: str) -> str:
    """Lower case but for abbreviations: "Units" becomes "units", "L2 λ" stays."""
    return label[0].lower() + label[1:] if label[1:2].islower() else label


def _shown(value: Any, knob: Knob) -> str:
    """The value in words; empty for a group of fields, which has none."""
    if isinstance(value, Choice):
        return value.listed_as
    if isinstance(value, Config):
        return ""
    if isinstance(value, bool):
        return "on" if value else "off"
    if isinstance(value, int):
        return f"{value:,}"
    return f"{value:g}" if isinstance(value, float) else str(knob.labels.get(value, value))
