"""The line of controls over the chain rule: which example, the four parts of a step, and what the network says."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from ffnn_gui.ui.plots.chain.picker import ExamplePicker
from ffnn_gui.ui.plots.chain.walk import PHASES
from ffnn_gui.ui.plots.look import Look
from ffnn_gui.ui.plots.readings import as_rich
from ffnn_gui.ui.plots.selection import Phase, Selection
from ffnn_gui.ui.theme.colours import mixed

WORDS: dict[Phase, tuple[str, str]] = {
    "forward": ("1 Forward", "Compute the activations of this example, layer by layer."),
    "loss": ("2 Loss", "Compare what comes out with what should."),
    "backward": ("3 Backward", "Send the error signals back, from the output layer to the first."),
    "update": ("4 Update", "Train one mini-batch with the optimizer, and see the weight change."),
}


class Bar(QWidget):
    """`stepped(phase)` follows a click on a part, `rested()` one on the whole product."""

    stepped = Signal(str)
    rested = Signal()

    def __init__(self, look: Look, selection: Selection) -> None:
        super().__init__()
        self.picker = ExamplePicker(selection)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.picker)
        self._saying = QLabel()
        self._saying.setTextFormat(Qt.TextFormat.PlainText)
        self._saying.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._row.addWidget(self._saying, 1)
        self.product = self._button(self.tr("Product"), self.tr("Show all factors of the gradient at once."))
        self.product.clicked.connect(self.rested)
        self.buttons = {phase: self._button(*WORDS[phase]) for phase in PHASES}
        for phase, button in self.buttons.items():
            button.clicked.connect(lambda _, phase=phase: self.stepped.emit(phase))
        self.restyle(look)

    def show_state(self, phase: Phase, due: Phase) -> None:
        """Emphasize the part that comes next and mark the one that is shown."""
        self.product.setChecked(not phase)
        for name, button in self.buttons.items():
            button.setChecked(name == phase)
            button.setProperty("due", name == due)
        self._paint_buttons()

    def say(self, text: str) -> None:
        """What the network says about the example; where there is no room, it is in the tool tip."""
        self._saying.setText(
            self._saying.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, self._saying.width())
        )
        self._saying.setToolTip(as_rich(text))

    def restyle(self, look: Look) -> None:
        """Follow theme and scale."""
        self._look = look
        px = look.metrics.px
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(px(4))
        for button in (self.product, *self.buttons.values()):
            button.setFont(look.small)
        self._saying.setFont(look.small)
        self.picker.restyle(look)
        self._paint_buttons()

    def _button(self, text: str, words: str) -> QPushButton:
        button = QPushButton(text)
        button.setCheckable(True)
        button.setToolTip(words)
        button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._row.addWidget(button)
        return button

    def _paint_buttons(self) -> None:
        theme, px = self._look.theme, self._look.metrics.px
        for button in (self.product, *self.buttons.values()):
            due, checked = bool(button.property("due")), button.isChecked()
            back = theme.accent if due else mixed(theme.surface, theme.accent, 0.18 if checked else 0.0)
            edge = theme.accent if due or checked else theme.border
            text = theme.accent_text if due else theme.text
            style = (
                f"QPushButton {{ background: {back}; color: {text}; border: 1px solid {edge}; min-height: {px(18)}px;"
                f" border-radius: {px(4)}px; padding: 0 {px(8)}px; }}"
                f"QPushButton:focus {{ border-color: {theme.text}; }}"
            )
            if button.styleSheet() != style:
                button.setStyleSheet(style)
