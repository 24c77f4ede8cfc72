"""Orders that a copy knows and its server does not: it was restored from a backup that is older than they are."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import Row, select

from desk_app.domain.values import Announcement
from desk_app.domain.zones import Zone
from desk_app.store import tables as t
from desk_app.store.engine import Store

_SOME = 500
_O, _P = t.shop_order.c, t.parcel.c
# What nobody announced comes back with the action that took it in.
_KNOWN = (
    select(t.shop_order, _P.id.label("parcel_id"), _P.zone, _P.age_check, t.pickup.c.code)
    .join(t.parcel, _P.order_id == _O.id)
    .join(t.pickup, t.pickup.c.id == _P.pickup_id)
    .where(_P.unannounced.is_(False))
    .order_by(_O.announced_at, _O.id, _P.piece)
)


@dataclass(frozen=True, slots=True)
class LostOrder:
    """An order as its shop announced it, and the names it was given: labels with them may be on parcels by now."""

    id: str
    shop_id: str
    announced_at: datetime
    announcement: Announcement
    parcel_ids: tuple[str, ...]
    pickup_code: str


def lost(copy: Store, server: Store) -> list[LostOrder]:
    """The orders of which the server knows no piece, in the order in which they came. Raises DatabaseOffline."""
    rows = copy.read(lambda tx: tx.execute(_KNOWN).all())
    there = set(_there(server, [row.parcel_id for row in rows]))
    orders = [list(pieces) for _, pieces in groupby(rows, key=lambda row: row.id)]
    return [_order(pieces) for pieces in orders if not there & {row.parcel_id for row in pieces}]


def _there(server: Store, parcel_ids: list[str]) -> Iterator[str]:
    for start in range(0, len(parcel_ids), _SOME):
        some = parcel_ids[start : start + _SOME]
        yield from server.read(lambda tx, some=some: tx.execute(select(_P.id).where(_P.id.in_(some))).scalars().all())  # type: ignore[misc]


def _order(pieces: list[Row[Any]]) -> LostOrder:
    row = pieces[0]
    said = Announcement(
        row.reference,
        row.customer,
        platform_id=row.match_key.removeprefix("id:") if row.match_key.startswith("id:") else None,
        email=row.email,
        phone=row.phone,
        items=row.items,
        item_count=row.item_count,
        pieces=len(pieces),
        zone=Zone(row.zone),
        age_check=row.age_check,
        due_cents=row.amount_due_cents,
        slot=row.slot,
        note=row.note,
        created_at=row.created_at,
    )
    return LostOrder(row.id, row.shop_id, row.announced_at, said, tuple(p.parcel_id for p in pieces), row.code)
