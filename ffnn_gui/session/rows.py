"""The history in a session file: which epochs of a long run are kept, and whether stored ones can have been a run's.

Whoever reads a history takes its epochs for whole numbers that rise, so that rows of anything else are refused.
"""

import numpy as np

from ffnn_gui.engine import TrainerState
from ffnn_gui.engine.arrays import Array
from ffnn_gui.session.errors import SessionError

PLACE = "history.rows"
COUNTS = ("epoch", "updates", "best_epoch")
LARGEST_COUNT = 2**53


def thinned(rows: Array, names: tuple[str, ...], most: int) -> Array:
    """Of more than `most` rows every second, third … epoch, the newest and the best among them."""
    if len(rows) <= most:
        return rows
    every = -(-len(rows) // (most - 1))
    epochs = rows[:, names.index("epoch")]
    # Counted from the end, so that the newest epoch is always kept.
    kept = np.arange(len(rows))[::-1][::every][::-1]
    best = np.flatnonzero(epochs == rows[-1, names.index("best_epoch")])
    return rows[np.union1d(kept, best)]


def checked_rows(rows: Array, names: tuple[str, ...], state: TrainerState | None) -> Array:
    """The rows (epochs, columns); raises SessionError when they are not those of a run that stands at `state`."""
    if not len(rows):
        return rows
    epochs, updates, best = (_counts(rows[:, names.index(name)], name) for name in COUNTS)
    if epochs[0] < 1 or (np.diff(epochs) <= 0).any():
        raise SessionError(f"{PLACE} has epochs that do not rise.")
    if epochs[-1] != (state.epoch if state else 0):
        raise SessionError(f"{PLACE} ends with epoch {epochs[-1]:,.0f}, which is not state.epoch.")
    if (np.diff(updates) < 0).any() or (state and updates[-1] > state.updates):
        raise SessionError(f"{PLACE} has updates that do not rise to state.updates.")
    if (best > epochs).any():
        raise SessionError(f"{PLACE} has a best epoch that was still to come.")
    return rows


def _counts(column: Array, name: str) -> Array:
    if not ((column >= 0) & (column <= LARGEST_COUNT) & (column == np.trunc(column))).all():
        raise SessionError(f"{PLACE} has a number in the column “{name}” that counts nothing.")
    return column
