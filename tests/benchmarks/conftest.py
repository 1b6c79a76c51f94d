"""Collects what the benchmarks find and prints it as a table at the end, whether or not output is captured."""

import os
import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest

from tests.benchmarks.figures import Figures

HERE = Path(__file__).parent
PACKAGES = ("numpy", "scikit-learn", "torch", "PySide6-Essentials", "pyqtgraph")
LONGEST = 900  # seconds one benchmark may take on a slow machine

FIGURES = pytest.StashKey[Figures]()


def pytest_configure(config: pytest.Config) -> None:
    config.stash[FIGURES] = Figures([], _circumstances())


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.timeout(LONGEST))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    figures = config.stash[FIGURES]
    if figures.found:
        figures.notes.append(f"load at the end {_load()}")
        terminalreporter.section("figures")
        for line in figures.lines():
            terminalreporter.write_line(line)


@pytest.fixture
def figures(pytestconfig: pytest.Config) -> Figures:
    """Where a benchmark writes down what it found."""
    return pytestconfig.stash[FIGURES]


def _circumstances() -> list[str]:
    packages = ", ".join(f"{name} {_version(name)}" for name in PACKAGES)
    return [
        f"Python {platform.python_version()} on {platform.system()}, {os.cpu_count()} cores, {packages}",
        f"load at the start {_load()}",
    ]


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "missing"


def _load() -> str:
    """How many processes wanted a core in the last minute; figures of a busy machine say little."""
    return f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"
