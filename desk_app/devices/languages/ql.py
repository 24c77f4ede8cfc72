"""Brother QL raster: printers with 720 dots across, on rolls of 62 mm."""

from PySide6.QtGui import QImage

from desk_app.devices.languages.raster import black_ones, millimetres, row_bytes
from desk_app.devices.layout import MM_PER_INCH, Margins
from desk_app.devices.printers import PrinterError
from desk_app.domain.values import Reason

DPI = 300
MARGINS = Margins(1.5, 3.0, 1.5, 3.0)  # what the print head does not reach on a roll of 62 mm

_ROLL = 62  # mm
_CLOSE = 0.5
_HEAD, _INK = 720, 696  # dots across; those above the roll, in the middle of the head
_EDGE = 35  # rows at either end that stay white
_DIE_CUT = {29: 271, 100: 1109}  # mm: rows that can be printed
_START = bytes(200) + b"\x1b@\x1bia\x01"  # whatever was half sent before is forgotten; raster mode
_CUT = b"\x1biM\x40\x1biA\x01\x1biK\x08"  # after each label
_LINE, _PRINT = b"g\0" + bytes([_HEAD // 8]), b"\x1a"
_MIRRORED = bytes(int(f"{byte:08b}"[::-1], 2) for byte in range(256))


def encode(picture: QImage) -> bytes:
    """A label of 62 x 29 or 62 x 100 mm, or a piece of endless roll as long as the picture is.

    Raises PrinterError when it is not 62 mm wide, and ValueError for another resolution or ink in the margins.
    """
    if round(picture.dotsPerMeterX() * MM_PER_INCH / 1000) != DPI:
        raise ValueError(f"a QL prints {DPI} dots per inch")
    if abs(millimetres(picture.width(), picture) - _ROLL) > _CLOSE:
        raise PrinterError(Reason("devices.raw_other_roll", {"width": _ROLL}))
    length = round(millimetres(picture.height(), picture))
    rows = _DIE_CUT.get(length, picture.height() - 2 * _EDGE)
    lines = [_line(row) for row in _printed(picture, rows)]
    return b"".join([_START, _media(length, rows), _CUT, *lines, _PRINT])


def _media(length: int, rows: int) -> bytes:
    """What has to be in the printer, which stops when it is something else, and the white before and after."""
    is_die_cut = length in _DIE_CUT
    kind = (0x0E, 0x0B, _ROLL, length) if is_die_cut else (0x06, 0x0A, _ROLL, 0)
    edge = 0 if is_die_cut else _EDGE
    return b"\x1biz" + bytes(kind) + rows.to_bytes(4, "little") + b"\0\0" + b"\x1bid" + edge.to_bytes(2, "little")


def _printed(picture: QImage, rows: int) -> list[int]:
    """What the print head reaches: each row a number whose bits are its dots."""
    bits, width = black_ones(picture), row_bytes(picture)
    left, top = (picture.width() - _INK) // 2, (picture.height() - rows) // 2
    beyond = 8 * width - left - _INK
    starts = range(top * width, (top + rows) * width, width)
    reached = [int.from_bytes(bits[start : start + width]) >> beyond & (1 << _INK) - 1 for start in starts]
    if sum(row.bit_count() for row in reached) != int.from_bytes(bits).bit_count():
        raise ValueError(f"a QL leaves {MARGINS} mm white")
    return reached


def _line(row: int) -> bytes:
    """A row for the print head, which looks at the roll from below: the last dot comes first."""
    return _LINE + (row << (_HEAD - _INK) // 2).to_bytes(_HEAD // 8).translate(_MIRRORED)[::-1]
