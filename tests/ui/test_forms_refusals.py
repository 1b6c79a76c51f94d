"""What a form does with a value that is not allowed: it says so at the field and never changes it silently."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QSlider
from pytestqt.qtbot import QtBot

from ffnn_gui.schema import Config, knob
from ffnn_gui.ui.forms import Form
from ffnn_gui.ui.forms.number_field import NumberField

UNITS = "Units must be from 1 to 1,024."


class Inner(Config):
    """A nested part."""

    bias: float = knob(0.0, "Bias", "Start.", ge=-1, le=1)


class Outer(Config):
    """Two numbers and a part."""

    units: int = knob(8, "Units", "Neurons.", ge=1, le=1024)
    rate: float = knob(0.1, "Rate", "Step.", gt=0, le=10, editor="log")
    inner: Inner = knob(Inner(), "Inner", "Part.")


@pytest.fixture
def form(qtbot: QtBot) -> Form:
    form = Form(Outer)
    qtbot.addWidget(form)
    form.show()
    qtbot.waitExposed(form)
    form.activateWindow()
    return form


def field(form: Form, label: str) -> NumberField:
    return next(f for f in form.findChildren(NumberField) if f.accessibleName() == label)


def problems(form: Form) -> list[str]:
    labels = form.findChildren(QLabel)
    return [label.text() for label in labels if label.property("role") == "problem" and label.isVisible()]


def typed(form: Form, label: str, text: str) -> NumberField:
    target = field(form, label)
    target.setFocus()
    target.selectAll()
    QTest.keyClicks(target, text)
    return target


@pytest.mark.parametrize("text", ["5000", "0", "-3", "2.5", "many", "", "1e"])
def test_a_number_that_is_not_allowed_is_refused_with_the_range(qtbot: QtBot, form: Form, text: str) -> None:
    with qtbot.assertNotEmitted(form.edited):
        target = typed(form, "Units", text or " ")
        QTest.keyClick(target, Qt.Key.Key_Return)
    assert len(problems(form)) == 1
    assert problems(form)[0].endswith("from 1 to 1,024.")
    assert target.text().strip() == text


@pytest.mark.parametrize("text", ["5000", "0", "many"])
def test_leaving_the_field_brings_the_last_good_value_back_and_says_why(form: Form, text: str) -> None:
    target = typed(form, "Units", text)
    target.clearFocus()
    assert target.text() == "8"
    assert len(problems(form)) == 1


def test_what_is_too_high_is_said_while_typing_and_taken_back(form: Form) -> None:
    target = typed(form, "Units", "1024")
    assert problems(form) == []
    QTest.keyClicks(target, "0")
    assert problems(form) == [UNITS]
    QTest.keyClick(target, Qt.Key.Key_Backspace)
    assert problems(form) == []


def test_the_way_to_a_small_number_is_not_scolded(form: Form) -> None:
    typed(form, "Rate", "0,00")
    assert problems(form) == []


def test_escape_brings_the_last_good_value_back(form: Form) -> None:
    target = typed(form, "Units", "5000")
    QTest.keyClick(target, Qt.Key.Key_Escape)
    assert target.text() == "8"
    assert problems(form) == []


@pytest.mark.parametrize("label", ["Units", "Rate"])
def test_the_next_good_edit_takes_the_message_back(qtbot: QtBot, form: Form, label: str) -> None:
    QTest.keyClick(typed(form, "Units", "5000"), Qt.Key.Key_Return)
    with qtbot.waitSignal(form.edited):
        QTest.keyClick(typed(form, label, "2"), Qt.Key.Key_Return)
    assert problems(form) == []


def test_a_refused_field_is_framed(form: Form) -> None:
    target = field(form, "Units")
    above = target.mapTo(form, target.rect().topLeft())
    before = form.grab().toImage().pixelColor(above.x() + 20, above.y() - 1)
    form.show_problem("units", UNITS)
    after = form.grab().toImage().pixelColor(above.x() + 20, above.y() - 1)
    assert after != before


@pytest.mark.parametrize(("path", "label"), [("units", "Units"), ("rate", "Rate"), ("inner.bias", "Bias")])
def test_a_refusal_from_outside_restores_the_value_of_the_config(form: Form, path: str, label: str) -> None:
    before = field(form, label).text()
    form.edited.connect(lambda path, value: form.show_problem(path, "Not now."))
    QTest.keyClick(typed(form, label, "1" if label != "Rate" else "3"), Qt.Key.Key_Return)
    assert problems(form) == ["Not now."]
    assert field(form, label).text() == before


def test_a_refused_slide_goes_back(form: Form) -> None:
    slider = form.findChildren(QSlider)[0]
    before = slider.value()
    form.edited.connect(lambda path, value: form.show_problem(path, "Not now."))
    slider.setFocus()
    QTest.keyClick(slider, Qt.Key.Key_Right)
    assert (slider.value(), field(form, "Rate").text()) == (before, "0.1")


def test_a_problem_is_shown_at_the_nearest_field(form: Form) -> None:
    assert form.show_problem("inner.gone", "Somewhere inside.")
    assert not form.show_problem("nowhere", "Nobody reads this.")
    assert problems(form) == ["Somewhere inside."]
    form.clear_problems()
    assert problems(form) == []


def test_a_refresh_with_the_same_value_leaves_typing_and_message_alone(form: Form) -> None:
    target = typed(form, "Units", "5000")
    form.set_config(Outer(rate=3.0))
    assert (target.text(), problems(form)) == ("5000", [UNITS])
    form.set_config(Outer(units=9))
    assert (target.text(), problems(form)) == ("9", [])


def test_a_screen_reader_is_told_the_refusal(form: Form) -> None:
    form.show_problem("units", UNITS)
    assert field(form, "Units").accessibleDescription() == UNITS
    form.clear_problems()
    assert field(form, "Units").accessibleDescription() == "Neurons."


def test_coming_back_to_a_field_takes_the_old_refusal_away(form: Form) -> None:
    target = typed(form, "Units", "5000")
    field(form, "Rate").setFocus()
    assert problems(form) == [UNITS]
    assert target.text() == "8"
    target.setFocus()
    assert problems(form) == []


class Other(Config):
    """It has no rate, and other units."""

    units: int = knob(2, "Units", "Neurons.", ge=1, le=50)


@pytest.mark.parametrize(("label", "text"), [("Rate", "99"), ("Rate", "0.5"), ("Units", "0"), ("Units", "7")])
def test_what_is_typed_in_a_field_that_goes_is_told_to_nobody(form: Form, label: str, text: str) -> None:
    told: list[object] = []
    form.edited.connect(lambda *edit: told.append(edit))
    target = field(form, label)
    target.setFocus()
    target.selectAll()
    QTest.keyClicks(target, text)
    form.set_config(Other())
    assert not target.hasFocus()
    assert told == []
    assert problems(form) == []
