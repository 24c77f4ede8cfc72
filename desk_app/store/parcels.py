"""Parcels: read with what their order, shop, shelf and pickup say; moved by guarded updates only."""

from collections.abc import Collection, Iterable, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Row, Select, Update, bindparam, case, exists, select

from desk_app.domain.remarks import RemarkKind
from desk_app.domain.returns import ReturnReason
from desk_app.domain.states import IN_HOUSE, OPEN, State, may_follow
from desk_app.domain.told import Told
from desk_app.domain.values import Parcel
from desk_app.domain.zones import Zone
from desk_app.store import tables as t
from desk_app.store.among import among
from desk_app.store.engine import Tx

_P, _O, _S = t.parcel.c, t.shop_order.c, t.shop.c
_IS_DAMAGED = exists().where(t.remark.c.parcel_id == _P.id, t.remark.c.kind == RemarkKind.DAMAGE)

# Unknown stays unknown, unless its shop sells prepaid; a shop may lower an amount that was paid here already.
_LEFT_TO_PAY = case(
    (_O.amount_due_cents <= _O.paid_cents, 0),
    (_O.amount_due_cents.is_(None) & _S.prepaid, 0),
    else_=_O.amount_due_cents - _O.paid_cents,
)

SELECT: Select[Any] = (
    select(
        _P.id,
        _P.order_id,
        _P.shop_id,
        _P.pickup_id,
        _S.name.label("shop"),
        _S.trade,
        _S.colour,
        _O.reference,
        _P.piece,
        _P.pieces,
        _O.customer,
        _O.email,
        _O.phone,
        _O["items"],
        _O.note,
        _P.zone,
        _P.age_check,
        _P.unannounced,
        _P.state,
        _P.shelf_id,
        t.shelf.c.code.label("shelf"),
        t.pickup.c.code.label("pickup_code"),
        _LEFT_TO_PAY.label("amount_due_cents"),
        _O.slot,
        _P.keep_until,
        _P.announced_at,
        _P.received_at,
        _P.ready_at,
        _P.collected_at,
        _P.slot_at,
        _P.handover_id,
        _P.return_reason,
        _P.warm_since,
        _P.warm_seconds,
        _IS_DAMAGED.label("is_damaged"),
        _S.identity_check,
        ((_S.told == Told.EACH) & _S.email.is_not(None)).label("shop_hears"),
    )
    .select_from(t.parcel)
    .join(t.shop_order, _O.id == _P.order_id)
    .join(t.shop, _S.id == _P.shop_id)
    .join(t.pickup, t.pickup.c.id == _P.pickup_id)
    .outerjoin(t.shelf, t.shelf.c.id == _P.shelf_id)
)


def of_row(row: Row[Any]) -> Parcel:
    """A row of SELECT as a value; what has left the hub stands on no shelf."""
    values = list(row)
    state = State(values[18])
    values[15], values[18] = Zone(values[15]), state
    if state not in IN_HOUSE:
        values[19] = values[20] = None
    if values[31] is not None:
        values[31] = ReturnReason(values[31])
    values[34], values[36] = bool(values[34]), bool(values[36])
    return Parcel(*values)


_BY_ID = SELECT.where(_P.id == bindparam("parcel_id"), _P.hub_id == bindparam("hub_id"))
_OF_PICKUP = SELECT.where(_P.pickup_id == bindparam("pickup_id"))
_OF_ORDER = SELECT.where(_P.order_id == bindparam("order_id")).order_by(_P.piece)


def by_id(tx: Tx, hub_id: str, parcel_id: str) -> Parcel | None:
    """One parcel of a hub."""
    row = tx.execute(_BY_ID, {"parcel_id": parcel_id, "hub_id": hub_id}).one_or_none()
    return of_row(row) if row else None


def of_hub(tx: Tx, hub_id: str, parcel_ids: Sequence[str]) -> tuple[Parcel, ...]:
    """Those of these that are a hub's, in the order asked for: what was scanned, or may come from elsewhere."""
    return _by_ids(tx, SELECT.where(_P.hub_id == hub_id), parcel_ids)


def by_ids(tx: Tx, parcel_ids: Sequence[str]) -> tuple[Parcel, ...]:
    """Those that exist, in the order asked for: what is known to be this hub's."""
    return _by_ids(tx, SELECT, parcel_ids)


def _by_ids(tx: Tx, query: Select[Any], parcel_ids: Sequence[str]) -> tuple[Parcel, ...]:
    found = {row.id: of_row(row) for row in tx.execute(query.where(_P.id.in_(parcel_ids)))}
    return tuple(found[i] for i in parcel_ids if i in found)


