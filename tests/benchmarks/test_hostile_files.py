"""How long each kind of hostile or damaged file takes to be refused, and how much memory: under a second, 200 MB."""

from pathlib import Path

import pytest

from tests.benchmarks.figures import Figures
from tests.data.importing.conftest import cost
from tests.data.importing.test_hostile import BAD

GROUP = "bad files"
MOST_SECONDS, MOST_MEBIBYTES = 1, 190


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="only Linux says how much memory was used")
@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_costs_little(name: str, figures: Figures, tmp_path: Path) -> None:
    words, seconds, mebibytes = cost(BAD[name][0](tmp_path))
    assert "cannot be imported" in words
    figures.at_most(GROUP, f"{name}, seconds", seconds, MOST_SECONDS, "{:.2f}")
    figures.at_most(GROUP, f"{name}, MiB", mebibytes, MOST_MEBIBYTES, "{:.0f}")
