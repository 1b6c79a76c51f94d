"""How long each kind of hostile or damaged file takes to be refused, and how much memory: under a second, 200 MB."""

from pathlib import Path

import pytest

from ffnn_gui.session.header import with_header
from tests.benchmarks.figures import Figures
from tests.data.importing.conftest import cost
from tests.data.importing.test_hostile import BAD
from tests.session.test_hostile import HOSTILE
from tests.session.test_hostile import cost as cost_of_session

GROUP, SESSIONS = "bad files", "bad sessions"
MOST_SECONDS, MOST_MEBIBYTES, MOST_MEGABYTES = 1, 190, 200

needs_linux = pytest.mark.skipif(
    not Path("/proc/self/status").exists(), reason="only Linux says how much memory was used"
)


@needs_linux
@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_costs_little(name: str, figures: Figures, tmp_path: Path) -> None:
    words, seconds, mebibytes = cost(BAD[name][0](tmp_path))
    assert "cannot be imported" in words
    figures.at_most(GROUP, f"{name}, seconds", seconds, MOST_SECONDS, "{:.2f}")
    figures.at_most(GROUP, f"{name}, MiB", mebibytes, MOST_MEBIBYTES, "{:.0f}")


@needs_linux
@pytest.mark.parametrize("name", HOSTILE)
def test_a_bad_session_costs_little(name: str, figures: Figures, tmp_path: Path) -> None:
    path = tmp_path / "bad.ffnn"
    path.write_bytes(with_header(HOSTILE[name]()))
    seconds, megabytes = cost_of_session(path)
    figures.at_most(SESSIONS, f"{name}, seconds", seconds, MOST_SECONDS, "{:.2f}")
    figures.at_most(SESSIONS, f"{name}, MB with the program", megabytes, MOST_MEGABYTES, "{:.0f}")
