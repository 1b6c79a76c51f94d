"""What was seen at some epochs of a run, in bounded memory: when it is too much, every second entry goes.

Entries stay evenly spread over the run, since new ones keep the distance that the thinning has made.
"""

from bisect import bisect_left
from typing import Generic, TypeVar

T = TypeVar("T")

MOST = 400


class Kept(Generic[T]):
    """Entries by epoch, in order. Attributes: epochs, entries: as many of each, at most `most`; the newest is last."""

    def __init__(self, most: int = MOST) -> None:
        self.epochs: list[int] = []
        self.entries: list[T] = []
        self._most = most
        self._gap = 0.0

    def __len__(self) -> int:
        return len(self.epochs)

    def keep(self, epoch: int, entry: T) -> None:
        """Add what is seen at an epoch; of the same epoch only the newest entry stays."""
        while self.epochs and self.epochs[-1] >= epoch:
            self._drop()
        if len(self.epochs) > 1 and self.epochs[-1] - self.epochs[-2] < self._gap:
            # The newest one stood there until another came.
            self._drop()
        self.epochs.append(epoch)
        self.entries.append(entry)
        if len(self.epochs) > self._most:
            self._thin()

    def nearest(self, epoch: float) -> int:
        """The place of the entry nearest to an epoch; IndexError when there is none."""
        if not self.epochs:
            raise IndexError("Nothing is kept yet.")
        after = min(bisect_left(self.epochs, epoch), len(self.epochs) - 1)
        before = max(after - 1, 0)
        return before if epoch - self.epochs[before] <= self.epochs[after] - epoch else after

    def _drop(self) -> None:
        del self.epochs[-1], self.entries[-1]

    def _thin(self) -> None:
        """Leave out every second one, not the first and not the newest."""
        newest = self.epochs[-1], self.entries[-1]
        self.epochs, self.entries = self.epochs[:-1:2], self.entries[:-1:2]
        self._gap = (self.epochs[-1] - self.epochs[0]) / max(len(self.epochs) - 1, 1)
        self.epochs.append(newest[0])
        self.entries.append(newest[1])
