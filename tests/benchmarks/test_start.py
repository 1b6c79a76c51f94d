"""How long the window takes to stand, from the start of the process, and what memory it takes, against an empty one."""

from pathlib import Path

import numpy as np
import pytest

from tests.benchmarks.children import answer_of
from tests.benchmarks.figures import Figures

GROUP = "Window shown at 1600×900 (median of the rounds)"
ROUNDS = 7
SLOWEST_SHOWN = 12


def test_start(figures: Figures, user_folders: Path) -> None:
    pytest.importorskip("psutil")
    for which in ("empty", "ours"):
        answer_of("show.py", which)  # fills the disk cache
    rounds = [[answer_of("show.py", which) for which in ("empty", "ours")] for _ in range(ROUNDS)]
    seconds = np.array([[answer["shown"] - answer["started"] for answer in pair] for pair in rounds])
    used = np.array([[answer["used"] for answer in pair] for pair in rounds])
    memory = np.array([[answer["settled"] for answer in pair] for pair in rounds]) / 1e6

    for column, name in enumerate(("an empty pyqtgraph window", "ours")):
        median = np.median(seconds[:, column]), np.median(memory[:, column])
        figures.tell(GROUP, f"{name}: time, memory", "{:.2f} s, {:.0f} MB".format(*median))
    figures.at_most(GROUP, "times an empty window", float(np.median(seconds[:, 1] / seconds[:, 0])), 2.2, "{:.2f}×")
    ratio = np.median(used[:, 1] / used[:, 0])
    figures.tell(GROUP, "times its processor time (the same on a busy machine)", f"{ratio:.2f}×")
    figures.at_most(GROUP, "memory, a second after", float(np.median(memory[:, 1])), 220, "{:.0f} MB")
    assert (seconds > 0).all()
    assert (memory > 0).all()


def test_imports(figures: Figures, user_folders: Path) -> None:
    """Where the start goes: the modules that take longest to import by themselves."""
    pytest.importorskip("psutil")
    messages = answer_of("show.py", "ours", options=("-X", "importtime"))["messages"]
    rows = [line[len("import time:") :].split("|") for line in messages.splitlines() if "import time:" in line][1:]
    costs = sorted(((int(own), name.strip()) for own, _, name in rows), reverse=True)
    group = "Imports at the start (own time, without what they import)"
    for own, name in costs[:SLOWEST_SHOWN]:
        figures.tell(group, name, f"{own / 1000:.1f} ms")
    figures.tell(group, f"all {len(costs)}", f"{sum(own for own, _ in costs) / 1000:.0f} ms")
    assert costs
