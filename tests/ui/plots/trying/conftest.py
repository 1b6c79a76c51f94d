"""Networks to be tried, pictures for them, and what is asked about."""

import time
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QTest

from ffnn_gui.data.imported import shelved
from ffnn_gui.data.importing import ImportedArrays
from ffnn_gui.data.importing.formats.folder import Folder
from ffnn_gui.engine import ExperimentConfig, Trainer
from ffnn_gui.engine.losses import default_loss
from ffnn_gui.ui.plots.kinds.try_it import TryItPlot
from ffnn_gui.ui.plots.trying.pad import Pad
from tests.ui.plots.conftest import train

LEFT = Qt.MouseButton.LeftButton
LONG = 20.0  # seconds that nothing takes


@pytest.fixture(scope="module")
def digits() -> Trainer:
    return train({"data": {"kind": "digits"}, "optimizer": {"kind": "adam"}}, epochs=15)[0]


@pytest.fixture(scope="module")
def points() -> Trainer:
    return train({"data": {"kind": "circle"}}, epochs=3)[0]


@pytest.fixture(scope="module")
def values() -> Trainer:
    return train({"data": {"kind": "bumps"}}, epochs=3)[0]


def raw_of(plot: TryItPlot) -> np.ndarray:
    """What is asked about."""
    question = plot.question()
    assert question is not None
    return question.raw


def draw_one(plot: TryItPlot, across: float = 0.5) -> None:
    """A vertical stroke with the mouse."""
    paper = plot.pad.place()
    places = [QPointF(paper.left() + across * paper.width(), paper.top() + y * paper.height()) for y in (0.2, 0.5, 0.8)]
    QTest.mousePress(plot.pad, LEFT, pos=places[0].toPoint())
    for place in places[1:]:
        plot.pad.dragged.emit(place)
    QTest.mouseRelease(plot.pad, LEFT, pos=places[-1].toPoint())


def stroke(plot: TryItPlot, places: list[tuple[float, float]]) -> None:
    """A stroke at shares of the paper."""
    first, *others = places
    plot.pad.sketch.begin(*first)
    for place in others:
        plot.pad.sketch.extend(*place)
    plot.pad.drawn.emit()


def settled(pad: Pad) -> None:
    """Wait until no picture is being read."""
    end = time.monotonic() + LONG
    while pad.reading and time.monotonic() < end:
        QTest.qWait(1)
    assert not pad.reading


def opened(pad: Pad, path: Path) -> None:
    """Open a picture, and wait until it is there or refused."""
    pad.open(str(path))
    settled(pad)


def picture(dark: bool) -> QImage:
    image = QImage(300, 200, QImage.Format.Format_RGB32)
    image.fill(QColor("#eeeeee" if dark else "#111111"))
    painter = QPainter(image)
    painter.fillRect(140, 40, 20, 120, QColor("#111111" if dark else "#eeeeee"))
    painter.end()
    return image


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
