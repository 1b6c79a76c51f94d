"""A theme as Qt's palette, from which every widget takes its colours, also after a change.

Two roles have a meaning of their own here: PlaceholderText is for muted texts, BrightText for what is wrong.
"""

from PySide6.QtGui import QColor, QPalette

from ffnn_gui.ui.theme.colours import mixed
from ffnn_gui.ui.theme.themes import Theme

Role = QPalette.ColorRole

MUTED = Role.PlaceholderText
WRONG = Role.BrightText


FUSION_DARKER = 140  # percent, by which Fusion darkens the window's colour for outlines


def palette_of(theme: Theme) -> QPalette:
    """The palette of a theme, with faint texts in its disabled group."""
    palette = QPalette()
    for role, colour in _roles(theme).items():
        palette.setColor(role, QColor(colour))
    faint = QColor(mixed(theme.text, theme.surface, 0.6))
    for role in (Role.WindowText, Role.Text, Role.ButtonText, Role.PlaceholderText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, faint)
    palette.setColor(QPalette.ColorGroup.Disabled, Role.Highlight, QColor(theme.border))
    return palette


def field_palette_of(theme: Theme) -> QPalette:
    """The palette of what one types into or presses.

    Fusion outlines those with a darker Window colour, invisible on a dark window; here it becomes the border's.
    """
    palette = palette_of(theme)
    outline = QColor(mixed(theme.border, theme.text_muted, 0.35))
    palette.setColor(Role.Window, outline.lighter(FUSION_DARKER))
    return palette


def _roles(theme: Theme) -> dict[QPalette.ColorRole, str]:
    return {
        Role.Window: theme.window,
        Role.Base: theme.surface,
        Role.AlternateBase: theme.surface_alt,
        Role.Button: mixed(theme.surface, theme.window, 0.5),
        Role.WindowText: theme.text,
        Role.Text: theme.text,
        Role.ButtonText: theme.text,
        Role.ToolTipBase: theme.surface_alt,
        Role.ToolTipText: theme.text,
        Role.Highlight: theme.accent,
        Role.Accent: theme.accent,
        Role.HighlightedText: theme.accent_text,
        Role.Link: theme.accent,
        Role.LinkVisited: theme.accent,
        MUTED: theme.text_muted,
        WRONG: theme.wrong,
        Role.Light: mixed(theme.surface, "#ffffff", 0.1),
        Role.Midlight: mixed(theme.border, theme.surface, 0.5),
        Role.Mid: theme.border,
        Role.Dark: mixed(theme.border, theme.text_muted, 0.4),
        Role.Shadow: mixed(theme.border, "#000000", 0.6),
    }
