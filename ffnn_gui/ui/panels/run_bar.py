"""The run bar: play, single steps, reset and a new seed, the speed, and the numbers of the run in large figures."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import (
    QLabel,
    QSizePolicy,
    QSlider,
    QToolBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ffnn_gui.ui.panels.figures import Figures
from ffnn_gui.ui.panels.readouts import Readout
from ffnn_gui.ui.panels.speeds import FULL_SPEED, SPEEDS
from ffnn_gui.ui.panels.stop_at import StopAt
from ffnn_gui.ui.theme import ThemeManager

WORDS_FROM = 1400
"""Width in pixels (at scale 1) from which the buttons have their words beside the icons."""

SLIDER = 104
"""Pixels at scale 1 that the slider is wide at least."""


class RunBar(QToolBar):
    """`speed_changed` says how many updates a second are wanted, None for full speed; `stop_at` has its own signals."""

    speed_changed = Signal(object)

    def __init__(self, commands: Sequence[QAction], themes: ThemeManager) -> None:
        super().__init__("Run")
        self.setObjectName("run_bar")
        self.setMovable(False)
        self._themes = themes
        self._commands = list(commands)
        self.addActions(self._commands)
        for button in self._buttons():
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        # The eye is to find it first.
        self._buttons()[0].setProperty("role", "primary")
        self.addSeparator()
        self._speed = _SpeedSlider(themes)
        self._speed.changed.connect(self.speed_changed)
        self.addWidget(self._speed)
        self.stop_at = StopAt(themes)
        self.addWidget(self.stop_at)
        self._figures = Figures(themes)
        self.addWidget(self._figures)

    def show_readouts(self, readouts: tuple[Readout, ...]) -> None:
        """Show the numbers of the run."""
        self._figures.show_readouts(readouts)

    @Slot(object)
    def show_waiting(self, labels: Sequence[str]) -> None:
        """Mark the reset for as long as something waits for it: a notice that said so can have been closed."""
        button = next(self.widgetForAction(action) for action in self._commands if action.objectName() == "reset")
        button.setProperty("role", "waiting" if labels else None)
        button.style().polish(button)

    @property
    def speed(self) -> int:
        """The stop of SPEEDS at which the slider stands."""
        return self._speed.stop

    def set_speed(self, stop: int) -> None:
        """Move the slider to a stop of SPEEDS."""
        self._speed.set_stop(stop)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the buttons their words where there is room for them."""
        super().resizeEvent(event)
        roomy = event.size().width() >= self._themes.metrics.px(WORDS_FROM)
        style = Qt.ToolButtonStyle.ToolButtonTextBesideIcon if roomy else Qt.ToolButtonStyle.ToolButtonIconOnly
        for button in self._buttons():
            button.setToolButtonStyle(style)

    def _buttons(self) -> list[QToolButton]:
        widgets = (self.widgetForAction(command) for command in self._commands)
        return [widget for widget in widgets if isinstance(widget, QToolButton)]


class _SpeedSlider(QWidget):
    """The speed in words above the slider, as captions stand above figures: there is room for that on any screen."""

    changed = Signal(object)

    def __init__(self, themes: ThemeManager) -> None:
        super().__init__()
        self._themes = themes
        self._slider = QSlider(Qt.Orientation.Horizontal)
        self._slider.setRange(0, FULL_SPEED)
        self._slider.setPageStep(1)
        self._slider.setValue(FULL_SPEED)
        self._slider.setAccessibleName(self.tr("Speed of training"))
        self._slider.setToolTip(self.tr("How fast to train: from one update a second to as fast as the machine goes"))
        self._text = QLabel()
        self._text.setProperty("role", "small")
        self._text.setBuddy(self._slider)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(0)
        self._column.addWidget(self._text)
        self._column.addWidget(self._slider)
        self._slider.valueChanged.connect(self._moved)
        themes.changed.connect(self._size)
        self._tell()
        self._size()

    @property
    def stop(self) -> int:
        """Where it stands."""
        return self._slider.value()

    def set_stop(self, stop: int) -> None:
        """Move the slider, as a person would."""
        self._slider.setValue(stop)

    def _moved(self, stop: int) -> None:
        self._tell()
        self.changed.emit(SPEEDS[stop].updates_per_second)

    def _tell(self) -> None:
        self._text.setText(SPEEDS[self.stop].text)
        self._slider.setAccessibleDescription(SPEEDS[self.stop].text)

    def _size(self) -> None:
        metrics = self._themes.metrics
        self._column.setContentsMargins(metrics.gap, 0, metrics.gap, 0)
        # Wide enough for any of the texts, so that nothing is pushed about when the speed changes.
        small = QFontMetrics(metrics.font("small"))
        widest = max(small.horizontalAdvance(speed.text) for speed in SPEEDS)
        self._slider.setFixedSize(max(widest, metrics.px(SLIDER)), self._slider.sizeHint().height())
