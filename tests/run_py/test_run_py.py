"""What `run.py` runs: the program, the checks, and their exit codes."""

import os
import subprocess
import sys
from types import ModuleType

import pytest

from tests.run_py.conftest import ROOT, Machine


@pytest.mark.parametrize("code", [0, 1])
def test_the_program_gets_the_arguments_and_gives_the_exit_code(run: ModuleType, machine: Machine, code: int) -> None:
    machine.failing = {"ffnn_gui"} if code else set()
    assert run.main(["lesson.ffnn", "--safe-mode"]) == code
    assert machine.calls[-1] == [str(run.PYTHON), "-m", "ffnn_gui", "lesson.ffnn", "--safe-mode"]


def test_without_a_display_it_trains_and_draws_unless_asked_otherwise(
    run: ModuleType, machine: Machine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("DISPLAY")
    assert run.main([]) == 0
    assert machine.calls[-1][2:] == ["ffnn_gui", "train", "--picture", "ffnn-playground.png"]
    assert machine.environments[-1] == {"QT_QPA_PLATFORM": "offscreen"}
    out, err = capsys.readouterr()
    assert "no display" in err
    assert out == ""
    run.main(["--version"])
    assert machine.calls[-1][2:] == ["ffnn_gui", "--version"]


@pytest.mark.parametrize(
    ("check", "word"),
    [
        ("ruff check", "check"),
        ("ruff format", "format"),
        ("mypy", "mypy"),
        ("import-linter", "lint-imports"),
        ("pytest", "pytest"),
    ],
)
def test_any_failing_check_fails_the_whole_but_all_are_run(
    run: ModuleType, machine: Machine, capsys: pytest.CaptureFixture[str], check: str, word: str
) -> None:
    machine.failing = {word, str(run.SCRIPTS / word)}
    code = run.main(["test", "-x"])
    error = capsys.readouterr().err
    assert all(f"=== {name} ===" in error for name in run.checks([]))
    assert machine.calls[-1][1:3] == ["-m", "pytest"]
    assert machine.calls[-1][-1] == "-x"
    assert error.endswith(f"Failed: {check}\n")
    assert code == 1


def test_when_all_checks_pass_pytest_has_the_last_word(
    run: ModuleType, machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run.main(["test"]) == 0
    assert capsys.readouterr().err.rstrip().endswith("=== pytest ===")
    assert machine.environments[-1] == {"QT_QPA_PLATFORM": "offscreen"}


def test_what_the_machine_lacks_is_said_without_a_traceback(
    run: ModuleType, machine: Machine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    machine.missing = {"libEGL.so.1"}
    monkeypatch.setattr(run, "is_root", lambda: False)
    assert run.main([]) == 1
    assert "sudo apt-get" in capsys.readouterr().err


@pytest.mark.skipif(os.name == "nt", reason="signals are a matter of POSIX")
def test_a_killed_program_has_the_shells_exit_code(run: ModuleType) -> None:
    assert run.call([sys.executable, "-c", "import os; os.kill(os.getpid(), 9)"]) == 128 + 9


@pytest.mark.skipif(os.name == "nt", reason="CI runs on Linux")
def test_the_ci_script_is_sound() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    subprocess.run(["bash", "-n", script], check=True)
