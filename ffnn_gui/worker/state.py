"""Where a run stands, as the window sees it.

LOADING lasts until data and network are there; RUNNING from the wish to train until training stands still.
"""

from enum import Enum, auto


class RunState(Enum):
    """READY: prepared, nothing trained yet. FAILED: an error, of the preparation or of a step, has stopped it."""

    EMPTY = auto()
    LOADING = auto()
    READY = auto()
    RUNNING = auto()
    PAUSED = auto()
    FINISHED = auto()
    FAILED = auto()
