"""Pictures on the pad: brought in as the set's import does, or read as ink where the set is ink on other paper."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QTest

from ffnn_gui.data import Task
from ffnn_gui.data.framing import framing_of
from ffnn_gui.data.importing import ImportedArrays
from ffnn_gui.data.importing.formats.folder import Folder
from ffnn_gui.ui.plots.images import pictures
from ffnn_gui.ui.plots.kinds.try_it import TryItPlot
from tests.ui.plots.conftest import Show
from tests.ui.plots.trying.conftest import imported, opened, picture, raw_of, stroke, trainer_of

RED, GREEN = (255, 0, 0), (0, 160, 0)


def files_in(folder: Path) -> list[Path]:
    return sorted(folder.glob("*/*"))


@pytest.mark.parametrize("colour", ["grey", "colour"])
@pytest.mark.parametrize("fit", ["crop", "pad", "stretch"])
def test_a_training_file_is_that_training_image(colour: str, fit: str, photographs: Path, show: Show) -> None:
    trainer = imported(photographs, colour=colour, fit=fit)
    plot = show(TryItPlot, trainer)
    images, _ = trainer.data.config.generate(np.random.default_rng())
    for file, image in zip(files_in(photographs), images, strict=True):
        opened(plot.pad, file)
        assert raw_of(plot).tolist() == image.tolist(), file.name


def test_a_training_file_of_ink_is_that_training_image(scans: Path, show: Show) -> None:
    trainer = imported(scans)
    plot = show(TryItPlot, trainer)
    images, _ = trainer.data.config.generate(np.random.default_rng())
    for file, image in zip(files_in(scans), images, strict=True):
        opened(plot.pad, file)
        assert raw_of(plot).tolist() == image.tolist()


@pytest.mark.parametrize("colour", ["grey", "colour"])
def test_a_picture_of_a_set_of_fractions_is_that_image(colour: str, photographs: Path, show: Show) -> None:
    recipe = Folder(side=16, colour=colour)
    files = recipe.read(photographs)
    trainer = trainer_of(replace(files, X=(files.X / 255).astype(np.float32), max_pixel=1), recipe)
    plot = show(TryItPlot, trainer)
    for file, image in zip(files_in(photographs), files.X, strict=True):
        opened(plot.pad, file)
        assert raw_of(plot) == pytest.approx(image / 255, abs=1e-6), file.name


def test_a_drawing_for_a_set_of_fractions_has_greys(scans: Path, show: Show) -> None:
    """As for the same images in whole numbers, but for the rounding."""
    files = Folder(side=16).read(scans)
    drawn = []
    for arrays in (files, replace(files, X=(files.X / 255).astype(np.float32), max_pixel=1)):
        plot = show(TryItPlot, trainer_of(arrays))
        stroke(plot, [(0.3, 0.2), (0.7, 0.2), (0.45, 0.85)])
        drawn.append(raw_of(plot))
    assert len(np.unique(drawn[0])) > 20
    assert drawn[1] == pytest.approx(drawn[0] / 255, abs=0.51 / 255)


def test_ink_on_other_paper_is_framed(scans: Path, show: Show, tmp_path: Path) -> None:
    """A photograph of a pen's stroke on white paper, for a set of white on black."""
    picture(dark=True).save(str(tmp_path / "pen.png"))
    plot = show(TryItPlot, imported(scans))
    opened(plot.pad, tmp_path / "pen.png")
    image = raw_of(plot).reshape(16, 16)
    assert image[[0, -1]].max() == 0
    assert image[5:11].max(axis=1).min() > 100


