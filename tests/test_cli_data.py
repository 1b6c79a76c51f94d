"""The command line and data files: opened only when it is told to, and then the very data the session was made with."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from ffnn_gui import cli
from ffnn_gui.data import prepare
from ffnn_gui.data.imported import FromFile, shelved
from ffnn_gui.data.importing import importer_for
from ffnn_gui.data.importing.centring import NOTE
from ffnn_gui.data.importing.formats.table import Table
from ffnn_gui.data.importing.shelf import SHELF, Shelf
from ffnn_gui.session import read_session, write_session

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
    assert f"“points.csv”, which is not in the folder “{table.parent}”. Put it there" in refusal(
        capsys, str(trained), "--data"
    )
    assert "There is no such file" in refusal(capsys, str(trained), "--data", str(table))


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


def told(capsys: Capture, path: Path) -> list[str]:
    """What is said on stderr of a file that is trained on; stdout has the one line of the result."""
    assert cli.main(["train", "--data", str(path), "--epochs", "1"]) == 0
    out, err = capsys.readouterr()
    assert out.startswith("epoch 1 ")
    assert out.count("\n") == 1
    return err.splitlines()


def test_what_was_read_and_how_is_told(tmp_path: Path, capsys: Capture) -> None:
    path = tmp_path / "wine.csv"
    rows = "".join(f"{i},{i % 7},{['dry', 'sweet', 'old'][i % 3]};{'no' if i % 4 else 'yes'}\n" for i in range(60))
    path.write_text("id;acid;kind;good\n" + rows.replace(",", ";") + ";;;\n?;1;dry;no\n")
    arrays = importer_for(path).read(path)
    lines = told(capsys, path)
    assert lines[0] == "“wine.csv”: Table (.csv, .tsv, .txt)"
    assert [line.strip() for line in lines[1:7]] == [
        "Examples: 60", "Features: 5", "Task:     Classification, 2 classes", "Values:   0 … 59", "Target:   good",
        "Balance:  no: 45; yes: 15",
    ]  # fmt: skip
    assert lines[7:] == list(arrays.notes)
    assert any("left out because a value is missing" in line for line in lines)
    assert "“kind”: 3 texts became a column of 0 and 1 each." in lines


def test_values_to_predict_have_no_balance(tmp_path: Path, capsys: Capture) -> None:
    path = tmp_path / "rents.csv"
    path.write_text("a,b,rent\n" + "".join(f"{i % 9}.5,{i % 7},{i}.25\n" for i in range(60)))
    lines = told(capsys, path)
    assert "  Task:     Regression" in lines
    assert not any("Balance" in line for line in lines)
    assert "The target is learned with mean 0 and variance 1 over the training examples." in lines
    y = prepare(shelved(Table().read(path), Table(), path)).train.rows + 0.25  # type: ignore[operator]
    assert f"In what the network learns, 0 stands for {y.mean():.5g}, 1 for {y.std():.5g} more." in lines


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (["1,2,x"], "a single training example"),
        (["1,2,x", "3,4,x", "5,1,x"] * 5, "All training examples are of one class"),
        (["1,7,x", "3,7,z", "5,7,z"] * 5, "Always the same, so of no use: b."),
        ([f"{i},{i % 3},c{i}" for i in range(30)], "fewer training examples (24) than classes (30)"),
    ],
    ids=["one example", "one class", "a constant feature", "fewer than classes"],
)
def test_odd_data_are_explained(rows: list[str], words: str, tmp_path: Path, capsys: Capture) -> None:
    path = tmp_path / "odd.csv"
    path.write_text("a,b,y\n" + "\n".join(rows) + "\n")
    assert any(words in line for line in told(capsys, path))


def test_a_session_s_own_data_are_told_again(trained: Path, capsys: Capture) -> None:
    assert cli.main(["train", str(trained), "--data", "--epochs", "3"]) == 0
    assert capsys.readouterr().err.startswith("“points.csv”: Table (.csv, .tsv, .txt)\n  Examples: 70\n")


def test_of_light_images_it_is_told_how_they_are_normalized(tmp_path: Path, capsys: Capture) -> None:
    path, session = tmp_path / "light.npz", tmp_path / "light.ffnn"
    X = np.full((40, 8, 8), 255, np.uint8)
    X[:, 2:6, 3:5] = 30
    np.savez(path, X=X, y=np.arange(40) % 2)
    assert NOTE in told(capsys, path)
    command = ["train", "--data", str(path), "--epochs", "1", "--out", str(session)]
    assert cli.main(command) == 0
    trained = read_session(session).session
    write_session(session, replace(trained, config=trained.config.with_value("data.normalization", "min_max")))
    capsys.readouterr()
    assert cli.main(["train", str(session), "--data", "--epochs", "2"]) == 0
    assert NOTE not in capsys.readouterr().err
