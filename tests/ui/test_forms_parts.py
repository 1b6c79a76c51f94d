"""Choices and groups in a form: switching a kind, hiding what is off, the way of the tab key, narrow panels."""

from collections.abc import Iterator
from typing import Annotated, Any, ClassVar, Literal

import pytest
from pydantic import Field
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QScrollArea, QSlider, QWidget
from pytestqt.qtbot import QtBot

from ffnn_gui.schema import Choice, Config, knob, switched
from ffnn_gui.ui.forms import Form
from ffnn_gui.ui.forms.number_field import NumberField
from ffnn_gui.ui.theme import LIGHT, apply_theme


class Plain(Choice):
    label: ClassVar[str] = "Gradient descent"
    help: ClassVar[str] = "Steps down the slope."
    formula: ClassVar[str] = "θ ← θ − η·g"
    order: ClassVar[float] = 1
    kind: Literal["plain"] = "plain"


class Rolling(Choice):
    label: ClassVar[str] = "Momentum that rolls on and on and on"
    help: ClassVar[str] = "Keeps rolling."
    order: ClassVar[float] = 2
    kind: Literal["rolling"] = "rolling"
    beta: float = knob(0.9, "Momentum", "Speed kept.", ge=0, lt=1, editor="slider")
    eps: float = knob(1e-10, "Epsilon", "Guards.", gt=0, le=1, editor="log")
    steps: int = knob(3, "Steps", "How many.", ge=1, le=9)


class Adaptive(Choice):
    label: ClassVar[str] = "Adam"
    help: ClassVar[str] = "Scales."
    order: ClassVar[float] = 3
    kind: Literal["adaptive"] = "adaptive"
    beta: float = knob(0.5, "First moment", "Memory.", ge=0, le=0.95, editor="slider")
    eps: float = knob(1e-8, "Epsilon", "Guards.", gt=0, le=1, editor="log")
    steps: int = knob(3, "Steps", "How many.", ge=1, le=9)


class Stopping(Config):
    enabled: bool = knob(False, "Enabled", "Stop when it gets no better.")
    patience: int = knob(20, "Patience of the one who waits", "How long.", ge=1, le=1000, unit="epochs")


class Whole(Config):
    """A choice between two plain fields, and a group that can be switched off."""

    first: int = knob(1, "First", "Before.", ge=0, le=9)
    mover: Annotated[Plain | Rolling | Adaptive, Field(discriminator="kind")] = knob(Rolling(), "Mover", "How.")
    last: bool = knob(False, "Last", "After.")
    stopping: Stopping = knob(Stopping(), "Early stopping", "When to stop.")


STOPPING = ["Early stopping", "Patience of the one who waits"]


@pytest.fixture
def form(qtbot: QtBot) -> Form:
    form = Form(Whole)
    qtbot.addWidget(form)
    form.show()
    qtbot.waitExposed(form)
    return form


def names(form: Form) -> list[str]:
    return list(dict.fromkeys(stop.accessibleName() for stop in form.tab_stops()))


def combo(form: Form) -> QComboBox:
    return form.findChildren(QComboBox)[0]


def test_a_choice_lists_its_kinds_with_a_tooltip_each(form: Form) -> None:
    box = combo(form)
    assert [box.itemText(i) for i in range(box.count())] == [Plain.label, Rolling.label, Adaptive.label]
    assert "Steps down the slope." in box.itemData(0, Qt.ItemDataRole.ToolTipRole)
    assert "θ ← θ − η·g" in box.itemData(0, Qt.ItemDataRole.ToolTipRole)


def test_switching_a_kind_emits_the_whole_kind_and_shows_its_fields(qtbot: QtBot, form: Form) -> None:
    with qtbot.waitSignal(form.edited) as said:
        QTest.keyClick(combo(form), Qt.Key.Key_Down)
    assert said.args == ["mover", Adaptive()]
    assert names(form) == ["First", "Mover", "First moment", "Epsilon", "Steps", "Last", *STOPPING]


def test_a_kind_without_fields_leaves_no_gap(form: Form) -> None:
    combo(form).setCurrentIndex(0)
    assert names(form) == ["First", "Mover", "Last", *STOPPING]
    nested = [part for part in form.findChildren(Form) if part.empty]
    assert [part.isVisible() for part in nested] == [False]
    combo(form).setCurrentIndex(1)
    assert nested[0].isVisible()


