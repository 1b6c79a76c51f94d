"""How the window looks: colours by meaning, sizes, fonts, icons, and the maps that pictures are coloured with.

Whoever draws takes a `ThemeManager` and redraws on its `changed`; plain widgets follow the palette by themselves.
"""

from ffnn_gui.ui.theme.apply import apply_theme
from ffnn_gui.ui.theme.colours import contrast, luminance, mixed
from ffnn_gui.ui.theme.icons import icon
from ffnn_gui.ui.theme.manager import Preference, ThemeManager
from ffnn_gui.ui.theme.maps import DIVERGING, SEQUENTIAL
from ffnn_gui.ui.theme.metrics import GRID, Metrics, TypeSize
from ffnn_gui.ui.theme.palette import MUTED, WRONG, palette_of
from ffnn_gui.ui.theme.themes import DARK, LIGHT, Theme

__all__ = [
    "DARK",
    "DIVERGING",
    "GRID",
    "LIGHT",
    "MUTED",
    "SEQUENTIAL",
    "WRONG",
    "Metrics",
    "Preference",
    "Theme",
    "ThemeManager",
    "TypeSize",
    "apply_theme",
    "contrast",
    "icon",
    "luminance",
    "mixed",
    "palette_of",
]
