"""What shops and customers take with them: drop-off slip, handover slip, return slip, in words of one language.

Each is rows of text for any paper of :mod:`desk_app.devices.formats`; :func:`draw` makes its pictures.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from PySide6.QtGui import QImage

from desk_app.devices import formats, ink
from desk_app.devices.formats import TEXT_SIZE, Block, Format, Paragraph, Part, Row, rule
from desk_app.devices.label import DPI
from desk_app.devices.layout import NO_MARGINS, Margins
from desk_app.devices.symbols import qr
from desk_app.domain.codes import spell
from desk_app.domain.people import short_name
from desk_app.domain.returns import ReturnReason
from desk_app.domain.states import OPEN, State
from desk_app.domain.till import Till, TillLine
from desk_app.domain.values import Parcel, Pickup
from desk_app.i18n import Texts

_INDENT = 0.04
_HERE = frozenset({State.READY, State.RECEIVED})
_MOST_ITEMS = 3  # rows of what is in one order


@dataclass(frozen=True, slots=True)
class Place:
    """Where, by whom and when a slip is given; ``at`` is aware."""

    hub: str
    counter: str
    clerk: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Head:
    """What stands first: ``facts`` are names and values, such as the shop's."""

    hub: str
    title: str
    facts: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, title: str, whose: tuple[str, str], place: Place, texts: Texts) -> "Head":
        """The head of a slip about ``whose`` goods."""
        who = " · ".join(filter(None, (place.counter, place.clerk)))
        facts = (whose, (texts("slips.date"), _moment(place.at, texts)), (texts("slips.counter"), who))
        return cls(place.hub, title, facts)

    @property
    def running(self) -> str:
        """What stands at the top of further pages."""
        return " · ".join((self.title, *(value for _name, value in self.facts[:2])))

    def block(self, paper: Format) -> Block:
        """Its rows."""
        values = 0.27 if paper.is_roll else 0.15  # where they begin
        return (
            Row((Part(ink.Text(self.hub, align=0.5)),), 1.2),
            Row((Part(ink.Text(self.title, size=0.8, bold=True, align=0.5)),), 1.9),
            Row(lines=0.3),
            *(_fact(name, value, values) for name, value in self.facts if value),
            rule(),
        )


class Slip(Protocol):
    """Something to be taken along."""

    @property
    def head(self) -> Head:
        """What stands first."""

    def blocks(self, paper: Format, /) -> Sequence[Block]:
        """What follows, from top to bottom."""


@dataclass(frozen=True, slots=True)
class Line:
    """One parcel, or what a customer took of one order: its number, its pieces, and what else is said of it."""

    order: str
    piece: str
    name: str = ""
    detail: str = ""
    due: str = ""


@dataclass(frozen=True, slots=True)
class DropOffSlip:
    """For the shop: what it has brought."""

    head: Head
    lines: tuple[Line, ...]
    total: tuple[str, str]
    signature: str

    @classmethod
    def of(cls, parcels: Sequence[Parcel], place: Place, texts: Texts) -> "DropOffSlip":
        """The slip of parcels of one shop, in their order. Raises ValueError when there are none."""
        return cls(
            head=Head.of(texts("slips.drop_off"), (texts("slips.shop"), _shop(parcels)), place, texts),
            lines=tuple(_piece(parcel, texts) for parcel in parcels),
            total=_counted(len(parcels), texts),
            signature=texts("slips.signature_shop"),
        )

    def blocks(self, paper: Format, /) -> Sequence[Block]:
        """The parcels, their number, and room to sign."""
        return [*(_line(line, paper) for line in self.lines), (*_total(*self.total), *_signature(self.signature))]


@dataclass(frozen=True, slots=True)
class TillSlip:
    """For the hub: what a day's till has to hold, by shop and by how it was paid, and room to sign for the count."""

    head: Head
    shops: tuple[tuple[str, tuple[Line, ...]], ...]
    methods: tuple[tuple[str, str], ...]
    total: tuple[str, str]
    signature: str

    @classmethod
    def of(cls, till: Till, place: Place, texts: Texts) -> "TillSlip":
        """The slip of one day; it may be empty."""
        which = (texts("slips.day"), texts.date(till.day) + (f" · {till.counter}" if till.counter else ""))
        return cls(
            head=Head.of(texts("slips.till"), which, place, texts),
            shops=tuple(
                (shop, tuple(_paid_in(line, texts) for line in till.lines if line.shop == shop))
                for shop in till.by_shop()
            ),
            methods=tuple((texts.name_of(way), texts.money(cents)) for way, cents in till.by_method().items()),
            total=(texts("slips.total"), texts.money(till.cents)),
            signature=texts("slips.signature_till"),
        )

    def blocks(self, _paper: Format, /) -> Sequence[Block]:
        """Each shop, the sums by how it was paid, all together, and room to sign."""
        sums = [row for way in self.methods for row in _total(*way)[1:]]
        end = (rule(), *sums, *_total(*self.total), *_signature(self.signature))
        return [*_of_shops(self.shops), end]


