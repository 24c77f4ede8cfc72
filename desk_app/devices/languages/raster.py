"""The picture's dots as printers take them."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage

_SWAPPED = bytes(range(255, -1, -1))


def row_bytes(picture: QImage) -> int:
    """How many bytes a row takes."""
    return -(-picture.width() // 8)


def black_zeros(picture: QImage) -> bytes:
    """Row after row, a bit a dot: 0 is black. What fills a row's last byte is white.

    Raises ValueError when the picture is not Format_Mono with black as its first colour.
    """
    if picture.format() != QImage.Format.Format_Mono or picture.color(0) != QColor(Qt.GlobalColor.black).rgb():
        raise ValueError("printers take pictures of black and white dots, 0 is black")
    bits, stride, width = bytes(picture.constBits()), picture.bytesPerLine(), row_bytes(picture)
    rows = bytearray().join([bits[start : start + width] for start in range(0, len(bits), stride)])
    filling = (1 << -picture.width() % 8) - 1
    rows[width - 1 :: width] = bytes([last | filling for last in rows[width - 1 :: width]])
    return bytes(rows)


def black_ones(picture: QImage) -> bytes:
    """The same, but 1 is black and 0 is white."""
    return black_zeros(picture).translate(_SWAPPED)


def millimetres(dots: int, picture: QImage) -> float:
    """How long so many of the picture's dots are."""
    return dots * 1000 / picture.dotsPerMeterX()
