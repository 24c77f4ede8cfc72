"""ZPL II: Zebra and the many that understand it."""

from PySide6.QtGui import QImage

from desk_app.devices.languages.raster import black_ones, row_bytes


def encode(picture: QImage) -> bytes:
    """A label as large as the picture, which is its one graphic field, in hexadecimal: any cable carries that."""
    bits, width = black_ones(picture), row_bytes(picture)
    head = f"^XA\n^PW{picture.width()}\n^LL{picture.height()}\n^LH0,0\n^FO0,0^GFA,{len(bits)},{len(bits)},{width},"
    rows = [bits[start : start + width].rstrip(b"\0") for start in range(0, len(bits), width)]
    field = "".join([row.hex() + ("," if len(row) < width else "") for row in rows])  # the comma: white to the end
    return f"{head}{field.upper()}^FS\n^PQ1\n^XZ\n".encode()
