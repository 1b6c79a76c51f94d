"""The look: readable and told apart by all, the same by meaning in light and dark, and scaled as a whole."""

from collections.abc import Iterator
from dataclasses import fields
from itertools import combinations

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QIcon, QImage, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QSlider
from pytestqt.qtbot import QtBot

from ffnn_gui.resources import resource
from ffnn_gui.ui.theme import (
    DARK,
    DIVERGING,
    LIGHT,
    MUTED,
    SEQUENTIAL,
    WRONG,
    Metrics,
    Theme,
    ThemeManager,
    apply_theme,
    contrast,
    icon,
    luminance,
    mixed,
    palette_of,
)
from ffnn_gui.ui.theme.colours import channels

THEMES = [pytest.param(LIGHT, id="light"), pytest.param(DARK, id="dark")]

# How colours look to people without one kind of cone (Machado, Oliveira and Fernandes 2009, severity 1), linear RGB.
VISION = {
    "all cones": np.eye(3),
    "no red cones": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "no green cones": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
    "no blue cones": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]],
}
TO_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
WHITE = np.array([0.9505, 1.0, 1.089])


@pytest.fixture
def app(qapp: QApplication) -> Iterator[QApplication]:
    """The application, whose look is put back afterwards."""
    palette, font = qapp.palette(), qapp.font()
    yield qapp
    qapp.styleHints().unsetColorScheme()
    qapp.setStyleSheet("")
    qapp.setPalette(palette)
    qapp.setFont(font)


def lab(colour: str, vision: str) -> NDArray[np.float64]:
    """CIE L*a*b* of a colour as somebody with that vision has it."""
    share = np.array(channels(colour)) / 255
    linear = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    seen = np.clip(np.asarray(VISION[vision]) @ linear, 0, 1)
    x, y, z = np.cbrt(np.maximum(TO_XYZ @ seen / WHITE, 0.008856))
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def smallest_difference(colours: tuple[str, ...], vision: str) -> float:
    seen = [lab(colour, vision) for colour in colours]
    return min(float(np.linalg.norm(one - other)) for one, other in combinations(seen, 2))


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert luminance("#ff0000") == pytest.approx(0.2126)
    assert mixed("#000000", "#ff8040", 0.5) == "#804020"


@pytest.mark.parametrize("colour", ["red", "#fff", "1234567", "#12345g"])
def test_what_is_no_colour_is_refused(colour: str) -> None:
    with pytest.raises(ValueError, match=r"rrggbb|invalid literal"):
        channels(colour)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("text", ["text", "text_muted", "accent", "wrong"])
@pytest.mark.parametrize("ground", ["window", "surface", "surface_alt"])
def test_texts_can_be_read_on_every_ground(theme: Theme, text: str, ground: str) -> None:
    assert contrast(getattr(theme, text), getattr(theme, ground)) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
def test_marks_and_lines_can_be_seen(theme: Theme) -> None:
    lines = [getattr(theme, field.name) for field in fields(theme) if field.name.startswith("series_")]
    assert all(contrast(colour, theme.surface) >= 3 for colour in (*lines, theme.negative, theme.positive))
    assert all(contrast(colour, theme.surface) >= 1.9 for colour in theme.class_colours)
    assert contrast(theme.accent, theme.accent_text) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("vision", VISION)
def test_classes_and_series_are_told_apart_by_colour_blind_viewers(theme: Theme, vision: str) -> None:
    series = (theme.series_training, theme.series_validation, theme.series_test, theme.series_penalty)
    assert smallest_difference(theme.class_colours, vision) > 20
    assert smallest_difference(series, vision) > 14
    assert smallest_difference((theme.negative, theme.positive), vision) > 60


def brightness(table: NDArray[np.uint8]) -> NDArray[np.float64]:
    return np.array([luminance(QColor(*map(int, row)).name()) for row in table])


@pytest.mark.parametrize("table", [DIVERGING, SEQUENTIAL])
def test_colour_maps_are_shared_tables_of_256_opaque_colours(table: NDArray[np.uint8]) -> None:
    assert (table.shape, table.dtype) == ((256, 4), np.uint8)
    assert (table[:, 3] == 255).all()
    with pytest.raises(ValueError, match="read-only"):
        table[0, 0] = 1


def test_the_sequential_map_only_gets_brighter() -> None:
    assert (np.diff(brightness(SEQUENTIAL[::5])) > 0).all()  # rounding to 8 bits is felt from one to the next


def test_the_signed_map_goes_from_orange_by_white_to_blue() -> None:
    shades = brightness(DIVERGING)
    assert (np.diff(shades[:128:5]) > 0).all()
    assert (np.diff(shades[128::5]) < 0).all()
    assert DIVERGING[127:129, :3].min() > 235
    assert DIVERGING[0, 0] > DIVERGING[0, 1] > DIVERGING[0, 2]
    assert DIVERGING[-1, 0] < DIVERGING[-1, 1] < DIVERGING[-1, 2]


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_everything_grows_with_the_scale(app: QApplication, scale: float) -> None:
    one, metrics = Metrics(), Metrics(scale)
    assert metrics.gap == round(8 * scale)
    assert metrics.icon == round(20 * scale)
    assert metrics.points("small") < metrics.points("body") < metrics.points("title")
    assert metrics.points("body") == pytest.approx(scale * one.points("body"), abs=0.1)
    assert metrics.font("title").pointSizeF() == pytest.approx(metrics.points("title"), abs=0.1)


