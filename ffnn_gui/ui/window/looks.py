"""How the person wants to see it: light or dark, how large, and projector mode; kept in the settings."""

from PySide6.QtCore import QObject, QSettings, QSize
from PySide6.QtWidgets import QMainWindow

from ffnn_gui.ui.theme import Preference, ThemeManager
from ffnn_gui.ui.window.column import Column

PREFERENCE, SCALE = "look/preference", "look/scale"
STEP = 1.1
PROJECTOR_SCALE = 1.4
COMFORTABLE_WIDTH = 1240
"""Pixels that the window needs at scale 1 with its panels."""

LEAST = QSize(850, 640)
"""Likewise without them."""

TOLD = 20_000
"""Milliseconds for which it is told how the panels come back."""

WORTH_IT = 1.25
"""A scale that all seats can read; the panels may be put away where there is no room for it beside them."""

GAIN = 1.05
"""By so many times letters must grow without the panels, or these stay."""


class Looks(QObject):
    """Changes theme and scale for a window and remembers them; projector mode is left as it was entered."""

    def __init__(self, themes: ThemeManager, settings: QSettings, window: QMainWindow) -> None:
        super().__init__(window)
        self._themes, self._settings, self._window = themes, settings, window
        self.column = Column(window)
        self._hint = self.tr("F9 brings the panels back, F11 ends projector mode.")
        self._before, self._maximized, self._with_panels = 1.0, False, True
        # Asking the window would not do: one that outgrows its screen leaves full screen by itself.
        self._projecting, self._projected = False, 1.0
        self.column.back.connect(self._hush)

    def restore(self) -> None:
        """Look as at the end of the last start; what is not understood is left alone."""
        preference, scale = self._settings.value(PREFERENCE), self._settings.value(SCALE)
        if preference in ("light", "dark"):
            self._themes.set_preference(preference)
        try:
            self._themes.set_scale(float(scale))
        except (TypeError, ValueError):
            return

    def choose(self, preference: Preference) -> None:
        """Light, dark, or as the system is."""
        self._themes.set_preference(preference)
        self._settings.setValue(PREFERENCE, preference)

    def larger(self) -> None:
        """One step larger."""
        self._scale(self._themes.metrics.scale * STEP)

    def smaller(self) -> None:
        """One step smaller."""
        self._scale(self._themes.metrics.scale / STEP)

    def toggle_projector(self) -> None:
        """Full screen with larger text and lines, without the panels where they leave no room for that; or back."""
        if self._projecting:
            self.leave_projector()
            return
        self._before, self._with_panels = self._themes.metrics.scale, self.column.seen
        scale, puts_away = scale_on(self._window.screen().size(), self._before)
        if puts_away and self._with_panels:
            self.column.put_away()
            self._window.statusBar().showMessage(self._hint, TOLD)
        self._themes.set_scale(scale)
        self._projecting, self._projected = True, scale
        self._maximized = self._window.isMaximized()
        self._window.showFullScreen()

    def leave_projector(self) -> None:
        """Back to the window and the scale as they were; nothing happens outside projector mode."""
        if self._projecting:
            self._projecting = False
            self._themes.set_scale(self._before)
            if self._with_panels:
                self.column.bring_back()
            self._hush()
            self._window.showMaximized() if self._maximized else self._window.showNormal()

    def toggle_panels(self) -> None:
        """Put all panels away, or bring them back; in projector mode letters leave them the room that they need."""
        if self._projecting and not self.column.seen:
            # Before they come: a window that outgrew its screen would leave full screen.
            self._themes.set_scale(beside_panels(self._window.screen().size(), self._before))
        self.column.toggle()
        if self._projecting and not self.column.seen:
            self._themes.set_scale(self._projected)

    def _scale(self, scale: float) -> None:
        self._themes.set_scale(scale)
        # A larger scale for one hall is not one for the desk.
        if not self._projecting:
            self._settings.setValue(SCALE, self._themes.metrics.scale)

    def _hush(self) -> None:
        """Take the hint back, which has been followed."""
        bar = self._window.statusBar()
        if bar.currentMessage() == self._hint:
            bar.clearMessage()


def scale_on(screen: QSize, before: float) -> tuple[float, bool]:
    """The scale for projector mode on a screen, at least that of before, and whether the panels go away for it."""
    alone = min(screen.width() / LEAST.width(), screen.height() / LEAST.height())
    kept, grown = beside_panels(screen, before), max(before, min(PROJECTOR_SCALE, alone))
    puts_away = screen.width() < WORTH_IT * COMFORTABLE_WIDTH and grown >= GAIN * kept
    return (grown if puts_away else kept), puts_away


def beside_panels(screen: QSize, before: float) -> float:
    """The scale for projector mode on a screen while the panels are seen, at least that of before."""
    return max(before, min(PROJECTOR_SCALE, screen.width() / COMFORTABLE_WIDTH))
