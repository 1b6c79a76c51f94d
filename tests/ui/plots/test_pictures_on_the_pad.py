"""Pictures on the pad: brought in as the set's import does, or read as ink where the set is ink on other paper."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QGuiApplication, QImage, QPainter
from PySide6.QtTest import QTest

from ffnn_gui.data import Task
from ffnn_gui.data.framing import framing_of
from ffnn_gui.data.imported import shelved
from ffnn_gui.data.importing import ImportedArrays
from ffnn_gui.data.importing.formats.folder import Folder
from ffnn_gui.engine import ExperimentConfig, Trainer
from ffnn_gui.engine.losses import default_loss
from ffnn_gui.ui.plots.images import pictures
from ffnn_gui.ui.plots.kinds.try_it import TryItPlot
from ffnn_gui.ui.plots.trying.pad import KEPT, Pad
from tests.ui.plots.conftest import Show, look, train

RED, GREEN = (255, 0, 0), (0, 160, 0)


def trainer_of(arrays: ImportedArrays, recipe: Folder | None = None) -> Trainer:
    data = shelved(arrays, recipe or Folder(), Path("pictures"))
    return Trainer(ExperimentConfig().with_value("data", data).with_value("loss", default_loss(arrays.task)))


def imported(folder: Path, **options: object) -> Trainer:
    recipe = Folder.model_validate({"side": 16, **options})
    return trainer_of(recipe.read(folder), recipe)


@pytest.fixture
def photographs(tmp_path: Path) -> Path:
    """Pictures of all kinds: upright and not, transparent, grey, palette, with a camera's note, damaged by JPEG."""
    rng = np.random.default_rng(2)
    for name in ("cats", "dogs"):
        (tmp_path / "pets" / name).mkdir(parents=True)
        waves = np.sin(np.arange(90)[:, None, None] / 9 + rng.random(3) * 6) * np.cos(np.arange(140)[:, None] / 11)
        photo = Image.fromarray((127 + 100 * waves).astype(np.uint8))
        photo.save(tmp_path / "pets" / name / "plain.png")
        photo.rotate(90, expand=True).save(tmp_path / "pets" / name / "high.jpg", quality=80)
        note = Image.Exif()
        note[0x0112] = 6
        photo.save(tmp_path / "pets" / name / "turned.jpg", exif=note)
        photo.resize((700, 1100)).save(tmp_path / "pets" / name / "large.jpg")
        photo.convert("P").save(tmp_path / "pets" / name / "palette.gif")
        clear = photo.convert("RGBA")
        clear.putalpha(Image.fromarray(rng.integers(0, 256, (90, 140), dtype=np.uint8)))
        clear.save(tmp_path / "pets" / name / "clear.png")
    return tmp_path / "pets"


@pytest.fixture
def scans(tmp_path: Path) -> Path:
    """White strokes on black, as in MNIST, in a folder."""
    for name, across in (("left", 4), ("right", 18)):
        (tmp_path / "scans" / name).mkdir(parents=True)
        for row in range(4):
            scan = np.zeros((28, 28), np.uint8)
            scan[4 + row : 24 + row, across : across + 3] = 250
            Image.fromarray(scan).save(tmp_path / "scans" / name / f"{row}.png")
    return tmp_path / "scans"


def raw_of(plot: TryItPlot) -> np.ndarray:
    question = plot.question()
    assert question is not None
    return question.raw


def stroke(plot: TryItPlot, places: list[tuple[float, float]]) -> None:
    """A stroke at shares of the paper."""
    first, *others = places
    plot.pad.sketch.begin(*first)
    for place in others:
        plot.pad.sketch.extend(*place)
    plot.pad.drawn.emit()


def files_in(folder: Path) -> list[Path]:
    return sorted(folder.glob("*/*"))


# As the import does


@pytest.mark.parametrize("colour", ["grey", "colour"])
@pytest.mark.parametrize("fit", ["crop", "pad", "stretch"])
def test_a_training_file_is_that_training_image(colour: str, fit: str, photographs: Path, show: Show) -> None:
    trainer = imported(photographs, colour=colour, fit=fit)
    plot = show(TryItPlot, trainer)
    images, _ = trainer.data.config.generate(np.random.default_rng())
    for file, image in zip(files_in(photographs), images, strict=True):
        plot.pad.open(str(file))
        assert raw_of(plot).tolist() == image.tolist(), file.name


def test_a_training_file_of_ink_is_that_training_image(scans: Path, show: Show) -> None:
    trainer = imported(scans)
    plot = show(TryItPlot, trainer)
    images, _ = trainer.data.config.generate(np.random.default_rng())
    for file, image in zip(files_in(scans), images, strict=True):
        plot.pad.open(str(file))
        assert raw_of(plot).tolist() == image.tolist()


