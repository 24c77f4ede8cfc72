"""A shop's orders, matched on the platform's stable id, else on the shop's reference, exactly."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, bindparam, select, union

from desk_app.domain.people import fold, one_line
from desk_app.domain.values import Announcement, Parcel
from desk_app.store import parcels
from desk_app.store import tables as t
from desk_app.store.engine import Tx

_O = t.shop_order.c
_PERSON_OF = select(_O.person_id).where(_O.id == bindparam("order_id"))


@dataclass(frozen=True, slots=True)
class Order:
    """An order as the store has it, with its pieces."""

    id: str
    shop_id: str
    person_id: str
    match_key: str
    reference: str
    customer: str
    email: str | None
    phone: str | None
    items: str
    item_count: int | None
    amount_due_cents: int | None
    note: str
    slot: str
    parcels: tuple[Parcel, ...]


def reference_key(reference: str) -> str:
    """A reference as scanned or typed: letters and digits only, lower case."""
    return fold(reference).replace(" ", "") or one_line(reference)


def match_key(announcement: Announcement) -> str:
    """What an order is recognised by in its shop."""
    if announcement.platform_id:
        return f"id:{announcement.platform_id}"
    return f"ref:{reference_key(announcement.reference)}"


def matching(tx: Tx, hub_id: str, shop_id: str, announcements: Sequence[Announcement]) -> list[Order | None]:
    """The order each announcement is about, where the shop has announced it before.

    A platform's id decides; without one on either side the reference does, the newest order first.
    """
    keys = {match_key(a) for a in announcements}
    references = {reference_key(a.reference) for a in announcements}
    same = select(_O.id).where(_O.shop_id == shop_id, _O.match_key.in_(keys))
    # two look-ups, each by its index, and not by the shop's: an OR, or the bare column, would read all of its orders
    its = _O.shop_id.concat("") == shop_id
    alike = select(_O.id).where(_O.hub_id == hub_id, _O.reference_key.in_(references), its)
    rows = tx.execute(select(t.shop_order).where(_O.id.in_(union(same, alike))).order_by(_O.id)).all()
    by_match = {row.match_key: row for row in rows}
    by_reference = {row.reference_key: row for row in rows}
    by_bare_reference = {row.reference_key: row for row in rows if row.match_key.startswith("ref:")}
    found = []
    for a in announcements:
        others = by_bare_reference if a.platform_id else by_reference
        found.append(by_match.get(match_key(a)) or others.get(reference_key(a.reference)))
    return _with_parcels(tx, found)


def _with_parcels(tx: Tx, rows: Sequence[Row[Any] | None]) -> list[Order | None]:
    pieces = parcels.of_orders(tx, {row.id for row in rows if row is not None})
    return [None if row is None else _order(row, pieces[row.id]) for row in rows]


def _order(row: Row[Any], pieces: Sequence[Parcel]) -> Order:
    return Order(
        id=row.id,
        shop_id=row.shop_id,
        person_id=row.person_id,
        match_key=row.match_key,
        reference=row.reference,
        customer=row.customer,
        email=row.email,
        phone=row.phone,
        items=row._mapping["items"],
        item_count=row.item_count,
        amount_due_cents=row.amount_due_cents,
        note=row.note,
        slot=row.slot,
        parcels=tuple(pieces),
    )


def by_reference(tx: Tx, hub_id: str, reference: str, shop_id: str | None = None) -> list[Order]:
    """The orders a scanned or typed reference may mean, in all shops or in one, the newest first."""
    query = select(t.shop_order).where(_O.hub_id == hub_id, _O.reference_key == reference_key(reference))
    if shop_id:
        query = query.where(_O.shop_id == shop_id)
    found = _with_parcels(tx, tx.execute(query.order_by(_O.id.desc()).limit(20)).all())
    return [order for order in found if order is not None]


def by_references(tx: Tx, hub_id: str, references: Sequence[str], shop_id: str | None = None) -> list[Order]:
    """The orders of the first reference; when it has none, those of the only other one that has any."""
    for those in (references[:1], references[1:]):
        found = [known for reference in those if (known := by_reference(tx, hub_id, reference, shop_id))]
        if found:
            return found[0] if len(found) == 1 else []
    return []


def person_of(tx: Tx, order_id: str) -> str:
    """Whose order it is."""
    return str(tx.execute(_PERSON_OF, {"order_id": order_id}).scalar_one())


def insert(tx: Tx, rows: Sequence[dict[str, Any]]) -> None:
    """Add orders, given as rows of the table."""
    if rows:
        tx.execute(t.shop_order.insert(), rows)


def update(tx: Tx, order_id: str, values: dict[str, Any]) -> None:
    """Change an order; its parcels' sort keys follow its customer and reference."""
    tx.execute(t.shop_order.update().where(_O.id == order_id).values(values))
    if "customer" in values:
        mine = t.parcel.update().where(t.parcel.c.order_id == order_id)
        tx.execute(mine.values(customer_key=fold(values["customer"])))
