"""The command line trains as the window does, answers errors in one line, and needs no Qt for it."""

import errno
import os
import re
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ffnn_gui import __version__, cli
from ffnn_gui.engine import ExperimentConfig, RunHistory, Trainer
from ffnn_gui.session import Opened, Session, atomic, read_session, write_session

Capture = pytest.CaptureFixture[str]
QUICK = ExperimentConfig.model_validate({"data": {"kind": "circle", "samples": 60}, "epochs": 20})
LINE = r"epoch 20  updates 40  loss \S+  validation \S+  accuracy \d+\.\d %  \d+\.\d s\n"


@pytest.fixture
def quick(tmp_path: Path) -> Path:
    path = tmp_path / "quick.ffnn"
    write_session(path, Session(QUICK, notes="mine"))
    return path


def refusal(capsys: Capture) -> str:
    """The one line on stderr; nothing is on stdout."""
    out, err = capsys.readouterr()
    assert not out
    assert err.startswith("ffnn-gui")
    assert err.endswith("\n")
    assert err.count("\n") == 1
    return err


def assert_equal_runs(session: Session, config: ExperimentConfig) -> None:
    """The session is where a trainer that never stopped is, bit for bit, history included."""
    whole, history = Trainer(config), RunHistory(len(config.network.hidden) + 1)
    for report in whole.run():
        history.append(report)
    assert session.trainer().network.theta.tobytes() == whole.network.theta.tobytes()
    assert session.run_history().rows.tobytes() == history.rows.tobytes()


def test_trains_bit_equally_to_the_trainer(quick: Path, tmp_path: Path, capsys: Capture) -> None:
    out = tmp_path / "out.ffnn"
    assert cli.main(["train", str(quick), "--out", str(out)]) == 0
    assert re.fullmatch(LINE, capsys.readouterr().out)
    session = read_session(out).session
    assert_equal_runs(session, QUICK)
    assert (session.config, session.run_config, session.notes) == (QUICK, None, "mine")
    assert session.elapsed > 0


def test_goes_on_where_the_session_stands(quick: Path, tmp_path: Path, capsys: Capture) -> None:
    half = tmp_path / "half.ffnn"
    assert cli.main(["train", str(quick), "--epochs", "8", "--out", str(half)]) == 0
    elapsed = read_session(half).session.elapsed
    assert cli.main(["train", str(half), "--epochs", "20", "--out", str(half)]) == 0
    session = read_session(half).session
    assert_equal_runs(session, QUICK)
    assert session.elapsed > elapsed
    capsys.readouterr()
    assert cli.main(["train", str(half)]) == 0, "nothing is left to train"
    assert capsys.readouterr().out.startswith("epoch 20  updates 40  loss")


def test_trains_the_run_whose_edits_wait_for_a_reset(quick: Path, tmp_path: Path) -> None:
    edited = QUICK.with_value("network.hidden.0.units", 3)
    trainer = Trainer(QUICK)
    next(trainer.run())
    write_session(quick, Session(edited, trainer.capture(), run_config=QUICK))
    out = tmp_path / "out.ffnn"
    assert cli.main(["train", str(quick), "--epochs", "5", "--out", str(out)]) == 0
    session = read_session(out).session
    assert session.config == edited.with_value("epochs", 5)
    assert session.run_config == QUICK.with_value("epochs", 5)
    assert session.trainer().epoch == 5


def test_default_session(tmp_path: Path, capsys: Capture) -> None:
    out = tmp_path / "out.ffnn"
    assert cli.main(["train", "--epochs", "3", "--out", str(out)]) == 0
    assert read_session(out).session.config == ExperimentConfig().with_value("epochs", 3)


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ({"data": "plane"}, "R² "),
        ({"data": {"kind": "circle", "validation_fraction": 0.0}}, "accuracy "),
        (
            {"epochs": 500, "regularization": {"early_stopping": {"enabled": True, "patience": 1}}},
            "Early stopping: no better validation loss in 1 epochs.",
        ),
    ],
)
def test_result_line(raw: dict[str, Any], words: str, quick: Path, capsys: Capture) -> None:
    config = ExperimentConfig.model_validate({"epochs": 2} | raw)
    write_session(quick, Session(config))
    assert cli.main(["train", str(quick)]) == 0
    out = capsys.readouterr().out
    assert words in out
    assert out.count("\n") == 1
    assert ("validation" in out.partition("Early")[0]) == ("validation_fraction" not in str(raw))


def test_divergence_is_told(quick: Path, tmp_path: Path, capsys: Capture) -> None:
    raw = {
        "data": "plane",
        "network": {"hidden": [{"activation": "linear"}, {"activation": "linear"}]},
        "optimizer": "gd",
        "learning_rate": 100,
    }
    write_session(quick, Session(ExperimentConfig.model_validate(raw)))
    out = tmp_path / "out.ffnn"
    assert cli.main(["train", str(quick), "--out", str(out)]) == 1
    assert "Training diverged" in capsys.readouterr().out
    state = read_session(out).session.state
    assert state is not None
    assert "diverged" in state.stopped
    assert cli.main(["train", str(out), "--epochs", "20000"]) == 1


