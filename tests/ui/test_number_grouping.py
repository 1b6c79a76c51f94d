"""Large counts are shown with their thousands set apart, and are edited as plain digits."""

import pytest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ffnn_gui.schema import Config, knob, knobs_of
from ffnn_gui.ui.forms.number_field import NumberField


class Counts(Config):
    """Of the same size: a count, and a seed, which counts nothing."""

    most: int = knob(2_000_000, "Most", "How many.", ge=1, le=9_000_000, unit="examples")
    seed: int = knob(2_000_000, "Seed", "Which.", ge=0, le=9_000_000)


@pytest.mark.parametrize(
    ("name", "value", "text"),
    [("most", 2_000_000, "2,000,000"), ("most", 10_000, "10000"), ("seed", 2_000_000, "2000000")],
)
def test_a_count_is_grouped_until_it_is_edited(name: str, value: int, text: str, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    layout, field, other = QVBoxLayout(window), NumberField(knobs_of(Counts)[name]), QLineEdit()
    for widget in (other, field):
        layout.addWidget(widget)
    window.show()
    window.activateWindow()
    other.setFocus()
    qtbot.waitUntil(other.hasFocus)
    committed: list[object] = []
    field.committed.connect(committed.append)
    field.show_value(value)
    assert field.text() == text
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    assert field.text() == str(value)
    other.setFocus()
    assert field.text() == text
    assert not committed
