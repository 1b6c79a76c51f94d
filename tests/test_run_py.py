"""run.py against a machine made of stand-ins: what it looks for, installs, says, runs and returns."""

import ast
import importlib.util
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[1]


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


# Python


def test_old_pythons_can_read_the_file_and_learn_what_they_lack(run: ModuleType) -> None:
    ast.parse((ROOT / "run.py").read_text(encoding="utf-8"), feature_version=(3, 7))
    with pytest.raises(run.SetupError, match=r"needs Python 3\.11 or newer; this is Python 3\.9"):
        run.check_python((3, 9))


@pytest.mark.parametrize("version", [(3, 11), (3, 14)])
def test_new_pythons_are_accepted(run: ModuleType, version: tuple[int, int]) -> None:
    run.check_python(version)


def test_only_the_standard_library_is_imported() -> None:
    tree = ast.parse((ROOT / "run.py").read_text(encoding="utf-8"))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.partition(".")[0] for name in names} <= sys.stdlib_module_names


# System libraries


def test_root_on_debian_installs_what_is_missing_and_no_more(run: ModuleType, machine: Machine) -> None:
    run.provide_libraries(window=True)
    assert machine.calls == []
    machine.missing = {"libEGL.so.1", "libxcb-cursor.so.0"}
    run.provide_libraries(window=True)
    update, install = machine.calls
    assert update[:2] == ["apt-get", "update"]
    assert install[:2] == ["apt-get", "install"]
    assert set(install) >= {"libegl1", "libxcb-cursor0"}
    assert "libgl1" not in install


def test_others_are_told_the_line_to_type(run: ModuleType, machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    machine.missing = {"libEGL.so.1", "libdbus-1.so.3"}
    monkeypatch.setattr(run, "is_root", lambda: False)
    with pytest.raises(run.SetupError, match="sudo apt-get install -y libegl1 libdbus-1-3\n"):
        run.provide_libraries(window=True)
    assert machine.calls == []


def test_other_distributions_are_told_the_files(
    run: ModuleType, machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine.missing = {"libEGL.so.1"}
    monkeypatch.setattr(run, "on_debian", lambda: False)
    with pytest.raises(run.SetupError, match=r"libEGL\.so\.1"):
        run.provide_libraries(window=True)


def test_a_failed_installation_names_the_line(run: ModuleType, machine: Machine) -> None:
    machine.missing = {"libEGL.so.1"}
    machine.failing = {"update"}
    with pytest.raises(run.SetupError, match="apt-get install -y libegl1"):
        run.provide_libraries(window=True)


def test_a_window_needs_more_than_a_picture(run: ModuleType, machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    machine.missing = {"libxcb-cursor.so.0", "libwayland-cursor.so.0"}
    run.provide_libraries(window=False)
    assert machine.calls == []
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert {"libxcb-cursor0", "libwayland-cursor0"} <= set(run.needed_libraries(window=True).values())
    monkeypatch.delenv("DISPLAY")
    assert "libxcb-cursor0" not in run.needed_libraries(window=True).values()


def test_other_systems_need_none(run: ModuleType, machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "on_linux", lambda: False)
    assert run.needed_libraries(window=True) == {}
    monkeypatch.delenv("DISPLAY")
    assert run.has_display()


def test_a_display_that_does_not_answer_is_none(
    run: ModuleType, machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    monkeypatch.setattr(run, "answers", asked.append)
    monkeypatch.setenv("DISPLAY", "lab:77.0")
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-7")
    monkeypatch.setenv("XDG_RUNTIME_DIR", "/run/me")
    assert not run.has_display()
    assert asked == ["/run/me/wayland-7", ("lab", 6077)]


def test_a_library_that_is_not_there_does_not_load(run: ModuleType) -> None:
    assert not run.loads("libffnn-that-is-not-there.so.0")


# The virtual environment


def test_it_installs_once(run: ModuleType, machine: Machine) -> None:
    run.provide_environment(tests=False)
    run.provide_environment(tests=False)
    assert len(machine.called("install")) == 1


def test_it_installs_again_when_the_requirements_change(run: ModuleType, machine: Machine) -> None:
    run.provide_environment(tests=False)
    (run.ROOT / "pyproject.toml").write_text("[project]\nname = 'other'\n")
    run.provide_environment(tests=False)
    assert len(machine.called("install")) == 2


def test_the_tests_tools_come_with_the_first_test(run: ModuleType, machine: Machine) -> None:
    for tests in (False, True, False, True):
        run.provide_environment(tests=tests)
    plain, tools = machine.called("install")
    assert plain[-1] == str(run.ROOT)
    assert tools[-1] == f"{run.ROOT}[test]"


def test_a_failed_installation_is_tried_again(run: ModuleType, machine: Machine) -> None:
    machine.failing = {"pip"}
    with pytest.raises(run.SetupError, match="network"):
        run.provide_environment(tests=False)
    machine.failing = set()
    run.provide_environment(tests=False)
    assert len(machine.called("install")) == 2


@pytest.mark.parametrize("content", [None, "", "no program"], ids=["missing", "empty", "broken"])
def test_a_half_made_environment_is_seen(
    run: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str | None
) -> None:
    python = tmp_path / "python"
    if content is not None:
        python.write_text(content)
        python.chmod(0o755)
    monkeypatch.setattr(run, "PYTHON", python)
    assert not run.works()


def test_a_broken_environment_is_made_anew(run: ModuleType, machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    run.provide_environment(tests=False)
    run.STAMP.unlink()
    monkeypatch.setattr(run, "works", lambda: False)
    run.provide_environment(tests=False)
    assert machine.called("--clear") == [[sys.executable, "-m", "venv", "--clear", str(run.VENV)]]
    assert len(machine.called("install")) == 2


@pytest.mark.parametrize("root", [True, False])
def test_a_python_without_venv_gets_it_or_says_how(
    run: ModuleType, machine: Machine, monkeypatch: pytest.MonkeyPatch, root: bool
) -> None:
    package = f"python3.{sys.version_info.minor}-venv"
    monkeypatch.setattr(run.importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(run, "is_root", lambda: root)
    if root:
        run.make_environment()
        assert machine.called(package)
    else:
        with pytest.raises(run.SetupError, match=f"sudo apt-get install -y {package}"):
            run.make_environment()


# What is run


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
