"""Labels of any kind, numbers or words, as classes: each different one is a class.

They stand in the order in which one counts: class 9 before class 10.
"""

import re
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ffnn_gui.data.importing.limits import MOST_CLASSES
from ffnn_gui.data.importing.problems import ImportProblem, shown

WHOLE_NUMBER, LONGEST_NUMBER = re.compile(r"(?<![0-9])(?<![0-9]\.)[0-9]+"), 20
"""Digits, but none behind a decimal point."""


def as_classes(labels: NDArray[Any]) -> tuple[NDArray[np.int64], tuple[str, ...]]:
    """Class indices (examples,) of labels (examples,), and the classes' names.

    Raises ImportProblem when there are too many different ones.
    """
    if labels.dtype == np.uint8:  # much faster than sorting all of them
        counts = np.bincount(labels, minlength=256)
        found = np.flatnonzero(counts)
        index = np.cumsum(counts > 0) - 1
        return index[labels].astype(np.int64, copy=False), tuple(str(label) for label in found)
    distinct, indices = np.unique(labels, return_inverse=True)
    if len(distinct) > MOST_CLASSES:
        raise ImportProblem(
            f"Its labels have {len(distinct):,} different values, and at most {MOST_CLASSES:,} classes are possible.",
            "Choose another target, or regression.",
        )
    texts = [label_text(label) for label in distinct.tolist()]
    indices = indices.reshape(-1).astype(np.int64, copy=False)
    if distinct.dtype.kind in "US":
        order = sorted(range(len(texts)), key=lambda index: counted(texts[index]))
        indices, texts = np.argsort(order)[indices], [texts[index] for index in order]
    return indices, unique_names(texts)


def counted(name: str) -> tuple[str, str]:
    """What names are sorted by: whole numbers in them by their size, all else sign by sign, alike on every system."""
    return WHOLE_NUMBER.sub(lambda digits: digits[0].zfill(LONGEST_NUMBER), name), name


def label_text(label: Any) -> str:
    """A label as a class is called: whole numbers without a decimal point, bytes as the text that they are in UTF-8."""
    if isinstance(label, bytes):
        label = label.decode("utf-8", "replace")
    if isinstance(label, float) and label.is_integer() and abs(label) < 1e15:
        return str(int(label))
    return shown(f"{label:g}" if isinstance(label, float) else str(label)) or "(empty)"


def unique_names(names: Any) -> tuple[str, ...]:
    """The names, each different from all others: what was cut or looks alike is counted."""
    taken: dict[str, int] = {}
    found = []
    for name in names:
        taken[name] = taken.get(name, 0) + 1
        new = name if taken[name] == 1 else f"{name} ({taken[name]})"
        while new != name and new in taken:
            taken[name] += 1
            new = f"{name} ({taken[name]})"
        taken.setdefault(new, 1)
        found.append(new)
    return tuple(found)