@dataclass(frozen=True, slots=True)
class ReturnSlip:
    """For the shop: what it takes back, and why."""

    head: Head
    lines: tuple[Line, ...]
    total: tuple[str, str]
    taken_by: str
    room_for_name: str
    signature: str

    @classmethod
    def of(
        cls, returned: Sequence[tuple[Parcel, ReturnReason]], place: Place, texts: Texts, taken_by: str = ""
    ) -> "ReturnSlip":
        """The slip of parcels of one shop, in their order. Raises ValueError when there are none.

        ``taken_by`` is who takes them; empty leaves room to write it.
        """
        shop = _shop([parcel for parcel, _why in returned])
        return cls(
            head=Head.of(texts("slips.return"), (texts("slips.shop"), shop), place, texts),
            lines=tuple(_piece(parcel, texts, _why_back(parcel, why, texts)) for parcel, why in returned),
            total=_counted(len(returned), texts),
            taken_by=taken_by,
            room_for_name=texts("slips.taken_by"),
            signature=texts("slips.signature_shop"),
        )

    def blocks(self, paper: Format, /) -> Sequence[Block]:
        """The parcels, their number, who takes them or room for a name, and room to sign."""
        name = _written(self.taken_by, self.room_for_name) if self.taken_by else _signature(self.room_for_name, 1.6)
        end = (*_total(*self.total), *name, *_signature(self.signature))
        return [*(_line(line, paper) for line in self.lines), end]


@dataclass(frozen=True, slots=True)
class HandoverSlip:
    """For the customer: what was handed over, shop by shop, and what still waits."""

    head: Head
    shops: tuple[tuple[str, tuple[Line, ...]], ...]
    total: tuple[str, str]
    waiting_title: str
    waiting: tuple[tuple[str, tuple[Line, ...]], ...]
    code: str
    code_hint: str
    note: str
    thanks: str

    @classmethod
    def of(cls, pickup: Pickup, parcels: Sequence[Parcel], place: Place, texts: Texts) -> "HandoverSlip":
        """The slip of ``parcels`` of ``pickup`` as it stands after the handover."""
        waiting = [p for p in pickup.parcels if p.state in OPEN]
        return cls(
            head=Head.of(texts("slips.handover"), (texts("slips.customer"), pickup.customer), place, texts),
            shops=_by_shop(parcels, lambda order: _taken(order, texts)),
            total=_counted(len(parcels), texts),
            waiting_title=texts("slips.waiting"),
            waiting=_by_shop(waiting, lambda order: _awaited(order, texts)),
            code=pickup.code,
            code_hint=texts("slips.code_kept" if waiting else "slips.code_used"),
            note=texts("slips.withdrawal"),
            thanks=texts("slips.thanks"),
        )

    def blocks(self, _paper: Format, /) -> Sequence[Block]:
        """What was taken, what waits under which code, and what the customer may do."""
        return [
            *_of_shops(self.shops),
            _total(*self.total),
            *self._waiting_blocks(),
            self._code_block(),
            (rule(), Paragraph(self.note, 9, size=0.62), Row(lines=0.4)),
            (Row((Part(ink.Text(self.thanks, bold=True, size=TEXT_SIZE, align=0.5)),), 1.3),),
        ]

    def _waiting_blocks(self) -> Iterator[Block]:
        if self.waiting:
            title = (rule(), Row((Part(ink.Text(self.waiting_title, size=TEXT_SIZE, bold=True)),), 1.2))
            first, *others = _of_shops(self.waiting)
            yield (*title, *first)
            yield from others

    def _code_block(self) -> Block:
        return (
            Row((Part(qr(self.code)),), 6),
            Row((Part(ink.Text(spell(self.code), size=0.8, bold=True, align=0.5)),), 1.3),
            Row((Part(ink.Text(self.code_hint, size=0.62, align=0.5)),)),
        )


def draw(slip: Slip, paper: Format, dpi: int = DPI, margins: Margins = NO_MARGINS) -> list[QImage]:
    """The pictures of ``slip``, as :func:`desk_app.devices.formats.draw` makes them."""
    return formats.draw([slip.head.block(paper), *slip.blocks(paper)], slip.head.running, paper, dpi, margins)


# words


def _moment(at: datetime, texts: Texts) -> str:
    """The day with its year, and the time: a slip is read long after."""
    day = at.astimezone()
    month = texts(f"words.month_{day.month}")
    return texts("slips.moment", day=str(day.day), month=month, year=str(day.year), time=texts.time(at))


def _shop(parcels: Sequence[Parcel]) -> str:
    if not parcels:
        raise ValueError("a slip without parcels")
    return parcels[0].shop


def _counted(n: int, texts: Texts) -> tuple[str, str]:
    return texts("slips.total"), texts("slips.parcels", n=n)


def _number(order: str, texts: Texts) -> str:
    return order if order.startswith("#") else texts("devices.order", order=order)


