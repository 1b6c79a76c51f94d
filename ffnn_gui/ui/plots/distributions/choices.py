"""What the distributions plot shows: which layer, which of its numbers, which neuron, and whether over time."""

from typing import Literal, get_args

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QSpinBox, QTabBar, QToolButton, QWidget

from ffnn_gui.ui.plots.look import Look

View = Literal["z", "a", "W", "dW", "signs", "norm"]
VIEWS: tuple[View, ...] = get_args(View)

TITLES: dict[View, tuple[str, str]] = {
    "z": ("z under f, f′", "Pre-activations z, under the curves of the activation f and of its slope f′"),
    "a": ("a", "Activations a = f(z)"),
    "W": ("W", "Weights, without biases"),
    "dW": ("∂L/∂W", "Gradients of the mean data loss by each weight"),
    "signs": ("signs", "Signs of ∂L/∂w of the weights into one neuron, per example"),
    "norm": ("batch norm", "Before and after batch norm; the batch's statistics against the running ones"),
}


class Choices(QWidget):
    """Editors beside the title; `changed()` follows another view, `chosen(layer, unit)` another layer or unit."""

    changed = Signal()
    chosen = Signal(int, int)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.layers = QComboBox()
        self.layers.setAccessibleName(self.tr("Layer"))
        self.layers.setToolTip(self.tr("The layer shown; a click on a layer in another picture chooses it, too"))
        self.layers.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.units = QSpinBox(minimum=1, prefix=self.tr("neuron "))
        self.units.setAccessibleName(self.tr("Neuron"))
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(True)
        self.tabs.setAccessibleName(self.tr("Numbers shown"))
        self.tabs.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        for title, tip in TITLES.values():
            self.tabs.setTabToolTip(self.tabs.addTab(title), tip)
        self.time = QToolButton()
        self.time.setText(self.tr("over time"))
        self.time.setCheckable(True)
        self.time.setChecked(True)
        self.time.setToolTip(
            self.tr(
                "A column an epoch that was trained while this is shown; drag there to see an earlier epoch's histogram"
            )
        )
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        for widget in (self.layers, self.tabs, self.units, self.time):
            self._row.addWidget(widget, 1 if widget is self.tabs else 0, Qt.AlignmentFlag.AlignVCenter)
        self.layers.activated.connect(lambda layer: self.chosen.emit(layer, 0))
        self.units.valueChanged.connect(lambda unit: self.chosen.emit(self.layer, unit - 1))
        self.tabs.currentChanged.connect(self._change)
        self.time.toggled.connect(self._change)
        self.restyle(look)
        self._show_what_fits()

    @property
    def view(self) -> View:
        """Which of the layer's numbers are shown."""
        return VIEWS[self.tabs.currentIndex()]

    @property
    def layer(self) -> int:
        """The layer shown."""
        return max(self.layers.currentIndex(), 0)

    @property
    def unit(self) -> int:
        """The neuron whose signs are shown."""
        return self.units.value() - 1

    @property
    def over_time(self) -> bool:
        """Whether histograms are shown over time, where there are any."""
        return self.time.isChecked() and self.time.isVisibleTo(self)

    def show_view(self, view: View) -> None:
        """Turn to another view, as a person would."""
        self.tabs.setCurrentIndex(VIEWS.index(view))

    def offer(self, names: list[str]) -> None:
        """These are the layers now; the one shown stays if it is still there."""
        layer = min(self.layer, len(names) - 1)
        self.layers.clear()
        self.layers.addItems(names)
        self.layers.setCurrentIndex(layer)

    def point_at(self, layer: int, unit: int, units: int) -> None:
        """Show a layer and one of its units, chosen elsewhere; nothing is emitted."""
        self.layers.setCurrentIndex(layer)
        self.units.blockSignals(True)
        self.units.setMaximum(units)
        self.units.setValue(unit + 1)
        self.units.blockSignals(False)

    def restyle(self, look: Look) -> None:
        """Follow the theme's scale."""
        self._row.setSpacing(look.metrics.px(6))
        for widget in (self.layers, self.units, self.tabs, self.time):
            widget.setFont(look.small)
        theme, px = look.theme, look.metrics.px
        self.tabs.setStyleSheet(
            f"QTabBar::tab {{ color: {theme.text_muted}; border: none; border-bottom: {px(2)}px solid transparent;"
            f" padding: {px(2)}px {px(7)}px; }}"
            f"QTabBar::tab:hover {{ color: {theme.text}; }}"
            f"QTabBar::tab:selected {{ color: {theme.text}; border-bottom-color: {theme.accent}; }}"
        )

    def _change(self) -> None:
        self._show_what_fits()
        self.changed.emit()

    def _show_what_fits(self) -> None:
        self.units.setVisible(self.view == "signs")
        self.time.setVisible(self.view not in ("signs", "norm"))
