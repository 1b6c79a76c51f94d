"""Hypothesis strategies for any config, read off its declared knobs: a new kind or field is drawn from unasked."""

from typing import Any, Literal, get_args, get_origin

from hypothesis import assume
from hypothesis import strategies as st
from pydantic import ValidationError

from ffnn_gui.schema import Choice, Config, Knob, kinds_of, knobs_of

NEAR, LARGE = 1e-3, 1e3
"""How near to an open end numbers come, and how large they are where there is no end: as a person sets them."""


@st.composite
def configs(draw: st.DrawFn, model: type[Config]) -> Config:
    """A valid config of this class, with every knob somewhere in its range."""
    values = {name: draw(values_of(knob)) for name, knob in knobs_of(model).items()}
    try:
        return model(**values)
    except ValidationError:
        assume(False)
        raise


def any_of(family: Any) -> st.SearchStrategy[Any]:
    """A config of any kind of the family."""
    return st.sampled_from(kinds_of(family)).flatmap(configs)


def values_of(knob: Knob) -> st.SearchStrategy[Any]:
    """Values that a knob accepts."""
    annotation = knob.annotation
    if knob.editor == "list":
        return st.lists(_entries(get_args(annotation)[0]), max_size=3).map(tuple)
    if knob.editor == "choice":
        return any_of(annotation)
    if knob.editor == "group":
        return configs(annotation)
    if get_origin(annotation) is Literal:
        return st.sampled_from(get_args(annotation))
    if annotation is bool:
        return st.booleans()
    return _numbers(knob)


def kind_name(value: Any) -> str:
    """The id of a parametrised test: a kind's name."""
    return value.model_fields["kind"].default if isinstance(value, type) and issubclass(value, Choice) else str(value)


def in_order(family: Any, *names: str) -> bool:
    """Whether the family has kinds of these names, in this order; others may stand between them."""
    return [name for name in map(kind_name, kinds_of(family)) if name in names] == list(names)


def _entries(annotation: Any) -> st.SearchStrategy[Any]:
    """Entries of a list: configs, or points of one of the first two classes."""
    if isinstance(annotation, type):
        return configs(annotation)
    places = st.floats(-10, 10, allow_subnormal=False)
    return st.tuples(places, places, st.sampled_from([0.0, 1.0]))


def _numbers(knob: Knob) -> st.SearchStrategy[Any]:
    if knob.annotation is int:
        return st.integers(knob.low, knob.high)
    low = -LARGE if knob.low is None else knob.low + NEAR * knob.low_open
    high = LARGE if knob.high is None else knob.high - NEAR * knob.high_open
    return st.floats(low, high, allow_subnormal=False)
