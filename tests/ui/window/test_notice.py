"""The card over the plots: one notice at a time, with offers that do what they say, and nothing slips under a click."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ffnn_gui.ui.theme import ThemeManager
from ffnn_gui.ui.window.notice import CALM, MOST, STAYS, Notice, Offer


@pytest.fixture
def page(qtbot: QtBot) -> Iterator[QWidget]:
    """What notices float over, as large as plots are on a small screen, in a widget that it fills."""
    outer, page = QWidget(), QWidget()
    rows = QVBoxLayout(outer)
    rows.setContentsMargins(0, 0, 0, 0)
    rows.addWidget(page)
    outer.resize(720, 600)
    outer.show()
    # Another test may have left the pointer where the card will be.
    qtbot.mouseMove(outer, QPoint(3, 3))
    yield page
    outer.close()
    outer.deleteLater()


@pytest.fixture
def notice(page: QWidget, qapp: QApplication) -> Iterator[Notice]:
    themes = ThemeManager(qapp, "light")
    notice = Notice(themes)
    notice.float_over(page)
    yield notice
    themes.deleteLater()


def _buttons(notice: Notice) -> list[QPushButton]:
    return [button for button in notice.findChildren(QPushButton) if not button.isHidden()]


def _more(notice: Notice) -> str:
    return " ".join(
        label.text() for label in notice.findChildren(QLabel) if "more" in label.text() and label.isVisible()
    )


def _point_at(notice: Notice, there: bool) -> None:
    """Bring the pointer over the card or away from it."""
    place = QPointF(5, 5)
    QApplication.sendEvent(notice, QEnterEvent(place, place, place) if there else QEvent(QEvent.Type.Leave))
    assert notice.underMouse() is there


def _let_calm_pass(notice: Notice, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not notice._calm.isActive(), timeout=10 * CALM)


def test_it_is_hidden_until_there_is_something_to_say(notice: Notice) -> None:
    assert notice.isHidden()
    notice.say("pending", "Units wait for a reset.")
    assert not notice.isHidden()
    assert notice.text == "Units wait for a reset."


def test_an_offer_is_taken_and_the_notice_goes(notice: Notice) -> None:
    taken: list[str] = []
    notice.say("a", "Choose.", Offer("One", lambda: taken.append("one")), Offer("Two", lambda: taken.append("two")))
    _buttons(notice)[1].click()
    assert taken == ["two"]
    assert notice.isHidden()


def test_the_newest_notice_is_shown_and_the_one_before_comes_back(notice: Notice) -> None:
    notice.say("a", "First.", Offer("One", lambda: None))
    notice.say("b", "Second.")
    assert notice.text == "Second."
    assert _buttons(notice) == []
    assert _more(notice) == "1 more"
    notice.take_back("b")
    assert notice.text == "First."
    assert len(_buttons(notice)) == 1
    assert _more(notice) == ""


def test_a_notice_without_offers_makes_room_also_under_the_pointer(notice: Notice) -> None:
    notice.add("error", "One cannot be opened.", wrong=True)
    _point_at(notice, True)
    notice.add("error", "Another cannot be opened.", wrong=True)
    assert notice.text == "Another cannot be opened."


def test_a_topic_has_one_notice(notice: Notice) -> None:
    notice.say("a", "First.")
    notice.say("a", "Again.")
    notice.clear()
    assert notice.text == ""


def test_errors_wait_for_each_other_and_are_not_repeated(notice: Notice) -> None:
    for text in ("One.", "Two.", "One."):
        notice.add("error", text, wrong=True)
    assert (notice.text, _more(notice)) == ("One.", "1 more")
    notice.clear()
    assert (notice.text, _more(notice)) == ("Two.", "")
    notice.clear()
    assert notice.isHidden()


def test_of_a_flood_the_newest_are_kept(notice: Notice) -> None:
    for i in range(2 * MOST):
        notice.add("error", f"Number {i}.")
    assert (notice.text, _more(notice)) == (f"Number {2 * MOST - 1}.", f"{MOST - 1} more")


def test_only_its_owner_takes_a_notice_back(notice: Notice) -> None:
    notice.say("a", "Mine.")
    notice.take_back("b")
    assert notice.text == "Mine."
    notice.take_back("a")
    assert notice.text == ""


def test_one_text_of_a_topic_is_taken_back(notice: Notice) -> None:
    notice.add("error", "One.")
    notice.add("error", "Two.")
    notice.say("a", "Two.")
    notice.take_back("error", "Two.")
    assert (notice.text, notice.topic, _more(notice)) == ("Two.", "a", "1 more")
    notice.clear()
    assert notice.text == "One."


def test_a_passing_notice_goes_by_itself(notice: Notice) -> None:
    notice.say("a", "Stays.")
    assert not notice._life.isActive()
    notice.say("b", "Passes.", Offer("Again", lambda: None), passing=True)
    assert notice._life.isActive()
    assert notice._life.interval() > STAYS
    notice._life.timeout.emit()
    assert notice.text == "Stays."
    assert not notice._life.isActive()


def test_a_passing_notice_waits_for_its_turn(notice: Notice) -> None:
    notice.say("b", "Passes.", passing=True)
    notice.say("a", "Stays.")
    assert not notice._life.isActive()
    notice.clear()
    assert (notice.text, notice._life.isActive()) == ("Passes.", True)


@pytest.mark.parametrize("how", ["pointer", "keyboard"])
def test_a_passing_notice_stays_while_somebody_is_about_to_answer(how: str, notice: Notice, page: QWidget) -> None:
    notice.say("b", "Passes.", Offer("Again", lambda: None), passing=True)
    if how == "pointer":
        _point_at(notice, True)
    else:
        page.window().activateWindow()
        _buttons(notice)[0].setFocus()
        assert QApplication.focusWidget() is _buttons(notice)[0]
    notice._life.stop()
    notice._life.timeout.emit()
    assert (notice.text, notice._life.isActive()) == ("Passes.", True)
    if how == "pointer":
        _point_at(notice, False)
    else:
        _buttons(notice)[0].clearFocus()
    notice._life.timeout.emit()
    assert notice.isHidden()


def test_an_offer_may_put_up_a_notice_of_its_own(notice: Notice) -> None:
    notice.say("a", "First.", Offer("Go", lambda: notice.say("b", "Then.")))
    _buttons(notice)[0].click()
    assert notice.text == "Then."


def test_a_notice_waits_while_another_is_pointed_at(notice: Notice) -> None:
    taken: list[str] = []
    notice.say("a", "First.", Offer("One", lambda: taken.append("one")))
    _point_at(notice, True)
    notice.say("b", "Second.", Offer("Two", lambda: taken.append("two")))
    assert (notice.text, _more(notice)) == ("First.", "1 more")
    _buttons(notice)[0].click()
    assert taken == ["one"]
    assert notice.text == "Second."
    notice.say("c", "Third.")
    assert notice.text == "Second."
    _point_at(notice, False)
    assert notice.text == "Third."


def test_what_no_longer_holds_goes_although_it_is_pointed_at(notice: Notice) -> None:
    notice.say("a", "First.")
    notice.say("b", "Second.")
    _point_at(notice, True)
    notice.take_back("b")
    assert notice.text == "First."


@pytest.mark.parametrize("pointed_at", [True, False])
def test_another_text_with_the_same_offers_leaves_the_buttons_in_place(notice: Notice, pointed_at: bool) -> None:
    taken: list[int] = []
    notice.say("a", "One change.", Offer("Reset", lambda: taken.append(1)))
    _point_at(notice, pointed_at)
    button = _buttons(notice)[0]
    notice.say("a", "Two changes.", Offer("Reset", lambda: taken.append(2)))
    assert notice.text == "Two changes."
    assert _buttons(notice) == [button]
    button.click()
    assert taken == [2]


def test_a_text_is_changed_where_it_stands(notice: Notice) -> None:
    notice.say("reading", "Reading: 0 %", Offer("Cancel", lambda: None))
    notice.say("error", "Wrong.")
    notice.update_text("reading", "Reading: 50 %")
    assert notice.text == "Wrong."
    notice.clear()
    assert notice.text == "Reading: 50 %"
    notice.clear()
    notice.update_text("reading", "Reading: 60 %")
    assert notice.isHidden()


def test_a_click_just_after_it_came_does_nothing(notice: Notice, qtbot: QtBot) -> None:
    taken: list[str] = []
    notice.say("a", "First.", Offer("One", lambda: taken.append("one")))
    left = Qt.MouseButton.LeftButton
    qtbot.mouseClick(_buttons(notice)[0], left)
    qtbot.mouseDClick(_buttons(notice)[0], left)
    qtbot.mouseClick(notice.findChild(QToolButton), left)
    assert taken == []
    _let_calm_pass(notice, qtbot)
    qtbot.mouseClick(_buttons(notice)[0], left)
    assert taken == ["one"]
    notice.say("b", "Second.")
    _let_calm_pass(notice, qtbot)
    qtbot.mouseClick(notice.findChild(QToolButton), left)
    assert notice.isHidden()


@pytest.mark.parametrize("size", [QSize(720, 600), QSize(400, 300), QSize(1600, 900)])
def test_it_moves_nothing_and_stays_at_the_lower_edge(notice: Notice, page: QWidget, size: QSize) -> None:
    before = page.geometry()
    notice.say(
        "a", "A sentence that is so long that it does not fit on one line of it. " * 3, Offer("Go", lambda: None)
    )
    assert page.geometry() == before
    page.window().resize(size)
    place, shadow = notice.geometry(), notice.shadow
    assert page.geometry().contains(place.adjusted(shadow, shadow, -shadow, -shadow))
    assert page.geometry().bottom() - place.bottom() < 16
    text = notice._text
    assert text.height() >= text.heightForWidth(text.width()), "nothing is clipped"


@pytest.mark.parametrize("wrong", [True, False])
def test_red_is_for_what_is_wrong_alone(notice: Notice, wrong: bool) -> None:
    notice.say("a", "Text.", wrong=wrong)
    theme, shadow = notice._themes.theme, notice.shadow
    seen = notice.grab().toImage().pixelColor(QPoint(shadow + 2, notice.height() // 2))
    assert seen == QColor(theme.wrong if wrong else theme.accent)
