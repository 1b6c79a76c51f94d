"""The dialogue of an import: on the left how the file is read, on the right what it holds then.

It holds nothing up: the file is looked at and read in a thread, the window goes on. Only its button Import replaces
anything.
"""

from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ffnn_gui.data.importing import AnyImporter, ImportedArrays, Importer, ImportProblem, Progress, importer_for
from ffnn_gui.schema import ConfigError, replaced
from ffnn_gui.ui.forms import Form
from ffnn_gui.ui.importing.columns import ColumnChoice
from ffnn_gui.ui.importing.preview import Preview
from ffnn_gui.ui.importing.summary import Summary, summary_of
from ffnn_gui.ui.theme import ThemeManager
from ffnn_gui.worker.jobs import Jobs

SIZE, LEAST = QSize(980, 620), QSize(640, 400)
OPTIONS = 310  # pixels at scale 1
WAIT = 250  # milliseconds after an edit before the file is read again
MARGIN = 40
INDENT = 2  # pixels, as the options below have
Read = tuple[ImportedArrays, Summary]


class ImportDialog(QDialog):
    """Signals: accepted_data(arrays, importer, path), the person wants these data; another_wanted, some of elsewhere.

    Attributes: arrays: what the file holds as it is read now; None while it is read, or when it is refused.
    """

    accepted_data = Signal(object, object, object)
    another_wanted = Signal()

    def __init__(self, path: Path, jobs: Jobs, themes: ThemeManager, parent: QWidget | None = None) -> None:
        """`jobs`, in which the file is read, must outlive it: a job that is given up may take a while to notice."""
        super().__init__(parent)
        self.path, self._jobs, self._themes = path, jobs, themes
        self.arrays: ImportedArrays | None = None
        self.importer: Importer | None = None
        self.preview = Preview(themes, self)
        self.columns = ColumnChoice()
        self._forms: list[Form] = []
        self._choices: tuple[str, ...] = ()
        jobs.progressed.connect(self._progress)
        jobs.done.connect(self._take_in)
        jobs.refused.connect(self._refuse)
        self._soon = QTimer(self, singleShot=True, interval=WAIT)
        self._soon.timeout.connect(self._read)
        self.columns.wanted.connect(self._edit)
        self._build()
        self._begin()

    def done(self, result: int) -> None:
        """Close at once; what is being read is given up."""
        self._soon.stop()
        self._jobs.cancel()
        # From now on the jobs may be another dialogue's.
        self._jobs.disconnect(self)
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        """As Cancel."""
        self.done(QDialog.DialogCode.Rejected)
        event.accept()

    # Building

    def _build(self) -> None:
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Import data"))
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._take = self._buttons.addButton(self.tr("Import"), QDialogButtonBox.ButtonRole.AcceptRole)
        self._take.setDefault(True)
        self._take.setEnabled(False)
        self._buttons.button(QDialogButtonBox.StandardButton.Cancel).setAutoDefault(False)
        another = self._buttons.addButton(self.tr("Another file…"), QDialogButtonBox.ButtonRole.ResetRole)
        another.setAutoDefault(False)
        another.clicked.connect(self.another_wanted)
        self._buttons.accepted.connect(self._accept)
        self._buttons.rejected.connect(self.reject)
        gap = self._themes.metrics.gap
        outer, row = QVBoxLayout(self), QHBoxLayout()
        outer.setContentsMargins(2 * gap, 2 * gap, 2 * gap, 2 * gap)
        outer.setSpacing(2 * gap)
        row.setSpacing(3 * gap)
        row.addWidget(self._options())
        row.addWidget(self.preview, 1)
        outer.addLayout(row, 1)
        outer.addWidget(self._buttons)
        self.resize(self._size())

    def _options(self) -> QWidget:
        body = QWidget()
        self._column = QVBoxLayout(body)
        self._column.setContentsMargins(0, 0, self._themes.metrics.gap, 0)
        self._column.setSpacing(self._themes.metrics.gap)
        self._name, self._place = QLabel(self.path.name), QLabel()
        self._name.setProperty("role", "title")
        self._place.setProperty("role", "small")
        for label in (self._name, self._place):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setContentsMargins(INDENT, 0, INDENT, 0)
            self._column.addWidget(label)
        self._column.addWidget(self.columns)
        self._column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(body)
        area.setFixedWidth(self._themes.metrics.px(OPTIONS))
        return area

    def _size(self) -> QSize:
        scale = self._themes.metrics.scale
        parent: QWidget | None = self.parentWidget()
        room = SIZE * scale if parent is None else parent.window().size() - QSize(MARGIN, MARGIN)
        return (SIZE * scale).boundedTo(room.expandedTo(LEAST))

    # Reading

    def _begin(self) -> None:
        """Look which kind of data it is, in a thread too: folders can hold many files."""
        path = self.path
        self._wait()
        self._jobs.start(lambda progress: importer_for(path))

    @Slot(object)
    def _take_in(self, result: AnyImporter | Read) -> None:
        if isinstance(result, Importer):
            self._show_options(result)
            self._read()
        else:
            self._show(*result)

    def _show_options(self, importer: AnyImporter) -> None:
        self.importer = importer
        self._place.setText(f"{importer.label}\n{self.path.parent}")
        # How many are taken is asked last: it is the one option that hardly anybody needs.
        for form in (Form(importer, skip=("most",), live=None), Form(importer, only=("most",), live=None)):
            form.edited.connect(self._edit)
            self._column.insertWidget(self._column.count() - 1, form)
            self._forms.append(form)

    def _edit(self, field: str, value: object) -> None:
        """An option is wanted; the file is read anew once the person pauses."""
        assert self.importer is not None
        try:
            self.importer = replaced(self.importer, field, value)
        except ConfigError as error:
            message = error.problems[0].message
            if not any(form.show_problem(field, message) for form in self._forms):
                # The data as they are read now stay, and so must what the choice shows.
                self._show_columns()
                self.columns.show_problem(message)
            return
        self.columns.show_problem("")
        for form in self._forms:
            form.set_config(self.importer)
        self._wait()
        self._soon.start()

    def _wait(self) -> None:
        self._jobs.cancel()
        self.arrays = None
        self._take.setEnabled(False)
        self.preview.show_progress(0)

    def _read(self) -> None:
        importer, path = self.importer, self.path
        assert importer is not None
        self._wait()

        def work(progress: Progress) -> Read:
            arrays = importer.read(path, progress)
            # Worked out here, where nobody waits for it.
            assert arrays.digest
            progress(1.0)
            return arrays, summary_of(arrays)

        self._jobs.start(work)

    @Slot(float)
    def _progress(self, share: float) -> None:
        self.preview.show_progress(share)

    def _show(self, arrays: ImportedArrays, summary: Summary) -> None:
        self.arrays = arrays
        assert self.importer is not None
        for form in self._forms:
            form.leave_out(self.importer.idle_for(self.arrays))
        self._choices = ()
        self._show_columns()
        self.preview.show_summary(summary)
        self._take.setEnabled(True)
        if self.focusWidget() is None or self.focusWidget() is self._buttons:
            self._take.setFocus()

    @Slot(object)
    def _refuse(self, problem: ImportProblem) -> None:
        self._wait()
        if self.importer is not None and problem.choices:
            self._choices = problem.choices
            self._show_columns()
        self.preview.show_problem(str(problem), options=self.importer is not None)

    def _show_columns(self) -> None:
        """Show what may be chosen and what is: as the file is read now, else as it was refused the last time."""
        assert self.importer is not None
        if self.arrays is not None:
            self.columns.show_arrays(self.importer, self.arrays)
        elif self._choices:
            now = {field: getattr(self.importer, field, "") for field in ("inputs", "target")}
            self.columns.show_choices(self.importer, self._choices, now)

    def _accept(self) -> None:
        if self.arrays is not None:
            self.accepted_data.emit(self.arrays, self.importer, self.path)
            self.accept()
