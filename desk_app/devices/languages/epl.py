"""EPL2: Eltron, and older Zebra printers."""

from PySide6.QtGui import QImage

from desk_app.devices.languages.raster import black_zeros, row_bytes


def encode(picture: QImage) -> bytes:
    """A label of the picture's width. Its length stays as the printer has measured it: Q would need the gap too."""
    width = row_bytes(picture)
    head = f"\nN\nq{8 * width}\nGW0,0,{width},{picture.height()},"
    return head.encode() + black_zeros(picture) + b"\nP1\n"