def test_fields_that_two_kinds_declare_alike_are_not_rebuilt(form: Form) -> None:
    def steps() -> QWidget:
        return next(stop for stop in form.tab_stops() if stop.accessibleName() == "Steps")

    before = steps()
    form.set_config(Whole(mover=Adaptive(steps=7)))
    assert steps() is before
    assert isinstance(before, NumberField)
    assert before.text() == "7"


def test_a_removed_row_is_deleted(qtbot: QtBot, form: Form) -> None:
    before = len(form.findChildren(QWidget))
    for _ in range(5):
        form.set_config(Whole(mover=Plain()))
        form.set_config(Whole(mover=Rolling()))
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert len(form.findChildren(QWidget)) == before


@pytest.mark.parametrize(
    ("old", "kind", "new"),
    [
        (Rolling(beta=0.7, steps=5), Adaptive, Adaptive(beta=0.7, steps=5)),
        (Rolling(beta=0.99), Adaptive, Adaptive()),  # out of the other's range
        (Rolling(), Adaptive, Adaptive()),  # never set: each kind has its own good value
        (Rolling(eps=0.5), Plain, Plain()),
        (Plain(), Rolling, Rolling()),
    ],
)
def test_switching_keeps_what_was_set_where_it_is_valid(old: Choice, kind: Any, new: Choice) -> None:
    assert switched(old, kind()) == new


def test_a_group_that_is_off_hides_its_fields(qtbot: QtBot, form: Form) -> None:
    box = next(b for b in form.findChildren(QCheckBox) if b.text() == "Early stopping")
    patience = next(field for field in form.tab_stops() if field.accessibleName().startswith("Patience"))
    assert not patience.isVisible()
    with qtbot.waitSignal(form.edited) as said:
        box.click()
    assert said.args == ["stopping.enabled", True]
    assert patience.isVisible()
    form.set_config(Whole())
    assert not patience.isVisible()


@pytest.mark.parametrize("kind", [Plain, Rolling, Adaptive])
def test_the_tab_key_goes_in_reading_order(qtbot: QtBot, form: Form, kind: type[Choice]) -> None:
    form.set_config(Whole(mover=kind(), stopping=Stopping(enabled=True)))
    form.activateWindow()
    stops = list(form.tab_stops())
    qtbot.waitUntil(lambda: all(stop.isVisible() for stop in stops))
    stops[0].setFocus()
    met = []
    for _ in stops:
        met.append(QApplication.focusWidget())
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert met == stops


@pytest.mark.parametrize("kind", [QComboBox, QSlider, NumberField])
def test_the_wheel_changes_nothing_without_the_focus(qtbot: QtBot, form: Form, kind: type[QWidget]) -> None:
    widget = next(stop for stop in form.tab_stops() if isinstance(stop, kind))
    form.setFocus()
    with qtbot.assertNotEmitted(form.edited):
        wheel(widget)
    widget.setFocus()
    with qtbot.waitSignal(form.edited):
        wheel(widget)


def wheel(widget: QWidget) -> None:
    at = QPointF(widget.rect().center())
    turn = QPoint(0, 120)
    nothing, phase = Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase
    event = QWheelEvent(at, widget.mapToGlobal(at), QPoint(), turn, Qt.MouseButton.NoButton, nothing, phase, False)
    QApplication.sendEvent(widget, event)


@pytest.fixture
def app(qapp: QApplication) -> Iterator[QApplication]:
    """The application, whose look is put back afterwards."""
    palette, font = qapp.palette(), qapp.font()
    yield qapp
    qapp.styleHints().unsetColorScheme()
    qapp.setStyleSheet("")
    qapp.setPalette(palette)
    qapp.setFont(font)


@pytest.mark.parametrize("scale", [1.0, 1.6, 2.0])
@pytest.mark.parametrize("width", [280, 300, 600])
def test_nothing_is_cut_off_in_a_narrow_panel(qtbot: QtBot, app: QApplication, scale: float, width: int) -> None:
    apply_theme(app, LIGHT, scale)
    area = QScrollArea()
    qtbot.addWidget(area)
    form = Form(Whole(stopping=Stopping(enabled=True)))
    area.setWidget(form)
    area.setWidgetResizable(True)
    area.resize(width, 900)
    area.show()
    qtbot.waitExposed(area)
    qtbot.waitUntil(lambda: form.width() <= area.viewport().width())
    for stop in form.tab_stops():
        left = stop.mapTo(form, stop.rect().topLeft()).x()
        assert left >= 0
        assert left + stop.width() <= form.width()
        assert stop.width() >= stop.minimumSizeHint().width()
