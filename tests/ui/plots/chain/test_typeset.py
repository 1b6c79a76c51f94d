"""Formulas are typeset once, painted sharp, and are plain text while they are not ready or cannot be set."""

import re
import subprocess
import sys

import pytest
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot
from ziamath.nodes import Mnode
from ziamath.zmath import Latex

from ffnn_gui.ui.plots.chain import typeset
from ffnn_gui.ui.plots.chain.latex import to_svg
from ffnn_gui.ui.plots.chain.plain import plain
from ffnn_gui.ui.plots.chain.typeset import Typesetter, drawing

FRACTION = r"\frac{\partial L}{\partial w^{(1)}_{2,3}}"
BROKEN = r"\frac{"


@pytest.fixture
def formulas(qapp: object) -> Typesetter:
    return Typesetter()


def painted(formulas: Typesetter, latex: str, em: float = 20, colour: str = "#c00000", times: int = 1) -> QImage:
    image = QImage(160 * times, 80 * times, QImage.Format.Format_ARGB32)
    image.setDevicePixelRatio(times)
    image.fill(QColor("white"))
    painter = QPainter(image)
    formulas.paint(painter, latex, 10, 45, em, colour)
    painter.end()
    return image


def ink(image: QImage) -> int:
    white = QColor("white").rgb()
    return sum(image.pixel(x, y) != white for x in range(image.width()) for y in range(image.height()))


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (FRACTION, "∂L/∂w⁽¹⁾₂ ₃"),
        (r"f'(z^{(2)}_{1})", "f'(z⁽²⁾₁)"),
        (r"\delta^{(3)}", "δ⁽³⁾"),
        (r"L = -\ln (1 - p)", "L = -ln (1 - p)"),
        (r"\sum_k w_k", "Σ_k w_k"),
        ("x_{21}", "x₂₁"),
    ],
)
def test_a_formula_has_a_plain_text(latex: str, text: str) -> None:
    assert plain(latex) == text


def test_a_formula_is_typeset_once() -> None:
    assert drawing(FRACTION).startswith("<svg")
    assert drawing(FRACTION) is drawing(FRACTION)
    assert "<symbol" not in drawing(FRACTION)


FACTOR = r"\frac{\partial z^{(2)}_k}{\partial s^{(2)}_k}"
DEEP = r"\partial L / \partial a^{(1)} = \sum_k w^{(2)}_{1,k} " + FACTOR + r" \delta^{(2)}_k"


def test_a_row_is_set_twice_only_where_a_sign_stretches(monkeypatch: pytest.MonkeyPatch) -> None:
    """Otherwise rows within rows are set four, eight, sixteen times."""
    made: list[str] = []
    once = Mnode.__init__
    monkeypatch.setattr(
        Mnode, "__init__", lambda node, element, *a, **k: (made.append(element.tag), once(node, element, *a, **k))[1]
    )
    to_svg(DEEP, 24, "#000000")
    signs = len(re.sub(r"\\[a-z]+", "x", DEEP).translate(str.maketrans("", "", "{}^_ ")))
    assert len(made) < 2.5 * signs
    made.clear()
    to_svg(r"\left( \frac{1}{2} \right)", 24, "#000000")
    assert made.count("mfrac") == 2


@pytest.mark.parametrize(
    "latex", [FRACTION, r"f'(z^{(2)}_{1})", r"p = \frac{1}{1 + e^{-z}}", r"\left( \frac{1}{2} \right)"]
)
def test_it_looks_as_the_library_makes_it(latex: str) -> None:
    assert to_svg(latex, 24, "#123456") == Latex(latex, size=24, color="#123456").svg()


def test_typesetting_is_not_imported_before_it_is_needed() -> None:
    code = "import sys, ffnn_gui.ui.plots.kinds.chain_rule; sys.exit('ziamath' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=60).returncode == 0


def test_a_formula_is_plain_text_until_it_is_ready(formulas: Typesetter, qtbot: QtBot) -> None:
    guess = formulas.extent(FRACTION, 20)
    assert formulas.busy
    assert ink(painted(formulas, FRACTION))
    with qtbot.waitSignal(formulas.ready, timeout=5000):
        pass
    assert not formulas.busy
    assert formulas.extent(FRACTION, 20).height > 1.5 * guess.height  # a fraction has two floors


def test_an_extent_grows_with_the_type_size(formulas: Typesetter) -> None:
    formulas.extent(FRACTION, 1)
    formulas.finish()
    one, two = formulas.extent(FRACTION, 10), formulas.extent(FRACTION, 20)
    assert (2 * one.width, 2 * one.ascent) == pytest.approx((two.width, two.ascent))


def test_a_picture_is_drawn_once_for_each_colour_size_and_device(
    formulas: Typesetter, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[tuple[object, ...]] = []
    real = Typesetter._drawn

    def counting(self: Typesetter, *key: object) -> object:
        drawn.append(key)
        return real(self, *key)  # type: ignore[arg-type]

    monkeypatch.setattr(Typesetter, "_drawn", counting)
    formulas.extent(FRACTION, 20)
    formulas.finish()
    for _ in range(3):
        painted(formulas, FRACTION)
    assert len(drawn) == 1
    painted(formulas, FRACTION, colour="#0000c0")
    painted(formulas, FRACTION, em=15)
    painted(formulas, FRACTION, times=2)
    assert len(drawn) == 4


def test_a_formula_has_the_colour_asked_for(formulas: Typesetter) -> None:
    formulas.extent("x", 40)
    formulas.finish()
    image = painted(formulas, "x", em=40)
    colours = {QColor(image.pixel(x, y)).name() for x in range(160) for y in range(80)}
    assert "#c00000" in colours
    assert typeset.INK not in colours


def test_what_cannot_be_typeset_is_plain_text(formulas: Typesetter) -> None:
    formulas.extent(BROKEN, 20)
    formulas.finish()
    assert drawing(BROKEN) == ""
    assert not formulas.busy
    assert ink(painted(formulas, BROKEN))


def test_without_the_library_all_is_plain_text(formulas: Typesetter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ffnn_gui.ui.plots.chain.latex", None)  # importing it raises ImportError
    typeset._setter.cache_clear()
    formulas.extent("q^{(9)}", 20)
    formulas.finish()
    assert drawing("q^{(9)}") == ""
    assert ink(painted(formulas, "q^{(9)}"))
    drawing.cache_clear()


def test_pictures_do_not_pile_up(formulas: Typesetter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typeset, "KEPT", 5)
    formulas.extent("x", 20)
    formulas.finish()
    for em in range(10, 30):
        painted(formulas, "x", em=em, colour=f"#0000{em}")
    assert len(formulas._pixmaps) == len(formulas._renderers) == 5
