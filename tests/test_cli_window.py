"""The command line hands over to the window, or says what to do where there is no display for one."""

import os
import socket
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

import ffnn_gui
from ffnn_gui import cli
from ffnn_gui.engine import ExperimentConfig
from ffnn_gui.session import Session, write_session

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def quick(tmp_path: Path) -> Path:
    path = tmp_path / "quick.ffnn"
    write_session(path, Session(ExperimentConfig.model_validate({"epochs": 20})))
    return path


@pytest.fixture
def app(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Stands in for the window: notes what it is asked for."""
    module = ModuleType("ffnn_gui.app")
    module.calls = []  # type: ignore[attr-defined]
    calls = module.calls  # type: ignore[attr-defined]
    module.run = lambda session, **options: calls.append((session, options)) or 0  # type: ignore[attr-defined]
    module.picture = lambda trainer, history, path: calls.append(  # type: ignore[attr-defined]
        (trainer.epoch, len(history), path, os.environ.get("QT_QPA_PLATFORM"))
    )
    monkeypatch.setitem(sys.modules, "ffnn_gui.app", module)
    monkeypatch.setattr(ffnn_gui, "app", module, raising=False)
    return module


def test_opens_the_window(app: ModuleType, quick: Path) -> None:
    assert cli.main([]) == 0
    assert cli.main([str(quick), "--reset-layout", "--safe-mode"]) == 0
    assert app.calls == [
        (None, {"reset_layout": False, "safe_mode": False}),
        (quick, {"reset_layout": True, "safe_mode": True}),
    ]


@pytest.fixture
def no_display(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")


@pytest.mark.usefixtures("no_display")
def test_no_display_says_what_to_do(app: ModuleType, capsys: Capture) -> None:
    assert cli.main([]) == 2
    assert not app.calls
    out, message = capsys.readouterr()
    assert (out, message.count("\n")) == ("", 1)
    assert "ffnn-gui train" in message
    assert "xvfb-run ffnn-gui" in message


@pytest.mark.usefixtures("no_display")
@pytest.mark.parametrize(
    ("name", "value"), [("QT_QPA_PLATFORM", "vnc"), ("DISPLAY", "launchd/org.xquartz:0")], ids=["asked for", "unknown"]
)
def test_what_only_qt_can_try_is_left_to_qt(
    name: str, value: str, app: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    assert cli.main([]) == 0
    assert len(app.calls) == 1


def _listening(form: str, folder: Path) -> tuple[socket.socket, str, str]:
    """A display of this form: its socket, the variable that names it, and its name."""
    if form == "tcp":
        listener = socket.create_server(("127.0.0.1", 0))
        return listener, "DISPLAY", f"127.0.0.1:{listener.getsockname()[1] - 6000}.0"
    listener = socket.socket(socket.AF_UNIX)
    number = 1_000_000 + os.getpid()
    listener.bind(str(folder / "wayland-7") if form == "wayland" else f"\0/tmp/.X11-unix/X{number}")
    listener.listen()
    return (listener, "WAYLAND_DISPLAY", "wayland-7") if form == "wayland" else (listener, "DISPLAY", f":{number}")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="displays like these are a matter of Linux")
@pytest.mark.usefixtures("no_display")
@pytest.mark.parametrize("form", ["x11", "tcp", "wayland"])
def test_a_window_opens_only_where_the_display_answers(
    form: str, app: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    listener, variable, name = _listening(form, tmp_path)
    with listener:
        monkeypatch.setenv(variable, name)
        assert cli.main([]) == 0
    assert cli.main([]) == 2
    assert len(app.calls) == 1
    message = capsys.readouterr().err
    assert f"“{name}” does not answer" in message
    assert "ffnn-gui train" in message


@pytest.mark.usefixtures("no_display")
@pytest.mark.parametrize(("asked", "used"), [("", "offscreen"), ("minimal", "minimal")])
@pytest.mark.parametrize("display", ["", ":77"])
def test_picture_is_drawn_off_screen_unless_asked_otherwise(
    asked: str, used: str, display: str, app: ModuleType, quick: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", asked)
    monkeypatch.setenv("DISPLAY", display)
    picture = tmp_path / "plots.PNG"
    assert cli.main(["train", str(quick), "--picture", str(picture)]) == 0
    assert app.calls == [(20, 20, picture, used)]


def test_a_picture_is_drawn_without_words_of_qt(quick: Path, tmp_path: Path, user_folders: Path) -> None:
    picture = tmp_path / "plots.png"
    command = [sys.executable, "-m", "ffnn_gui", "train", str(quick), "--picture", str(picture)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True, timeout=60)
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert done.stderr == ""
    assert len(done.stdout.splitlines()) == 1
