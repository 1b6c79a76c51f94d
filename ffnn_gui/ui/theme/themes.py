"""The colours of the window by what they mean, once for light and once for dark surroundings.

Orange and blue mean negative and positive everywhere, the accent means "active", and red means "wrong" and nothing
else; everything that draws takes its colours from here.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Theme:
    """Named colours, each "#rrggbb".

    window: behind all; surface: cards, fields and plots; surface_alt: every second row, headers; accent_text: on the
    accent; series_*: the lines of a plot over epochs; class_colours: one per class, class 0 orange, class 1 blue.
    """

    name: str
    dark: bool
    window: str
    surface: str
    surface_alt: str
    text: str
    text_muted: str
    accent: str
    accent_text: str
    border: str
    grid: str
    wrong: str
    negative: str
    positive: str
    class_colours: tuple[str, str, str, str, str, str]
    series_training: str
    series_validation: str
    series_test: str
    series_penalty: str


LIGHT = Theme(
    name="light",
    dark=False,
    window="#f2f3f5",
    surface="#ffffff",
    surface_alt="#f7f8fa",
    text="#1b1f24",
    text_muted="#57606a",
    accent="#0b7a75",
    accent_text="#ffffff",
    border="#cdd2d9",
    grid="#e3e6ea",
    wrong="#c22525",
    negative="#d9690a",
    positive="#1f6cb5",
    class_colours=("#e07510", "#1f6cb5", "#2fc4c9", "#6b3a26", "#8a2be2", "#bdbd62"),
    series_training="#6d3fb0",
    series_validation="#0f8fa8",
    series_test="#a06a10",
    series_penalty="#8b9096",
)

DARK = Theme(
    name="dark",
    dark=True,
    window="#16191d",
    surface="#1f2328",
    surface_alt="#262b31",
    text="#e8eaed",
    text_muted="#a3abb5",
    accent="#3fc9bd",
    accent_text="#06211f",
    border="#3c434b",
    grid="#30363d",
    wrong="#ff7b72",
    negative="#ff9a3d",
    positive="#5aa7f0",
    class_colours=("#ff9a3d", "#4b9bea", "#b3efa4", "#d63a8f", "#e8cfe0", "#96703f"),
    series_training="#b491f0",
    series_validation="#63dcc0",
    series_test="#c07d24",
    series_penalty="#7b8a90",
)
