"""The kinds of plots, one file each: what is here is shown."""

from functools import cache

from ffnn_gui.schema import classes_in
from ffnn_gui.ui.plots.base import Plot


@cache
def found() -> tuple[type[Plot], ...]:
    """All plots of this package, in order."""
    kinds = classes_in(__name__, Plot)  # type: ignore[type-abstract]  # it is only asked for what is derived from it
    return tuple(sorted(kinds, key=lambda kind: (kind.order, kind.name)))
