"""Letters can be read on their grounds."""

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from desk_app.ui import theme
from desk_app.ui.widgets.suggestions import Suggestions
from desk_app.ui.window import Window


def luminance(name: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    channels = (QColor(name).redF(), QColor(name).greenF(), QColor(name).blueF())
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(("ink", "ground"), sorted(set(theme.PAIRS)))
def test_text_has_contrast(ink: str, ground: str) -> None:
    light, dark = sorted((luminance(ink), luminance(ground)), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_the_style_sheet_has_no_name_left_open() -> None:
    assert "$" not in theme.style_sheet()


def test_what_is_put_into_the_window_is_dressed(window: Window) -> None:
    label = QLabel("A-12")
    label.setProperty("role", "big")
    window.page.main.addWidget(label)
    label.ensurePolished()
    assert label.font().pixelSize() == theme.BAND_TITLE


def test_suggestions_are_dressed_where_the_window_is_not_around_them(qtbot: QtBot) -> None:
    shell = QWidget()
    qtbot.addWidget(shell)
    suggestions = Suggestions(shell)
    suggestions.resize(200, 100)
    assert suggestions.grab().toImage().pixelColor(0, 50) == QColor(theme.LINE)
