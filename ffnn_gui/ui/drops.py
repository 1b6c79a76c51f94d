"""How drops are answered: what is dropped is only read.

A program that hears that its file was moved deletes it, and that is what it proposes where it offers both.
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QDropEvent

READS = (Qt.DropAction.CopyAction, Qt.DropAction.LinkAction)
"""What leaves the file where it is."""


def accept_copy(event: QDropEvent) -> bool:
    """Take a drag or a drop as a copy, or as a link; refuse it, and return False, where neither is offered."""
    action = next((action for action in READS if action in event.possibleActions()), None)
    if action is None:
        event.ignore()
        return False
    event.setDropAction(action)
    event.accept()
    return True
