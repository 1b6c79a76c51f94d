"""The look that the person has chosen, kept applied to the application.

It is made once where the application is put together and passed to whoever draws; there is no global.
"""

from typing import Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from ffnn_gui.ui.theme.apply import apply_theme
from ffnn_gui.ui.theme.metrics import HIGHEST_SCALE, LOWEST_SCALE, Metrics
from ffnn_gui.ui.theme.themes import DARK, LIGHT, Theme

Preference = Literal["system", "light", "dark"]


class ThemeManager(QObject):
    """Applies a preference and a scale; `changed` is emitted after either has led to another look.

    Attributes: preference; theme: the one in force; metrics: sizes at the scale in force.
    """

    changed = Signal()

    def __init__(self, app: QApplication, preference: Preference = "system", scale: float = 1.0) -> None:
        super().__init__(app)
        self._app = app
        self.preference: Preference = preference
        self.metrics = Metrics(scale)
        self.theme = self._wanted()
        self._apply()
        app.styleHints().colorSchemeChanged.connect(self._follow_system)

    def set_preference(self, preference: Preference) -> None:
        """Be light or dark for good, or as the system is."""
        self.preference = preference
        if preference == "system":
            self._app.styleHints().unsetColorScheme()
        self._show(self._wanted(), self.metrics)

    def set_scale(self, scale: float) -> None:
        """Enlarge everything by a factor from 1 to 2 (projector mode); values outside are moved to the limit."""
        self._show(self.theme, Metrics(min(max(scale, LOWEST_SCALE), HIGHEST_SCALE)))

    def _follow_system(self) -> None:
        if self.preference == "system":
            self._show(self._wanted(), self.metrics)

    def _show(self, theme: Theme, metrics: Metrics) -> None:
        if (theme, metrics) != (self.theme, self.metrics):
            self.theme, self.metrics = theme, metrics
            self._apply()
            self.changed.emit()

    def _apply(self) -> None:
        apply_theme(self._app, self.theme, self.metrics.scale, follow_system=self.preference == "system")

    def _wanted(self) -> Theme:
        if self.preference == "system":
            return DARK if self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark else LIGHT
        return DARK if self.preference == "dark" else LIGHT
