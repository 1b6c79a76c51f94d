"""What a palette cannot say: rounded cards, quiet dock titles and tool buttons, flat sliders, a focus ring to see.

A widget asks for a look by a dynamic property: `role` is "card", "title", "heading", "muted", "small", "wrong",
"problem" (the same, small), "figure" or, for the one button that matters most, "primary", and for one that is wanted
now, "waiting".
"""

from ffnn_gui.ui.theme.colours import mixed
from ffnn_gui.ui.theme.metrics import Metrics
from ffnn_gui.ui.theme.themes import Theme


def stylesheet(theme: Theme, metrics: Metrics) -> str:
    """The application's style sheet: as few rules as do, since each costs every widget some time."""
    return "\n".join(
        (
            _texts(theme, metrics),
            _frames(theme, metrics),
            _tools(theme, metrics),
            _sliders(theme, metrics),
            _tabs(theme, metrics),
        )
    )


def _texts(theme: Theme, metrics: Metrics) -> str:
    return f"""
        QLabel[role="title"] {{ font-size: {metrics.points("title")}pt; font-weight: 600; }}
        QLabel[role="figure"] {{ font-size: {metrics.points("title")}pt; }}
        QLabel[role="heading"], QCheckBox[role="heading"] {{ font-weight: 600; }}
        QLabel[role="muted"] {{ color: {theme.text_muted}; }}
        QLabel[role="small"] {{ color: {theme.text_muted}; font-size: {metrics.points("small")}pt; }}
        QLabel[role="wrong"] {{ color: {theme.wrong}; }}
        QLabel[role="problem"] {{ color: {theme.wrong}; font-size: {metrics.points("small")}pt; }}
        QToolTip {{ color: {theme.text}; background: {theme.surface_alt}; border: 1px solid {theme.border};
                    padding: {metrics.px(4)}px; }}"""


def _frames(theme: Theme, metrics: Metrics) -> str:
    return f"""
        QFrame[role="card"] {{ background: {theme.surface}; border: 1px solid {theme.border};
                               border-radius: {metrics.px(6)}px; }}
        QDockWidget {{ font-weight: 600; }}
        QDockWidget::title {{ background: {theme.window}; padding: {metrics.px(6)}px {metrics.gap}px;
                              text-align: left; }}
        QMainWindow::separator {{ background: {theme.window}; width: {metrics.px(5)}px; height: {metrics.px(5)}px; }}
        QMainWindow::separator:hover {{ background: {theme.border}; }}
        QScrollArea {{ border: none; }}
        QScrollBar:vertical {{ width: {metrics.px(10)}px; background: transparent; }}
        QScrollBar::handle:vertical {{ background: {theme.border}; border-radius: {metrics.px(3)}px;
                                       margin: {metrics.px(2)}px; min-height: {metrics.px(24)}px; }}
        QScrollBar::handle:vertical:hover {{ background: {theme.text_muted}; }}
        QScrollBar::add-line:vertical, QScrollBar::sub-line:vertical {{ height: 0; }}"""


def _tools(theme: Theme, metrics: Metrics) -> str:
    hover = mixed(theme.window, theme.text, 0.08)
    pressed = mixed(theme.window, theme.text, 0.16)
    return f"""
        QToolBar {{ border: none; border-bottom: 1px solid {theme.border}; spacing: {metrics.px(4)}px;
                    padding: {metrics.px(4)}px {metrics.gap}px; icon-size: {metrics.icon}px; }}
        QToolButton {{ border: 1px solid transparent; border-radius: {metrics.px(4)}px; padding: {metrics.px(3)}px; }}
        QToolButton:hover {{ background: {hover}; }}
        QToolButton:pressed {{ background: {pressed}; }}
        QToolButton:checked, QToolButton[role="waiting"] {{ background: {mixed(theme.window, theme.accent, 0.2)};
                                                            border-color: {theme.accent}; }}
        QToolButton:focus {{ border: 1px solid {theme.accent}; }}
        QToolButton[role="primary"] {{ background: {theme.accent}; color: {theme.accent_text};
                                       padding: {metrics.px(3)}px {metrics.px(6)}px; }}
        QToolButton[role="primary"]:hover {{ background: {mixed(theme.accent, theme.text, 0.15)}; }}
        QToolButton[role="primary"]:focus {{ border: 1px solid {theme.text}; }}
        QAbstractSpinBox, QComboBox, QPushButton {{ min-height: {metrics.px(22)}px; }}
        QCheckBox::indicator {{ width: {metrics.px(14)}px; height: {metrics.px(14)}px; }}"""


def _sliders(theme: Theme, metrics: Metrics) -> str:
    groove = metrics.px(4)
    # As much above the groove as below it; a corner rounder than a half circle would not be rounded at all.
    over = (metrics.px(14) - groove) // 2
    handle = groove + 2 * over
    return f"""
        QSlider {{ min-height: {handle + 4}px; }}
        QSlider::groove:horizontal {{ height: {groove}px; border-radius: {groove // 2}px; background: {theme.border};
                                      margin: 0 {metrics.px(2)}px; }}
        QSlider::sub-page:horizontal {{ background: {theme.accent}; border-radius: {groove // 2}px;
                                        margin: 0 {metrics.px(2)}px; }}
        QSlider::sub-page:horizontal:disabled {{ background: {theme.border}; }}
        QSlider::handle:horizontal {{ width: {handle - 4}px; margin: -{over}px 0;
                                      border: 2px solid {theme.accent}; border-radius: {handle // 2}px;
                                      background: {theme.surface}; }}
        QSlider::handle:horizontal:hover {{ background: {mixed(theme.surface, theme.accent, 0.3)}; }}
        QSlider::handle:horizontal:focus {{ background: {theme.accent}; }}
        QSlider::handle:horizontal:disabled {{ border-color: {theme.border}; }}"""


def _tabs(theme: Theme, metrics: Metrics) -> str:
    """Words, of which the chosen one is underlined: what is on the page below says the rest."""
    focus = mixed(theme.window, theme.accent, 0.15)
    return f"""
        QTabBar {{ background: transparent; font-size: {metrics.points("small")}pt; }}
        QTabBar::tab {{ background: transparent; color: {theme.text_muted}; border: none;
                        border-bottom: 2px solid transparent; margin-right: {metrics.px(4)}px;
                        padding: {metrics.px(2)}px {metrics.px(8)}px {metrics.px(3)}px; }}
        QTabBar::tab:hover {{ color: {theme.text}; border-bottom-color: {theme.border}; }}
        QTabBar::tab:selected {{ color: {theme.text}; border-bottom-color: {theme.accent}; }}
        QTabBar::tab:focus {{ border-bottom-color: {theme.accent}; background: {focus}; }}
        QTabBar QToolButton {{ background: {theme.window}; border: none; }}"""
