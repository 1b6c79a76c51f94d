"""Forms in both directions: what the person does becomes a signal, a config shown emits nothing."""

from typing import Annotated, Any, ClassVar, Literal

import pytest
from pydantic import Field
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLabel, QMenu, QSlider, QWidget
from pytestqt.qtbot import QtBot

from ffnn_gui.data.sets.drawn import Drawn
from ffnn_gui.schema import Choice, Config, knob, replaced
from ffnn_gui.ui.forms import Form
from ffnn_gui.ui.forms.number_field import NumberField
from ffnn_gui.ui.forms.row import Row


class Plain(Choice):
    """A kind without fields."""

    label: ClassVar[str] = "Gradient descent"
    help: ClassVar[str] = "Steps down the slope."
    order: ClassVar[float] = 1
    kind: Literal["plain"] = "plain"


class Rolling(Choice):
    """A kind with fields."""

    label: ClassVar[str] = "Momentum (heavy ball)"
    help: ClassVar[str] = "Keeps rolling."
    formula: ClassVar[str] = "v ← βv + g"
    order: ClassVar[float] = 2
    kind: Literal["rolling"] = "rolling"
    beta: float = knob(
        0.9,
        "Momentum",
        "How much speed is kept.",
        ge=0,
        lt=1,
        formula="v ← βv + g",
        editor="slider",
        live=True,
        step=0.01,
    )
    eps: float = knob(1e-10, "Epsilon", "Guards the division.", gt=0, le=1, editor="log")


class Adaptive(Choice):
    """A kind whose fields partly have the names of the other's."""

    label: ClassVar[str] = "Adam"
    help: ClassVar[str] = "Scales each step."
    order: ClassVar[float] = 3
    kind: Literal["adaptive"] = "adaptive"
    beta: float = knob(0.5, "First moment", "Memory of the gradient.", ge=0, le=0.95, editor="slider")
    eps: float = knob(1e-8, "Epsilon", "Guards the division.", gt=0, le=1, editor="log")


AnyMover: Any = Annotated[Plain | Rolling | Adaptive, Field(discriminator="kind")]


class Stopping(Config):
    """A group with a switch."""

    enabled: bool = knob(False, "Early stopping", "Stop when it gets no better.")
    patience: int = knob(20, "Patience", "How long to wait.", ge=1, le=1000, unit="epochs")
    restore: bool = knob(True, "Restore the best", "Go back to the best weights.")


class Output(Config):
    """A group without a switch."""

    bias: float = knob(0.0, "Bias", "Start value.", ge=-10, le=10)


class Sample(Config):
    """Every kind of editor once or more."""

    units: int = knob(8, "Units", "How many neurons <in> the layer.", ge=1, le=1024)
    noise: float = knob(0.1, "Noise", "Spread of the points.", ge=0, le=0.5, editor="slider", live=True)
    samples: int = knob(500, "Samples", "How many points.", ge=10, le=10_000, editor="slider", step=10)
    rate: float = knob(
        0.03, "Learning rate", "Size of a step.", gt=0, le=10, editor="log", live=True, formula="θ ← θ − η·g"
    )
    l2: float = knob(0.0, "L2 penalty", "Pulls weights to zero.", ge=0, le=10, editor="log", live=True)
    free: float = knob(1.5, "Free number", "Any number.")
    norm: bool = knob(False, "Batch normalization of the layer", "Centres what a layer sees.")
    batch: Literal["full", "mini"] = knob(
        "mini", "Batch", "How many at once.", labels={"full": "All the examples at once", "mini": "Mini-batches"}
    )
    mover: AnyMover = knob(Rolling(), "Optimizer", "How it learns.", live=True)
    stopping: Stopping = knob(Stopping(), "Early stopping", "When to stop.")
    output: Output = knob(Output(), "Output layer", "The last layer.")
    many: tuple[int, ...] = knob((1, 2), "Many", "Not for the form.")


