"""What `run.py` needs of a machine: a Python, system libraries, a virtual environment; it says what is lacking."""

import ast
import sys
from pathlib import Path
from types import ModuleType

import pytest

from tests.run_py.conftest import ROOT, Machine


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
