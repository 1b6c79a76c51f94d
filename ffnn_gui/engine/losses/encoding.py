"""Class indices as target rows: the one-hot code, checked so that a wrong label is named instead of learned."""

import numpy as np

from ffnn_gui.engine.arrays import Array


def one_hot(y: Array, classes: int, dtype: str) -> Array:
    """Rows (examples, classes) with a 1 at each label; raises ValueError when a label is no index of a class."""
    labels = class_indices(y, classes)
    rows = np.zeros((len(labels), classes), dtype)
    rows[np.arange(len(labels)), labels] = 1
    return rows


def class_indices(y: Array, classes: int) -> Array:
    """Labels as integers (examples,); raises ValueError unless all are whole numbers from 0 to classes − 1."""
    labels = np.asarray(y).reshape(-1)
    with np.errstate(invalid="ignore"):  # NaN becomes some integer, which is not equal to it
        whole = labels.astype(np.int64)
    if labels.size and (np.any(whole != labels) or whole.min() < 0 or whole.max() >= classes):
        raise ValueError(f"Labels must be whole numbers from 0 to {classes - 1}.")
    return whole
