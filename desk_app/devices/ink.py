"""Puts text and symbols into rectangles of dots, black on white, never a dot outside."""

import re
import threading
from collections.abc import Iterable
from dataclasses import dataclass, replace
from unicodedata import category, normalize

from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QPainterPath

from desk_app.devices.layout import MM_PER_INCH, Rect
from desk_app.devices.symbols import Symbol

FAMILIES = ["Inter", "Segoe UI", "Noto Sans", "DejaVu Sans"]
_BLACK, _WHITE = QColor(Qt.GlobalColor.black), QColor(Qt.GlobalColor.white)
_CAPITALS = 0.7  # of the font size, near enough for all of FAMILIES
_OUTLINED = 64  # pixels; larger letters are outlines to Qt, drawn three times faster without smoothing
_SPACES = re.compile(r"[ \t\r\n]+")  # a no-break space is none
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


@dataclass(frozen=True, slots=True)
class Fill:
    """Black all over: a rule, a frame's side, a tick."""


Item = Text | Mark | Symbol | Fill

LARGEST = 1 / _CAPITALS
"""The ``size`` of a text whose capitals are as high as its rectangle."""


def picture(width: int, height: int, dpi: int, placed: Iterable[tuple[Item, Rect]]) -> QImage:
    """What is placed, on white, in the printer's own dots: pure black and white (Format_Mono, 0 is black)."""
    drawn = QImage(width, height, QImage.Format.Format_RGB32)
    drawn.fill(Qt.GlobalColor.white)
    painter = QPainter(drawn)
    try:
        for item, rect in placed:
            put(painter, item, rect)
    finally:
        painter.end()
    return _black_and_white(drawn, dpi)


def _black_and_white(drawn: QImage, dpi: int) -> QImage:
    mono = drawn.convertToFormat(QImage.Format.Format_Mono, Qt.ImageConversionFlag.ThresholdDither)
    mono.invertPixels()
    mono.setColorTable([_BLACK.rgb(), _WHITE.rgb()])  # as printing packs it
    mono.setDotsPerMeterX(round(dpi * 1000 / MM_PER_INCH))
    mono.setDotsPerMeterY(round(dpi * 1000 / MM_PER_INCH))
    return mono


def put(painter: QPainter, item: Item, rect: Rect) -> None:
    """Draws ``item`` into ``rect``; a symbol's rectangle is a whole multiple of its modules."""
    match item:
        case Symbol():
            _put_symbol(painter, item, rect)
        case Mark():
            painter.fillRect(QRect(*rect), _BLACK)
            painter.setPen(_WHITE)
            inside = rect.grown(-max(1, rect.height // 8))
            _put_text(painter, Text(item.text, size=0.8, least=0, bold=True, align=0.5), inside)
            painter.setPen(_BLACK)
        case Fill():
            painter.fillRect(QRect(*rect), _BLACK)
        case Text():
            _put_text(painter, item, rect)


def _put_symbol(painter: QPainter, symbol: Symbol, rect: Rect) -> None:
    picture = QImage(symbol.rows, symbol.width, symbol.height, -(-symbol.width // 8), QImage.Format.Format_Mono)
    picture.setColorTable([_WHITE.rgb(), _BLACK.rgb()])
    painter.drawImage(QRect(*rect), picture)


def _put_text(painter: QPainter, item: Text, rect: Rect) -> None:
    """The largest size that fits, capitals in the middle of the height; too long a text ends with an ellipsis."""
    if not _is_plain(item.text + item.tail):
        item = replace(item, text=_clean(item.text), tail=_clean(item.tail))
    font, metrics, text, ink = _fitted(item, rect)
    left = rect.x - ink.x() + int((rect.width - ink.width()) * item.align)
    lowest = rect.bottom - ink.height() - ink.y()
    baseline = max(rect.y - ink.y(), min(round(rect.y + (rect.height + metrics.capHeight()) / 2), lowest))
    painter.setFont(font)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing, font.pixelSize() <= _OUTLINED)
    painter.drawText(QPoint(left, baseline), text)


def _fitted(item: Text, rect: Rect) -> tuple[QFont, QFontMetricsF, str, QRect]:
    """The font, the text and its ink around the origin, no larger than ``rect``."""
    wished = pixels = max(1, int(item.size * rect.height))
    least = item.least * wished
    whole = item.text + item.tail
    while True:
        font, metrics = _font(pixels, item.bold)
        text = whole
        ink = _ink(font, metrics, text)
        if ink.width() > rect.width and pixels <= least:
            text = _shortened(item, metrics, rect.width)
            ink = _ink(font, metrics, text)
        tail = metrics.horizontalAdvance(item.tail) / _TAIL if item.tail else 0
        low, narrow = _ratio(rect.height, ink.height()), _ratio(rect.width, max(ink.width(), tail))
        if min(low, narrow) >= 1 or pixels == 1:
            return font, metrics, text, ink
        if pixels > least:
            narrow = max(narrow, least / pixels)
        pixels = max(1, min(pixels - 1, int(pixels * min(low, narrow))))


def wrapped(text: str, pixels: int, width: int, most: int) -> list[str]:
    """``text`` in at most so many lines of plain weight, each no wider than ``width`` unless one word is."""
    metrics, lines = _font(pixels, bold=False)[1], [""]
    words = _SPACES.split(text.strip()) if text.strip() else []
    for place, word in enumerate(words):
        longer = f"{lines[-1]} {word}".strip()
        if not lines[-1] or metrics.horizontalAdvance(longer) <= width:
            lines[-1] = longer
        elif len(lines) < most:
            lines.append(word)
        else:
            lines[-1] = " ".join((lines[-1], *words[place:]))  # what is left is shortened where it is drawn
            break
    return lines if words else []


def _ink(font: QFont, metrics: QFontMetricsF, text: str) -> QRect:
    """The dots that ``text`` may touch when it is drawn at the origin."""
    ink = metrics.tightBoundingRect(text)
    if not _is_plain(text):
        path = QPainterPath()  # marks that shaping moves, which the metrics leave out
        path.addText(QPointF(), font, text)
        ink = ink.united(path.boundingRect())
    return ink.toAlignedRect()


def _ratio(room: float, need: float) -> float:
    return room / need if need > 0 else 1.0


def _is_plain(text: str) -> bool:
    """Whether ``text`` is one line of letters that carry their accents: Latin, and most others not."""
    return text.isprintable() and max(text, default="") < "\u0300"


def _clean(text: str) -> str:
    """``text`` in one line, accents joined to their letters, without what has no ink of its own to measure."""
    kept = ""
    for char in normalize("NFC", text):
        if not category(char).startswith("M") or (kept and kept[-1] != " "):
            kept += char if char.isprintable() else " "
    return kept


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
        # Letters snap to dots: crisp in one bit. Without it Qt moves outlines by parts of a dot, not always the same.
        font.setHintingPreference(QFont.HintingPreference.PreferFullHinting)
        made[pixels, bold] = font, QFontMetricsF(font)
    return made[pixels, bold]
