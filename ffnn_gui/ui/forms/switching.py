"""What becomes of a choice's fields when another kind is chosen.

What the person has set is kept where the new kind has a field of that name that takes it.
"""

from ffnn_gui.schema import Choice, ConfigError, knobs_of, replaced


def switched(old: Choice, new: Choice) -> Choice:
    """The new config with what was set in fields of the same name.

    A field left at its default, or whose value the new kind refuses, is as it is in the new one: the same name may
    have another good value there, such as the smoothing term of Adam and of AdaGrad.
    """
    known = knobs_of(type(new))
    for name, knob in knobs_of(type(old)).items():
        if name in known and not knob.identity and getattr(old, name) != knob.default:
            new = _with(new, name, getattr(old, name))
    return new


def _with(config: Choice, name: str, value: object) -> Choice:
    try:
        return replaced(config, name, value)
    except ConfigError:
        return config
