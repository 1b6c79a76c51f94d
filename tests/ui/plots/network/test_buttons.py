"""The buttons in the network's picture are there as long as there is room for them, and touch nothing then."""

from itertools import combinations

import pytest
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter
from PySide6.QtWidgets import QApplication

from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.plots.network.anatomy import anatomy_of
from ffnn_gui.ui.plots.network.buttons import REACH, Button
from ffnn_gui.ui.plots.network.scene import Scene
from ffnn_gui.ui.theme import LIGHT, Metrics
from tests.ui.plots.network.conftest import hidden, trainer_of

SIZE = (530, 385)
"""What the network's picture has in a window of 1280 by 800."""


def scene_of(layers: int, scale: float = 1.0) -> Scene:
    """Layers of 12 units with all captions that there are."""
    trainer = trainer_of(network=hidden(*[12] * layers, dropout=0.3))
    width, height = SIZE
    return Scene(anatomy_of(trainer.data, trainer.config), Look(LIGHT, Metrics(scale)), width * scale, height * scale)


def is_painted(scene: Scene, button: Button) -> bool:
    """Whether a button is there while nothing is pointed at."""
    image = QImage(2 * SIZE[0], 2 * SIZE[1], QImage.Format.Format_RGB32)
    image.fill(QColor(LIGHT.surface))
    painter = QPainter(image)
    scene.paint_still(painter)
    painter.end()
    return image.pixelColor(button.rect.center().toPoint()) != QColor(LIGHT.surface)


def lasting(scene: Scene) -> list[Button]:
    return [button for button in scene.buttons if button.action != "remove"]


@pytest.mark.parametrize("scale", [1.0, 1.25])
@pytest.mark.parametrize("layers", [1, 2, 3, 4, 5])
def test_buttons_are_there_and_touch_nothing(layers: int, scale: float, qapp: QApplication) -> None:
    scene = scene_of(layers, scale)
    buttons = lasting(scene)
    assert len(buttons) == 3 * layers + 1
    assert all(is_painted(scene, button) for button in buttons)
    for one, other in combinations(buttons, 2):
        assert not one.rect.adjusted(-REACH, -REACH, REACH, REACH).intersects(other.rect)
    line = QFontMetricsF(scene.look.metrics.font("small")).height()
    if layers > 3:
        assert min(button.rect.top() for button in buttons) >= 3 * line
    for fewer, more in zip(buttons[: 2 * layers : 2], buttons[1 : 2 * layers : 2], strict=True):
        digits = QFontMetricsF(scene.look.metrics.font("small")).horizontalAdvance("128")
        assert more.rect.left() - fewer.rect.right() >= digits


def test_where_they_would_touch_they_wait_for_the_pointer(qapp: QApplication) -> None:
    scene = scene_of(9)
    assert not any(is_painted(scene, button) for button in lasting(scene) if button.action == "add")
