"""Taking plots out of the window: files are whole or as they were, and each attempt says how it went."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from ffnn_gui.ui.plots import export
from ffnn_gui.ui.plots.export import Table, save_csv
from ffnn_gui.ui.plots.kinds.loss import LossPlot
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.theme import LIGHT, Metrics

ENDINGS = [".png", ".svg", ".csv"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder."""
    folder = tmp_path / "plots"
    folder.mkdir()
    return folder


@pytest.fixture
def plot(qtbot: QtBot) -> LossPlot:
    plot = LossPlot(Look(LIGHT, Metrics()))
    qtbot.addWidget(plot)
    plot.resize(200, 150)
    return plot


@pytest.fixture
def told(plot: LossPlot) -> list[tuple[str, str]]:
    """What the plot has said, and what has failed."""
    told: list[tuple[str, str]] = []
    plot.said.connect(lambda text: told.append(("said", text)))
    plot.failed.connect(lambda text: told.append(("failed", text)))
    return told


def choose(plot: LossPlot, ending: str, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Click on the menu's entry for an ending and choose a file."""
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    next(action for action in plot.header.menu.actions() if action.data() == ending).trigger()


def test_an_old_file_stays_when_rows_fail(folder: Path) -> None:
    def rows() -> Iterator[tuple[int]]:
        yield (1,)
        raise RuntimeError("planted")

    path = folder / "plot.csv"
    path.write_text("old")
    with pytest.raises(RuntimeError, match="planted"):
        save_csv(Table(("x",), rows()), path)
    assert path.read_text() == "old"


def test_inputs_are_named_plainly(folder: Path) -> None:
    save_csv(Table(("part", "x₁", "x₁₂", "H₂O"), [("x₂", 1.5, 2, "x₁ + x₂")]), folder / "plot.csv")
    expected = [["part", "x1", "x12", "H₂O"], ["x2", "1.5", "2", "x₁ + x₂"]]
    assert [line.split(",") for line in (folder / "plot.csv").read_text().splitlines()] == expected


@pytest.mark.parametrize("ending", ENDINGS)
def test_an_old_file_stays_when_the_disk_fails(
    plot: LossPlot, ending: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError("planted")

    path = folder / f"plot{ending}"
    path.write_text("old")
    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(OSError, match="planted"):
        plot.save(path)
    assert path.read_text() == "old"
    assert list(folder.iterdir()) == [path]


@pytest.mark.parametrize("save", [export.save_png, lambda widget, path: export.save_svg(widget, path, "")])
def test_the_screen_looks_as_before_when_drawing_fails(
    save: object, plot: LossPlot, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("planted")

    width = plot._pointer.pen.widthF()
    monkeypatch.setattr(plot, "render", fail)
    with pytest.raises(RuntimeError, match="planted"):
        save(plot, folder / "plot")  # type: ignore[operator]
    assert plot._pointer.pen.widthF() == width
    assert not list(folder.iterdir())


def test_no_memory_for_a_picture_is_told(
    plot: LossPlot, told: list[tuple[str, str]], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export.QPainter, "begin", lambda *_: False)
    plot.copy_picture()
    choose(plot, ".png", folder / "loss.png", monkeypatch)
    assert [kind for kind, _ in told] == ["failed", "failed"]
    assert not list(folder.iterdir())


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize(
    ("typed", "written"), [("loss", "loss*"), ("loss v1.2", "loss v1.2*"), ("loss.", "loss.*"), ("loss*", "loss*")]
)
def test_a_name_gets_the_ending_that_it_lacks(
    typed: str, written: str, ending: str, plot: LossPlot, told: list[tuple[str, str]],
    folder: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    choose(plot, ending, folder / typed.replace("*", ending), monkeypatch)
    name = written.replace("*", ending)
    assert [path.name for path in folder.iterdir()] == [name]
    assert told == [("said", f"Saved {name}")]


def test_a_large_ending_is_an_ending(
    plot: LossPlot, told: list[tuple[str, str]], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(plot, ".png", folder / "x.PNG", monkeypatch)
    assert QImage(str(folder / "x.PNG")).width() == 2 * plot.width()
    assert told == [("said", "Saved x.PNG")]


def test_a_file_that_the_dialog_did_not_ask_about_is_not_replaced(
    plot: LossPlot, told: list[tuple[str, str]], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "loss v1.2.csv").write_text("old")
    choose(plot, ".csv", folder / "loss v1.2", monkeypatch)
    assert (folder / "loss v1.2.csv").read_text() == "old"
    assert [kind for kind, _ in told] == ["failed"]


@pytest.mark.parametrize("ending", ENDINGS)
def test_what_cannot_be_written_is_told(
    plot: LossPlot, told: list[tuple[str, str]], ending: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(plot, ending, folder / "missing" / f"loss{ending}", monkeypatch)
    assert [kind for kind, _ in told] == ["failed"]
    assert f"“loss{ending}” was not saved" in told[0][1]


def test_no_choice_writes_and_says_nothing(
    plot: LossPlot, told: list[tuple[str, str]], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    next(action for action in plot.header.menu.actions() if action.data() == ".png").trigger()
    assert told == []


def _pixels(plot: LossPlot, times: float = 1) -> QImage:
    return export.picture(plot, times)


def test_a_picture_has_no_menu_button_and_the_screen_still_does(plot: LossPlot) -> None:
    plot.show()
    with_button = plot.grab().toImage()
    place = plot.header.button.mapTo(plot, plot.header.button.rect().center())
    around = {with_button.pixelColor(place.x() + dx, place.y()).name() for dx in range(-6, 7)}
    assert len(around) > 1  # its dots
    taken = _pixels(plot)
    assert len({taken.pixelColor(place.x() + dx, place.y()).name() for dx in range(-6, 7)}) == 1
    assert plot.header.button.isVisible()
    assert plot.grab().toImage() == with_button
