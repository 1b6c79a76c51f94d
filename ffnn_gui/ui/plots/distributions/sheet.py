"""The distributions plot as it is painted: a caption, and below it the view of what is shown."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent

from ffnn_gui.engine.activations import Activation
from ffnn_gui.ui.plots.arrows import KeepsArrows
from ffnn_gui.ui.plots.distributions import norm_picture, sign_picture
from ffnn_gui.ui.plots.distributions.axes import Axes, framed, paint_axes
from ffnn_gui.ui.plots.distributions.bars import (
    curve_pens,
    curve_range,
    paint_bars,
    paint_curves,
    paint_flat,
)
from ffnn_gui.ui.plots.distributions.captions import NAMES, caption, reading
from ffnn_gui.ui.plots.distributions.heat import Heat
from ffnn_gui.ui.plots.distributions.histogram import Histogram
from ffnn_gui.ui.plots.distributions.looks import Distribution, Norms, Signs
from ffnn_gui.ui.plots.kept import Kept
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.plots.sheet import Sheet

PRESS_PLAY = "Press ▶ or Space to train:\neach epoch adds a column."
FROM_HERE = "Each epoch from here on\nadds a column."

Shown = Distribution | Signs | Norms

HISTOGRAM = 0.46
"""Share of the width that a histogram gets beside its history."""


class DistributionsSheet(KeepsArrows, Sheet):
    """Attributes: shown: the newest values, None while there are none; scrubbed: the epoch shown, None for the newest.

    `scrubbed_to()` follows a drag through the epochs.
    """

    scrubbed_to = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self.shown: Shown | None = None
        self.scrubbed: int | None = None
        self._kept: Kept[Histogram] = Kept()
        self._activation: Activation | None = None
        self._over_time = False
        self._heat: Heat | None = None
        self._pointer: QPointF | None = None
        self.pointed.connect(self._point_at)
        self.left.connect(lambda: self._point_at(None))
        self.pressed.connect(self._scrub_at)
        self.dragged.connect(self._scrub_at)

    def show_values(
        self, shown: Shown, kept: Kept[Histogram], activation: Activation | None, *, over_time: bool
    ) -> None:
        """Show new values; `kept`: their history, `activation`: whose curves are drawn, `over_time`: beside it."""
        self.shown, self._kept, self._activation, self._over_time = shown, kept, activation, over_time
        self._heat = None
        self.setAccessibleDescription(self.caption())
        self.update()

    def forget(self) -> None:
        """Something else is to be shown: back to the newest, and nothing until it is there."""
        self.shown = self.scrubbed = self._heat = None
        self.update()

    def scrub(self, epoch: float | None) -> None:
        """Show the histogram of the entry nearest to an epoch; None or the newest one for what comes."""
        if not len(self._kept) or epoch is None:
            self.scrubbed = None
        else:
            place = self._kept.nearest(epoch)
            self.scrubbed = None if place == len(self._kept) - 1 else self._kept.epochs[place]
        self.scrubbed_to.emit()
        self.update()

    def histogram(self) -> Histogram | None:
        """The histogram that is painted: the newest, or that of the epoch scrubbed to."""
        if self.scrubbed is not None and len(self._kept):
            return self._kept.entries[self._kept.nearest(self.scrubbed)]
        return self.shown.histogram if isinstance(self.shown, Distribution) else None

    def caption(self) -> str:
        """The line above the picture, or what lies under the pointer."""
        shown, histogram = self.shown, self.histogram()
        if isinstance(shown, Distribution) and histogram is not None:
            return self._reading(shown, histogram) or caption(shown, histogram, self.scrubbed)
        if isinstance(shown, Signs):
            cell = self._pointer and sign_picture.cell_at(self._place(), self.look, shown, self._pointer)
            return sign_picture.reading(shown, *cell) if cell else sign_picture.sentence(shown)
        return norm_picture.sentence(shown) if isinstance(shown, Norms) else ""

    # Painting

    def paint(self, painter: QPainter) -> None:
        shown, histogram = self.shown, self.histogram()
        self._paint_caption(painter)
        if isinstance(shown, Distribution) and histogram is not None:
            self._paint_histogram(painter, shown, histogram)
            if self._over_time:
                self._paint_history(painter, histogram)
        elif isinstance(shown, Signs):
            sign_picture.paint_signs(painter, self.look, self._place(), shown)
        elif isinstance(shown, Norms):
            norm_picture.paint_norms(painter, self.look, self._place(), shown)

    def _place(self) -> QRectF:
        return QRectF(self.rect()).adjusted(0, QFontMetricsF(self.look.small).height() + self.look.metrics.px(2), 0, 0)

    def _histogram_axes(self, histogram: Histogram) -> Axes:
        place = self._place()
        if self._over_time:
            place.setWidth(place.width() * HISTOGRAM)
        heights = curve_range(self._activation, histogram.ends) if self._activation else (0.0, 1.0)
        return Axes(framed(place, self.look), histogram.ends, heights)

    def _history_axes(self, histogram: Histogram) -> Axes:
        place = self._place()
        place.setLeft(place.left() + place.width() * HISTOGRAM)
        first, last = self._kept.epochs[0], self._kept.epochs[-1]
        ends = self._heat.ends if self._heat else histogram.ends
        return Axes(framed(place, self.look), (float(first), float(max(last, first + 1))), ends)

    def _paint_caption(self, painter: QPainter) -> None:
        metrics, px = QFontMetricsF(self.look.small), self.look.metrics.px
        left = 0.0
        for sample, name in self._legend():
            middle = QPointF(left, metrics.height() / 2)
            if isinstance(sample, QPen):
                painter.setPen(sample)
                painter.drawLine(middle, middle + QPointF(px(20), 0))
            else:
                painter.fillRect(QRectF(middle.x() + px(8), middle.y() - px(5), px(10), px(10)), QColor(sample))
            painter.setPen(QColor(self.look.theme.text))
            painter.drawText(QPointF(left + px(24), metrics.ascent()), name)
            left += px(36) + metrics.horizontalAdvance(name)
        right = float(self.width())
        if note := self._record_note():
            painter.setPen(QColor(self.look.theme.text_muted))
            right -= metrics.horizontalAdvance(note) + px(6)
            painter.drawText(QPointF(right, metrics.ascent()), note)
            right -= px(12)
        painter.setPen(QColor(self.look.theme.text))
        text = metrics.elidedText(self.caption(), Qt.TextElideMode.ElideRight, right - left)
        painter.drawText(QPointF(left, metrics.ascent()), text)

    def _record_note(self) -> str:
        """From when on there is a history: it is written only while somebody looks. Readings take its place."""
        shown, histogram = self.shown, self.histogram()
        if not (self._over_time and len(self._kept) and isinstance(shown, Distribution) and histogram is not None):
            return ""
        if self._reading(shown, histogram):
            return ""
        return self.tr("recorded while shown, from epoch %1 on").replace("%1", f"{self._kept.epochs[0]:,}")

    def _legend(self) -> Sequence[tuple[QPen | str, str]]:
        if isinstance(self.shown, Signs):
            return sign_picture.legend(self.shown, self.look)
        if isinstance(self.shown, Distribution) and self._activation is not None:
            return list(zip(curve_pens(self.look), ("f", "f′"), strict=True))
        return ()

    def _paint_histogram(self, painter: QPainter, shown: Distribution, histogram: Histogram) -> None:
        axes = self._histogram_axes(histogram)
        if self._activation is not None:
            paint_flat(painter, self.look, axes, self._activation)
        paint_bars(painter, self.look, axes, histogram)
        if self._activation is not None:
            paint_curves(painter, self.look, axes, self._activation)
        paint_axes(painter, self.look, axes, most=(8, 3 if self._activation else 0), title=NAMES[shown.quantity])

    def _paint_history(self, painter: QPainter, histogram: Histogram) -> None:
        if self._heat is None:
            self._heat = Heat(self._kept, self.look, self.width() // 2)
        axes = self._history_axes(histogram)
        if len(self._kept) > 1:
            self._heat.paint(painter, axes.box)
        paint_axes(painter, self.look, axes, most=(8, 5), closest=1, title=self.tr("epoch"))
        if len(self._kept) < 2:
            painter.drawText(
                axes.box, Qt.AlignmentFlag.AlignCenter, self.tr(FROM_HERE if self._has_begun() else PRESS_PLAY)
            )
        if self.scrubbed is not None:
            x = axes.across(self.scrubbed)
            painter.setPen(self.look.pen(self.look.theme.accent, 2))
            painter.drawLine(QPointF(x, axes.box.top()), QPointF(x, axes.box.bottom()))

    def _has_begun(self) -> bool:
        return isinstance(self.shown, Distribution) and self.shown.updates > 0

    # Pointer and keys

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.scrub(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left.value: -1, Qt.Key.Key_Right.value: 1}.get(event.key())
        if event.key() in (Qt.Key.Key_End, Qt.Key.Key_Escape):
            self.scrub(None)
        elif step and self._over_time and len(self._kept):
            last = len(self._kept) - 1
            place = last if self.scrubbed is None else self._kept.nearest(self.scrubbed)
            self.scrub(self._kept.epochs[min(max(place + step, 0), last)])
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._heat = None

    def restyle(self, look: Look) -> None:
        self._heat = None
        super().restyle(look)

    def _scrub_at(self, place: QPointF) -> None:
        histogram = self.histogram()
        if self._over_time and histogram is not None and len(self._kept):
            axes = self._history_axes(histogram)
            if place.x() >= axes.box.left():
                self.scrub(axes.x_at(place.x()))

    def _point_at(self, place: QPointF | None) -> None:
        if place is not None or self._pointer is not None:
            self._pointer = place
            self.update(QRectF(0, 0, self.width(), self._place().top()).toAlignedRect())

    def _reading(self, shown: Distribution, histogram: Histogram) -> str:
        place = self._pointer
        if place is None:
            return ""
        axes = self._histogram_axes(histogram)
        if axes.box.contains(place):
            return reading(shown.quantity, histogram, axes.x_at(place.x()))
        axes = self._history_axes(histogram) if self._over_time and len(self._kept) else axes
        if not axes.box.contains(place):
            return ""
        entry = self._kept.nearest(axes.x_at(place.x()))
        told = reading(shown.quantity, self._kept.entries[entry], axes.y_at(place.y()))
        return f"epoch {self._kept.epochs[entry]:,}: {told}" if told else ""
