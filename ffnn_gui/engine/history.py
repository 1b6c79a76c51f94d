"""The history of a run: one row of numbers an epoch, kept whole for export and thinned out for drawing.

Appending costs the same at epoch 10 and at epoch 100,000; a curve never has more than about four thousand points.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from ffnn_gui.engine.arrays import Array
from ffnn_gui.engine.early_stopping import has_restored
from ffnn_gui.engine.report import EpochReport

SCALARS = (
    "epoch",
    "updates",
    "learning_rate",
    "train_loss",
    "train_accuracy",
    "validation_loss",
    "validation_accuracy",
    "penalty",
    "best_epoch",
)
BUCKETS = 500
CHUNK = 16_384
"""Rows that are allocated at once; those before are never copied, which would need their memory twice."""

AT_ONCE = 4096
"""Rows that are thinned at once, so that a long history needs little memory beside its own."""

Places = NDArray[np.intp]
"""Numbers of rows, rising."""


def _row(report: EpochReport) -> tuple[float, ...]:
    validation = report.validation
    scores = (validation.loss, validation.accuracy) if validation else (np.nan, np.nan)
    return (
        report.epoch,
        report.updates,
        report.learning_rate,
        report.train.loss,
        report.train.accuracy,
        *scores,
        report.penalty,
        report.best_epoch,
        *report.gradient_norms,
    )


class RunHistory:
    """Columns of numbers, one row an epoch; missing numbers are NaN.

    Columns are named as in SCALARS, and "gradient_norm_1" … for the layers, the output layer last.
    """

    def __init__(self, layers: int) -> None:
        self.names: tuple[str, ...] = (*SCALARS, *(f"gradient_norm_{i + 1}" for i in range(layers)))
        self._chunks: list[Array] = []
        self._size = 0
        self._shown_whole = 2 * BUCKETS
        self._thinned = _Thinned(len(self.names))

    def __len__(self) -> int:
        return self._size

    @property
    def rows(self) -> Array:
        """All rows, (epochs, columns); a copy when they are many, to be read only."""
        return self._joined(slice(None))

    def append(self, report: EpochReport) -> None:
        """Add one epoch; raises ValueError when its layers are not this history's."""
        self.extend([report])

    def extend(self, reports: Sequence[EpochReport]) -> None:
        """Add the reports of several epochs; none is fine."""
        if reports:
            self.extend_rows(np.array([_row(report) for report in reports], float))

    def extend_rows(self, rows: Array) -> None:
        """Add rows (epochs, columns), as `rows` gave them."""
        if rows.shape[1] != len(self.names):
            raise ValueError(f"A row has {len(self.names)} columns, not {rows.shape[1]}.")
        done = 0
        while done < len(rows):
            filled = (self._size + done) % CHUNK
            if not filled:
                self._chunks.append(np.empty((CHUNK, len(self.names))))
            part = rows[done : done + CHUNK - filled]
            self._chunks[-1][filled : filled + len(part)] = part
            done += len(part)
        self._size += len(rows)
        self._thinned.extend(rows)

    def column(self, name: str) -> Array:
        """All values of a column, (epochs,); KeyError when there is none of that name."""
        return self._joined(self._index(name))

    def curve(self, name: str, x: str = "epoch") -> tuple[Array, Array]:
        """Points to draw: x and the column's values, at most 4 × BUCKETS, in the order of the epochs.

        Peaks, the first and the last epoch are kept; up to 2 × BUCKETS epochs all are.
        """
        columns = self._index(x), self._index(name)
        if self._size <= self._shown_whole:
            return self._joined(columns[0]), self._joined(columns[1])
        found = self._at(self._thinned.places(columns[1]), columns)
        return found[0], found[1]

    def last(self, name: str) -> float:
        """The newest value of a column; NaN when there is none yet, KeyError when there is no such column."""
        column = self._index(name)
        return self._value(self._size - 1, column) if self._size else float("nan")

    def at(self, name: str, epoch: int) -> float:
        """A column's value in an epoch; NaN when there is no such epoch, KeyError when there is no such column."""
        column, epochs = self._index(name), self._index("epoch")
        # Of a long run's history, a session file keeps every second or third epoch.
        row = bisect_left(range(self._size), float(epoch), key=lambda row: self._value(row, epochs))
        found = row < self._size and self._value(row, epochs) == epoch
        return self._value(row, column) if found else float("nan")

    def epoch_of_weights(self, stopped: str) -> int:
        """The epoch whose weights a run has that ended for this reason: the last, or the best brought back; 0: none."""
        if not self._size:
            return 0
        return int(self.last("best_epoch" if has_restored(stopped) else "epoch"))

    def _value(self, row: int, column: int) -> float:
        return float(self._chunks[row // CHUNK][row % CHUNK, column])

    def _index(self, name: str) -> int:
        try:
            return self.names.index(name)
        except ValueError:
            raise KeyError(name) from None

    def _joined(self, columns: slice | int) -> Array:
        """All rows of some columns."""
        starts = range(0, self._size, CHUNK)
        parts = [chunk[: self._size - start, columns] for start, chunk in zip(starts, self._chunks, strict=True)]
        if len(parts) == 1:
            return parts[0]
        return np.concatenate(parts) if parts else np.empty((0, len(self.names)))[:, columns]

    def _at(self, places: Places, columns: tuple[int, ...]) -> list[Array]:
        """The values of some columns in some rows, (places,) each."""
        starts = range(0, self._size, CHUNK)
        ends = [*places.searchsorted(starts).tolist(), len(places)]
        found = [np.empty(len(places)) for _ in columns]
        for chunk, start, (begin, end) in zip(self._chunks, starts, pairwise(ends), strict=True):
            rows = places[begin:end] - start
            for column, values in zip(columns, found, strict=True):
                values[begin:end] = chunk[rows, column]
        return found


class _Thinned:
    """Buckets of equal numbers of rows: where each column is smallest and largest. Doubled in width when too many.

    The columns come twice, the second time negated, so that all that is sought are the smallest of 2 × columns.
    """

    def __init__(self, columns: int) -> None:
        # A curve has two points a bucket, the first row and the last.
        self._least = np.full((2 * BUCKETS - 2, 2 * columns), np.inf)
        self._places = np.zeros(self._least.shape, np.intp)
        self._columns = columns
        self._rows = 0
        self._width = 1
        self._begin_buckets(0)

    def extend(self, rows: Array) -> None:
        while self._rows + len(rows) > self._width * len(self._least):
            self._halve()
        for block in self._blocks(rows):
            self._put(block)
            self._rows += block.shape[0] * block.shape[1]

    def places(self, column: int) -> Places:
        """Rows that make a curve of a column: each once, the first, the last, and each bucket's ends."""
        used = -(-self._rows // self._width)
        low, high = self._places[:used, column], self._places[:used, self._columns + column]
        places = np.empty(2 * used + 2, np.intp)
        places[0], places[-1] = 0, self._rows - 1
        np.minimum(low, high, out=places[1:-1:2])
        np.maximum(low, high, out=places[2:-1:2])
        different: Places = places[np.flatnonzero(np.diff(places, prepend=-1))]
        return different

    def _blocks(self, rows: Array) -> Iterator[Array]:
        """The rows cut at the ends of buckets: (buckets, rows of each, columns)."""
        start = 0
        while start < len(rows):
            room = self._width - self._rows % self._width
            whole = min(len(rows) - start, AT_ONCE) // self._width if room == self._width else 0
            count = whole * self._width or min(room, len(rows) - start)
            yield rows[start : start + count].reshape(max(whole, 1), -1, self._columns)
            start += count

    def _put(self, block: Array) -> None:
        both = np.concatenate([block, -block], axis=2)
        both[np.isnan(both)] = np.inf
        inside, least = both.argmin(axis=1), both.min(axis=1)
        first = self._rows // self._width
        buckets = slice(first, first + len(block))
        better = least < self._least[buckets]
        starts = self._rows + block.shape[1] * np.arange(len(block))
        np.copyto(self._least[buckets], least, where=better)
        np.copyto(self._places[buckets], inside + starts[:, np.newaxis], where=better)

    def _halve(self) -> None:
        half = len(self._least) // 2
        second = self._least[1::2] < self._least[::2]
        self._least[:half] = np.minimum(self._least[::2], self._least[1::2])
        self._places[:half] = np.where(second, self._places[1::2], self._places[::2])
        self._width *= 2
        self._begin_buckets(half)

    def _begin_buckets(self, first: int) -> None:
        """Empty buckets from the first on; a column without numbers counts as its first row."""
        self._least[first:] = np.inf
        self._places[first:] = self._width * np.arange(first, len(self._least))[:, np.newaxis]
