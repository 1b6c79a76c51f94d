"""Pictures of ink are read as drawings are; they are opened, pasted and dropped, and what is no picture is told."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest

from ffnn_gui.data.importing import ImportedArrays
from ffnn_gui.engine import Trainer
from ffnn_gui.ui.plots.kinds.try_it import TryItPlot
from ffnn_gui.ui.plots.trying.pad import Pad
from ffnn_gui.ui.plots.trying.reading import KEPT
from tests.ui.plots.conftest import Show, look
from tests.ui.plots.trying.conftest import opened, picture, raw_of, settled, stroke, trainer_of


@pytest.mark.parametrize("dark", [True, False])
def test_a_picture_of_ink_is_read(dark: bool, digits: Trainer, show: Show, tmp_path: Path) -> None:
    path = tmp_path / "one.png"
    picture(dark).save(str(path))
    plot = show(TryItPlot, digits)
    opened(plot.pad, path)
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


def test_what_is_no_picture_is_told(digits: Trainer, show: Show, tmp_path: Path) -> None:
    path = tmp_path / "no.png"
    path.write_bytes(b"no picture")
    plot = show(TryItPlot, digits)
    told: list[str] = []
    plot.failed.connect(told.append)
    opened(plot.pad, path)
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
    opened(plot.pad, tmp_path / "no.png")
    QGuiApplication.clipboard().clear()
    plot.pad.paste()
    assert there == ["There is no picture on the clipboard."], "one at a time"
    opened(plot.pad, tmp_path / "yes.png")
    assert there == []
    opened(plot.pad, tmp_path / "yes.png")


def test_large_pictures_are_not_kept_whole(digits: Trainer, show: Show, tmp_path: Path) -> None:
    plot = show(TryItPlot, digits)
    large = QImage(3000, 1000, QImage.Format.Format_RGB32)
    large.fill(QColor("white"))
    large.save(str(tmp_path / "large.png"))
    ways: list[Callable[[], None]] = [lambda: opened(plot.pad, tmp_path / "large.png"), lambda: plot.pad.load(large)]
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
    opened(plot.pad, tmp_path / "huge.png")
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
        settled(pad)
        assert pad.sketch.picture is not None
        pad.clear()
