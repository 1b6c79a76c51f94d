"""What all panels have in common: they show the store's config, ask it for changes, and say why one was refused.

A panel is a column of cards that scrolls vertically and never horizontally.
"""

from collections.abc import Callable
from functools import partial
from typing import Any, ClassVar

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from ffnn_gui.engine import ExperimentConfig
from ffnn_gui.schema import Config, ConfigError, Problem
from ffnn_gui.session.store import Store
from ffnn_gui.ui.forms import Form
from ffnn_gui.ui.panels.card import Card
from ffnn_gui.ui.panels.foldable import FoldableCard
from ffnn_gui.ui.panels.views import FormView, View
from ffnn_gui.ui.theme import ThemeManager

NARROWEST, WIDTH, HEIGHT = 280, 300, 360  # pixels at scale 1


class Panel(QScrollArea):
    """A column of cards. Class attributes: title, for people; name, of the dock in saved window states.

    Signals: cramped(pixels): a card that was opened is so much higher than what is seen; relaxed(pixels): one was
    closed, and what is seen is so much higher than any that is still open.
    """

    title: ClassVar[str]
    name: ClassVar[str]

    cramped = Signal(int)
    relaxed = Signal(int)

    def __init__(self, store: Store, themes: ThemeManager, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.store, self.themes = store, themes
        self._views: list[View] = []
        self._body = QWidget()
        self.column = QVBoxLayout(self._body)
        self._message = QLabel(self._body)
        self._prepare()
        self._build(store.config)
        self.column.addStretch(1)
        self._space()
        self._refresh(store.config)
        store.changed.connect(self._refresh)
        themes.changed.connect(self._space)

    @property
    def message(self) -> str:
        """What was refused and has no field to be said at; empty when there is nothing."""
        return self._message.text()

    def want(self, path: str, value: object, text: str = "") -> bool:
        """Ask the store for a change; where it is refused, say so at the field. Returns whether it was made."""
        self._clear_problems()
        try:
            self.store.set(path, value, text=text)
        except (ConfigError, KeyError) as error:
            self._show_config(self.store.config, again=True)
            self._explain(path, error)
            return False
        return True

    def add_card(self, heading: str = "") -> Card:
        """A new card at the end of the column."""
        card = Card(self.themes.metrics, heading, self._body)
        self.column.addWidget(card)
        return card

    def add_view(self, view: View) -> None:
        """Keep a view up to date, and let it say what was refused."""
        self._views.append(view)

    def attend(self, card: FoldableCard) -> None:
        """Follow a card that can be folded."""
        card.toggled.connect(partial(self.follow, card))

    def follow(self, card: FoldableCard, opened: bool) -> None:
        """A card was folded: see that all of it is seen when it was opened, or its top where it is too high."""
        if opened:
            # It has its height only after the events that are under way.
            QTimer.singleShot(0, card, partial(self._show_whole, card))
        else:
            self.relaxed.emit(self.viewport().height() - self._needed())

    def bind(self, form: Form, part: Callable[[ExperimentConfig], Config]) -> Form:
        """Keep a form up to date with a part of the config, and pass its edits to the store."""
        self.add_view(FormView(form, part))
        form.edited.connect(self.want)
        form.drag_started.connect(self.store.begin_drag)
        form.drag_finished.connect(self.store.end_drag)
        return form

    def minimumSizeHint(self) -> QSize:
        metrics, bar = self.themes.metrics, self.verticalScrollBar().sizeHint().width()
        return QSize(max(self._body.minimumSizeHint().width() + bar, metrics.px(NARROWEST)), metrics.px(HEIGHT // 3))

    def sizeHint(self) -> QSize:
        metrics = self.themes.metrics
        return QSize(metrics.px(WIDTH), metrics.px(HEIGHT)).expandedTo(self.minimumSizeHint())

    def _build(self, config: ExperimentConfig) -> None:
        """Make the cards."""
        raise NotImplementedError

    def _config_shown(self, config: ExperimentConfig) -> None:
        """Refresh what is no view: sentences, buttons, pictures."""

    def _prepare(self) -> None:
        self.setObjectName(self.name)
        self.setAccessibleName(self.title)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._message.setProperty("role", "problem")
        self._message.setWordWrap(True)
        self._message.hide()
        # Before it is filled: a full one would be styled twice.
        self.setWidget(self._body)
        self.column.addWidget(self._message)

    def _space(self) -> None:
        gap = self.themes.metrics.gap
        self.column.setContentsMargins(gap, gap, gap, gap)
        self.column.setSpacing(gap)
        for card in self._body.findChildren(Card):
            card.space(self.themes.metrics)
        self.updateGeometry()

    def _show_whole(self, card: FoldableCard) -> None:
        # What is laid out later would be measured as it was before.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        gap, height = self.themes.metrics.gap, card.height()
        if (missing := height + 2 * gap - self.viewport().height()) > 0:
            self.cramped.emit(missing)
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        top, bar = card.mapTo(self._body, QPoint(0, 0)).y(), self.verticalScrollBar()
        lowest = top + height + gap - self.viewport().height()
        bar.setValue(min(max(bar.value(), lowest), top - gap))

    def _needed(self) -> int:
        """The height at which any of the open cards can be seen whole."""
        heights = [card.height() for card in self._body.findChildren(FoldableCard) if card.open and card.isVisible()]
        return max(heights) + 2 * self.themes.metrics.gap if heights else 0

    def _refresh(self, config: ExperimentConfig) -> None:
        self._say("")
        self._show_config(config)

    def _show_config(self, config: ExperimentConfig, *, again: bool = False) -> None:
        for view in self._views:
            view.show_config(config, again=again)
        self._config_shown(config)

    def _clear_problems(self) -> None:
        self._say("")
        for view in self._views:
            view.clear_problems()

    def _explain(self, path: str, error: Any) -> None:
        """Say each problem at its field, else at the field that was edited, else above the cards."""
        problems = error.problems if isinstance(error, ConfigError) else (Problem(path, str(error)),)
        homeless = [p.message for p in problems if not self._said_at(p.path, p.message)]
        if homeless and not self._said_at(path, " ".join(homeless)):
            self._say(" ".join(homeless))

    def _said_at(self, path: str, sentence: str) -> bool:
        return any(view.show_problem(path, sentence) for view in self._views)

    def _say(self, sentence: str) -> None:
        if sentence != self.message:
            self._message.setText(sentence)
            self._message.setVisible(bool(sentence))
            if sentence:
                self.ensureVisible(0, 0)
