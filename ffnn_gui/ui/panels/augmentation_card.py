"""How the training examples are changed, in a card that folds: what is on stands in its header.

The fields come from the kinds of augmentation that the data set has; data that have none show no card.
"""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ffnn_gui.data.augmentation import Augmentation
from ffnn_gui.engine import ExperimentConfig
from ffnn_gui.ui.forms import Form
from ffnn_gui.ui.panels.card import small_label
from ffnn_gui.ui.panels.foldable import FoldableCard
from ffnn_gui.ui.theme import Metrics

PATH = "data.augmentation"
JUDGED = "Only training sees these examples. All losses and accuracies shown are of the originals."


class AugmentationCard(FoldableCard):
    """A view (see `views`). Signals: edited(path, value), drag_started(path), drag_finished(path), as of a form."""

    edited = Signal(str, object)
    drag_started = Signal(str)
    drag_finished = Signal(str)

    def __init__(self, metrics: Metrics, parent: QWidget | None = None) -> None:
        super().__init__(metrics, parent)
        self._augmentation: Augmentation | None = None
        self._form: Form | None = None
        self._warning = QLabel(self)
        self._warning.setProperty("role", "problem")
        self._warning.setWordWrap(True)
        self._warning.hide()
        self.column.addWidget(self._warning)

    @property
    def warning(self) -> str:
        """Why the labels do not survive; empty when they do."""
        return self._warning.text()

    def show_config(self, config: ExperimentConfig, *, again: bool = False) -> None:
        self._augmentation = augmentation = config.data.augments
        self.setVisible(augmentation is not None)
        if augmentation is None:
            return
        self.show_words("Augmentation", augmentation.in_words() or "Off: always the same examples")
        self._warning.setText(" ".join(augmentation.warnings(config.data.label_hazards)))
        self._warning.setVisible(bool(self.warning))
        if self._form is not None and (again or self._form.config != augmentation):
            self._form.set_config(augmentation)

    def show_problem(self, path: str, sentence: str) -> bool:
        return self._form is not None and self._augmentation is not None and self._form.show_problem(path, sentence)

    def clear_problems(self) -> None:
        if self._form is not None:
            self._form.clear_problems()

    def make_body(self) -> QWidget:
        assert self._augmentation is not None
        body = QWidget(self)
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        self._form = Form(self._augmentation, prefix=PATH, parent=body)
        self._form.edited.connect(self.edited)
        self._form.drag_started.connect(self.drag_started)
        self._form.drag_finished.connect(self.drag_finished)
        column.addWidget(self._form)
        column.addWidget(small_label(JUDGED, body))
        return body
