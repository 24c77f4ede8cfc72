"""Colours, type sizes and spacings of every screen, and the one style sheet.

Lengths are logical pixels: Qt multiplies them by the screen's scale. Text on its ground has a contrast of
4.5:1 or more, which tests/ui/test_theme.py measures for :data:`PAIRS`.
"""

from functools import cache
from string import Template

from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

from desk_app.domain.verdicts import Tone
from desk_app.domain.zones import Zone

FAMILIES = ["Inter", "Segoe UI", "Noto Sans", "DejaVu Sans"]

# grounds
PAPER = "#f4f2ed"  # behind the cards
CARD = "#ffffff"
SHELF = "#fbfaf7"  # the shelf's half of a tile, key caps
DEEP = "#16323a"  # rail, primary button, the frame of what is current
DEEP_SOFT = "#24505a"
GOLD = "#e9b44c"
SELECTED = "#e4eeee"
DONE = "#f0f7f2"
LINE = "#e0dcd2"
LINE_STRONG = "#c9c4b8"
DONE_LINE = "#b9dcc7"

# inks
INK = "#1d2733"
MUTED = "#59646f"
FAINT = "#66717c"  # placeholders
ON_DEEP = "#ffffff"
ON_DEEP_MUTED = "#c5d3d5"
GREEN_INK = "#237a4a"
AMBER_INK = "#8a5a00"
RED_INK = "#a52f28"
BLUE_INK = "#1e5e9a"

# verdict bands: ground, and the circle behind their icon
BAND: dict[Tone, tuple[str, str]] = {
    Tone.YES: ("#2c7a50", "#52926f"),
    Tone.LOOK: ("#8f5c00", "#a97d33"),
    Tone.NO: ("#b3372f", "#c05b54"),
}
GREEN, AMBER, RED = "#2c8a57", "#c98a1b", "#c0453c"  # dots, ticks and lines; never text

# chips: ground and ink
CHIP: dict[str, tuple[str, str]] = {
    "plain": ("#ece9e1", MUTED),
    "green": ("#dff0e6", "#1f6b41"),
    "amber": ("#fbefd5", AMBER_INK),
    "red": ("#f7e1df", RED_INK),
    "blue": ("#e1eef9", BLUE_INK),
    "deep": (DEEP, ON_DEEP),
}

# a shelf's ground and ink, by zone
ZONE: dict[Zone, tuple[str, str]] = {
    Zone.AMBIENT: (SHELF, INK),
    Zone.CHILLED: ("#eaf3fb", BLUE_INK),
    Zone.FROZEN: ("#e9e9f7", "#3f3f98"),
    Zone.HOT: ("#fbe9e3", "#9a3412"),
}

PAIRS: list[tuple[str, str]] = [
    *((ink, ground) for ground, ink in CHIP.values()),
    *((ink, ground) for ground, ink in ZONE.values()),
    *((ON_DEEP, ground) for ground, _circle in BAND.values()),
    *((ink, ground) for ink in (INK, MUTED) for ground in (PAPER, CARD, SHELF, SELECTED, DONE)),
    *((ink, CARD) for ink in (FAINT, GREEN_INK, AMBER_INK, RED_INK, BLUE_INK)),
    *((ON_DEEP, ground) for ground in (DEEP, DEEP_SOFT)),
    (ON_DEEP_MUTED, DEEP),
    (INK, GOLD),
]
"""Every (ink, ground) that text is painted with."""

# type scale
TINY, SMALL, BODY, LARGE, TITLE, BAND_TITLE, FIGURE, HUGE = 12, 13, 15, 19, 22, 28, 34, 46
REGULAR, MEDIUM, SEMIBOLD, BOLD = 400, 500, 600, 700

# spacings
GAP_SMALL, GAP, GAP_LARGE, MARGIN = 8, 14, 18, 22
RADIUS, RADIUS_SMALL = 12, 8
TOUCH = 44  # the least height of what a finger must hit
SIDE_WIDTH = 300
NARROW = 820  # below this width a page puts its side panel under its main part
LOW = 480  # below this height a page uses its compact forms


@cache
def font(size: int, weight: int = REGULAR) -> QFont:
    """A font of the program, ``size`` in logical pixels. Shared: copy before changing it."""
    made = QFont()
    made.setFamilies(FAMILIES)
    made.setPixelSize(size)
    made.setWeight(QFont.Weight(weight))
    return made


@cache
def colour(name: str) -> QColor:
    """A colour object of ``#rrggbb``, made once."""
    return QColor(name)


