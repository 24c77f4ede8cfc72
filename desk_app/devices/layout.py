"""Where everything stands on a label, in printer dots. Pure: no fonts, no Qt.

The barcode is the measure of a parcel's label: its left and right edges are those of the text above and
below it. A symbol's rectangle is its ink; the quiet zone around it is kept free here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import ceil
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
_QR_BOX = QR_MODULES + 2 * QR_QUIET

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
        left, top, right, bottom = (max(own, ceil(mm * self.dpi / MM_PER_INCH)) for mm in self.margins)
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
    bars_left, beside = _beside_bars(canvas, bar)
    qr = _qr(inner.x + beside // 2, max(inner.y, QR_QUIET * module), module)
    text = Rect(bars_left, qr.y, CODE128_MODULES * bar, inner.bottom - qr.y)
    shelf, _, name, shop_order, _, bars, _, foot = text.rows(0.345, 0.03, 0.155, 0.125, 0.04, 0.20, 0.015, 0.09)
    width = min(beside, max(qr.width, canvas.dots(14)))
    below = qr.bottom + QR_QUIET * module
    side = Rect(inner.x + (beside - width) // 2, below, width, inner.bottom - below)
    piece, mark_1, mark_0 = side.rows(1, 1, 1, gap=canvas.dots(0.6))
    code, date = foot.split(0.62, canvas.dots(1))
    return {
        "shelf": shelf, "name": name, "shop_order": shop_order, "bars": bars, "id": code, "date": date,
        "qr": qr, "piece": piece, "mark_0": mark_0, "mark_1": mark_1,
    }  # fmt: skip


def _wide_modules(canvas: Canvas) -> tuple[int, int]:
    """Dots of a narrow bar and of a QR module: the widest bar up to 0.38 mm that leaves the QR code a good size."""
    inner = canvas.inner
    for bar in range(max(2, canvas.dots(0.375)), 1, -1):
        _, beside = _beside_bars(canvas, bar)
        quiet = min(inner.x, CODE128_QUIET * bar)  # white anyway, left and right of the QR code
        module = min(beside // QR_MODULES, (beside + 2 * quiet - 1) // _QR_BOX, inner.height // (2 * QR_MODULES))
        if module >= canvas.dots(0.45) or (bar == 2 and module >= 3):
            return bar, module
    raise _too_small(canvas)


def _beside_bars(canvas: Canvas, bar: int) -> tuple[int, int]:
    """Where a barcode at the right begins, and the width at its left outside its quiet zone."""
    quiet = CODE128_QUIET * bar
    left = min(canvas.inner.right, canvas.width - quiet) - CODE128_MODULES * bar
    return left, left - quiet - canvas.inner.x


def _parcel_tall(canvas: Canvas) -> Layout:
    inner = canvas.inner
    bar = min(canvas.width // (CODE128_MODULES + 2 * CODE128_QUIET), inner.width // CODE128_MODULES)
    if bar < 2:
        raise _too_small(canvas)
    width = CODE128_MODULES * bar
    column = Rect((canvas.width - width) // 2, inner.y, width, inner.height)
    shelf, _, name, shop, order, middle, bars, _, foot = column.rows(
        0.22, 0.03, 0.08, 0.06, 0.06, 0.33, 0.15, 0.015, 0.05
    )
    module = min(middle.height // _QR_BOX, width // 2 // (QR_MODULES + QR_QUIET), column.x // QR_QUIET)
    qr = _qr(column.x + QR_MODULES * module // 2, middle.y + (middle.height - QR_MODULES * module) // 2, module)
    beside = qr.right + QR_QUIET * module
    piece, mark_1, mark_0 = Rect(beside, qr.y, column.right - beside, qr.height).rows(1, 1, 1, gap=qr.height // 15)
    code, date = foot.split(0.62, canvas.dots(1))
    return {
        "shelf": shelf, "name": name, "shop": shop, "order": order, "bars": bars, "id": code, "date": date,
        "qr": qr, "piece": piece, "mark_0": mark_0, "mark_1": mark_1,
    }  # fmt: skip


def _too_small(canvas: Canvas) -> ValueError:
    return ValueError(f"{canvas.width} × {canvas.height} dots at {canvas.dpi} dpi are too few for the symbols")


def shelf(canvas: Canvas) -> Layout:
    """``code mark_0 tag qr``: the code as large as it gets."""
    if canvas.is_wide:
        qr, text = _qr_at_left(canvas)
    else:
        text, below = canvas.inner.rows(1, 1)
        qr = _qr_in(Rect(0, below.y, canvas.width, canvas.height - below.y))
    code, _, foot = text.rows(0.72, 0.06, 0.22)
    mark, tag = foot.split(0.55, foot.width // 16)
    return {"code": code, "mark_0": mark, "tag": tag, "qr": qr}


def slip(canvas: Canvas, lines: int) -> Layout:
    """``hub customer code qr`` and, on wide paper ``summary``, on tall paper ``hint`` and up to eight lines
    ``shop_0 state_0 …``."""
    if canvas.is_wide:
        qr, text = _qr_at_left(canvas)
        hub, customer, code, _, summary = text.rows(0.18, 0.22, 0.36, 0.06, 0.18)
        return {"hub": hub, "customer": customer, "code": code, "summary": summary, "qr": qr}
    hub, customer, middle, code, hint, _, rest = canvas.inner.rows(0.07, 0.07, 0.32, 0.11, 0.05, 0.02, 0.36)
    qr = _qr_in(Rect(0, middle.y, canvas.width, middle.height))
    found = {"hub": hub, "customer": customer, "qr": qr, "code": code, "hint": hint}
    for i, row in enumerate(rest.rows(*[1] * SLIP_LINES)[:lines]):
        found[f"shop_{i}"], found[f"state_{i}"] = row.split(0.62, canvas.dots(2))
    return found


def _qr(centre: int, top: int, module: int) -> Rect:
    side = QR_MODULES * module
    return Rect(centre - side // 2, top, side, side)


def _qr_in(room: Rect) -> Rect:
    """The largest QR code in the middle of ``room``, its quiet zone inside too."""
    module = min(room.width, room.height) // _QR_BOX
    return _qr(room.x + room.width // 2, room.y + (room.height - QR_MODULES * module) // 2, module)


def _qr_at_left(canvas: Canvas) -> tuple[Rect, Rect]:
    """A QR code of up to two sevenths of the width, and what is left for text."""
    inner = canvas.inner
    module = min(canvas.height // _QR_BOX, inner.width * 2 // (7 * QR_MODULES))
    side = QR_MODULES * module
    qr = _qr(max(inner.x, QR_QUIET * module) + side // 2, (canvas.height - side) // 2, module)
    left = qr.right + QR_QUIET * module
    return qr, Rect(left, inner.y, inner.right - left, inner.height)


def frame(room: Rect, thick: int) -> list[Rect]:
    """The four sides of ``room``, within it: above, below, left, right."""
    between = Rect(room.x, room.y + thick, thick, room.height - 2 * thick)
    return [
        Rect(room.x, room.y, room.width, thick),
        Rect(room.x, room.bottom - thick, room.width, thick),
        between,
        between._replace(x=room.right - thick),
    ]


def qr_in(room: Rect, canvas: Canvas) -> Rect:
    """A QR code in the middle of ``room``, its quiet zone inside too, as large as fits, up to 30 mm.

    Raises ValueError when none fits.
    """
    module = min(min(room.width, room.height) // _QR_BOX, max(3, canvas.dots(30 / QR_MODULES)))
    if module < 3:
        raise _too_small(canvas)
    return _qr(room.x + room.width // 2, room.y + (room.height - QR_MODULES * module) // 2, module)


def bars_in(room: Rect, modules: int, canvas: Canvas) -> Rect:
    """A Code 128 in the middle of ``room``, as high as it, its quiet zones inside too, bars of up to 0.4 mm.

    Raises ValueError when it does not fit.
    """
    bar = min(room.width // (modules + 2 * CODE128_QUIET), max(2, canvas.dots(0.4)))
    if bar < 2:
        raise _too_small(canvas)
    return Rect(room.x + (room.width - modules * bar) // 2, room.y, modules * bar, room.height)
