"""Labels: one picture, and five hundred to one PDF. Every label is another parcel's: nothing comes from a cache."""

import tempfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from qrcode.main import QRCode

from benchmarks.figures import Figure, clocked, table, timed
from desk_app.devices.drawing import start_drawing
from desk_app.devices.label import LARGE, SMALL, LabelSize, ParcelLabel, draw
from desk_app.devices.pages import write_pdf
from desk_app.domain.codes import new_parcel_id

PDF_LABELS, PDF_RUNS = 500, 5
_LABELS = (
    ParcelLabel("", "F-02", "LEFÈVRE É.", "Fromagerie du Marché", "n° 2301", "1/1", "23 nov.", ("FRAIS",)),
    ParcelLabel("", "A-12", "GARNIER P.", "La Belle Plume", "n° 4127", "1/2", "23 nov."),
    ParcelLabel("", "C-07", "NGUYEN S.", "Cave Saint-Porchaire", "n° 871", "2/2", "23 nov.", ("18+",)),
    ParcelLabel("", "SOL-2", "DE MONTMORENCY-LAVAL A.", "Épicerie Vidal", "n° V-552", "1/1", "23 nov.", ("SURGELÉ",)),
)


def labels(count: int) -> Iterator[ParcelLabel]:
    """Labels of ``count`` different parcels."""
    return (replace(label, code=new_parcel_id()) for label in islice(cycle(_LABELS), count))


def bare(label: ParcelLabel) -> QImage:
    """The least that makes a label: the QR code's modules with a fixed mask, a white picture, one bit a dot."""
    code = QRCode(version=1, mask_pattern=2)
    code.add_data(label.code)
    code.make(fit=False)
    picture = QImage(*SMALL.dots(203), QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.white)
    return picture.convertToFormat(QImage.Format.Format_Mono)


def pictures(size: LabelSize, dpi: int, count: int, most: float | None = None) -> Figure:
    """One picture at a time; the floor is that of the small label."""
    times = timed(lambda label: draw(label, size, dpi), labels(count))
    floor = timed(bare, labels(200)).median if size == SMALL else None
    return Figure("one label picture", f"{size}, {dpi} dpi", times.median, times.p99, floor, most=most)


def pdf() -> Iterator[Figure]:
    """Five hundred labels, drawn and written; the floor draws them barely and packs their bits."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "labels.pdf"
        runs = sorted(
            clocked(lambda: write_pdf(path, (draw(label, SMALL) for label in labels(PDF_LABELS))))
            for _ in range(PDF_RUNS)
        )
        size = path.stat().st_size / 1000
    drawn = bytes(draw(next(labels(1)), SMALL).constBits())
    floor = clocked(lambda: [(bare(label), zlib.compress(drawn)) for label in labels(PDF_LABELS)])
    yield Figure("500 labels to one PDF", str(SMALL), runs[len(runs) // 2], runs[-1], floor, most=600)
    yield Figure("its size", str(SMALL), size, most=1000, unit="kB")


def run() -> list[Figure]:
    """The figures of the labels."""
    start_drawing()
    return [
        pictures(SMALL, 203, 500, most=3),
        pictures(SMALL, 300, 200),
        pictures(LARGE, 203, 100),
        pictures(LARGE, 600, 20),
        *pdf(),
    ]


if __name__ == "__main__":
    print(table(run()))
