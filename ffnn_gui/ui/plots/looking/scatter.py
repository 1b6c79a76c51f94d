"""Examples as points over any two inputs, as they are or as the network gets them, or over an input and the target."""

from typing import Any

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ffnn_gui.data import Part, PartName, PreparedData
from ffnn_gui.ui.plots.chart import Chart
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.plots.plane import colours_of_examples
from ffnn_gui.ui.plots.ranges import Range
from ffnn_gui.ui.plots.readings import named, number

MOST = 800
"""Points a part at most, the first ones."""

SHADES = 16
TARGET = "target"
"""The key of the target; those of inputs are their numbers, so that a column of that name is no trouble."""

SIGNS: dict[PartName, str] = {"training": "o", "validation": "o", "test": "s"}
"""Discs for training, rings for validation, squares for test: a part can be told without its colour."""


class Scatter(QWidget):
    """Points in a chart; which inputs it shows, is told."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.chart = Chart(look)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self.chart)
        self._items = {name: self.chart.add(pg.ScatterPlotItem(pxMode=True)) for name in reversed(SIGNS)}
        self._data: PreparedData | None = None
        self._x, self._y, self._scaled = "0", "0", False

    def show_inputs(self, data: PreparedData, x: str, y: str, *, scaled: bool) -> None:
        """Show two inputs by their numbers as keys, or one under the target, raw or normalized."""
        self._data, self._x, self._y, self._scaled = data, x, y, scaled
        parts = data.parts
        for name, item in self._items.items():
            part = parts.get(name)
            item.setData([], []) if part is None else self._place(item, name, part)
        self.chart.set_titles(self.name(x), self.name(y))
        self.chart.fit()
        self.chart.set_ranges(*self._ranges())

    def restyle(self, look: Look) -> None:
        """Take over another theme or scale."""
        self._look = look
        self.chart.restyle(look)
        if self._data is not None:
            self.show_inputs(self._data, self._x, self._y, scaled=self._scaled)

    def toggle(self, name: str, shown: bool) -> None:
        """Hide or show a part."""
        if name in self._items:
            self._items[name].setVisible(shown)

    def reading(self, x: float, y: float) -> str:
        """The place in the inputs' own numbers, as rich text."""
        return f"{named(self.name(self._x))} {number(x)} &nbsp;{named(self.name(self._y))} {number(y)}"

    def name(self, key: str) -> str:
        """What stands at the axis."""
        return self._data.input_names[int(key)] if key != TARGET and self._data is not None else self.tr("target")

    def column(self, part: Part, key: str) -> NDArray[np.float64]:
        """An input of a part's first examples, or the target, (examples,)."""
        assert self._data is not None
        if key == TARGET:
            return np.asarray(part.y[:MOST], np.float64).reshape(len(part.y[:MOST]), -1)[:, 0]
        rows = part.X[:MOST] if self._scaled else self._data.config.inputs_from(part.some(slice(MOST)))
        return np.asarray(rows[:, int(key)], np.float64)

    def _place(self, item: Any, name: PartName, part: Part) -> None:
        assert self._data is not None
        colours = colours_of_examples(part.y[:MOST], self._data, self._look, SHADES)
        places, surface = (self.column(part, self._x), self.column(part, self._y)), self._look.theme.surface
        # Points of one colour share one pen and brush: pyqtgraph draws a stamp for each pair of them.
        if name == "training":
            stamps = {colour: pg.mkBrush(colour) for colour in set(colours)}
            classes = bool(self._data.task.classes)
            # Pale values need an edge.
            edge = self._look.pen(surface if classes else self._look.theme.text_muted, 0.7)
            looks: dict[str, Any] = {"pen": edge, "brush": [stamps[c] for c in colours]}
        else:
            rings = {colour: self._look.pen(colour, 1.8) for colour in set(colours)}
            looks = {"pen": [rings[colour] for colour in colours], "brush": self._look.brush(surface)}
        item.setData(*places, size=self._look.point, symbol=SIGNS[name], **looks)

    def _ranges(self) -> tuple[Range, Range]:
        assert self._data is not None
        parts = list(self._data.parts.values())
        return _span([self.column(part, self._x) for part in parts]), _span([self.column(p, self._y) for p in parts])


def _span(columns: list[NDArray[np.float64]]) -> Range:
    values = np.concatenate(columns)
    low, high = float(values.min()), float(values.max())
    pad = 0.06 * (high - low) or 0.5
    return low - pad, high + pad
