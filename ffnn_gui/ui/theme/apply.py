"""Dresses an application in a theme: style, palette, font and style sheet at one scale."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from ffnn_gui.ui.theme.metrics import Metrics
from ffnn_gui.ui.theme.palette import field_palette_of, palette_of
from ffnn_gui.ui.theme.stylesheet import stylesheet
from ffnn_gui.ui.theme.themes import Theme

FIELDS = ("QAbstractSpinBox", "QComboBox", "QLineEdit", "QPushButton", "QCheckBox")


def apply_theme(app: QApplication, theme: Theme, scale: float = 1.0, *, follow_system: bool = False) -> None:
    """Give the whole application a theme; `scale` (1 to 2) enlarges fonts, icons and spacing.

    With `follow_system` the system's light or dark scheme is left alone, so that its changes are still reported.
    Raises ValueError when the scale is out of range.
    """
    metrics = Metrics(scale)
    hints = app.styleHints()
    if follow_system:
        hints.unsetColorScheme()
    else:
        hints.setColorScheme(Qt.ColorScheme.Dark if theme.dark else Qt.ColorScheme.Light)
    app.setStyle("Fusion")
    app.setPalette(palette_of(theme))
    for kind in FIELDS:
        app.setPalette(field_palette_of(theme), kind)  # type: ignore[arg-type]  # the stub wants bytes, PySide a str
    app.setFont(metrics.font())
    app.setStyleSheet(stylesheet(theme, metrics))