BAD: list[tuple[list[str], str]] = [
    (["train", "--epochs", "0"], "must be from 1 to 100,000,000, not 0"),
    (["train", "--epochs", "-5"], "not -5"),
    (["train", "--epochs", "many"], "“many” is not a whole number"),
    (["train", "--epochs", "9" * 500], "too long a number"),
    (["train", "no.ffnn"], "“no.ffnn” cannot be opened. There is no such file"),
    (["train", "--out", "no/a.ffnn"], "cannot be written. There is no such file or folder"),
    (["train", "--out", "."], "is a folder"),
    (["train", "--picture", "no/a.png"], "cannot be written"),
    (["train", "--picture", "a.txt"], "must end in .png"),
    (["train", "--surprise"], "unrecognized arguments: --surprise"),
    (["--surprise"], "unrecognized arguments: --surprise"),
    (["a.ffnn", "b.ffnn"], "unrecognized arguments: b.ffnn"),
]


@pytest.mark.parametrize(("arguments", "message"), BAD, ids=[" ".join(a)[:40] for a, _ in BAD])
def test_errors_are_one_line(
    arguments: list[str], message: str, tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli.main(arguments) == 2
    assert message in refusal(capsys)


def test_fewer_epochs_than_done(quick: Path, capsys: Capture) -> None:
    cli.main(["train", str(quick), "--out", str(quick)])
    capsys.readouterr()
    assert cli.main(["train", str(quick), "--epochs", "5"]) == 2
    assert "has 20 epochs already" in refusal(capsys)


def test_damaged_session_is_one_line(quick: Path, capsys: Capture) -> None:
    data = quick.read_bytes().replace(b'"seed":0', b'"seed":1')
    quick.write_bytes(data)
    assert cli.main(["train", str(quick)]) == 2
    assert "“quick.ffnn” cannot be opened. It is damaged" in refusal(capsys)


def test_full_disk_after_training(
    quick: Path, tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(file: int, data: bytes) -> int:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(atomic.os, "write", full)
    assert cli.main(["train", str(quick), "--out", str(tmp_path / "out.ffnn")]) == 2
    out, err = capsys.readouterr()
    assert re.fullmatch(LINE, out)
    assert "“out.ffnn” was not saved. There is no room left" in err
    assert not (tmp_path / "out.ffnn").exists()


def test_newer_sessions_are_not_saved_over(quick: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = replace(read_session(quick), read_only=True)
    monkeypatch.setattr(cli, "read_session", lambda path: opened)
    assert isinstance(opened, Opened)
    assert cli.main(["train", str(quick), "--out", str(quick)]) == 2
    assert "comes from a newer version" in refusal(capsys)


def test_ctrl_c_saves_what_there_is(quick: Path, tmp_path: Path, capsys: Capture) -> None:
    """The signal comes in the middle of an epoch; the run can go on from there as if nothing had been."""
    write_session(quick, Session(QUICK.with_value("epochs", 100_000_000)))
    out = tmp_path / "out.ffnn"
    count = iter(range(10_000))
    steps = Trainer.steps

    def interrupted(self: Trainer) -> Any:
        for step in steps(self):
            if next(count) == 12:
                os.kill(os.getpid(), signal.SIGINT)
            yield step

    before = signal.getsignal(signal.SIGINT)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Trainer, "steps", interrupted)
        assert cli.main(["train", str(quick), "--out", str(out)]) == 130
    assert signal.getsignal(signal.SIGINT) is before
    assert capsys.readouterr().out.startswith("epoch 6  updates 13")
    assert cli.main(["train", str(out), "--epochs", "20", "--out", str(out)]) == 0
    assert_equal_runs(read_session(out).session, QUICK)


@pytest.mark.skipif(os.name == "nt", reason="needs a Unix terminal")
def test_bar_and_ctrl_c_on_a_terminal(tmp_path: Path) -> None:
    termios = pytest.importorskip("termios")
    out = tmp_path / "out.ffnn"
    command = [sys.executable, "-m", "ffnn_gui", "train", "--epochs", "100000000", "--out", str(out)]
    terminal, child_end = os.openpty()
    termios.tcsetwinsize(child_end, (25, 100))
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=child_end, encoding="utf-8") as process:
        os.close(child_end)
        try:
            bar = b""
            while b"loss " not in bar:
                bar += os.read(terminal, 1000)
            process.send_signal(signal.SIGINT)
            text = process.communicate(timeout=60)[0]
        finally:
            process.kill()
    os.close(terminal)
    assert process.returncode == 130
    assert b"/100000000" in bar
    assert text.startswith("epoch ")
    assert read_session(out).session.state is not None


NO_QT = """
import sys
from importlib.abc import MetaPathFinder

class NoQt(MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name.partition(".")[0] in {"PySide6", "shiboken6", "pyqtgraph", "superqt"}:
            raise ModuleNotFoundError(f"{name} is blocked")

sys.meta_path.insert(0, NoQt())
from ffnn_gui.cli import main
sys.exit(main(["train", "--epochs", "2", "--out", sys.argv[1]]))
"""


def test_training_needs_no_qt_and_no_bar_in_a_pipe(tmp_path: Path) -> None:
    command = [sys.executable, "-c", NO_QT, str(tmp_path / "out.ffnn")]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("epoch 2  updates 16  loss ")


def test_output_without_unicode(quick: Path) -> None:
    write_session(quick, Session(ExperimentConfig.model_validate({"data": "plane", "epochs": 1})))
    command = [sys.executable, "-m", "ffnn_gui", "train", str(quick)]
    done = subprocess.run(command, capture_output=True, env={**os.environ, "PYTHONIOENCODING": "ascii"}, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"R? " in done.stdout


def test_help_and_version(capsys: Capture) -> None:
    assert cli.main(["--version"]) == 0
    assert capsys.readouterr().out == f"ffnn-gui {__version__}\n"
    for arguments, words in ((["--help"], "ffnn-gui train --help"), (["train", "--help"], "--picture PNG")):
        assert cli.main(arguments) == 0
        assert words in capsys.readouterr().out
