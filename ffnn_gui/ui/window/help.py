"""What Help tells: the keys, and what this program is."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

import ffnn_gui
from ffnn_gui.ui.window.actions import shortcut_list

Keys = tuple[tuple[str, str], ...]

SECTIONS: dict[str, Keys] = {
    "While the network’s picture has the focus": (
        ("Tab, then arrows", "Move between the units"),
        ("Enter", "Choose the unit"),
        ("B", "Change its bias"),
        ("+, −", "Add or remove a unit"),
        ("Insert, Delete", "Add or remove a layer"),
        ("Ctrl++, Ctrl+−", "Zoom"),
        ("0", "Fit"),
    ),
    "While a layer’s card has the focus": (
        ("Ctrl+Up, Ctrl+Down", "Move the layer"),
        ("Ctrl+D", "Duplicate the layer"),
        ("Delete", "Remove the layer"),
    ),
}
"""Keys that belong to a part of the window, where they come before those of the whole."""


def shortcuts_html() -> str:
    """A table of all keys, those of a part of the window under its own heading."""
    parts = {"Everywhere": tuple(shortcut_list()), **SECTIONS}
    return f"<table cellspacing=4>{''.join(_section(heading, keys) for heading, keys in parts.items())}</table>"


def _section(heading: str, keys: Keys) -> str:
    rows = (f"<tr><td><b>{key}</b>&nbsp;&nbsp;&nbsp;</td><td>{text}</td></tr>" for key, text in keys)
    return f"<tr><td colspan=2><h4>{heading}</h4></td></tr>{''.join(rows)}"


def about_html() -> str:
    """Name, version, purpose, licence."""
    return (
        f"<h3>FFNN Playground {ffnn_gui.__version__}</h3><p>Build a feed-forward network, press play, and watch it "
        "learn.</p><p>Published under the MIT licence. The data sets that come with it name their own sources and "
        "licences.</p>"
    )


def tell_shortcuts(window: QWidget) -> None:
    """Show the keys beside the window."""
    _tell(window, "Keyboard shortcuts", shortcuts_html())


def tell_about(window: QWidget) -> None:
    """Show what this program is."""
    _tell(window, "About", about_html())


def _tell(window: QWidget, title: str, html: str) -> None:
    """Show a text without holding the window up."""
    box = QMessageBox(QMessageBox.Icon.NoIcon, title, html, QMessageBox.StandardButton.Close, window)
    box.setModal(False)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.show()
