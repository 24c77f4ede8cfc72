"""Puts text and symbols into rectangles of dots, black on white, never a dot outside."""

import threading
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter

from desk_app.devices.layout import Rect
from desk_app.devices.symbols import Symbol

FAMILIES = ["Inter", "Segoe UI", "Noto Sans", "DejaVu Sans"]
_BLACK, _WHITE = QColor(Qt.GlobalColor.black), QColor(Qt.GlobalColor.white)
_CAPITALS = 0.7  # of the font size, near enough for all of FAMILIES
_OUTLINED = 64  # pixels; Qt draws larger letters as outlines, three times faster and to the same dots unsmoothed
_TAIL = 0.75  # of the width at most, so that something is left of the text before it


class _Fonts(threading.local):
    """Fonts by size and weight, for each thread its own: Qt's fonts must not be shared."""

    def __init__(self) -> None:
        self.made: dict[tuple[int, bool], tuple[QFont, QFontMetricsF]] = {}


_fonts = _Fonts()


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text. ``tail`` stays when the text before it must be shortened.

    ``size`` is the wished font size as a share of the rectangle's height. A text that is too long is shrunk to
    ``least`` of it, then shortened. ``align`` is 0 left, 0.5 middle, 1 right.
    """

    text: str
    tail: str = ""
    size: float = 0.77
    least: float = 0.7
    bold: bool = False
    align: float = 0.0


@dataclass(frozen=True, slots=True)
class Mark:
    """A warning: white on a black box as wide as its rectangle."""

    text: str


Item = Text | Mark | Symbol

LARGEST = 1 / _CAPITALS
"""The ``size`` of a text whose capitals are as high as its rectangle."""


def put(painter: QPainter, item: Item, rect: Rect) -> None:
    """Draws ``item`` into ``rect``; a symbol's rectangle is a whole multiple of its modules."""
    match item:
        case Symbol():
            _put_symbol(painter, item, rect)
        case Mark():
            painter.fillRect(QRect(*rect), _BLACK)
            painter.setPen(_WHITE)
            _put_text(
                painter, Text(item.text, size=0.8, least=0, bold=True, align=0.5), rect.grown(-max(1, rect.height // 8))
            )
            painter.setPen(_BLACK)
        case Text():
            _put_text(painter, item, rect)


def _put_symbol(painter: QPainter, symbol: Symbol, rect: Rect) -> None:
    picture = QImage(symbol.rows, symbol.width, symbol.height, -(-symbol.width // 8), QImage.Format.Format_Mono)
    picture.setColorTable([_WHITE.rgb(), _BLACK.rgb()])
    painter.drawImage(QRect(*rect), picture)


def _put_text(painter: QPainter, item: Text, rect: Rect) -> None:
    """The largest size that fits, capitals in the middle of the height; too long a text ends with an ellipsis."""
    if not (item.text or item.tail):
        return
    font, metrics, text, ink = _fitted(item, rect)
    baseline = rect.y + (rect.height + metrics.capHeight()) / 2
    baseline = max(rect.y - ink.top(), min(baseline, rect.bottom - ink.bottom()))
    painter.setFont(font)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing, font.pixelSize() <= _OUTLINED)
    painter.drawText(QPointF(rect.x + (rect.width - ink.width()) * item.align - ink.left(), round(baseline)), text)


def _fitted(item: Text, rect: Rect) -> tuple[QFont, QFontMetricsF, str, QRectF]:
    """The font, the text and its ink around the origin, no larger than ``rect``."""
    wished = pixels = max(1, int(item.size * rect.height))
    least = item.least * wished
    while True:
        font, metrics = _font(pixels, item.bold)
        text = item.text + item.tail
        ink = metrics.tightBoundingRect(text)
        if ink.width() > rect.width and pixels <= least:
            text = _shortened(item, metrics, rect.width)
            ink = metrics.tightBoundingRect(text)
        tail = metrics.horizontalAdvance(item.tail) / _TAIL if item.tail else 0
        low, narrow = _ratio(rect.height, ink.height()), _ratio(rect.width, max(ink.width(), tail))
        if min(low, narrow) >= 1 or pixels == 1:
            return font, metrics, text, ink
        if pixels > least:
            narrow = max(narrow, least / pixels)
        pixels = max(1, min(pixels - 1, int(pixels * min(low, narrow))))


def _ratio(room: float, need: float) -> float:
    return room / need if need > 0 else 1.0


def _shortened(item: Text, metrics: QFontMetricsF, width: float) -> str:
    left = width - metrics.horizontalAdvance(item.tail)
    return metrics.elidedText(item.text, Qt.TextElideMode.ElideRight, left) + item.tail


def _font(pixels: int, bold: bool) -> tuple[QFont, QFontMetricsF]:
    made = _fonts.made
    if (pixels, bold) not in made:
        font = QFont()
        font.setFamilies(FAMILIES)
        font.setPixelSize(pixels)
        font.setWeight(QFont.Weight.Bold if bold else QFont.Weight.DemiBold)
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)  # looks the same at every resolution
        made[pixels, bold] = font, QFontMetricsF(font)
    return made[pixels, bold]
