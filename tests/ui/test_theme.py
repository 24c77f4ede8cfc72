"""Letters can be read on their grounds."""

import pytest
from PySide6.QtGui import QColor

from desk_app.ui import theme


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
