"""Pickups: one customer's open parcels under one code."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, exists, select

from desk_app.domain.codes import new_pickup_code
from desk_app.domain.states import OPEN
from desk_app.domain.values import Parcel, Pickup, walking_order
from desk_app.store import parcels, search
from desk_app.store import tables as t
from desk_app.store.engine import Tx
from desk_app.store.keys import new_key

_K = t.pickup.c
_COLUMNS = select(_K.id, _K.code, _K.opened_at, _K.closed_at, _K.proxy, t.person.c.name).join(
    t.person, t.person.c.id == _K.person_id
)
_BY_CODE = _COLUMNS.where(_K.code == bindparam("code"), _K.hub_id == bindparam("hub_id"))
_BY_CODE_LOCKED = _BY_CODE.with_for_update(of=t.pickup)
_BY_ID = _COLUMNS.where(_K.id == bindparam("pickup_id"))
_WAITING = exists().where(t.parcel.c.pickup_id == _K.id, t.in_states(OPEN))
_CLOSE_IF_EMPTY = (
    t.pickup.update()
    .where(_K.id == bindparam("pickup_id"), _K.closed_at.is_(None), ~_WAITING)
    .values(closed_at=bindparam("now"))
    .returning(_K.person_id)
)
_PERSON_OF = select(_K.person_id).where(_K.id == bindparam("pickup_id"))
_OPEN_OF = select(_K.id).where(_K.person_id == bindparam("person_id"), _K.closed_at.is_(None)).with_for_update()
_REOPEN = t.pickup.update().where(_K.id == bindparam("mine")).values(closed_at=None)
_LOCK = select(_K.id).where(_K.id == bindparam("pickup_id")).with_for_update()


def by_code(tx: Tx, hub_id: str, code: str, *, locked: bool = False) -> Pickup | None:
    """The pickup a code opens, closed ones too; ``locked`` is :func:`lock`, without asking twice."""
    query = _BY_CODE_LOCKED if locked else _BY_CODE
    row = tx.execute(query, {"code": code, "hub_id": hub_id}).one_or_none()
    return _with_parcels(row, parcels.of_pickup(tx, row.id)) if row else None


def of_any_hub(tx: Tx, code: str) -> tuple[str, Pickup] | None:
    """The pickup a code opens, and the hub where it does, whichever it is."""
    row = tx.execute(select(_K.hub_id, _K.id).where(_K.code == code)).one_or_none()
    return (row.hub_id, by_id(tx, row.id)) if row else None


def by_id(tx: Tx, pickup_id: str) -> Pickup:
    """A pickup that is known to exist."""
    return _with_parcels(tx.execute(_BY_ID, {"pickup_id": pickup_id}).one(), parcels.of_pickup(tx, pickup_id))


def by_ids(tx: Tx, hub_id: str, pickup_ids: Sequence[str]) -> dict[str, Pickup]:
    """Several pickups of a hub, by id."""
    pieces: dict[str, list[Parcel]] = {pickup_id: [] for pickup_id in pickup_ids}
    for parcel in parcels.of_pickups(tx, pickup_ids):
        pieces[parcel.pickup_id].append(parcel)
    rows = tx.execute(_COLUMNS.where(_K.hub_id == hub_id, _K.id.in_(pickup_ids)))
    return {row.id: _with_parcels(row, pieces[row.id]) for row in rows}


def _with_parcels(row: Row[*tuple[Any, ...]], pieces: Iterable[Parcel]) -> Pickup:
    mine = sorted(pieces, key=walking_order)
    email, phone = _newest_contact(mine)
    return Pickup(row.id, row.code, row.name, email, phone, row.opened_at, row.closed_at, tuple(mine), row.proxy)


def _newest_contact(mine: list[Parcel]) -> tuple[str | None, str | None]:
    newest = sorted(mine, key=lambda p: p.announced_at, reverse=True)
    email = next((p.email for p in newest if p.email), None)
    return email, next((p.phone for p in newest if p.phone), None)


def lock(tx: Tx, pickup_id: str) -> None:
    """Keep other counters from changing this pickup until the transaction ends; SQLite has one writer anyway."""
    if tx.dialect.name != "sqlite":
        tx.execute(_LOCK, {"pickup_id": pickup_id})


def open_for(tx: Tx, hub_id: str, person_ids: Iterable[str], now: datetime) -> dict[str, str]:
    """The id of each customer's open pickup, locked; made where there is none.

    Raises IntegrityError when another counter makes one at the same moment: the write is then run again.
    """
    wanted = sorted(set(person_ids))
    mine = select(_K.person_id, _K.id).where(_K.person_id.in_(wanted), _K.closed_at.is_(None))
    found: dict[str, str] = {row.person_id: row.id for row in tx.execute(mine.order_by(_K.id).with_for_update())}
    missing = {person_id: new_key() for person_id in wanted if person_id not in found}
    if missing:
        tx.execute(
            t.pickup.insert(),
            [
                {"id": key, "hub_id": hub_id, "code": new_pickup_code(), "person_id": person_id, "opened_at": now}
                for person_id, key in missing.items()
            ],
        )
        search.mark_open(tx, missing, is_open=True)
    return found | missing


def close_if_empty(tx: Tx, pickup_id: str, now: datetime) -> bool:
    """Close a pickup whose last open parcel has gone: its code is dead for good. Whether it closed."""
    person_id = tx.execute(_CLOSE_IF_EMPTY, {"pickup_id": pickup_id, "now": now}).scalar()
    if person_id is not None:
        search.mark_open(tx, [person_id], is_open=False)
    return person_id is not None


def reopen(tx: Tx, pickup_id: str, person_id: str) -> str:
    """Give an undone parcel an open pickup again: its own, or the one its customer has opened since."""
    found = tx.execute(_OPEN_OF, {"person_id": person_id}).scalar()
    if found is not None:
        return str(found)
    tx.execute(_REOPEN, {"mine": pickup_id})
    search.mark_open(tx, [person_id], is_open=True)
    return pickup_id


def tell_proxy(tx: Tx, pickup_id: str, name: str) -> None:
    """Keep who may come instead of the customer; an empty name is nobody any more."""
    tx.execute(t.pickup.update().where(_K.id == pickup_id).values(proxy=name or None))


def person_of(tx: Tx, pickup_id: str) -> str:
    """Whose pickup it is."""
    return str(tx.execute(_PERSON_OF, {"pickup_id": pickup_id}).scalar_one())
