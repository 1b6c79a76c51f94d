"""Forms generated from the declarations of a config's fields; they know no panel and no store.

A new field, or a new kind in a family, appears here without a change.
"""

from ffnn_gui.ui.forms.form import Form, retire
from ffnn_gui.ui.forms.number_field import NumberField
from ffnn_gui.ui.forms.numbers import number_text, parsed
from ffnn_gui.ui.forms.tooltips import knob_tooltip

__all__ = ["Form", "NumberField", "knob_tooltip", "number_text", "parsed", "retire"]
