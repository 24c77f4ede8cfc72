"""The two machine-readable symbols of a label, as plain modules. Dots and quiet zones are the layout's business."""

from dataclasses import dataclass
from functools import lru_cache

from barcode import Code128
from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode
from qrcode.util import MODE_ALPHA_NUM, QRData

QR_MODULES = 21  # version 1, which holds 20 letters with error correction M
QR_QUIET = 4
CODE128_MODULES = 167  # twelve letters
CODE128_QUIET = 10
_MASK = 2  # any of the eight is valid; searching for the prettiest is five sixths of the time


@dataclass(frozen=True, slots=True)
class Symbol:
    """Black and white modules: ``height`` rows of ``width`` bits, first module first, 1 is black, padded to bytes."""

    width: int
    height: int
    rows: bytes


def _packed(rows: list[str]) -> Symbol:
    width = len(rows[0])
    stride = -(-width // 8)
    packed = b"".join(int(row.ljust(stride * 8, "0"), 2).to_bytes(stride, "big") for row in rows)
    return Symbol(width, len(rows), packed)


@lru_cache(maxsize=256)
def qr(text: str) -> Symbol:
    """The QR code of ``text``, 21 × 21 modules, without its quiet zone.

    Raises ValueError unless ``text`` is 1 to 20 of the characters ``0-9A-Z $%*+-./:``.
    """
    if not 0 < len(text) <= 20:
        raise ValueError(f"a label's QR code holds 1 to 20 characters, not {len(text)}")
    code = QRCode(version=1, error_correction=ERROR_CORRECT_M, border=0, mask_pattern=_MASK)
    code.add_data(QRData(text.encode(), mode=MODE_ALPHA_NUM))
    code.make(fit=False)
    return _packed(["".join(map("01".__getitem__, row)) for row in code.modules])


@lru_cache(maxsize=256)
def code128(text: str) -> Symbol:
    """The Code 128 of ``text``, one row of modules (167 for twelve letters), without its quiet zones.

    Raises barcode.errors.IllegalCharacterError for a character that Code 128 does not have.
    """
    return _packed(Code128(text).build())
