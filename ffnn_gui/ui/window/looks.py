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

LEAST = QSize(1024, 640)
"""Likewise without them."""

TOLD = 20_000
"""Milliseconds for which it is told how the panels come back."""

WORTH_IT = 1.25
"""A scale that all seats can read; the panels are put away where there is no room for it beside them."""


class Looks(QObject):
    """Changes theme and scale for a window and remembers them; projector mode is left as it was entered."""

    def __init__(self, themes: ThemeManager, settings: QSettings, window: QMainWindow) -> None:
        super().__init__(window)
        self._themes, self._settings, self._window = themes, settings, window
        self.column = Column(window)
        self._before, self._maximized, self._with_panels = 1.0, False, True

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
        if self._window.isFullScreen():
            self.leave_projector()
            return
        self._before, self._with_panels = self._themes.metrics.scale, self.column.seen
        room, puts_away = room_on(self._window.screen().size())
        if puts_away and self._with_panels:
            self.column.put_away()
            self._window.statusBar().showMessage(self.tr("F9 brings the panels back, F11 ends projector mode."), TOLD)
        self._themes.set_scale(max(self._before, min(PROJECTOR_SCALE, room)))
        self._maximized = self._window.isMaximized()
        self._window.showFullScreen()

    def leave_projector(self) -> None:
        """Back to the window and the scale as they were; nothing happens outside projector mode."""
        if self._window.isFullScreen():
            self._themes.set_scale(self._before)
            if self._with_panels and not self.column.seen:
                self.column.bring_back()
            self._window.showMaximized() if self._maximized else self._window.showNormal()

    def _scale(self, scale: float) -> None:
        self._themes.set_scale(scale)
        # A larger scale for one hall is not one for the desk.
        if not self._window.isFullScreen():
            self._settings.setValue(SCALE, self._themes.metrics.scale)


def room_on(screen: QSize) -> tuple[float, bool]:
    """The scale that there is room for on a screen, and whether the panels must be put away for it."""
    beside = screen.width() / COMFORTABLE_WIDTH
    if beside >= WORTH_IT:
        return beside, False
    return max(beside, min(screen.width() / LEAST.width(), screen.height() / LEAST.height())), True