class Bench:
    """A form with what it has emitted, and its widgets by path."""

    def __init__(self, qtbot: QtBot, form: Form) -> None:
        self.form = form
        self.said: list[tuple[Any, ...]] = []
        form.edited.connect(lambda path, value: self.said.append((path, value)))
        form.drag_started.connect(lambda path: self.said.append(("start", path)))
        form.drag_finished.connect(lambda path: self.said.append(("finish", path)))
        qtbot.addWidget(form)
        form.resize(300, 600)
        form.show()
        qtbot.waitExposed(form)
        form.activateWindow()

    def find(self, label: str, kind: type[QWidget]) -> Any:
        """The visible widget of a kind that a screen reader would call by the label."""
        found = [w for w in self.form.tab_stops() if w.accessibleName() == label and isinstance(w, kind)]
        assert len(found) == 1, label
        return found[0]

    def field(self, label: str) -> NumberField:
        return self.find(label, NumberField)

    def type(self, label: str, text: str, end: str = "") -> NumberField:
        field = self.field(label)
        field.setFocus()
        field.selectAll()
        QTest.keyClicks(field, text)
        if end == "enter":
            QTest.keyClick(field, Qt.Key.Key_Return)
        elif end == "leave":
            field.clearFocus()
        return field

    @property
    def problems(self) -> list[str]:
        labels = self.form.findChildren(QLabel)
        return [w.text() for w in labels if w.property("role") == "problem" and w.isVisible()]


@pytest.fixture
def bench(qtbot: QtBot) -> Bench:
    return Bench(qtbot, Form(Sample))


# From the person to the signal


@pytest.mark.parametrize("end", ["enter", "leave"])
@pytest.mark.parametrize(
    ("label", "text", "edit"),
    [
        ("Units", "12", ("units", 12)),
        ("Noise", "0,25", ("noise", 0.25)),
        ("Learning rate", "1e-3", ("rate", 0.001)),
        ("L2 penalty", "0.0001", ("l2", 0.0001)),
        ("Free number", "-3", ("free", -3.0)),
        ("Momentum", "0.5", ("mover.beta", 0.5)),
        ("Bias", "2", ("output.bias", 2.0)),
    ],
)
def test_a_typed_number_counts_when_it_is_done(bench: Bench, label: str, text: str, edit: Any, end: str) -> None:
    field = bench.type(label, text)
    assert bench.said == []
    QTest.keyClick(field, Qt.Key.Key_Return) if end == "enter" else field.clearFocus()
    assert bench.said == [edit]
    assert type(bench.said[0][1]) is type(edit[1])


def test_typing_the_same_number_again_says_nothing(bench: Bench) -> None:
    bench.type("Units", "8.0", "enter")
    assert bench.said == []
    assert bench.field("Units").text() == "8"


@pytest.mark.parametrize("label", ["Batch normalization of the layer", "Early stopping"])
def test_a_check_box_is_toggled_with_the_space_bar(bench: Bench, label: str) -> None:
    QTest.keyClick(bench.find(label, QCheckBox), Qt.Key.Key_Space)
    assert bench.said == [("norm" if "norm" in label else "stopping.enabled", True)]


def test_a_combo_box_emits_the_value_and_not_its_label(bench: Bench) -> None:
    combo = bench.find("Batch", QComboBox)
    assert [combo.itemText(i) for i in range(combo.count())] == ["All the examples at once", "Mini-batches"]
    QTest.keyClick(combo, Qt.Key.Key_Up)
    assert bench.said == [("batch", "full")]


def test_arrow_keys_step_a_field_and_a_slider(bench: Bench) -> None:
    QTest.keyClick(bench.field("Units"), Qt.Key.Key_Up)
    QTest.keyClick(bench.find("Learning rate", QSlider), Qt.Key.Key_Right)
    assert bench.said == [("units", 9), ("rate", 0.04)]
    assert bench.field("Learning rate").text() == "0.04"


