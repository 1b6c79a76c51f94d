"""How a config class declares what can be set: every knob once, with its range, label, help and editor.

Forms, session files, validation messages, tooltips and undo texts all read these declarations, so that a new field or
a new kind of optimizer needs no second entry anywhere.
"""

from ffnn_gui.schema.changes import Change, changes, replaced, same_thing, switched
from ffnn_gui.schema.choice import Choice, bringable_kinds_of, kinds_of, one_of
from ffnn_gui.schema.config import Config
from ffnn_gui.schema.found import classes_in
from ffnn_gui.schema.knobs import Knob, knob, knob_at, knobs_of, labels_at, live_at, value_at
from ffnn_gui.schema.problems import ConfigError, Problem, validated

__all__ = [
    "Change",
    "Choice",
    "Config",
    "ConfigError",
    "Knob",
    "Problem",
    "bringable_kinds_of",
    "changes",
    "classes_in",
    "kinds_of",
    "knob",
    "knob_at",
    "knobs_of",
    "labels_at",
    "live_at",
    "one_of",
    "replaced",
    "same_thing",
    "switched",
    "validated",
    "value_at",
]