def test_ink_on_other_paper_is_framed(scans: Path, show: Show, tmp_path: Path) -> None:
    """A photograph of a pen's stroke on white paper, for a set of white on black."""
    picture(dark=True).save(str(tmp_path / "pen.png"))
    plot = show(TryItPlot, imported(scans))
    plot.pad.open(str(tmp_path / "pen.png"))
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


# Strokes over pictures


@pytest.mark.parametrize("colour", ["grey", "colour"])
def test_strokes_over_a_picture_reach_the_network(colour: str, photographs: Path, show: Show) -> None:
    trainer = imported(photographs, colour=colour)
    plot = show(TryItPlot, trainer)
    plot.pad.open(str(photographs / "cats" / "plain.png"))
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
    plot.pad.open(str(photographs / "cats" / "plain.png"))
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


# Pictures of ink


@pytest.fixture(scope="module")
def digits() -> Trainer:
    return train({"data": {"kind": "digits"}, "optimizer": {"kind": "adam"}}, epochs=15)[0]


def picture(dark: bool) -> QImage:
    image = QImage(300, 200, QImage.Format.Format_RGB32)
    image.fill(QColor("#eeeeee" if dark else "#111111"))
    painter = QPainter(image)
    painter.fillRect(140, 40, 20, 120, QColor("#111111" if dark else "#eeeeee"))
    painter.end()
    return image


@pytest.mark.parametrize("dark", [True, False])
def test_a_picture_of_ink_is_read(dark: bool, digits: Trainer, show: Show, tmp_path: Path) -> None:
    path = tmp_path / "one.png"
    picture(dark).save(str(path))
    plot = show(TryItPlot, digits)
    plot.pad.open(str(path))
    look(plot, digits)
    assert plot.reading().startswith("1, ")
    assert plot.bars.headline.endswith(" · picture")
    seen = plot.pad.grab().toImage()
    middle = plot.pad.place().center()
    assert seen.pixelColor(middle.toPoint()).lightness() < 60
    assert seen.pixelColor(int(middle.x() * 0.6), int(middle.y())).lightness() > 200
    plot.pad.undo()
    assert plot.pad.sketch.empty


def test_strokes_and_ink_are_framed_together(digits: Trainer, show: Show) -> None:
    plot = show(TryItPlot, digits)
    plot.pad.load(picture(dark=True))
    alone = raw_of(plot).reshape(8, 8)
    stroke(plot, [(0.1, 0.5), (0.9, 0.5)])
    both = raw_of(plot).reshape(8, 8)
    assert alone[4].argmax() in (3, 4)
    assert (both[3:5].max(axis=0) > 2).all()


def test_values_of_images_have_a_pad_too(show: Show) -> None:
    pixels = np.random.default_rng(0).integers(0, 256, (9, 64), dtype=np.uint8)
    arrays = ImportedArrays(pixels, np.linspace(0, 1, 9)[:, None], image_shape=(8, 8), max_pixel=255)
    trainer = trainer_of(arrays)
    assert TryItPlot.suits(trainer.data)
    plot = show(TryItPlot, trainer)
    stroke(plot, [(0.5, 0.1), (0.5, 0.9)])
    look(plot, trainer)
    assert plot.bars.headline.endswith(" · drawn")
    assert len(plot.bars.bars) == 1


# Ways in


def test_what_is_no_picture_is_told(digits: Trainer, show: Show, tmp_path: Path) -> None:
    path = tmp_path / "no.png"
    path.write_bytes(b"no picture")
    plot = show(TryItPlot, digits)
    told: list[str] = []
    plot.failed.connect(told.append)
    plot.pad.open(str(path))
    assert "no.png" in told[0]
    assert plot.pad.sketch.empty


