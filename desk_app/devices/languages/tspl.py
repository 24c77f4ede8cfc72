"""TSPL: TSC, and most of the cheap label printers of no name."""

from PySide6.QtGui import QImage

from desk_app.devices.languages.raster import black_zeros, millimetres, row_bytes


def encode(picture: QImage) -> bytes:
    """A label of the picture's size. The gap to the next one stays as the printer has measured it."""
    width, height = (millimetres(dots, picture) for dots in (picture.width(), picture.height()))
    head = (
        f"\r\nSIZE {width:.1f} mm,{height:.1f} mm\r\nREFERENCE 0,0\r\nCLS\r\n"
        f"BITMAP 0,0,{row_bytes(picture)},{picture.height()},0,"
    )
    return head.encode() + black_zeros(picture) + b"\r\nPRINT 1,1\r\n"
