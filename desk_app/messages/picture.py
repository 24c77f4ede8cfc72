"""The picture of a pickup code in a mail: a PNG, made without a drawing library since a mail may go out anywhere."""

import base64
import struct
import zlib

from desk_app.devices.symbols import QR_QUIET, qr

_SCALE = 14  # twice the pixels that the page gives a module: sharp on a fine screen too


def code_picture(code: str) -> bytes:
    """A PNG of the QR code of ``code`` with its quiet zone."""
    symbol = qr(code)
    stride = -(-symbol.width // 8)
    rows = [symbol.rows[at : at + stride] for at in range(0, len(symbol.rows), stride)]
    modules = [[bool(row[x // 8] & 0x80 >> x % 8) for x in range(symbol.width)] for row in rows]
    side = symbol.width + 2 * QR_QUIET
    blank = [[False] * side] * QR_QUIET
    edge = [False] * QR_QUIET
    return _png([*blank, *([*edge, *row, *edge] for row in modules), *blank])


def inline_picture(code: str) -> str:
    """The picture as an address that holds it, for a page that is no mail."""
    return f"data:image/png;base64,{base64.b64encode(code_picture(code)).decode()}"


def _png(modules: list[list[bool]]) -> bytes:
    """Black where a module is set; one bit a pixel."""
    side = len(modules) * _SCALE
    lines = (_packed([black for black in row for _ in range(_SCALE)]) for row in modules)
    pixels = b"".join((b"\0" + line) * _SCALE for line in lines)
    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(pixels, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in chunks)


def _packed(black: list[bool]) -> bytes:
    bits = "".join("0" if dot else "1" for dot in black)
    stride = -(-len(bits) // 8)
    return int(bits.ljust(stride * 8, "1"), 2).to_bytes(stride, "big")


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