@pytest.mark.parametrize("scale", [0.5, 2.5])
def test_a_scale_out_of_range_is_refused(app: QApplication, scale: float) -> None:
    with pytest.raises(ValueError, match="from 1 to 2"):
        apply_theme(app, LIGHT, scale)


@pytest.mark.parametrize("theme", THEMES)
def test_a_theme_reaches_palette_style_and_widgets(app: QApplication, qtbot: QtBot, theme: Theme) -> None:
    apply_theme(app, theme, 1.5)
    assert app.palette().color(QPalette.ColorRole.Window).name() == theme.window
    assert app.palette().color(MUTED).name() == theme.text_muted
    assert app.palette().color(WRONG).name() == theme.wrong
    assert app.font().pointSizeF() == pytest.approx(Metrics(1.5).points("body"), abs=0.1)
    label = QLabel("wrong")
    label.setProperty("role", "problem")
    qtbot.addWidget(label)
    label.ensurePolished()
    assert label.palette().color(QPalette.ColorRole.WindowText).name() == theme.wrong


def test_disabled_texts_are_fainter() -> None:
    palette = palette_of(LIGHT)
    faint = palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text).name()
    assert contrast(faint, LIGHT.surface) < contrast(LIGHT.text_muted, LIGHT.surface)


@pytest.mark.parametrize("theme", THEMES)
def test_a_slider_shows_its_value_and_its_focus_in_the_accent(app: QApplication, qtbot: QtBot, theme: Theme) -> None:
    apply_theme(app, theme)
    slider = QSlider(Qt.Orientation.Horizontal)
    slider.setValue(50)
    slider.resize(200, 24)
    qtbot.addWidget(slider)
    slider.show()
    qtbot.waitExposed(slider)
    slider.activateWindow()
    slider.clearFocus()
    qtbot.waitUntil(lambda: not slider.hasFocus())
    quiet = accents(slider.grab().toImage(), theme)
    slider.setFocus()
    qtbot.waitUntil(slider.hasFocus)
    assert 0 < quiet < accents(slider.grab().toImage(), theme)


def accents(image: QImage, theme: Theme) -> int:
    pixels = [image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())]
    return pixels.count(theme.accent)


def test_the_manager_tells_a_change_once_and_only_then(app: QApplication, qtbot: QtBot) -> None:
    manager = ThemeManager(app, "light")
    with qtbot.waitSignal(manager.changed):
        manager.set_preference("dark")
    assert manager.theme is DARK
    with qtbot.waitSignal(manager.changed):
        manager.set_scale(9)
    assert manager.metrics == Metrics(2.0)
    with qtbot.assertNotEmitted(manager.changed):
        manager.set_preference("dark")
        manager.set_scale(2.0)
    manager.deleteLater()


def test_the_manager_follows_the_system_until_told_otherwise(app: QApplication) -> None:
    manager = ThemeManager(app)
    system = app.styleHints().colorScheme()
    assert manager.theme is (DARK if system == Qt.ColorScheme.Dark else LIGHT)
    manager.set_preference("dark")
    assert app.palette().color(QPalette.ColorRole.Window).name() == DARK.window
    manager.set_preference("system")
    assert manager.theme is (DARK if system == Qt.ColorScheme.Dark else LIGHT)
    manager.deleteLater()


def ink(picture: QIcon, mode: QIcon.Mode = QIcon.Mode.Normal, edge: int = 48) -> str:
    """The colour of the most opaque pixel of an icon."""
    image = picture.pixmap(QSize(edge, edge), 1.0, mode).toImage()
    assert (image.width(), image.height()) == (edge, edge)
    pixels = [image.pixelColor(x, y) for x in range(edge) for y in range(edge)]
    return max(pixels, key=QColor.alpha).name()


@pytest.mark.parametrize("path", sorted(resource("icons").glob("*.svg")), ids=lambda path: path.stem)
def test_every_icon_can_be_drawn_in_any_colour(app: QApplication, path: object) -> None:
    name = getattr(path, "stem", "")
    assert ink(icon(name, "#123456")) == "#123456"


def test_icons_follow_the_theme_and_fade_when_disabled(app: QApplication) -> None:
    picture = icon("play")
    for theme in (LIGHT, DARK):
        apply_theme(app, theme)
        assert ink(picture) == theme.text
        assert contrast(ink(picture, QIcon.Mode.Disabled), theme.surface) < contrast(theme.text, theme.surface)


def test_icons_are_as_sharp_as_the_screen(app: QApplication) -> None:
    pixmap = icon("play").pixmap(QSize(24, 24), 2.0)
    assert (pixmap.width(), pixmap.devicePixelRatio()) == (48, 2.0)


def test_a_missing_icon_is_an_error(app: QApplication) -> None:
    with pytest.raises(FileNotFoundError, match=r"icons/no-such-icon\.svg"):
        icon("no-such-icon")
