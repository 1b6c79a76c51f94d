"""How long tables take to come in: pixels as students find them in CSV files, and columns of measurements and texts."""

import time
from pathlib import Path

import numpy as np

from ffnn_gui.data.importing.formats.table import Table
from tests.benchmarks.figures import Figures

IMAGES, PIXELS = 42_000, 784
ROWS = 200_000
ROUNDS = 3
GROUP = "import of tables"


def _seconds(path: Path, rows: int) -> float:
    """Reading a table, the best of some rounds."""
    times = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        assert len(Table().read(path)) == rows
        times.append(time.perf_counter() - started)
    return min(times)


def test_pixels_come_in_quickly(figures: Figures, tmp_path: Path) -> None:
    rng = np.random.default_rng(0)
    ink = np.where(rng.random((IMAGES, PIXELS)) < 0.2, rng.integers(0, 256, (IMAGES, PIXELS)), 0)
    rows = [",".join(map(str, row)) for row in ink.tolist()]
    names = ",".join(["label", *(f"pixel{i}" for i in range(PIXELS))])
    for labels, most in (("0123456789", 4), ("abcdefghij", 8)):
        path = tmp_path / f"{labels[0]}.csv"
        path.write_text("\n".join([names, *(f"{labels[i % 10]},{row}" for i, row in enumerate(rows))]))
        what = f"{IMAGES:,} images of {PIXELS} pixels as CSV, labels such as “{labels[0]}”, seconds"
        figures.at_most(GROUP, what, _seconds(path, IMAGES), most, "{:.2f}")


def test_measurements_come_in_quickly(figures: Figures, tmp_path: Path) -> None:
    rng = np.random.default_rng(0)
    for texts in (False, True):
        rows = (",".join(f"{value:.4f}" for value in row) for row in rng.normal(size=(ROWS, 10)).tolist())
        path = tmp_path / f"{texts}.csv"
        with path.open("w") as file:
            file.writelines(
                f"{row},{('red', 'blue')[i % 2] if texts else i % 9},{i % 3}\n" for i, row in enumerate(rows)
            )
        what = f"{ROWS:,} rows of 12 columns{', one of texts' if texts else ''}, seconds"
        figures.at_most(GROUP, what, _seconds(path, ROWS), 4, "{:.2f}")
