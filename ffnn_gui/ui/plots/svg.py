"""Drawings that look the same in every program: Qt leaves lines in the units of the data, with a mark on their widths.

The mark says that a width is in pixels, but not every program knows it. So the lines themselves are written in pixels.
"""

import re
from collections.abc import Iterable
from xml.etree import ElementTree as ET

from PySide6.QtCore import QPointF
from PySide6.QtGui import QTransform

SPACES = {"": "http://www.w3.org/2000/svg", "xlink": "http://www.w3.org/1999/xlink"}
GROUP, PATH, LINE, BOX = (f"{{{SPACES['']}}}{name}" for name in ("g", "path", "polyline", "rect"))
MARK = "vector-effect"
PLACE = re.compile(r"(-?[\d.]+(?:e[-+]?\d+)?),(-?[\d.]+(?:e[-+]?\d+)?)")


def in_pixels(drawing: bytes) -> bytes:
    """What QSvgGenerator has written, without lines whose widths are in other units than their places."""
    for prefix, name in SPACES.items():
        ET.register_namespace(prefix, name)
    root = ET.fromstring(drawing)
    for group in root.iter(GROUP):
        marked = [shape for shape in group if shape.attrib.pop(MARK, "") == "non-scaling-stroke"]
        if marked:
            _take_out(group, marked)
    return bytes(ET.tostring(root, "UTF-8", xml_declaration=True))


def _take_out(group: ET.Element, marked: Iterable[ET.Element]) -> None:
    """Move these shapes of a group by its transform, which stays with the others."""
    transform = group.attrib.pop("transform")
    way = QTransform(*_matrix(transform))
    for shape in group:
        shape.set("transform", transform)
    for shape in marked:
        del shape.attrib["transform"]
        if shape.tag == BOX:
            _outline(shape)
        name = "d" if shape.tag == PATH else "points"
        shape.set(name, PLACE.sub(lambda place: _moved(way, *map(float, place.groups())), shape.attrib[name]))


def _matrix(transform: str) -> tuple[float, ...]:
    """The six numbers of "matrix(a,b,c,d,e,f)"."""
    return tuple(map(float, transform.removeprefix("matrix(").removesuffix(")").split(",")))


def _outline(box: ET.Element) -> None:
    """Make a path of a rectangle: where axes are turned it would be none any more."""
    x, y, width, height = (float(box.attrib.pop(name)) for name in ("x", "y", "width", "height"))
    box.tag = PATH
    box.set("d", f"M{x!r},{y!r} L{x + width!r},{y!r} L{x + width!r},{y + height!r} L{x!r},{y + height!r} Z")


def _moved(way: QTransform, x: float, y: float) -> str:
    place = way.map(QPointF(x, y))
    return f"{place.x():.6g},{place.y():.6g}"
