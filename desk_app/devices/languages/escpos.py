"""ESC/POS: receipt printers, on paper of 80 or 58 mm."""

from PySide6.QtGui import QImage

from desk_app.devices.languages.raster import black_ones, millimetres, row_bytes
from desk_app.devices.printers import PrinterError
from desk_app.domain.values import Reason

_HEAD = 73  # mm: 576 dots at 203 dpi, 512 at 180, and a hair
_BAND = 255  # rows: the buffers of cheap printers are small
_RESET, _FEED, _CUT = b"\x1b@", b"\x1bd\x03", b"\x1dVB\x00"  # three lines bring the end to the edge that tears


def encode(picture: QImage) -> bytes:
    """The picture in bands, then the cut; printers without a knife have fed it out of the way.

    Raises PrinterError when it is wider than the print head.
    """
    if millimetres(picture.width(), picture) > _HEAD:
        raise PrinterError(Reason("devices.raw_too_wide", {"limit": _HEAD - 1}))
    width, bits = row_bytes(picture), black_ones(picture)
    bands = [_band(bits[start : start + width * _BAND], width) for start in range(0, len(bits), width * _BAND)]
    return b"".join([_RESET, *bands, _FEED, _CUT])


def _band(bits: bytes, width: int) -> bytes:
    return b"\x1dv0\0" + width.to_bytes(2, "little") + (len(bits) // width).to_bytes(2, "little") + bits
