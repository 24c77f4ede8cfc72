"""Pictures to files: a PDF whose pages are exactly the pictures, PNG, and what a raw printer would be sent.

Qt's PDF writer rounds a page to whole points (62 × 29 mm loses a row of dots) and needs 1.3 MB for 500 labels, so
the few lines that a PDF of 1-bit pictures takes are written here.
"""

import struct
import zlib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import BinaryIO

from PySide6.QtCore import QBuffer
from PySide6.QtGui import QImage

from desk_app.devices.files import replacing
from desk_app.devices.layout import MM_PER_INCH


def write_pdf(path: Path, pictures: Iterable[QImage], on_progress: Callable[[int], None] | None = None) -> int:
    """Writes a page for each of ``pictures`` (Format_Mono, 0 is black), dot for dot, and returns how many.

    ``on_progress`` is told the number of pages after each; what it raises ends the work and leaves ``path`` as it
    was. So does FileError, when the file cannot be written, and ValueError when there is no picture.
    """
    with replacing(path) as file:
        pdf = _Pdf(file)
        for picture in pictures:
            pdf.add_page(picture)
            if on_progress:
                on_progress(len(pdf.pages))
        if not pdf.pages:
            raise ValueError("a PDF needs at least one page")
        pdf.finish()
    return len(pdf.pages)


def write_png(path: Path, picture: QImage) -> None:
    """Writes ``picture`` with its resolution. Raises FileError and leaves ``path`` as it was."""
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")  # type: ignore[call-overload]
    with replacing(path) as file:
        file.write(buffer.data().data())


def write_raw(path: Path, parts: Iterable[bytes]) -> None:
    """Writes what a raw printer would be sent. Raises FileError and leaves ``path`` as it was."""
    with replacing(path) as file:
        file.writelines(parts)


class _Pdf:
    """A PDF 1.5 written in one go: streams as they come; all other objects packed together at the end."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._places: list[tuple[int, int, int]] = [(0, 0, 65535), (2, 0, 0), (2, 0, 0)]  # 1 is catalog, 2 page tree
        self._plain: dict[int, str] = {}
        self._contents: dict[str, int] = {}
        self.pages: list[int] = []
        file.write(b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n")

    def add_page(self, picture: QImage) -> None:
        """A page of the picture's own size."""
        width, height = picture.width(), picture.height()
        image = self._stream(
            f"/Subtype/Image/Width {width}/Height {height}/BitsPerComponent 1/ColorSpace/DeviceGray",
            _rows(picture),
        )
        box = f"{_points(width, picture.dotsPerMeterX())} {_points(height, picture.dotsPerMeterY())}"
        if box not in self._contents:
            x, y = box.split()
            self._contents[box] = self._stream("", f"{x} 0 0 {y} 0 0 cm /P Do".encode())
        page = len(self._places)
        self._places.append((2, 0, 0))
        self._plain[page] = (
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {box}]/Contents {self._contents[box]} 0 R"
            f"/Resources<</XObject<</P {image} 0 R>>>>>>"
        )
        self.pages.append(page)

    def finish(self) -> None:
        """The page tree, the catalog and where everything is."""
        kids = " ".join(f"{page} 0 R" for page in self.pages)
        self._plain[2] = f"<</Type/Pages/Count {len(self.pages)}/Kids[{kids}]>>"
        self._plain[1] = "<</Type/Catalog/Pages 2 0 R>>"
        self._pack()
        start, count = self._file.tell(), len(self._places) + 1
        places = b"".join(struct.pack(">BIH", *place) for place in [*self._places, (1, start, 0)])
        self._stream(f"/Type/XRef/Size {count}/Root 1 0 R/W[1 4 2]", places)
        self._file.write(f"startxref\n{start}\n%%EOF\n".encode())

    def _pack(self) -> None:
        heads, body = [], ""
        for i, (number, text) in enumerate(self._plain.items()):
            self._places[number] = (2, len(self._places), i)
            heads.append(f"{number} {len(body)}")
            body += text + "\n"
        head = " ".join(heads) + "\n"
        self._stream(f"/Type/ObjStm/N {len(heads)}/First {len(head)}", (head + body).encode())

    def _stream(self, entries: str, data: bytes) -> int:
        deflate = zlib.compressobj(level=7, memLevel=9)  # higher levels take three times as long for 1 %
        number, packed = len(self._places), deflate.compress(data) + deflate.flush()
        self._places.append((1, self._file.tell(), 0))
        self._file.write(f"{number} 0 obj\n<<{entries}/Filter/FlateDecode/Length {len(packed)}>>stream\n".encode())
        self._file.write(packed + b"\nendstream\nendobj\n")
        return number


def _rows(picture: QImage) -> bytes:
    """The picture's bits without the padding that Qt puts behind each row."""
    bits, stride, width = bytes(picture.constBits()), picture.bytesPerLine(), -(-picture.width() // 8)
    return b"".join([bits[start : start + width] for start in range(0, len(bits), stride)])


def _points(dots: int, dots_per_metre: int) -> str:
    """Dots in points, a hair less, so that no reader adds a row; the resolution is a whole number per inch."""
    dpi = round(dots_per_metre * MM_PER_INCH / 1000)
    return f"{(dots * 72 * 1000 - 1) // dpi / 1000:.3f}"
