"""The network itself, large and alive: what each unit answers to, how strong the weights are, and what ails the units.

Everything in it can be looked at closely and changed by hand, while it trains.
"""

from collections.abc import Iterator
from functools import partial
from typing import Any, ClassVar

from PySide6.QtCore import QTimer

from ffnn_gui.data import PreparedData
from ffnn_gui.engine import ExperimentConfig, RunHistory
from ffnn_gui.insight.places import Unit, Weight
from ffnn_gui.ui.plots.base import Place, Plot, Probe
from ffnn_gui.ui.plots.export import Table
from ffnn_gui.ui.plots.legend import Entry
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.plots.network.anatomy import anatomy_of
from ffnn_gui.ui.plots.network.details import WeightDetail
from ffnn_gui.ui.plots.network.editor import WeightEditor
from ffnn_gui.ui.plots.network.keyboard import HELP
from ffnn_gui.ui.plots.network.pace import PAUSE, Pace
from ffnn_gui.ui.plots.network.picture import Picture, parameters, probe, request_for
from ffnn_gui.ui.plots.network.view import NetworkView
from ffnn_gui.ui.plots.selection import Selection


class NetworkPlot(Plot):
    """The picture with its legend and the editor of a weight."""

    name: ClassVar[str] = "network"
    title: ClassVar[str] = "Network"
    order: ClassVar[float] = 0
    weight: ClassVar[float] = 4.0
    place: ClassVar[Place] = "main"
    waiting: ClassVar[str] = "Press Space to train:\nthe network appears here."
    probe = staticmethod(probe)

    def __init__(self, look: Look, selection: Selection | None = None) -> None:
        super().__init__(look, selection)
        self.view = NetworkView(look)
        self.view.setAccessibleName(self.tr("The network"))
        self.view.setAccessibleDescription(HELP)
        self._set_body(self.view)
        self.editor = WeightEditor(look, self.view)
        self._picture: Picture | None = None
        self._watched: tuple[Unit | Weight, ...] = ()
        self._pace = Pace()
        # The last look of a run must see the units' health as it stays.
        self._later = QTimer(self, singleShot=True, interval=round(1000 * PAUSE))
        self._later.timeout.connect(self.look_again)
        self._add_option(self.tr("Show all (0, double click)"), lambda _: self.view.fit())
        self.view.pointed.connect(self._look_closer)
        self.view.arranged.connect(self._look_anew)
        self.view.chosen.connect(self._choose)
        self.view.wanted.connect(self.wanted)
        self.view.told.connect(self.header.read)
        self.editor.wanted.connect(self.wanted)
        self.editor.closed.connect(self._close_editor)
        self.selection.changed.connect(self._follow_selection)

    def prepare(self, data: PreparedData, config: ExperimentConfig) -> None:
        super().prepare(data, config)
        self._picture, self._watched = None, ()
        self._pace.forget()
        self._later.stop()
        self.editor.close_it()
        self.view.show_network(anatomy_of(data, config))
        self._describe()
        self._show_body()

    def follow(self, config: ExperimentConfig) -> None:
        self.view.follow_units([layer.units for layer in config.network.hidden])

    def probe_now(self) -> Probe | None:
        scene = self.view.scene
        if scene is None:
            return None
        known = None if self._watched else self._pace.known()
        return partial(probe, request=request_for(scene.layout, self._watched, known))

    def draw(self, history: RunHistory, values: Any) -> None:
        if not isinstance(values, Picture) or values is self._picture:
            return
        self._picture = values
        self.view.show_picture(values)
        self._refresh_editor()
        if self._pace.saw(values.health):
            self._later.start()

    def restyle(self, look: Look) -> None:
        super().restyle(look)
        self.view.restyle(look)
        self.editor.restyle(look)
        self._describe()

    def table(self) -> Table:
        """A row a weight: layer, from, to, value."""
        return Table(("layer", "from", "to", "weight"), self._weights())

    def _weights(self) -> Iterator[tuple[str, str, str, float]]:
        scene = self.view.scene
        if self._picture is None or scene is None:
            return
        names = scene.anatomy
        for layer, row, column, value in parameters(self._picture):
            to = names.unit_name(Unit(layer, column))
            yield names.titles[layer + 1].name, names.row_name(layer, row), to, value

    def _describe(self) -> None:
        theme = self.look.theme
        entries = [
            Entry("negative", self.tr("negative"), theme.negative, "line", toggles=False),
            Entry("positive", self.tr("positive"), theme.positive, "line", toggles=False),
        ]
        self.header.legend.show_entries(entries, self.look)
        self.header.place_legend()

    # What is looked at and chosen

    def _choose(self, place: Unit | Weight | None) -> None:
        if isinstance(place, Weight):
            self.selection.choose_weight(place)
            self._open_editor(place)
        else:
            self._close_editor()
            self.selection.choose_unit(place)

    def _follow_selection(self) -> None:
        selection = self.selection
        chosen = selection.weight or selection.unit
        scene = self.view.scene
        known = chosen if chosen is not None and scene is not None and scene.anatomy.has(chosen) else None
        self.view.emphasize(known, selection.lit, selection.path)
        if self.editor.weight != selection.weight:
            self.editor.close_it()

    def _look_closer(self) -> None:
        """Ask for all about what is pointed at and what is edited; the values come with each picture from now on."""
        wanted = dict.fromkeys(place for place in (self.view.looked_at, self.editor.weight) if place is not None)
        if tuple(wanted) != self._watched:
            self._watched = tuple(wanted)
            if self._watched:
                self.look_again()

    def _look_anew(self) -> None:
        if self.data is not None:
            self.look_again()

    # The editor

    def _open_editor(self, weight: Weight) -> None:
        scene, picture = self.view.scene, self._picture
        if scene is None:
            return
        detail = picture.details.get(weight) if picture is not None else None
        known = detail if isinstance(detail, WeightDetail) else None
        self.editor.open(weight, scene.anatomy.weight_name(weight), known)
        self._look_closer()
        self._place_editor(weight)

    def _place_editor(self, weight: Weight) -> None:
        """Below what it edits, inside the picture."""
        gap, size = self.look.metrics.gap, self.editor.size()
        beside = self.view.place_of(weight)
        x = min(max(round(beside.center().x() - size.width() / 2), 0), self.view.width() - size.width())
        y = round(beside.bottom()) + gap
        if y + size.height() > self.view.height():
            y = round(beside.top()) - gap - size.height()
        self.editor.move(x, max(y, 0))

    def _refresh_editor(self) -> None:
        weight = self.editor.weight
        detail = self._picture.details.get(weight) if weight is not None and self._picture is not None else None
        if isinstance(detail, WeightDetail):
            self.editor.show_detail(detail)

    def _close_editor(self) -> None:
        if self.editor.weight is not None:
            self.editor.close_it()
            self.view.setFocus()
            self._look_closer()