@pytest.mark.parametrize("light", [True, False])
def test_a_pasted_picture_is_cut_like_the_files(light: bool, photographs: Path, show: Show) -> None:
    plot = show(TryItPlot, imported(photographs, colour="colour"))
    image = QImage(300, 100, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.fillRect(100, 0, 50, 100, QColor(*GREEN))
    painter.fillRect(0, 0, 90, 100, QColor(*RED))
    painter.end()
    plot.pad.load(image)
    pixels = raw_of(plot).reshape(16, 16, 3)
    assert pixels[8, 3].tolist() == list(GREEN)
    assert pixels[8, 12].tolist() == [0, 0, 0]
    assert (pixels[..., 0] < 60).all()


def test_images_that_are_not_square_are_cut_to_their_shape(show: Show) -> None:
    pixels = np.random.default_rng(0).integers(40, 200, (9, 6 * 12 * 3), dtype=np.uint8)
    arrays = ImportedArrays(pixels, np.arange(9) % 2, ("a", "b"), image_shape=(6, 12), channels=3, max_pixel=255)
    plot = show(TryItPlot, trainer_of(arrays))
    image = QImage(240, 240, QImage.Format.Format_RGB32)
    image.fill(QColor(*RED))
    painter = QPainter(image)
    painter.fillRect(0, 60, 120, 120, QColor(*GREEN))
    painter.end()
    plot.pad.load(image)
    taken = raw_of(plot).reshape(6, 12, 3)
    assert taken[3, 2].tolist() == list(GREEN)
    assert taken[3, 9].tolist() == list(RED)
    assert plot.pad.place().width() == pytest.approx(2 * plot.pad.place().height())


@pytest.mark.parametrize("colour", ["grey", "colour"])
def test_strokes_over_a_picture_reach_the_network(colour: str, photographs: Path, show: Show) -> None:
    trainer = imported(photographs, colour=colour)
    plot = show(TryItPlot, trainer)
    opened(plot.pad, photographs / "cats" / "plain.png")
    before = raw_of(plot).reshape(16, 16, -1)
    stroke(plot, [(0.1, 0.5), (0.9, 0.5)])
    after = raw_of(plot).reshape(16, 16, -1)
    assert np.abs(after[7:9] - before[7:9]).mean() > 40
    assert (after[[0, 1, 2, -3, -2, -1]] == before[[0, 1, 2, -3, -2, -1]]).all()


@pytest.mark.parametrize("colour", ["grey", "colour"])
def test_photographs_are_shown_as_they_are(colour: str, photographs: Path) -> None:
    data = imported(photographs, colour=colour).data
    shown = pictures(data.train.raw[:1], data)[0]
    asked = data.train.raw[0].reshape(16, 16, -1)
    for row, column in np.ndindex(16, 16):
        pixel = shown.pixelColor(column, row).getRgb()[: asked.shape[2]]
        assert pixel == tuple(asked[row, column].tolist())


@pytest.mark.parametrize("light", [True, False])
def test_ink_is_shown_dark_on_light(light: bool, scans: Path) -> None:
    if light:
        for file in files_in(scans):
            Image.fromarray(255 - np.asarray(Image.open(file))).save(file)
    data = imported(scans).data
    shown = pictures(data.train.raw[:1], data)[0]
    assert shown.pixelColor(0, 0).lightness() == 255
    assert min(shown.pixelColor(x, 8).lightness() for x in range(16)) < 60


def test_what_is_painted_is_what_is_asked_about(photographs: Path, show: Show) -> None:
    plot = show(TryItPlot, imported(photographs, colour="colour"))
    plot.resize(700, 600)
    opened(plot.pad, photographs / "cats" / "plain.png")
    stroke(plot, [(0.2, 0.2), (0.8, 0.8)])
    place = plot.pad.place()
    seen = plot.pad.grab(place.toRect().adjusted(1, 1, -1, -1)).toImage().convertToFormat(QImage.Format.Format_RGB888)
    smooth = Qt.TransformationMode.SmoothTransformation
    small = seen.scaled(16, 16, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
    pixels = [small.pixelColor(x, y).getRgb()[:3] for y in range(16) for x in range(16)]
    asked = raw_of(plot).reshape(-1, 3)
    assert np.abs(np.array(pixels) - asked).mean() < 8


def test_on_photographs_strokes_stay_where_they_are(photographs: Path, show: Show) -> None:
    plot = show(TryItPlot, imported(photographs))
    stroke(plot, [(0.1, 0.1), (0.1, 0.3)])
    image = raw_of(plot).reshape(16, 16)
    paper = image[-1, -1]
    assert image[2, 1] != paper
    assert (image[:, 8:] == paper).all()
    assert (image[8:] == paper).all()


def test_a_set_of_photographs_is_told_from_one_of_ink(photographs: Path, scans: Path, show: Show) -> None:
    for folder, ink in ((photographs, False), (scans, True)):
        task = imported(folder).data
        framing = framing_of(task.train.raw, task.task)
        assert framing.ink is ink
        assert (framing.box is not None) is ink


def test_sets_of_colours_are_framed_by_their_mean() -> None:
    task = Task("classification", 48, ("a", "b"), image_shape=(4, 4), max_pixel=255, channels=3)
    assert framing_of(np.full((5, 48), 255), task).light


def test_a_press_on_a_picture_draws_over_it(photographs: Path, show: Show) -> None:
    plot = show(TryItPlot, imported(photographs, colour="colour"))
    opened(plot.pad, photographs / "dogs" / "plain.png")
    before = raw_of(plot).tolist()
    QTest.mouseClick(plot.pad, Qt.MouseButton.LeftButton, pos=plot.pad.place().center().toPoint())
    assert raw_of(plot).tolist() != before
    QTest.mouseClick(plot.pad, Qt.MouseButton.LeftButton, pos=QPoint(1, 0))
    plot.pad.undo()
    assert raw_of(plot).tolist() == before