def _piece(parcel: Parcel, texts: Texts, detail: str = "") -> Line:
    piece = f"{parcel.piece}/{parcel.pieces}" if parcel.pieces > 1 else ""
    return Line(_number(parcel.order, texts), piece, short_name(parcel.customer), detail)


def _why_back(parcel: Parcel, why: ReturnReason, texts: Texts) -> str:
    since = texts("slips.since", at=parcel.received_at) if parcel.received_at else ""
    return " · ".join(filter(None, (texts.name_of(why), since)))


def _by_shop(
    parcels: Sequence[Parcel], line_of: Callable[[Sequence[Parcel]], Line]
) -> tuple[tuple[str, tuple[Line, ...]], ...]:
    """A line for each order, under its shop; shops and orders as they come first."""
    shops: dict[str, dict[str, list[Parcel]]] = {}
    for parcel in parcels:
        shops.setdefault(parcel.shop, {}).setdefault(parcel.order_id, []).append(parcel)
    return tuple((shop, tuple(line_of(order) for order in orders.values())) for shop, orders in shops.items())


def _taken(order: Sequence[Parcel], texts: Texts) -> Line:
    first, taken = order[0], texts("slips.parcels", n=len(order))
    piece = taken if len(order) >= first.pieces else texts("slips.parcels_of", taken=taken, pieces=first.pieces)
    due = "" if first.amount_due_cents == 0 else texts("slips.due", due=first.amount_due_cents)
    return Line(_number(first.order, texts), piece, detail=first.items, due=due)


def _awaited(order: Sequence[Parcel], texts: Texts) -> Line:
    first = min(order, key=lambda parcel: parcel.state not in _HERE)
    if first.state is State.ANNOUNCED:
        state = texts("slips.not_here")
    else:
        kept = first.keep_until if first.state in _HERE else None
        state = texts("slips.until", at=kept) if kept else texts.name_of(first.state)
    return Line(_number(first.order, texts), texts("slips.parcels", n=len(order)), detail=state)


# rows


def _fact(name: str, value: str, left: float) -> Row:
    said = ink.Text(value, size=TEXT_SIZE, least=0.5)
    return Row((Part(ink.Text(name, size=0.62), 0, left - 0.02), Part(said, left)))


def _line(line: Line, paper: Format) -> Block:
    """A parcel: its number never shortened, the customer's name beside it or, on narrow paper, below."""
    piece = Part(ink.Text(line.piece, size=TEXT_SIZE, least=0, align=1), 0.87)
    order, name = ink.Text(line.order, size=TEXT_SIZE, least=0, bold=True), ink.Text(line.name, size=TEXT_SIZE)
    below = Paragraph(line.detail, _MOST_ITEMS, _INDENT, 0.62)
    if paper.is_narrow:
        return Row((Part(order, 0, 0.84), piece)), Row((Part(name, _INDENT),)), below
    names = 0.48 if paper.is_roll else 0.32
    return Row((Part(order, 0, names - 0.02), Part(name, names, 0.85), piece)), below


def _of_shops(shops: Sequence[tuple[str, Sequence[Line]]]) -> Iterator[Block]:
    """A block for each order; the first of a shop has its name above."""
    for shop, orders in shops:
        name = Row((Part(ink.Text(shop, size=TEXT_SIZE, bold=True)),), 1.2)
        for place, line in enumerate(orders):
            yield (*((name,) if place == 0 else ()), *_order(line))


def _order(line: Line) -> Iterator[Row | Paragraph]:
    order, piece = ink.Text(line.order, size=TEXT_SIZE, least=0), ink.Text(line.piece, size=TEXT_SIZE, align=1)
    yield Row((Part(order, _INDENT, 0.62), Part(piece, 0.64)))
    yield Paragraph(line.detail, _MOST_ITEMS, _INDENT, 0.62)
    if line.due:
        yield Row((Part(ink.Text(line.due, size=TEXT_SIZE, bold=True), _INDENT),))


def _paid_in(line: TillLine, texts: Texts) -> Line:
    """What was taken for a shop in one way, and what of it was given back."""
    back = texts("slips.given_back", due=line.back_cents) if line.back_cents else ""
    return Line(texts.name_of(line.method), texts.money(line.cents), detail=back)


def _total(name: str, total: str) -> Block:
    left, right = (ink.Text(text, size=0.8, bold=True, align=align) for text, align in ((name, 0), (total, 1)))
    return rule(), Row((Part(left, 0, 0.5), Part(right, 0.5)), 1.3)


def _written(text: str, caption: str) -> Block:
    """What is known already, as if it were written on the line."""
    name, below = ink.Text(text, size=TEXT_SIZE, bold=True), ink.Text(caption, size=0.62)
    return Row((Part(name),), 1.4), Row((Part(ink.Fill()),), 0.2), Row((Part(below),))


def _signature(caption: str, lines: float = 3.2) -> Block:
    """Room to write, and what is to be written on the line."""
    line = Row((Part(ink.Fill()),), 0.2)
    return Row(lines=lines), line, Row((Part(ink.Text(caption, size=0.62)),))
