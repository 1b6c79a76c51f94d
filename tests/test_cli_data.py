"""The command line and data files: opened only when it is told to, and then the very data the session was made with."""

from pathlib import Path

import pytest

from ffnn_gui import cli
from ffnn_gui.data.imported import FromFile
from ffnn_gui.data.importing.shelf import SHELF, Shelf
from ffnn_gui.session import read_session

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "points.csv"
    path.write_text("a,b,class\n" + "".join(f"{i % 7},{i % 5}.5,{'xy'[i % 7 > 3]}\n" for i in range(70)))
    return path


@pytest.fixture
def trained(table: Path, tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A session trained for two epochs on the table, whose data are no longer at hand."""
    out = tmp_path / "out.ffnn"
    assert cli.main(["train", "--data", str(table), "--epochs", "2", "--out", str(out)]) == 0
    capsys.readouterr()
    monkeypatch.setattr(SHELF, "_kept", Shelf()._kept)
    return out


def refusal(capsys: Capture, *arguments: str) -> str:
    assert cli.main(["train", *arguments]) == 2
    out, err = capsys.readouterr()
    assert not out
    assert err.count("\n") == 1
    return err


def test_trains_on_a_file(trained: Path) -> None:
    data = read_session(trained).session.config.data
    assert isinstance(data, FromFile)
    assert (data.source, data.samples, data.classes, data.target) == ("points.csv", 70, ("x", "y"), "class")


def test_a_target_can_be_named(table: Path, tmp_path: Path, capsys: Capture) -> None:
    out = tmp_path / "out.ffnn"
    command = ["train", "--data", str(table), "--target", "b", "--epochs", "1", "--out", str(out)]
    assert cli.main(command) == 0
    assert read_session(out).session.config.data.target == "b"  # type: ignore[attr-defined]
    capsys.readouterr()
    assert "There is no column “c” in it." in refusal(capsys, "--data", str(table), "--target", "c")


def test_no_file_is_opened_untold(trained: Path, capsys: Capture) -> None:
    err = refusal(capsys, str(trained))
    assert "“points.csv”, which is opened only when you say so. Add --data" in err


@pytest.mark.parametrize("named", [True, False])
def test_goes_on_with_the_file_it_is_told(trained: Path, table: Path, named: bool, capsys: Capture) -> None:
    data = ["--data", str(table)] if named else ["--data"]
    assert cli.main(["train", str(trained), *data, "--epochs", "5", "--out", str(trained)]) == 0
    assert capsys.readouterr().out.startswith("epoch 5 ")
    assert read_session(trained).session.state.epoch == 5  # type: ignore[union-attr]


def test_another_file_is_not_taken_for_the_session_s_own(trained: Path, table: Path, capsys: Capture) -> None:
    table.write_text(table.read_text().replace("x", "z"))
    assert "holds other data than “points.csv” did" in refusal(capsys, str(trained), "--data")
    table.unlink()
    assert "There is no such file" in refusal(capsys, str(trained), "--data")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--target", "b"], "--target names a column of a data file"),
        (["--data"], "data come from no file"),
        (["--data", "nothing.csv"], "“nothing.csv” cannot be imported. There is no such file"),
    ],
)
def test_what_is_missing_is_said(arguments: list[str], words: str, capsys: Capture) -> None:
    assert words in refusal(capsys, *arguments)


def test_a_file_in_a_sub_folder_is_found_there(table: Path, tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "data").mkdir()
    table.rename(tmp_path / "data" / "points.csv")
    out = tmp_path / "out.ffnn"
    assert cli.main(["train", "--data", str(tmp_path / "data" / "points.csv"), "--epochs", "1", "--out", str(out)]) == 0
    assert read_session(out).session.config.data.source == "data/points.csv"  # type: ignore[attr-defined]
    assert cli.main(["train", str(out), "--data", "--epochs", "2"]) == 0
