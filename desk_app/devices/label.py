"""What is on a label, and the one picture of it that every output shows: screen, printer, PDF and PNG.

Drawing needs a QGuiApplication and may happen on any thread.
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtGui import QImage

from desk_app.devices import ink, layout
from desk_app.devices.layout import MM_PER_INCH, NO_MARGINS, Canvas, Layout, Margins
from desk_app.devices.symbols import code128, qr
from desk_app.domain.codes import spell
from desk_app.domain.people import short_name
from desk_app.domain.values import Parcel, Pickup, Shelf
from desk_app.domain.zones import Zone
from desk_app.i18n import Texts

DPI = 203


@dataclass(frozen=True, slots=True)
class PageSize:
    """Width and height of what a printer prints on, in millimetres."""

    width_mm: float
    height_mm: float

    def __str__(self) -> str:
        return f"{self.width_mm:g}x{self.height_mm:g}"

    def dots(self, dpi: int) -> tuple[int, int]:
        """Width and height in dots."""
        return round(self.width_mm * dpi / MM_PER_INCH), round(self.height_mm * dpi / MM_PER_INCH)


@dataclass(frozen=True, slots=True)
class LabelSize(PageSize):
    """Of a label, or of a sheet with one label on it. Raises ValueError when a label cannot fit on it."""

    def __post_init__(self) -> None:
        if not (57 <= self.width_mm <= 210 and 25 <= self.height_mm <= 297):
            raise ValueError(f"{self}: a label is 57 to 210 mm wide and 25 to 297 mm high")
        if self.width_mm < 1.25 * self.height_mm and self.height_mm < 50:
            raise ValueError(f"{self}: a label as narrow as this is at least 50 mm high")

    @classmethod
    def parse(cls, text: str) -> "LabelSize":
        """``62x29``, ``62 × 29 mm``. Raises ValueError."""
        found = re.fullmatch(r"(\d{1,3}(?:[.,]\d)?)\s*[x×*]\s*(\d{1,3}(?:[.,]\d)?)(?:\s*mm)?", text.strip().lower())
        if not found:
            raise ValueError(f"{text!r} is no label size: write 62x29")
        width, height = (float(number.replace(",", ".")) for number in found.groups())
        return cls(width, height)


SMALL = LabelSize(62, 29)
MEDIUM = LabelSize(100, 50)
LARGE = LabelSize(100, 150)
A5 = LabelSize(148, 210)
A4 = LabelSize(210, 297)
LABEL_SIZES = (SMALL, MEDIUM, LARGE)


class Drawable(Protocol):
    """Something to print: where its parts stand, and what they are, under the same names."""

    def layout(self, canvas: Canvas, /) -> Layout:
        """Named rectangles in dots."""

    def items(self) -> Mapping[str, ink.Item]:
        """What to draw, by the same names; what has no rectangle is left out."""


def _marks(texts: tuple[str, ...]) -> dict[str, ink.Item]:
    return {f"mark_{i}": ink.Mark(text) for i, text in enumerate(texts)}


def _zone_mark(zone: Zone, texts: Texts) -> tuple[str, ...]:
    return (texts.name_of(zone).upper(),) if zone.is_strict else ()


@dataclass(frozen=True, slots=True)
class ParcelLabel:
    """A parcel's label, in words of one language. It shows no more of the customer than the short name."""

    code: str
    shelf: str
    name: str
    shop: str
    order: str
    piece: str
    date: str
    marks: tuple[str, ...] = ()

    @classmethod
    def of(cls, parcel: Parcel, texts: Texts, *, reprint: bool = False) -> "ParcelLabel":
        """The label of ``parcel``; a ``reprint`` says beside its date that it is not the first."""
        named = parcel.order.startswith("#")
        date = texts.date(parcel.received_at) if parcel.received_at else ""
        return cls(
            code=parcel.id,
            shelf=parcel.shelf or texts("devices.no_shelf"),
            name=short_name(parcel.customer),
            shop=parcel.shop,
            order=parcel.order if named else texts("devices.order", order=parcel.order),
            piece=f"{parcel.piece}/{parcel.pieces}",
            date=texts("devices.reprint", date=date).strip() if reprint else date,
            marks=(*_zone_mark(parcel.zone, texts), *((texts("devices.age_mark"),) if parcel.age_check else ())),
        )

    def layout(self, canvas: Canvas, /) -> Layout:
        """See :func:`desk_app.devices.layout.parcel`."""
        return layout.parcel(canvas)

    def items(self) -> dict[str, ink.Item]:
        """What to draw."""
        return {
            "shelf": ink.Text(self.shelf, size=ink.LARGEST, least=0.1, bold=True),
            "name": ink.Text(self.name, bold=True),
            "shop": ink.Text(self.shop),
            "order": ink.Text(self.order),
            "shop_order": ink.Text(self.shop, tail=f" · {self.order}", least=0.85),
            "bars": code128(self.code),
            "id": ink.Text(spell(self.code), least=0),
            "date": ink.Text(self.date, least=0, align=1),
            "qr": qr(self.code),
            "piece": ink.Text(self.piece, least=0, bold=True, align=0.5),
            **_marks(self.marks),
        }


