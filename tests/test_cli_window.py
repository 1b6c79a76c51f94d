"""The command line hands over to the window, or says what to do where there is no display for one."""

import os
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
@pytest.mark.parametrize("name", ["DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"])
def test_any_display_will_do(name: str, app: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, ":0")
    assert cli.main([]) == 0
    assert len(app.calls) == 1


@pytest.mark.usefixtures("no_display")
def test_picture_is_drawn_off_screen(
    app: ModuleType, quick: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "")  # so that it is put back after the test
    monkeypatch.delenv("QT_QPA_PLATFORM")
    picture = tmp_path / "plots.PNG"
    assert cli.main(["train", str(quick), "--picture", str(picture)]) == 0
    assert app.calls == [(20, 20, picture, "offscreen")]
