"""The history of a run: one row of numbers an epoch, kept whole for export and thinned out for drawing.

Appending costs the same at epoch 10 and at epoch 100,000; a curve never has more than about two thousand points.
"""

from collections.abc import Iterable, Sequence

import numpy as np

from ffnn_gui.engine.arrays import Array
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
BUCKETS = 1000


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
        self._rows: Array = np.empty((256, len(self.names)))
        self._size = 0
        self._thinned = _Thinned(len(self.names))

    def __len__(self) -> int:
        return self._size

    @property
    def rows(self) -> Array:
        """All rows, (epochs, columns); a view."""
        return self._rows[: self._size]

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
        end = self._size + len(rows)
        if end > len(self._rows):
            grown = np.empty((max(end, len(self._rows) * 3 // 2), len(self.names)))
            grown[: self._size] = self.rows
            self._rows = grown
        self._rows[self._size : end] = rows
        self._size = end
        self._thinned.extend(rows)

    def column(self, name: str) -> Array:
        """All values of a column, (epochs,); KeyError when there is none of that name."""
        return self.rows[:, self._index(name)]

    def curve(self, name: str, x: str = "epoch") -> tuple[Array, Array]:
        """Points to draw: x and the column's values, at most 4 × BUCKETS; peaks are kept."""
        return self._thinned.curve(self._index(x), self._index(name))

    def last(self, name: str) -> float:
        """The newest value of a column; NaN when there is none yet, KeyError when there is no such column."""
        values = self.column(name)
        return float(values[-1]) if values.size else float("nan")

    def _index(self, name: str) -> int:
        try:
            return self.names.index(name)
        except ValueError:
            raise KeyError(name) from None


class _Thinned:
    """Buckets of equal numbers of rows, of each column's smallest and largest value; doubled in width when too many."""

    def __init__(self, columns: int) -> None:
        self._low = np.full((2 * BUCKETS, columns), np.nan)
        self._high = np.full((2 * BUCKETS, columns), np.nan)
        self._width = 1
        self._rows = 0

    def extend(self, rows: Array) -> None:
        for chunk in self._pieces(rows):
            bucket = self._rows // self._width
            np.fmin(self._low[bucket], np.fmin.reduce(chunk, axis=0), out=self._low[bucket])
            np.fmax(self._high[bucket], np.fmax.reduce(chunk, axis=0), out=self._high[bucket])
            self._rows += len(chunk)

    def curve(self, x: int, y: int) -> tuple[Array, Array]:
        used = -(-self._rows // self._width)
        if self._width == 1:
            return self._high[:used, x], self._high[:used, y]
        # Both ends of a bucket in turn, so that a peak between two points is never lost.
        return (
            np.stack([self._low[:used, x], self._high[:used, x]], axis=1).reshape(-1),
            np.stack([self._low[:used, y], self._high[:used, y]], axis=1).reshape(-1),
        )

    def _pieces(self, rows: Array) -> Iterable[Array]:
        """The rows cut at the ends of buckets."""
        start = 0
        while start < len(rows):
            if self._rows == self._width * len(self._low):
                self._halve()
            room = self._width - self._rows % self._width
            yield rows[start : start + room]
            start += room

    def _halve(self) -> None:
        half = len(self._low) // 2
        for values, reduce in ((self._low, np.fmin), (self._high, np.fmax)):
            values[:half] = reduce(values[::2], values[1::2])
            values[half:] = np.nan
        self._width *= 2
