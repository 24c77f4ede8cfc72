"""The cold clock's rows: each time out of the cold, and its sum on the parcel itself."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, select

from desk_app.domain.cold import ColdSpell, OutOfCold
from desk_app.domain.states import IN_HOUSE
from desk_app.domain.values import Parcel
from desk_app.store import parcels
from desk_app.store import tables as t
from desk_app.store.engine import Tx
from desk_app.store.journal import Act
from desk_app.store.keys import new_key

_C, _P = t.cold_spell.c, t.parcel.c


def begin(tx: Tx, act: Act, parcel_id: str, why: OutOfCold, at: datetime | None = None) -> bool:
    """From now on, or since ``at``, the parcel is out of the cold. False when it was already."""
    since = at or act.at
    guarded = t.parcel.update().where(_P.id == parcel_id, _P.warm_since.is_(None))
    if not tx.execute(guarded.values(warm_since=since)).rowcount:
        return False
    row = {"id": new_key(), "hub_id": act.hub_id, "parcel_id": parcel_id, "began_at": since, "ended_at": None}
    tx.execute(t.cold_spell.insert(), [row | {"why": why, "counter": act.counter, "clerk": act.clerk}])
    return True


def end(tx: Tx, those: Sequence[Parcel], at: datetime) -> list[Parcel]:
    """What of these is out of the cold is back in it, or has left the hub, since ``at``; how all of them are then."""
    return [_ended(tx, parcel, at) for parcel in those]


def _ended(tx: Tx, parcel: Parcel, at: datetime) -> Parcel:
    if parcel.warm_since is None:
        return parcel
    ended = max(at, parcel.warm_since)
    tx.execute(_END, {"ended": ended, "parcel": parcel.id})
    seconds = parcel.warm_seconds + int((ended - parcel.warm_since).total_seconds())
    parcels.update(tx, parcel.id, {"warm_since": None, "warm_seconds": seconds})
    return replace(parcel, warm_since=None, warm_seconds=seconds)


def out_now(tx: Tx, hub_id: str, limit: int = 500) -> tuple[Parcel, ...]:
    """What is in the hub and out of the cold, the longest first."""
    query = parcels.SELECT.where(_P.hub_id == hub_id, _P.warm_since.is_not(None), t.in_states(IN_HOUSE))
    return tuple(map(parcels.of_row, tx.execute(query.order_by(_P.warm_since, _P.id).limit(limit))))


def spells(tx: Tx, hub_id: str, since: datetime, until: datetime) -> tuple[ColdSpell, ...]:
    """Each time out of the cold that began then, the earliest first."""
    when = (_C.hub_id == hub_id, _C.began_at >= since, _C.began_at < until)
    return tuple(map(_spell, tx.execute(_SPELLS.where(*when).order_by(_C.began_at, _C.id))))


def spells_of(tx: Tx, parcel_id: str) -> tuple[ColdSpell, ...]:
    """Each time one parcel was out of the cold."""
    return tuple(map(_spell, tx.execute(_SPELLS.where(_C.parcel_id == parcel_id).order_by(_C.id))))


def _spell(row: Row[*tuple[Any, ...]]) -> ColdSpell:
    values = list(row)
    values[5] = OutOfCold(values[5])
    return ColdSpell(*values)


_END = (
    t.cold_spell.update()
    .where(_C.parcel_id == bindparam("parcel"), _C.ended_at.is_(None))
    .values(ended_at=bindparam("ended"))
)
_SPELLS = (
    select(
        _C.parcel_id, t.shop.c.name, t.shop_order.c.reference, _C.began_at, _C.ended_at, _C.why, _C.counter, _C.clerk
    )
    .join(t.parcel, _P.id == _C.parcel_id)
    .join(t.shop, t.shop.c.id == _P.shop_id)
    .join(t.shop_order, t.shop_order.c.id == _P.order_id)
)
