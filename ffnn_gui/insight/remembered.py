"""Remembers what was made of data for as long as they live: the data of a run that is over do not stay in memory."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar
from weakref import WeakKeyDictionary

from ffnn_gui.data import PreparedData

P = ParamSpec("P")
T = TypeVar("T")


def once_for_data(make: Callable[Concatenate[PreparedData, P], T]) -> Callable[Concatenate[PreparedData, P], T]:
    """A function of data, and perhaps of other arguments by place, that is computed once for the same ones."""
    known: WeakKeyDictionary[PreparedData, dict[object, T]] = WeakKeyDictionary()

    @wraps(make)
    def remembered(data: PreparedData, /, *others: P.args, **named: P.kwargs) -> T:
        answers = known.setdefault(data, {})
        key = (others, *named.items())
        if key not in answers:
            answers[key] = make(data, *others, **named)
        return answers[key]

    return remembered
