"""A small button in a plot's header that says what is chosen and opens a menu of what else there is."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QPaintEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QStyle, QStyleOptionToolButton, QToolButton

from ffnn_gui.ui.painting import painting
from ffnn_gui.ui.plots.look import Look

LEAST = 8
"""Average characters that a button which has to shrink keeps room for."""

AROUND = 10
"""Pixels beside the words that a button needs, at scale 1."""


class Shrinking(QToolButton):
    """A button of words; where a header is narrow, of fewer words, and shortened at their end if need be.

    Attributes: brief: fewer words, if there are any, and still fewer; mark: what stands behind them in any case
    """

    def __init__(self, look: Look, name: str, tip: str) -> None:
        """`name` is what screen readers say, `tip` what the tooltip says."""
        super().__init__()
        self.brief: Sequence[str] = ()
        self.mark = ""
        self.setAccessibleName(name)
        self.setToolTip(tip)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setStyleSheet("QToolButton::menu-indicator { image: none; }")
        self.restyle(look)

    def say(self, words: str, brief: Sequence[str] = (), mark: str = "") -> None:
        """Show these words, taken as they are: an "&" in a name is no mark of a shortcut."""
        self.brief, self.mark = tuple(map(as_words, brief)), mark
        self.setText(as_words(words) + mark)
        self.updateGeometry()

    def restyle(self, look: Look) -> None:
        """Follow theme and scale."""
        self._around = look.metrics.px(AROUND)
        self.setFont(look.small)

    def minimumSizeHint(self) -> QSize:
        """The fewest words, or some of the words."""
        whole, metrics = self.sizeHint(), self.fontMetrics()
        brief = metrics.horizontalAdvance(self.brief[-1] + self.mark) if self.brief else 0
        some = brief or LEAST * metrics.averageCharWidth()
        return QSize(min(whole.width(), some + self._around), whole.height())

    def shown(self, room: int) -> str:
        """What is written in so many pixels."""
        metrics = self.fontMetrics()
        ways = [self.text().removesuffix(self.mark), *self.brief]
        for words in ways:
            if metrics.horizontalAdvance(words + self.mark) <= room:
                return words + self.mark
        room -= metrics.horizontalAdvance(self.mark)
        return metrics.elidedText(ways[-1], Qt.TextElideMode.ElideRight, room) + self.mark

    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionToolButton()
        self.initStyleOption(option)
        option.text = self.shown(self.width() - self._around)
        with painting(self) as painter:
            self.style().drawComplexControl(QStyle.ComplexControl.CC_ToolButton, option, painter, self)


class Picker(Shrinking):
    """One of several choices, by key. `picked(key)` follows the viewer's choice, not one set by `choose`.

    Class attributes: longest: characters of a choice that the button shows; the menu shows it in full.
    """

    longest: ClassVar[int] = 26
    picked = Signal(str)

    def __init__(self, look: Look, name: str, tip: str) -> None:
        super().__init__(look, name, tip)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu, self._group = QMenu(self), QActionGroup(self)
        self.setMenu(self._menu)
        self._choices: dict[str, QAction] = {}
        self._texts: Mapping[str, str] = {}
        self._brief: Mapping[str, Sequence[str]] = {}
        self._group.triggered.connect(self._pick)

    @property
    def chosen(self) -> str:
        """The key of what is chosen; empty where there is nothing to choose."""
        action = self._group.checkedAction()
        return str(action.data()) if action else ""

    @property
    def keys(self) -> Sequence[str]:
        """What there is to choose."""
        return tuple(self._choices)

    def offer(
        self, texts: Mapping[str, str], chosen: str = "", brief: Mapping[str, Sequence[str]] | None = None
    ) -> None:
        """Offer these choices, key: text; what was chosen before stays if it is there, else `chosen` or the first.

        `brief` are fewer words for the button where it has to be narrow, and still fewer.
        """
        before = self.chosen
        for action in self._choices.values():
            self._group.removeAction(action)
        self._menu.clear()
        self._texts, self._brief = dict(texts), dict(brief or {})
        self._choices = {key: self._menu.addAction(as_words(text)) for key, text in texts.items()}
        for key, action in self._choices.items():
            action.setData(key)
            action.setCheckable(True)
            self._group.addAction(action)
        wanted = next((key for key in (before, chosen, *texts) if key in texts), "")
        self.choose(wanted)
        self.setEnabled(len(texts) > 1)

    def choose(self, key: str) -> None:
        """Set the choice; a key that there is not changes nothing."""
        if key in self._choices:
            self._choices[key].setChecked(True)
            self._show_chosen()

    def _pick(self, action: QAction) -> None:
        self._show_chosen()
        self.picked.emit(str(action.data()))

    def _show_chosen(self) -> None:
        text = self._texts[self.chosen]
        text = text if len(text) <= self.longest else text[: self.longest - 1] + "…"
        self.say(text, self._brief.get(self.chosen, ()), " ▾" if len(self._choices) > 1 else "")


def as_words(text: str) -> str:
    """A text on a button or in a menu as it is: an "&" in a name is no mark of a shortcut."""
    return text.replace("&", "&&")
