"""Where everything stands on a label, in printer dots. Pure: no fonts, no Qt.

The barcode is the measure of a parcel's label: its left and right edges are those of the text above and
below it. A symbol's rectangle is its ink; the quiet zone around it is kept free here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from desk_app.devices.symbols import CODE128_MODULES, CODE128_QUIET, QR_MODULES, QR_QUIET

MM_PER_INCH = 25.4


class Rect(NamedTuple):
    """A rectangle of dots; ``right`` and ``bottom`` are the first dots outside it."""

    x: int
    y: int
    width: int
    height: int

    @property
    def right(self) -> int:
        """The first column outside."""
        return self.x + self.width

    @property
    def bottom(self) -> int:
        """The first row outside."""
        return self.y + self.height

    def grown(self, dots: int) -> "Rect":
        """The rectangle with ``dots`` more on each side."""
        return Rect(self.x - dots, self.y - dots, self.width + 2 * dots, self.height + 2 * dots)

    def rows(self, *shares: float, gap: int = 0) -> "list[Rect]":
        """Rows from top to bottom, ``gap`` dots apart, whose heights are as ``shares``."""
        free, total = self.height - gap * (len(shares) - 1), sum(shares)
        edges = [round(free * sum(shares[:i]) / total) for i in range(len(shares) + 1)]
        return [
            Rect(self.x, self.y + edges[i] + gap * i, self.width, edges[i + 1] - edges[i]) for i in range(len(shares))
        ]

    def split(self, share: float, gap: int = 0) -> "tuple[Rect, Rect]":
        """A left part of ``share`` of the width and the rest, ``gap`` dots apart."""
        left = round((self.width - gap) * share)
        return (
            Rect(self.x, self.y, left, self.height),
            Rect(self.x + left + gap, self.y, self.width - left - gap, self.height),
        )


class Margins(NamedTuple):
    """What a printer cannot print at each edge, in millimetres."""

    left: float = 0.0
    top: float = 0.0
    right: float = 0.0
    bottom: float = 0.0


NO_MARGINS = Margins()
SLIP_LINES = 8

Layout = Mapping[str, Rect]
"""Named rectangles that do not overlap."""


@dataclass(frozen=True, slots=True)
class Canvas:
    """A label to be laid out: ``width`` × ``height`` in dots, and the printer's own ``margins``."""

    width: int
    height: int
    dpi: int
    margins: Margins = NO_MARGINS

    def dots(self, mm: float) -> int:
        """Millimetres in dots."""
        return round(mm * self.dpi / MM_PER_INCH)

    @property
    def inner(self) -> Rect:
        """Where ink may be: labels shift by a millimetre in their printer, and some printers leave an edge out."""
        own = max(self.dots(1.2), min(self.width, self.height) // 25)
        left, top, right, bottom = (max(own, self.dots(mm)) for mm in self.margins)
        return Rect(left, top, self.width - left - right, self.height - top - bottom)

    @property
    def is_wide(self) -> bool:
        """Whether symbols stand beside the text, not below it."""
        return self.width >= 1.25 * self.height


@lru_cache(maxsize=32)
def parcel(canvas: Canvas) -> Layout:
    """``shelf name bars id date qr piece mark_0 mark_1``, and ``shop_order`` on wide labels, ``shop`` and ``order`` on
    others. Raises ValueError when the symbols do not fit."""
    return _parcel_wide(canvas) if canvas.is_wide else _parcel_tall(canvas)


def _parcel_wide(canvas: Canvas) -> Layout:
    inner = canvas.inner
    bar, module = _wide_modules(canvas)
    bars_right = min(inner.right, canvas.width - CODE128_QUIET * bar)
    side_width = bars_right - (CODE128_MODULES + CODE128_QUIET) * bar - inner.x
    top = max(inner.y, QR_QUIET * module)
    text = Rect(bars_right - CODE128_MODULES * bar, top, CODE128_MODULES * bar, inner.bottom - top)
    shelf, _, name, shop_order, _, bars, _, foot = text.rows(0.345, 0.03, 0.155, 0.125, 0.04, 0.20, 0.015, 0.09)
    qr = _qr(inner.x + side_width // 2, top, module)
    below = qr.bottom + QR_QUIET * module
    width = min(side_width, max(qr.width, canvas.dots(14)))
    side = Rect(qr.x + (qr.width - width) // 2, below, width, inner.bottom - below)
    piece, mark_1, mark_0 = side.rows(1, 1, 1, gap=canvas.dots(0.6))
    code, date = foot.split(0.62, canvas.dots(1))
    return {
        "shelf": shelf, "name": name, "shop_order": shop_order, "bars": bars, "id": code, "date": date,
        "qr": qr, "piece": piece, "mark_0": mark_0, "mark_1": mark_1,
    }  # fmt: skip


def _qr(centre: int, top: int, module: int) -> Rect:
    side = QR_MODULES * module
    return Rect(centre - side // 2, top, side, side)


def _wide_modules(canvas: Canvas) -> tuple[int, int]:
    """Dots of a narrow bar and of a QR module: the widest bar up to 0.38 mm that leaves the QR code a good size."""
    for bar in range(max(2, canvas.dots(0.375)), 1, -1):
        module = _qr_beside(canvas, bar)
        if module >= canvas.dots(0.45) or (bar == 2 and module >= 3):
            return bar, module
    raise ValueError(f"{canvas.width} × {canvas.height} dots at {canvas.dpi} dpi are too few for the symbols")


def _qr_beside(canvas: Canvas, bar: int) -> int:
    inner = canvas.inner
    bars_right = min(inner.right, canvas.width - CODE128_QUIET * bar)
    bars_left = bars_right - CODE128_MODULES * bar
    side = bars_left - CODE128_QUIET * bar - inner.x
    module = min(side // QR_MODULES, inner.height // (2 * QR_MODULES), canvas.dots(1.5))
    while module > 0:
        qr = _qr(inner.x + side // 2, 0, module)
        if qr.x >= QR_QUIET * module and bars_left - qr.right >= QR_QUIET * module:
            break
        module -= 1
    return module


def _parcel_tall(canvas: Canvas) -> Layout:
    inner = canvas.inner
    bar = min(canvas.width // (CODE128_MODULES + 2 * CODE128_QUIET), inner.width // CODE128_MODULES)
    if bar < 2:
        raise ValueError(f"{canvas.width} × {canvas.height} dots at {canvas.dpi} dpi are too few for the symbols")
    width = CODE128_MODULES * bar
    column = Rect((canvas.width - width) // 2, inner.y, width, inner.height)
    shelf, _, name, shop, order, middle, bars, _, foot = column.rows(
        0.22, 0.03, 0.08, 0.06, 0.06, 0.33, 0.15, 0.015, 0.05
    )
    module = min(middle.height // (QR_MODULES + 2 * QR_QUIET), width // 2 // (QR_MODULES + QR_QUIET))
    qr = _qr(0, 0, module)
    qr = qr._replace(x=column.x, y=middle.y + (middle.height - qr.height) // 2)
    beside = qr.right + QR_QUIET * module
    piece, mark_1, mark_0 = Rect(beside, qr.y, column.right - beside, qr.height).rows(1, 1, 1, gap=qr.height // 15)
    code, date = foot.split(0.62, canvas.dots(1))
    return {
        "shelf": shelf, "name": name, "shop": shop, "order": order, "bars": bars, "id": code, "date": date,
        "qr": qr, "piece": piece, "mark_0": mark_0, "mark_1": mark_1,
    }  # fmt: skip


def shelf(canvas: Canvas) -> Layout:
    """``code mark_0 tag qr``: the code as large as it gets."""
    qr, text = _beside_qr(canvas) if canvas.is_wide else _above_qr(canvas, 0.5)
    code, _, foot = text.rows(0.72, 0.06, 0.22)
    mark, tag = foot.split(0.58, canvas.dots(1.5))
    return {"code": code, "mark_0": mark, "tag": tag, "qr": qr}


def _beside_qr(canvas: Canvas) -> tuple[Rect, Rect]:
    """A QR code at the left, and what is left for text."""
    inner = canvas.inner
    module = min(canvas.height // (QR_MODULES + 2 * QR_QUIET), inner.width * 2 // (7 * QR_MODULES))
    qr = _qr(0, (canvas.height - QR_MODULES * module) // 2, module)
    qr = qr._replace(x=max(inner.x, QR_QUIET * module))
    left = qr.right + QR_QUIET * module
    return qr, Rect(left, inner.y, inner.right - left, inner.height)


def _above_qr(canvas: Canvas, share: float) -> tuple[Rect, Rect]:
    """A QR code in the middle of the lower ``share``, and what is left above it for text."""
    inner = canvas.inner
    text, below = inner.rows(1 - share, share)
    module = min(below.height // (QR_MODULES + QR_QUIET), below.width // QR_MODULES)
    qr = _qr(canvas.width // 2, inner.bottom - QR_MODULES * module, module)
    return qr, text


def slip(canvas: Canvas, lines: int) -> Layout:
    """``hub customer code qr`` and, on wide paper ``summary``, on tall paper ``hint`` and up to eight lines
    ``shop_0 state_0 …``."""
    if canvas.is_wide:
        qr, text = _beside_qr(canvas)
        hub, customer, code, _, summary = text.rows(0.18, 0.22, 0.36, 0.06, 0.18)
        return {"hub": hub, "customer": customer, "code": code, "summary": summary, "qr": qr}
    hub, customer, picture, code, hint, _, rest = canvas.inner.rows(0.07, 0.07, 0.32, 0.11, 0.05, 0.02, 0.36)
    module = picture.height // (QR_MODULES + 2 * QR_QUIET)
    qr = _qr(canvas.width // 2, picture.y + QR_QUIET * module, module)
    found = {"hub": hub, "customer": customer, "qr": qr, "code": code, "hint": hint}
    for i, row in enumerate(rest.rows(*[1] * SLIP_LINES)[:lines]):
        found[f"shop_{i}"], found[f"state_{i}"] = row.split(0.62, canvas.dots(2))
    return found