def test_a_picture_is_pasted_with_the_key(digits: Trainer, show: Show) -> None:
    plot = show(TryItPlot, digits)
    told: list[str] = []
    plot.failed.connect(told.append)
    QGuiApplication.clipboard().clear()
    QTest.keyClick(plot.pad, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert told == ["There is no picture on the clipboard."]
    QGuiApplication.clipboard().setImage(picture(dark=True))
    QTest.keyClick(plot.pad, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert plot.pad.sketch.picture is not None
    assert len(told) == 1


def test_what_was_told_is_taken_back_by_the_next_picture(digits: Trainer, show: Show, tmp_path: Path) -> None:
    (tmp_path / "no.png").write_bytes(b"no picture")
    picture(dark=True).save(str(tmp_path / "yes.png"))
    plot = show(TryItPlot, digits)
    there: list[str] = []
    plot.failed.connect(there.append)
    plot.mended.connect(there.remove)
    plot.pad.open(str(tmp_path / "no.png"))
    QGuiApplication.clipboard().clear()
    plot.pad.paste()
    assert there == ["There is no picture on the clipboard."], "one at a time"
    plot.pad.open(str(tmp_path / "yes.png"))
    assert there == []
    plot.pad.open(str(tmp_path / "yes.png"))


def test_large_pictures_are_not_kept_whole(digits: Trainer, show: Show, tmp_path: Path) -> None:
    plot = show(TryItPlot, digits)
    large = QImage(3000, 1000, QImage.Format.Format_RGB32)
    large.fill(QColor("white"))
    large.save(str(tmp_path / "large.png"))
    ways: list[Callable[[], None]] = [lambda: plot.pad.open(str(tmp_path / "large.png")), lambda: plot.pad.load(large)]
    for way in ways:
        plot.pad.clear()
        way()
        kept = plot.pad.sketch.picture
        assert kept is not None
        assert kept.image.width() == KEPT
        assert kept.image.height() in (KEPT // 3, KEPT // 3 + 1)


def test_too_many_pixels_are_refused(digits: Trainer, show: Show, tmp_path: Path) -> None:
    plot = show(TryItPlot, digits)
    Image.new("1", (5000, 5000)).save(tmp_path / "huge.png")
    told: list[str] = []
    plot.failed.connect(told.append)
    plot.pad.open(str(tmp_path / "huge.png"))
    assert "more than 16 million pixels" in told[0]


def drop(pad: Pad, mime: QMimeData) -> bool:
    """Drag something over the pad, and drop it there if the pad takes it."""
    place, offered = pad.rect().center(), Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
    button, key = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier
    entering = QDragEnterEvent(place, offered, mime, button, key)
    entering.ignore()
    pad.dragEnterEvent(entering)
    if entering.isAccepted():
        dropped = QDropEvent(QPointF(place), offered, mime, button, key)
        dropped.setDropAction(Qt.DropAction.MoveAction)
        pad.dropEvent(dropped)
        # Who hears of a move deletes the file.
        assert dropped.dropAction() == Qt.DropAction.CopyAction
    return entering.isAccepted()


FILES = {
    "table.csv": b"x,y,class\n1,2,a\n3,4,b\n",
    "session.ffnn": b'{"format": 1}',
    "plain.json": b"{}",
    "words.txt": b"P1 is what this text begins with",
    "images.npz": b"PK\x03\x04",
}


@pytest.mark.parametrize("name", list(FILES))
def test_what_is_no_picture_is_left_to_the_window(name: str, digits: Trainer, show: Show, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(FILES[name])
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / name))])
    pad = show(TryItPlot, digits).pad
    assert not drop(pad, mime)
    assert pad.sketch.empty


def test_folders_and_words_are_left_to_the_window_too(digits: Trainer, show: Show, tmp_path: Path) -> None:
    pad, folder, words = show(TryItPlot, digits).pad, QMimeData(), QMimeData()
    folder.setUrls([QUrl.fromLocalFile(str(tmp_path))])
    words.setText("seven")
    assert not drop(pad, folder)
    assert not drop(pad, words)


def test_pictures_are_dropped(digits: Trainer, show: Show, tmp_path: Path) -> None:
    picture(dark=True).save(str(tmp_path / "one.png"))
    pad, file, image = show(TryItPlot, digits).pad, QMimeData(), QMimeData()
    file.setUrls([QUrl.fromLocalFile(str(tmp_path / "one.png"))])
    image.setImageData(picture(dark=False))
    for mime in (file, image):
        assert drop(pad, mime)
        assert pad.sketch.picture is not None
        pad.clear()


def test_sets_of_colours_are_framed_by_their_mean() -> None:
    task = Task("classification", 48, ("a", "b"), image_shape=(4, 4), max_pixel=255, channels=3)
    assert framing_of(np.full((5, 48), 255), task).light


def test_a_press_on_a_picture_draws_over_it(photographs: Path, show: Show) -> None:
    plot = show(TryItPlot, imported(photographs, colour="colour"))
    plot.pad.open(str(photographs / "dogs" / "plain.png"))
    before = raw_of(plot).tolist()
    QTest.mouseClick(plot.pad, Qt.MouseButton.LeftButton, pos=plot.pad.place().center().toPoint())
    assert raw_of(plot).tolist() != before
    QTest.mouseClick(plot.pad, Qt.MouseButton.LeftButton, pos=QPoint(1, 0))
    plot.pad.undo()
    assert raw_of(plot).tolist() == before
