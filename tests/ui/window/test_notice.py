"""The strip above the plots: one notice at a time, with offers that do what they say."""

import pytest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from ffnn_gui.ui.theme import ThemeManager
from ffnn_gui.ui.window.notice import Notice, Offer


@pytest.fixture
def notice(qtbot: QtBot, qapp: QApplication) -> Notice:
    notice = Notice(ThemeManager(qapp, "light"))
    qtbot.addWidget(notice)
    return notice


def _buttons(notice: Notice) -> list[QPushButton]:
    return [button for button in notice.findChildren(QPushButton) if not button.isHidden()]


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
    notice.take_back("b")
    assert notice.text == "First."
    assert len(_buttons(notice)) == 1


def test_a_topic_has_one_notice(notice: Notice) -> None:
    notice.say("a", "First.")
    notice.say("a", "Again.")
    notice.clear()
    assert notice.text == ""


def test_only_its_owner_takes_a_notice_back(notice: Notice) -> None:
    notice.say("a", "Mine.")
    notice.take_back("b")
    assert notice.text == "Mine."
    notice.take_back("a")
    assert notice.text == ""


def test_an_offer_may_put_up_a_notice_of_its_own(notice: Notice) -> None:
    notice.say("a", "First.", Offer("Go", lambda: notice.say("b", "Then.")))
    _buttons(notice)[0].click()
    assert notice.text == "Then."
