"""The examples of an epoch, gathered in its order a block at a time and cut into batches that are views of the block.

A block holds many small batches or one large one: one gather serves many updates, and no shuffled copy of a large data
set is ever made.
"""

from collections.abc import Iterator

import numpy as np

from ffnn_gui.engine.arrays import Array
from ffnn_gui.engine.augmenter import Take

BLOCK_NUMBERS = 65_536


class Batches:
    """Cuts inputs X (examples, inputs) and targets (outputs, examples) into batches of `batch_size`."""

    def __init__(self, X: Array, targets: Array, batch_size: int) -> None:
        self._X, self._targets = X, targets.T
        self.batch_size = batch_size
        width = X.shape[1] + 1
        self._block_size = min(batch_size * max(1, BLOCK_NUMBERS // (batch_size * width)), len(X))
        self._gathered = np.empty((self._block_size, X.shape[1]), X.dtype)
        self._rows = np.ones((self._block_size, width), X.dtype)
        self._gathered_targets = np.empty((self._block_size, targets.shape[0]), targets.dtype)
        self._views: dict[int, list[tuple[Array, Array]]] = {}

    def run(self, order: Array, take: Take | None = None) -> Iterator[tuple[Array, Array]]:
        """Batches of the examples at the indices `order`: inputs (inputs + 1, batch), targets (outputs, batch).

        They are views that hold until the next block is gathered; the last batch may be smaller. With `take` the
        inputs come from there.
        """
        for start in range(0, len(order), self._block_size):
            part = order[start : start + self._block_size]
            self._gather(part, take)
            yield from self._cut(len(part))

    def _gather(self, part: Array, take: Take | None) -> None:
        n = len(part)
        if take is not None:
            take(part, self._gathered[:n])
        else:
            # mode "clip" writes straight into `out`; the default buffers it. The indices are a permutation.
            self._X.take(part, 0, self._gathered[:n], "clip")
        np.copyto(self._rows[:n, :-1], self._gathered[:n])
        self._targets.take(part, 0, self._gathered_targets[:n], "clip")

    def _cut(self, n: int) -> list[tuple[Array, Array]]:
        if n not in self._views:
            if len(self._views) > 3:
                self._views.clear()
            starts = range(0, n, self.batch_size)
            parts = [slice(start, min(start + self.batch_size, n)) for start in starts]
            self._views[n] = [(self._rows[part].T, self._gathered_targets[part].T) for part in parts]
        return self._views[n]
