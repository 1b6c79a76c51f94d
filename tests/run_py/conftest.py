"""`run.py` on a machine that is only described."""

import importlib.util
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


class Machine:
    """A stand-in for the computer run.py stands on: what is missing, who runs it, what was called."""

    def __init__(self) -> None:
        self.missing: set[str] = set()
        self.failing: set[str] = set()
        self.calls: list[list[str]] = []
        self.environments: list[dict[str, str]] = []

    def loads(self, soname: str) -> bool:
        return soname not in self.missing

    def call(self, command: Sequence[object], **environment: str) -> int:
        line = [str(part) for part in command]
        self.calls.append(line)
        self.environments.append(environment)
        return int(any(word in self.failing for word in line))

    def called(self, word: str) -> list[list[str]]:
        return [line for line in self.calls if word in line]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """run.py as a module, its .venv in a folder of the test's own."""
    spec = importlib.util.spec_from_file_location("run", ROOT / "run.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    (tmp_path / "pyproject.toml").write_text("[project]\n")
    (tmp_path / ".venv").mkdir()
    for name, path in (("ROOT", ""), ("VENV", ".venv"), ("STAMP", ".venv/ffnn-installed")):
        monkeypatch.setattr(module, name, tmp_path / path)
    monkeypatch.chdir(tmp_path)
    return module


@pytest.fixture
def machine(run: ModuleType, monkeypatch: pytest.MonkeyPatch) -> Machine:
    """Root on a Debian with a working .venv, an X11 display, and nothing missing."""
    machine = Machine()
    for name in ("on_linux", "on_debian", "is_root", "works"):
        monkeypatch.setattr(run, name, lambda: True)
    monkeypatch.setattr(run, "loads", machine.loads)
    monkeypatch.setattr(run, "call", machine.call)
    monkeypatch.setattr(run, "answers", lambda address: True)
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    return machine
