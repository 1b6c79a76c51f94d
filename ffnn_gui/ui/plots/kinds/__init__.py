"""The kinds of plots, one file each: what is here is shown."""

import importlib
import inspect
import pkgutil

from ffnn_gui.ui.plots.base import Plot


def found() -> tuple[type[Plot], ...]:
    """All plots of this package, in order."""
    kinds: set[type[Plot]] = set()
    for info in pkgutil.iter_modules(__path__):
        module = importlib.import_module(f"{__name__}.{info.name}")
        classes = (cls for _, cls in inspect.getmembers(module, inspect.isclass))
        kinds.update(cls for cls in classes if issubclass(cls, Plot) and cls.__module__ == module.__name__)
    return tuple(sorted(kinds, key=lambda kind: (kind.order, kind.name)))
