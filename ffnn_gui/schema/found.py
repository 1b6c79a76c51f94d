"""Finds what a package's modules define: a new file is a new optimizer, data set or plot, and nothing else changes."""

import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from typing import TypeVar

T = TypeVar("T")


def classes_in(package: str, base: type[T]) -> Iterator[type[T]]:
    """The subclasses of `base` that the modules directly in a package define themselves, in no useful order.

    `base` itself is among them where it is defined there. The modules are imported.
    """
    for info in pkgutil.iter_modules(importlib.import_module(package).__path__):
        module = importlib.import_module(f"{package}.{info.name}")
        for _, found in inspect.getmembers(module, inspect.isclass):
            if issubclass(found, base) and found.__module__ == module.__name__:
                yield found
