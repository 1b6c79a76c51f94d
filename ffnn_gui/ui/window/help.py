"""What Help tells: the keys, and what this program is."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

import ffnn_gui
from ffnn_gui.ui.window.actions import shortcut_list

CARD_KEYS = (
    ("Ctrl+Up, Ctrl+Down", "Move the focused layer"),
    ("Ctrl+D", "Duplicate the focused layer"),
    ("Delete", "Remove the focused layer"),
)


PICTURE_KEYS = (
    ("Tab, then arrows", "Move between the units of the network picture"),
    ("Enter, B", "Choose the unit, change its bias"),
    ("+, −", "Add or remove a unit"),
    ("Insert, Delete", "Add or remove a layer"),
    ("Ctrl++, Ctrl+−, 0", "Zoom the picture, fit it"),
)


def shortcuts_html() -> str:
    """A table of all keys."""
    rows = (
        f"<tr><td><b>{keys}</b>&nbsp;&nbsp;&nbsp;</td><td>{text}</td></tr>"
        for keys, text in [*shortcut_list(), *CARD_KEYS, *PICTURE_KEYS]
    )
    return f"<table cellspacing=4>{''.join(rows)}</table>"


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
