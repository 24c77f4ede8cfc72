"""Orders as they are gathered from a file's rows, and what becomes of them: an announcement or a refusal."""

from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import NamedTuple

from desk_app.domain.money import parse_cents
from desk_app.domain.people import words
from desk_app.domain.values import Announcement, Reason, RefusedRow
from desk_app.domain.zones import Zone
from desk_app.intake.cells import count, first_email, pieces, whole

_LONGEST = 120  # characters of a reference, an id or a name: more is no such thing
_ROUNDING = 10  # cents that may be left beside "paid"
_MOST = 100_000_000  # cents: more is no amount but a number in the wrong column


class Line(NamedTuple):
    """An item of an order. What does not ship (a tip, a gift card) is not counted beside what does."""

    item: str
    quantity: str = ""
    ships: bool = True

    def __str__(self) -> str:
        quantity = count(self.quantity)
        return self.item if quantity in {None, 1.0} else f"{self.item} × {quantity:g}"


@dataclass(slots=True)
class Draft:
    """One order so far, its cells as they are written where they need no platform to be understood.

    None and "" mean that no row has said it yet.
    """

    row: int
    reference: str
    platform_id: str = ""
    customer: str = ""
    email: str = ""
    phone: str | None = None
    lost_phone: str = ""
    lines: list[Line] = field(default_factory=list)
    count: str = ""
    pieces: str = ""
    zone: Zone | None = None
    lost_zone: str = ""
    age_check: bool | None = None
    due: str = ""
    total: str = ""
    paid: bool | None = None
    paid_amount: str = ""
    method: str = ""
    pickup: bool | None = None
    slot: str = ""
    note: str = ""
    created: datetime | None = None
    cancelled: bool | None = None
    collected: bool = False
    more_rows: list[int] = field(default_factory=list)

    def join(self, other: "Draft") -> None:
        """A further row of the same order: its items are added, and what was not said yet. Amounts do not add up."""
        self.lines += other.lines
        self.more_rows.append(other.row)
        if self.cancelled is not None and other.cancelled is not None:
            self.cancelled = self.cancelled and other.cancelled
        for name in _JOINED:
            if getattr(self, name) in {"", None}:
                setattr(self, name, getattr(other, name))


_JOINED = tuple(f.name for f in fields(Draft) if f.name not in {"lines", "more_rows"})


class Orders:
    """The orders of one file, in its order."""

    def __init__(self) -> None:
        self._drafts: dict[str, Draft] = {}
        self._references: dict[str, str] = {}  # by the platform's id
        self._refused: list[RefusedRow] = []

    def add(self, draft: Draft, *, replaces: bool = False) -> None:
        """Adds an order, or a further row of one; with ``replaces`` the same order again, newer."""
        other = self._references.setdefault(draft.platform_id, draft.reference)
        if draft.platform_id and other != draft.reference:
            self.refuse(draft.row, "intake.same_id", reference=draft.reference, other=other)
            return
        known = self._drafts.setdefault(draft.reference, draft)
        if known is draft:
            return
        if draft.customer and known.customer and set(words(draft.customer)) != set(words(known.customer)):
            self.refuse(draft.row, "intake.two_customers", reference=draft.reference, row=known.row)
        elif replaces:
            self._drafts[draft.reference] = draft
        else:
            known.join(draft)

    def refuse(self, row: int, key: str, /, **args: object) -> None:
        """Notes a row that announces nothing."""
        self._refused.append(RefusedRow(row, Reason(key, args)))

    def finish(self) -> tuple[tuple[Announcement, ...], tuple[RefusedRow, ...]]:
        """What the file announces, and its refused rows from top to bottom."""
        announced = []
        for draft in self._drafts.values():
            if reason := _refusal(draft):
                self.refuse(draft.row, reason, reference=draft.reference[:_LONGEST], method=draft.method)
            else:
                announced.append(_announcement(draft))
        self._drafts.clear()
        return tuple(announced), tuple(sorted(self._refused, key=lambda refused: refused.row))


def _refusal(draft: Draft) -> str | None:
    """Why an order is not announced. To cancel one, its reference is enough."""
    if max(map(len, (draft.reference, draft.platform_id, draft.customer))) > _LONGEST:
        return "intake.too_long"
    if draft.cancelled:
        return None
    if not draft.customer:
        return "intake.no_customer"
    if draft.collected:
        return "intake.collected"
    if draft.pickup is False:
        return "intake.shipped" if draft.method else "intake.no_method"
    return None


def _announcement(draft: Draft) -> Announcement:
    due = due_cents(draft)
    many = pieces(draft.pieces)
    lines = [line for line in draft.lines if line.ships] or draft.lines
    return Announcement(
        reference=draft.reference,
        customer=draft.customer,
        platform_id=draft.platform_id or None,
        email=first_email(draft.email),
        phone=draft.phone,
        items=" · ".join(str(line) for line in lines if line.item),
        item_count=whole([count(draft.count)] if draft.count else [count(line.quantity) for line in lines]),
        pieces=many,
        zone=draft.zone,
        age_check=bool(draft.age_check),
        due_cents=due,
        paid=draft.paid if due is None else due == 0,
        pickup=draft.pickup,
        shipping_method=draft.method,
        slot=draft.slot,
        note=draft.note,
        created_at=draft.created,
        cancelled=bool(draft.cancelled),
        rows=(draft.row, *draft.more_rows),
        warnings=() if draft.cancelled else tuple(_warnings(draft, many)),
    )


def due_cents(draft: Draft) -> int | None:
    """What is left to pay: what the file says is due, else what follows from paid and total, else unknown."""
    due = _cents(draft.due)
    if due is not None:
        return 0 if draft.paid and due < _ROUNDING else max(due, 0)
    if draft.paid:
        return 0
    total, already = _cents(draft.total), _cents(draft.paid_amount)
    if draft.due or total is None or (already is None and draft.paid is None):
        return None
    return max(total - (already or 0), 0)


def _cents(text: str) -> int | None:
    cents = parse_cents(text)
    return cents if cents is not None and abs(cents) < _MOST else None


def _warnings(draft: Draft, many: int | None) -> Iterator[Reason]:
    """What the counter should ask for, since the file's cell is of no use."""
    found = {
        "intake.phone_lost": draft.lost_phone if draft.phone is None else "",
        "intake.email_unreadable": "" if first_email(draft.email) else draft.email,
        "intake.pieces_unreadable": "" if many else draft.pieces,
        "intake.zone_unreadable": "" if draft.zone else draft.lost_zone,
        "intake.due_unreadable": draft.due if due_cents(draft) is None else "",
    }
    return (Reason(key, {"reference": draft.reference, "text": text[:40]}) for key, text in found.items() if text)