def test_all_edits_of_a_drag_lie_between_its_two_ends(bench: Bench) -> None:
    slider = bench.find("Noise", QSlider)
    middle = slider.rect().center()
    QTest.mousePress(slider, Qt.MouseButton.LeftButton, pos=QPoint(4, middle.y()))
    QTest.mouseMove(slider, middle)
    QTest.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=middle)
    assert bench.said[0] == ("start", "noise")
    assert bench.said[-1] == ("finish", "noise")
    assert [path for path, _ in bench.said[1:-1]] == ["noise"] * (len(bench.said) - 2)
    assert bench.said[-2][1] == pytest.approx(0.25, abs=0.03)


def test_a_double_click_on_the_label_asks_for_the_default(bench: Bench) -> None:
    bench.form.set_config(Sample(units=50))
    label = next(w for w in bench.form.findChildren(QLabel) if w.text() == "Units")
    row = label.parentWidget()
    event_at = label.mapTo(row, label.rect().center())
    QTest.mouseMove(row, event_at)
    QTest.mouseDClick(label, Qt.MouseButton.LeftButton)
    assert bench.said == [("units", 8)]


@pytest.mark.parametrize("label", ["Units", "Learning rate"])
def test_the_context_menu_resets_to_the_default(bench: Bench, label: str) -> None:
    field = bench.field(label)
    at = field.rect().center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, field.mapToGlobal(at))
    QApplication.sendEvent(field, event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    reset = next(action for action in menu.actions() if "default" in action.text())
    reset.trigger()
    menu.close()
    assert bench.said == [("units", 8) if label == "Units" else ("rate", 0.03)]


# From the config to the widgets

CHANGED = [
    ("units", 99),
    ("noise", 0.333),
    ("samples", 10_000),
    ("rate", 7.7),
    ("l2", 1e-4),
    ("free", -1.0),
    ("norm", True),
    ("batch", "full"),
    ("mover", Adaptive(beta=0.2)),
    ("mover", Plain()),
    ("mover.eps", 0.5),
    ("stopping.enabled", True),
    ("stopping.patience", 3),
    ("output.bias", 1.25),
]


def states(form: Form) -> list[object]:
    """What all widgets show, in reading order."""
    return [
        w.text()
        if isinstance(w, NumberField)
        else w.currentText()
        if isinstance(w, QComboBox)
        else w.isChecked()
        if isinstance(w, QCheckBox)
        else w.value()
        for w in form.tab_stops()
        if isinstance(w, NumberField | QComboBox | QCheckBox | QSlider)
    ]


@pytest.mark.parametrize(("path", "value"), CHANGED)
def test_a_config_shown_emits_nothing_and_looks_as_if_made_with_it(
    qtbot: QtBot, bench: Bench, path: str, value: Any
) -> None:
    before = states(bench.form)
    config = replaced(Sample(), path, value)
    made = Form(config)
    qtbot.addWidget(made)
    bench.form.set_config(config)
    assert bench.said == []
    assert states(bench.form) == states(made) != before


def test_a_form_may_show_some_fields_of_a_part(qtbot: QtBot) -> None:
    bench = Bench(qtbot, Form(Sample(units=3), prefix="network.0", only=("units", "noise"), skip=("noise",)))
    assert states(bench.form) == ["3"]
    bench.type("Units", "4", "enter")
    assert bench.said == [("network.0.units", 4)]


def test_what_has_no_effect_is_left_out_until_it_has(qtbot: QtBot) -> None:
    form = Form(Drawn())
    qtbot.addWidget(form)
    form.show()
    rows = {row.editor.path: row for row in form.findChildren(Row)}
    assert rows["classes"].isVisible()
    for kind, shown in (("regression", False), ("classification", True), ("regression", False)):
        form.set_config(Drawn(task_kind=kind))
        assert rows["classes"].isVisible() is shown
        assert rows["task_kind"].isVisible()
    made = Form(Drawn(task_kind="regression"))
    qtbot.addWidget(made)
    made.show()
    assert [row.editor.path for row in made.findChildren(Row) if not row.isVisible()] == ["classes"]