@dataclass(frozen=True, slots=True)
class ShelfLabel:
    """A shelf's label: its code as large as it gets, its tag to scan, its zone when it is cold."""

    code: str
    tag: str
    marks: tuple[str, ...] = ()

    @classmethod
    def of(cls, shelf: Shelf, texts: Texts) -> "ShelfLabel":
        """The label of ``shelf``."""
        return cls(shelf.code, shelf.tag, _zone_mark(shelf.zone, texts))

    def layout(self, canvas: Canvas, /) -> Layout:
        """See :func:`desk_app.devices.layout.shelf`."""
        return layout.shelf(canvas)

    def items(self) -> dict[str, ink.Item]:
        """What to draw."""
        return {
            "code": ink.Text(self.code, size=ink.LARGEST, least=0.1, bold=True),
            "tag": ink.Text(spell(self.tag), least=0, align=1),
            "qr": qr(self.tag),
            **_marks(self.marks),
        }


@dataclass(frozen=True, slots=True)
class PickupSlip:
    """What a customer takes home: the pickup code to show, and which shops’ parcels are there."""

    hub: str
    customer: str
    code: str
    hint: str
    summary: str
    lines: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, pickup: Pickup, hub: str, texts: Texts) -> "PickupSlip":
        """The slip of ``pickup``, one line for each shop."""
        return cls(
            hub=hub,
            customer=pickup.customer,
            code=pickup.code,
            hint=texts("devices.slip_hint"),
            summary=_counted(len(pickup.ready), len(pickup.not_here), texts),
            lines=_lines(pickup, texts),
        )

    def layout(self, canvas: Canvas, /) -> Layout:
        """See :func:`desk_app.devices.layout.slip`."""
        return layout.slip(canvas, len(self.lines))

    def items(self) -> dict[str, ink.Item]:
        """What to draw."""
        found: dict[str, ink.Item] = {
            "hub": ink.Text(self.hub, size=0.6, align=0.5),
            "customer": ink.Text(self.customer, least=0.5, bold=True, align=0.5),
            "code": ink.Text(spell(self.code), size=ink.LARGEST, least=0, bold=True, align=0.5),
            "hint": ink.Text(self.hint, size=0.6, align=0.5),
            "summary": ink.Text(self.summary, align=0.5),
            "qr": qr(self.code),
        }
        for i, (shop, state) in enumerate(self.lines):
            found[f"shop_{i}"] = ink.Text(shop, size=0.58, bold=True)
            found[f"state_{i}"] = ink.Text(state, size=0.58, align=1)
        return found


def _counted(ready: int, awaited: int, texts: Texts) -> str:
    parts = (("devices.slip_ready", ready), ("devices.slip_awaited", awaited))
    return " · ".join(texts(key, n=n) for key, n in parts if n)


def _lines(pickup: Pickup, texts: Texts) -> tuple[tuple[str, str], ...]:
    ready, awaited = (Counter(p.shop for p in parcels) for parcels in (pickup.ready, pickup.not_here))
    shops = list(dict.fromkeys(p.shop for p in (*pickup.ready, *pickup.not_here)))
    lines = [(shop, _counted(ready[shop], awaited[shop], texts)) for shop in shops]
    if len(lines) > layout.SLIP_LINES:
        more = texts("devices.slip_more", n=len(lines) - layout.SLIP_LINES + 1)
        lines[layout.SLIP_LINES - 1 :] = [(more, "")]
    return tuple(lines)


def draw(label: Drawable, size: LabelSize, dpi: int = DPI, margins: Margins = NO_MARGINS) -> QImage:
    """The picture of ``label`` in the printer's own dots, pure black and white (Format_Mono, 0 is black).

    ``margins`` is what the printer leaves out at each edge: no ink is put there. Raises ValueError when ``dpi`` is
    so low that the symbols do not fit.
    """
    canvas, items = Canvas(*size.dots(dpi), dpi, margins), label.items()
    rects = label.layout(canvas).items()
    return ink.picture(canvas.width, canvas.height, dpi, [(items[name], rect) for name, rect in rects if name in items])
