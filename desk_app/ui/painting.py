"""Small helps for widgets that paint themselves: icons in any colour, rounded boxes, words that elide."""

from functools import cache, lru_cache

from PySide6.QtCore import QByteArray, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPixmap
from PySide6.QtSvg import QSvgRenderer

from desk_app.resources import FOLDER
from desk_app.ui import theme

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter
KEY_CAP_HEIGHT = 20


@cache
def icon(name: str, size: int, ink: str, ratio: float) -> QPixmap:
    """``resources/icons/<name>.svg`` drawn in ``ink``, ``size`` logical pixels wide, for a screen of that ratio."""
    file = FOLDER / "icons" / f"{name}.svg"
    drawing = file.read_text(encoding="utf-8").replace("#000000", ink)
    picture = QPixmap(round(size * ratio), round(size * ratio))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter)
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


def draw_icon(painter: QPainter, name: str, size: int, ink: str, centre: QPointF) -> None:
    """Draw an icon around ``centre``."""
    picture = icon(name, size, ink, painter.device().devicePixelRatio())
    painter.drawPixmap(QPointF(centre.x() - size / 2, centre.y() - size / 2), picture)


def box(
    painter: QPainter, rect: QRectF, radius: float, fill: str | None, line: str | None = None, width: float = 1
) -> None:
    """A rounded box whose line lies wholly inside ``rect``."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour(line), width) if line else Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(fill) if fill else Qt.BrushStyle.NoBrush)
    inset = width / 2 if line else 0
    painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius, radius)


def words(
    painter: QPainter,
    rect: QRectF,
    text: str,
    font: QFont,
    ink: str | QColor,
    align: Qt.AlignmentFlag = LEFT,
) -> float:
    """Write one line into ``rect``, elided where it does not fit; the width it took."""
    width = width_of(text, font)
    if width > rect.width():
        text = metrics_of(font).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        width = width_of(text, font)
    painter.setFont(font)
    painter.setPen(theme.colour(ink) if isinstance(ink, str) else ink)
    painter.drawText(rect, align | Qt.TextFlag.TextSingleLine, text)
    return min(width, rect.width())


def metrics_of(font: QFont) -> QFontMetricsF:
    """The measures of a font of the theme."""
    return QFontMetricsF(font)


def width_of(text: str, font: QFont) -> float:
    """How wide ``text`` is, in logical pixels; ``font`` is one of the theme's."""
    return _width_of(text, font.pixelSize(), font.weight())


@lru_cache(maxsize=4096)
def _width_of(text: str, size: int, weight: int) -> float:
    """Layouts ask for the same width again and again, and each time Qt would shape the letters anew."""
    return metrics_of(theme.font(size, weight)).horizontalAdvance(text)


def key_cap_width(text: str) -> float:
    """How wide the cap of a key is."""
    return width_of(text, theme.font(theme.TINY, theme.SEMIBOLD)) + 14


def key_cap(painter: QPainter, rect: QRectF, text: str, on_deep: bool = False) -> None:
    """The cap of a key, as on a keyboard: a box with a thicker lower edge."""
    fill, line = (theme.DEEP_SOFT, "#3b6872") if on_deep else (theme.SHELF, theme.LINE_STRONG)
    box(painter, rect, 5, fill, line)
    painter.setPen(QPen(theme.colour(line), 1))
    painter.drawLine(QPointF(rect.left() + 4, rect.bottom() - 1.5), QPointF(rect.right() - 4, rect.bottom() - 1.5))
    ink = theme.ON_DEEP if on_deep else theme.MUTED
    words(painter, rect, text, theme.font(theme.TINY, theme.SEMIBOLD), ink, CENTRE)


CHIP_HEIGHT = 20


def chip_width(text: str) -> float:
    """How wide a chip with ``text`` is."""
    return width_of(text, theme.font(theme.TINY, theme.SEMIBOLD)) + 18


def chip(painter: QPainter, rect: QRectF, text: str, tone: str) -> None:
    """A small rounded mark; ``tone`` is a key of :data:`theme.CHIP`."""
    ground, ink = theme.CHIP[tone]
    box(painter, rect, 6, ground)
    words(painter, rect.adjusted(6, 0, -6, 0), text, theme.font(theme.TINY, theme.SEMIBOLD), ink, CENTRE)