def palette() -> QPalette:
    """The palette for what the style sheet does not reach."""
    made = QPalette()
    for role, name in (
        (QPalette.ColorRole.Window, PAPER),
        (QPalette.ColorRole.WindowText, INK),
        (QPalette.ColorRole.Base, CARD),
        (QPalette.ColorRole.AlternateBase, SHELF),
        (QPalette.ColorRole.Text, INK),
        (QPalette.ColorRole.PlaceholderText, FAINT),
        (QPalette.ColorRole.Button, CARD),
        (QPalette.ColorRole.ButtonText, INK),
        (QPalette.ColorRole.Highlight, DEEP_SOFT),
        (QPalette.ColorRole.HighlightedText, ON_DEEP),
        (QPalette.ColorRole.ToolTipBase, INK),
        (QPalette.ColorRole.ToolTipText, CARD),
    ):
        made.setColor(role, colour(name))
    return made


def apply(app: QApplication) -> None:
    """Dress ``app``: the same look on every system. The style sheet is the window's."""
    app.setStyle("Fusion")
    app.setFont(font(BODY))
    app.setPalette(palette())


@cache
def style_sheet() -> str:
    """The style sheet of a window; a label takes a role by ``widgets.label(…, role)``.

    Not the application's: Qt would dress every widget anew, with all that is in it, each time that a layout takes it.
    A page that is built on its own and then put into the window is dressed once.
    """
    return Template(_STYLE).substitute({k: v for k, v in globals().items() if isinstance(v, str | int)})


_STYLE = """
QWidget { color: $INK; font-size: ${BODY}px; }
QWidget#page, QWidget#paper { background: $PAPER; }
QScrollArea, QScrollArea > QWidget > QWidget#plain { background: transparent; border: none; }
QFrame#card { background: $CARD; border: 1px solid $LINE; border-radius: ${RADIUS}px; }
QLabel { background: transparent; }
QLabel[role="heading"] { color: $MUTED; font-size: ${SMALL}px; font-weight: 600; }
QLabel[role="muted"] { color: $MUTED; }
QLabel[role="small"] { color: $MUTED; font-size: ${SMALL}px; }
QLabel[role="strong"] { font-weight: 600; }
QLabel[role="title"] { font-size: ${TITLE}px; font-weight: 700; }
QLabel[role="big"] { font-size: ${BAND_TITLE}px; font-weight: 700; }
QLabel[role="figure"] { font-size: ${FIGURE}px; font-weight: 700; }
QLabel[role="error"] { color: $RED_INK; font-size: ${SMALL}px; }
QLabel[role="amber"] { color: $AMBER_INK; }
QLineEdit, QComboBox, QSpinBox, QPlainTextEdit {
    background: $CARD; border: 1px solid $LINE_STRONG; border-radius: ${RADIUS_SMALL}px;
    padding: 4px 10px; min-height: 30px; selection-background-color: $DEEP_SOFT;
}
QLineEdit:focus, QComboBox:focus, QSpinBox:focus, QPlainTextEdit:focus { border: 2px solid $DEEP; padding: 3px 9px; }
QLineEdit, QPlainTextEdit { placeholder-text-color: $FAINT; }
QLineEdit[role="large"] { font-size: ${LARGE}px; min-height: 38px; }
QListView[role="flat"], QTableView[role="flat"] { border: none; border-radius: 0; }
QLineEdit:disabled, QComboBox:disabled, QSpinBox:disabled { background: $PAPER; color: $MUTED; }
QLineEdit[wrong="true"], QComboBox[wrong="true"] { border: 2px solid $RED; padding: 3px 9px; }
QComboBox QAbstractItemView { background: $CARD; border: 1px solid $LINE_STRONG; outline: none; }
QComboBox QAbstractItemView::item { min-height: 34px; }
QTableView, QListView {
    background: $CARD; border: 1px solid $LINE; border-radius: ${RADIUS}px; gridline-color: $LINE;
    selection-background-color: $SELECTED; selection-color: $INK; outline: none;
}
QHeaderView { background: transparent; }
QHeaderView::section {
    background: $CARD; color: $MUTED; border: none; border-bottom: 1px solid $LINE;
    padding: 8px 8px; font-size: ${SMALL}px; font-weight: 600;
}
QProgressBar { background: $LINE; border: none; border-radius: 4px; max-height: 8px; }
QProgressBar::chunk { background: $GREEN; border-radius: 4px; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 2px; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 2px; }
QScrollBar::handle { background: $LINE_STRONG; border-radius: 4px; }
QScrollBar::handle:vertical { min-height: 36px; }
QScrollBar::handle:horizontal { min-width: 36px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QToolTip { background: $INK; color: $CARD; border: none; padding: 6px 8px; font-size: ${SMALL}px; }
"""
