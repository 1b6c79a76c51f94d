"""LaTeX to SVG by ziamath, made several times as fast: no formula holds up the window for longer than a frame.

ziamath sets each row twice, first to see how high its stretching signs must be; in rows within rows that doubles with
every level. Here rows without such signs are set once. This module takes a third of a second to be imported.
"""

from xml.etree.ElementTree import Element

from ziamath.config import config
from ziamath.nodes.mrow import Mrow
from ziamath.operators import get_params
from ziamath.tex import tex2mml
from ziamath.zmath import Math

config.svg2 = False  # Qt draws no <symbol>

FORMS = ("prefix", "infix", "postfix")
SUM, PLAIN_SUM = "<mo>&#x02211;</mo>", '<mo stretchy="false">&#x02211;</mo>'
"""A sum's sign is as large as those of its kind are, whatever stands beside it."""


class Row(Mrow, tag="mrow"):
    """Takes the place of ziamath's own rows."""

    def _get_height_nostretch(self, line: list[Element], **how: object) -> tuple[float, float]:
        if any(stretches(child) for child in line):
            return super()._get_height_nostretch(line, **how)
        return 0.0, 0.0  # which nobody asks for


def stretches(node: Element) -> bool:
    """Whether a sign in a row is as high as the row; rows within it have heights of their own."""
    if node.tag != "mo":
        return node.tag != "mrow" and any(map(stretches, node))
    sign = "".join(node.itertext()).strip()
    own = node.get("stretchy")
    known = [own] if own else [get_params(sign, form).get("stretchy", "false") for form in FORMS]
    return any(value != "false" for value in known)


def to_svg(latex: str, size: float, colour: str) -> str:
    """A formula as an SVG drawing at a type size in pixels. Raises whatever its parser does when it cannot be read."""
    mathml = tex2mml(latex).replace(SUM, PLAIN_SUM).replace("<math ", f'<math mathcolor="{colour}" ', 1)
    return str(Math(mathml, size=size).svg())