def hub_of(tx: Tx, parcel_id: str) -> str | None:
    """The hub that a parcel belongs to, whichever it is."""
    return tx.execute(select(_P.hub_id).where(_P.id == parcel_id)).scalar()


def of_pickup(tx: Tx, pickup_id: str) -> tuple[Parcel, ...]:
    """All parcels ever under one pickup, unsorted."""
    return tuple(map(of_row, tx.execute(_OF_PICKUP, {"pickup_id": pickup_id})))


def of_pickups(tx: Tx, pickup_ids: Sequence[str]) -> tuple[Parcel, ...]:
    """All parcels ever under these pickups, unsorted."""
    return tuple(map(of_row, tx.execute(SELECT.where(_P.pickup_id.in_(pickup_ids)))))


def of_order(tx: Tx, order_id: str) -> tuple[Parcel, ...]:
    """The pieces of one order."""
    return tuple(map(of_row, tx.execute(_OF_ORDER, {"order_id": order_id})))


def ready(tx: Tx, hub_id: str) -> tuple[Parcel, ...]:
    """All that is ready, unsorted."""
    here = (_P.hub_id == hub_id, t.in_states(OPEN), _P.state == State.READY)
    return tuple(map(of_row, tx.execute(SELECT.where(*here))))


def on_shelf(tx: Tx, shelf_id: str) -> tuple[Parcel, ...]:
    """What should stand there, unsorted; what is missing is not expected."""
    here = (_P.shelf_id == shelf_id, t.in_states(IN_HOUSE), _P.state != State.MISSING)
    return tuple(map(of_row, tx.execute(SELECT.where(*here))))


def of_orders(tx: Tx, order_ids: Collection[str]) -> dict[str, list[Parcel]]:
    """The pieces of several orders, by order."""
    pieces: dict[str, list[Parcel]] = {order_id: [] for order_id in order_ids}
    query = SELECT.where(_P.order_id.in_(list(order_ids))).order_by(_P.order_id, _P.piece)
    for parcel in map(of_row, tx.execute(query)):
        pieces[parcel.order_id].append(parcel)
    return pieces


def insert(tx: Tx, rows: Iterable[dict[str, Any]]) -> None:
    """Add parcels, given as rows of the table."""
    every = list(rows)
    if every:
        tx.execute(t.parcel.insert(), every)


def move(tx: Tx, parcel_id: str, before: State, after: State, values: dict[str, Any]) -> bool:
    """Move a parcel from ``before`` to ``after``, if it still is in ``before``. Whether it was: exactly one wins."""
    return _move(tx, [parcel_id], before, after, values)


def move_each(tx: Tx, those: Sequence[Parcel], after: State, values: dict[str, Any]) -> bool:
    """Move parcels from the states they are known to be in. Whether all of them still were."""
    by_state: dict[State, list[str]] = {}
    for parcel in those:
        by_state.setdefault(parcel.state, []).append(parcel.id)
    return all(_move(tx, ids, before, after, values) for before, ids in by_state.items())


def _move(tx: Tx, parcel_ids: Sequence[str], before: State, after: State, values: dict[str, Any]) -> bool:
    if not may_follow(before, after):
        raise ValueError(f"{before} is not followed by {after}")
    new = {f"new_{name}": value for name, value in values.items()}
    moved = {"parcel_ids": parcel_ids, "before": before, "new_state": after, **new}
    return tx.execute(_moving(tuple(values)), moved).rowcount == len(parcel_ids)


@cache
def _moving(names: tuple[str, ...]) -> Update:
    """Made once for each set of columns: to make a statement costs more than to run it."""
    guarded = t.parcel.update().where(among(_P.id, "parcel_ids"), _P.state == bindparam("before"))
    return guarded.values({name: bindparam(f"new_{name}") for name in ("state", *names)})


def update(tx: Tx, parcel_id: str, values: dict[str, Any]) -> None:
    """Change what is not the state."""
    tx.execute(t.parcel.update().where(_P.id == parcel_id).values(values))


def row_of(tx: Tx, parcel_id: str) -> dict[str, Any]:
    """A parcel as a row of the table, to make another piece after it."""
    return dict(tx.execute(select(t.parcel).where(_P.id == parcel_id)).one()._mapping)


def renumber(tx: Tx, order_id: str, pieces: int) -> None:
    """Say of how many pieces an order is."""
    tx.execute(t.parcel.update().where(_P.order_id == order_id, _P.state != State.CANCELLED).values(pieces=pieces))
