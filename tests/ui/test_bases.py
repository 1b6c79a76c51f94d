"""What every Qt class of the interface must keep to."""

import importlib
import inspect
import pkgutil
from collections.abc import Iterator

from PySide6.QtCore import QObject

import ffnn_gui.ui


def qt_classes() -> Iterator[type[QObject]]:
    for module in pkgutil.walk_packages(ffnn_gui.ui.__path__, "ffnn_gui.ui."):
        for _, kind in inspect.getmembers(importlib.import_module(module.name), inspect.isclass):
            if issubclass(kind, QObject) and kind.__module__ == module.name:
                yield kind


def test_no_class_has_two_bases_of_qt() -> None:
    """Qt knows the first alone: the signals of the second come to its knowledge late, which PySide6 warns of."""
    mixed = {kind for kind in qt_classes() if sum(issubclass(base, QObject) for base in kind.__bases__) > 1}
    assert mixed == set()
