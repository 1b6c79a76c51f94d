"""What a knob allows, said before the config is asked: is this text a number, and in the range?

The sentences name the field and its range, so that a refusal also says what would be accepted.
"""

from ffnn_gui.schema import Knob
from ffnn_gui.ui.forms.numbers import begun, parsed


def is_whole(knob: Knob) -> bool:
    """Whether the knob takes whole numbers only."""
    return knob.annotation is int


def read(knob: Knob, text: str) -> float | None:
    """The value that a text means for a knob, None when it is no number or out of range."""
    value = parsed(text, whole=is_whole(knob))
    if value is None or not allowed(knob, value):
        return None
    return int(value) if is_whole(knob) else value


def allowed(knob: Knob, value: float) -> bool:
    """Whether a number is in the knob's range and, where it must be, whole."""
    if is_whole(knob) and value != int(value):
        return False
    return not (_too_low(knob, value) or _too_high(knob, value))


def objection(knob: Knob, text: str) -> str:
    """Why a text is refused, as a sentence; empty when it is accepted."""
    if read(knob, text) is not None:
        return ""
    value = parsed(text, whole=is_whole(knob))
    number = "a whole number" if is_whole(knob) else "a number"
    if value is None or (is_whole(knob) and value != int(value)):
        return f"{knob.label} must be {number}{', ' * bool(knob.range_text)}{knob.range_text}."
    return f"{knob.label} must be {knob.range_text}."


def hopeless(knob: Knob, text: str) -> bool:
    """Whether no further typing can make the text acceptable: it is no number, or already too high."""
    value = parsed(text, whole=is_whole(knob))
    return not begun(text) if value is None else value > 0 and _too_high(knob, value)


def _too_low(knob: Knob, value: float) -> bool:
    return knob.low is not None and (value <= knob.low if knob.low_open else value < knob.low)


def _too_high(knob: Knob, value: float) -> bool:
    return knob.high is not None and (value >= knob.high if knob.high_open else value > knob.high)
