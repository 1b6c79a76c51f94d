"""However a training on the command line ends, the session is saved first, and one line and the exit code say how."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ffnn_gui import cli
from ffnn_gui.data import PreparedData
from ffnn_gui.engine import ExperimentConfig, Trainer, trainer
from ffnn_gui.engine.arrays import quiet
from ffnn_gui.session import Session, read_session, write_session
from tests.test_cli import QUICK, Capture, assert_equal_runs, refusal

unix = pytest.mark.skipif(os.name == "nt", reason="needs a Unix system")


@pytest.fixture
def quick(tmp_path: Path) -> Path:
    path = tmp_path / "quick.ffnn"
    write_session(path, Session(QUICK))
    return path


def epoch_of(path: Path) -> int:
    state = read_session(path).session.state
    return state.epoch if state else 0


def ended(command: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    """A shell's command, in which $RUN is the program."""
    run = f'"{sys.executable}" -m ffnn_gui'
    line = command.replace("$RUN", run)
    return subprocess.run(["bash", "-c", line, "-", *map(str, arguments)], capture_output=True, text=True, check=False)


@unix
def test_the_session_is_saved_when_nobody_reads_the_result(quick: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.ffnn"
    done = ended("$RUN train $1 --out $2 | true; exit ${PIPESTATUS[0]}", quick, out)
    assert epoch_of(out) == 20
    assert done.returncode == 3
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith("ffnn-gui: The result was not printed.")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is always full")
def test_the_session_is_saved_when_the_result_finds_no_room(quick: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.ffnn"
    done = ended("$RUN train $1 --out $2 > /dev/full", quick, out)
    assert epoch_of(out) == 20
    assert (done.returncode, done.stderr) == (
        3,
        "ffnn-gui: The result was not printed. There is no room left on the disk.\n",
    )


def test_the_result_is_that_of_the_weights_that_are_back(quick: Path, tmp_path: Path, capsys: Capture) -> None:
    raw = {
        "data": {"kind": "spirals", "samples": 60, "noise": 1.0},
        "network": {"hidden": [{"units": 32}]},
        "learning_rate": 0.03,
        "regularization": {"early_stopping": {"enabled": True, "patience": 30}},
    }
    write_session(quick, Session(ExperimentConfig.model_validate(raw)))
    out = tmp_path / "out.ffnn"
    assert cli.main(["train", str(quick), "--out", str(out)]) == 0
    line = capsys.readouterr().out
    trainer = read_session(out).session.trainer()
    with quiet():
        train, validation = trainer._train.score(trainer.network), trainer._validation.score(trainer.network)
    assert trainer.best.epoch < trainer.epoch
    assert f"epoch {trainer.best.epoch:,} of {trainer.epoch:,}  " in line
    assert f"  loss {train.loss:.3g}  validation {validation.loss:.3g}  " in line
    assert f"  accuracy {100 * validation.accuracy:.1f} %  " in line


def out_of_memory(*arguments: object) -> PreparedData:
    raise MemoryError("Unable to allocate 12.0 GiB")


def test_too_little_memory_to_begin_is_one_line(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trainer, "prepare", out_of_memory)
    assert cli.main(["train"]) == 3
    assert "there is not enough memory. Choose fewer units" in refusal(capsys)


def broken_after(updates: int, error: Exception) -> Any:
    """The trainer's steps, which break off after so many updates."""
    steps = Trainer.steps

    def broken(self: Trainer) -> Iterator[Any]:
        for step in steps(self):
            yield step
            if self.updates == updates:
                raise error

    return broken


@pytest.mark.parametrize(
    ("error", "words"),
    [(MemoryError(), "because of an error: there is not enough memory"), (ZeroDivisionError("odd"), "error: odd.")],
)
def test_a_training_that_breaks_off_is_saved(
    error: Exception, words: str, quick: Path, tmp_path: Path, capsys: Capture
) -> None:
    out = tmp_path / "out.ffnn"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Trainer, "steps", broken_after(13, error))
        assert cli.main(["train", str(quick), "--out", str(out)]) == 3
    told, complaint = capsys.readouterr()
    assert told.startswith("epoch 6  updates 13")
    assert complaint.startswith("ffnn-gui: Training stopped")
    assert words in complaint
    assert complaint.count("\n") == 1
    assert cli.main(["train", str(out), "--out", str(out)]) == 0
    assert_equal_runs(read_session(out).session, QUICK)


@unix
def test_being_asked_to_end_saves_what_there_is(quick: Path, tmp_path: Path, capsys: Capture) -> None:
    out = tmp_path / "out.ffnn"
    steps = Trainer.steps

    def interrupted(self: Trainer) -> Iterator[Any]:
        for step in steps(self):
            if self.updates == 13:
                os.kill(os.getpid(), signal.SIGTERM)
            yield step

    before = signal.getsignal(signal.SIGTERM)
    # Otherwise a program that does not listen would take the tests with it.
    signal.signal(signal.SIGTERM, lambda number, frame: None)
    try:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Trainer, "steps", interrupted)
            assert cli.main(["train", str(quick), "--out", str(out)]) == 143
    finally:
        signal.signal(signal.SIGTERM, before)
    assert capsys.readouterr().out.startswith("epoch 6  updates 13")
    assert epoch_of(out) == 6


def test_the_picture_is_not_drawn_over_the_session(quick: Path, tmp_path: Path, capsys: Capture) -> None:
    one, same = tmp_path / "a.png", tmp_path / "folder" / ".." / "a.png"
    (tmp_path / "folder").mkdir()
    assert cli.main(["train", str(quick), "--out", str(one), "--picture", str(same)]) == 2
    assert "Give each a name of its own." in refusal(capsys)
    assert not one.exists()


def test_a_session_too_large_to_save_is_not_trained(quick: Path, tmp_path: Path, capsys: Capture) -> None:
    layers = [{"units": 1024}] * 5
    write_session(quick, Session(QUICK.with_value("network", {"hidden": layers})))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Trainer, "steps", None)
        assert cli.main(["train", str(quick), "--out", str(tmp_path / "out.ffnn")]) == 2
    assert "“out.ffnn” could not be saved. The session takes 64." in refusal(capsys)
