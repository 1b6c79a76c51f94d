"""What a file has room for, worked out from the settings: a network too large for it is refused before it is trained.

What a session can do without is left out or thinned where it would not fit: old epochs of the history, and the best
weights so far while early stopping is off.
"""

from dataclasses import dataclass
from math import prod

import numpy as np

from ffnn_gui.session.checks import array_shapes, float_type, training_examples
from ffnn_gui.session.document import Session
from ffnn_gui.session.errors import SessionError

LARGEST_FILE = 64 * 2**20
"""While a file is read, its text and what is parsed from it are in memory together: any more, and a hostile or damaged
one would take more than 200 MB. It holds 12.5 million numbers of float32: the weights of every network of hidden layers
alone, and those of one of 4.1 million with Adam's moments."""

MOST_EPOCHS = 100_000
"""Rows of history that are saved; of a longer one every second, third … epoch, so that a file always stays readable."""

LEAST_EPOCHS = 1_000
"""Rows of history for which there must be room."""

REST = 16_384
"""Room for all that is neither an array, nor settings, nor notes: header, generators, names, the records of arrays."""


@dataclass(frozen=True)
class Room:
    """Whether there is room for the best weights so far, and for how many epochs of history."""

    best: bool
    epochs: int


def room_for(session: Session, written: int) -> Room:
    """What fits into a file beside the trained network, when settings and notes take `written` bytes.

    Raises SessionError when not even what a session cannot do without does.
    """
    config, rule = session.trained_config, session.trained_config.regularization.early_stopping
    bytes_each = np.dtype(float_type(config)).itemsize
    parts = [_text(bytes_each * prod(shape)) for shape in array_shapes(config)]
    kept = rule.restore_best or bool(session.state and session.state.best_arrays)
    best, row = sum(parts) if kept else 0, _text(8 * len(session.history_names))
    needed = REST + written + sum(parts) + len(config.optimizer.moments) * parts[0]
    needed += _text(8 * training_examples(config)) + LEAST_EPOCHS * row
    check_size(needed + (best if rule.enabled else 0))
    fits = needed + best <= LARGEST_FILE
    left = LARGEST_FILE - needed - (best if fits else 0)
    return Room(fits, min(LEAST_EPOCHS + left // row, MOST_EPOCHS))


def check_size(size: int) -> None:
    """Raise SessionError when a file of so many bytes would be too large."""
    if size > LARGEST_FILE:
        raise SessionError(
            f"The session takes {size / 2**20:,.1f} MiB, and a file may have at most {LARGEST_FILE // 2**20}.",
            "Make the network smaller, or choose the precision float32 or an optimizer that remembers less.",
        )


def _text(size: int) -> int:
    """Characters of so many bytes in base64."""
    return -(-size // 3) * 4
