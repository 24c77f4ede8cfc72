"""Money taken for shops: what is given back is a negative row. ``shop_order.paid_cents`` is always their sum."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, case, func, select

from desk_app.domain.checks import Due, Method, Taking
from desk_app.domain.till import TillLine
from desk_app.domain.values import Parcel
from desk_app.store import tables as t
from desk_app.store.engine import Tx
from desk_app.store.journal import Act
from desk_app.store.keys import new_key

_P, _O = t.payment.c, t.shop_order.c
_IS_PAID = (
    t.shop_order.update()
    .where(_O.id == bindparam("of_order"), _O.amount_due_cents - _O.paid_cents == bindparam("due_cents"))
    .values(paid_cents=_O.amount_due_cents)
)
_SETTLE = (
    t.shop_order.update()
    .where(_O.id == bindparam("of_order"))
    .values(amount_due_cents=_O.paid_cents + bindparam("left_cents"))
)
_NOTHING_PAID = t.shop_order.update().where(_O.id == bindparam("of_order")).values(paid_cents=0)
_HELD = (
    select(_P.method, func.sum(_P.amount_cents).label("cents"))
    .where(_P.order_id == bindparam("order_id"))
    .group_by(_P.method)
    .having(func.sum(_P.amount_cents) != 0)
    .order_by(_P.method)
)
_INSERT = t.payment.insert()


def settle(tx: Tx, order_id: str, cents: int) -> None:
    """Say what is left to pay of an order."""
    tx.execute(_SETTLE, {"of_order": order_id, "left_cents": cents})


def mark_paid(tx: Tx, due: Sequence[Due]) -> bool:
    """Say of these orders that all is paid; False when what is due of one is not any more what it was."""
    return all(
        tx.execute(_IS_PAID, {"of_order": one.order_id, "due_cents": one.amount_cents}).rowcount == 1 for one in due
    )


def insert(tx: Tx, act: Act, handover_id: str, at: datetime, takings: Sequence[Taking]) -> None:
    """Write down what was paid at ``at``, for orders that :func:`mark_paid` has marked."""
    if takings:
        rows = [
            _row(act, handover_id, at, one.due.order_id, one.due.shop_id, one.method, one.amount_cents)
            for one in takings
        ]
        tx.execute(_INSERT, rows)


def give_back(tx: Tx, act: Act, parcel: Parcel, handover_id: str | None) -> int:
    """Give back all that was paid for a parcel's order, each amount as it came; the cents.

    What has been given back is not there any more, so that it is given back once.
    """
    held = tx.execute(_HELD, {"order_id": parcel.order_id}).all()
    if not held:
        return 0
    rows = [
        _row(act, handover_id, act.at, parcel.order_id, parcel.shop_id, Method(row.method), -int(row.cents))
        for row in held
    ]
    tx.execute(_INSERT, rows)
    tx.execute(_NOTHING_PAID, {"of_order": parcel.order_id})
    return sum(int(row.cents) for row in held)


def _row(
    act: Act, handover_id: str | None, at: datetime, order_id: str, shop_id: str, method: Method, cents: int
) -> dict[str, Any]:
    return {
        "id": new_key(),
        "hub_id": act.hub_id,
        "order_id": order_id,
        "shop_id": shop_id,
        "handover_id": handover_id,
        "amount_cents": cents,
        "method": method,
        "at": at,
        "counter": act.counter,
        "clerk": act.clerk,
    }


def till(tx: Tx, hub_id: str, begin: datetime, end: datetime, counter: str | None) -> tuple[TillLine, ...]:
    """What was taken from ``begin`` until before ``end``, of one counter or of all."""
    is_back = _P.amount_cents < 0
    sums = (
        func.sum(case((is_back, 0), else_=1)),
        func.sum(case((is_back, 0), else_=_P.amount_cents)),
        func.sum(case((is_back, 1), else_=0)),
        func.sum(case((is_back, -_P.amount_cents), else_=0)),
    )
    query = (
        select(_P.shop_id, t.shop.c.name, _P.method, *sums)
        .join(t.shop, t.shop.c.id == _P.shop_id)
        .where(_P.hub_id == hub_id, _P.at >= begin, _P.at < end)
        .group_by(_P.shop_id, t.shop.c.name, t.shop.c.name_key, _P.method)
        .order_by(t.shop.c.name_key, _P.method)
    )
    if counter is not None:
        query = query.where(_P.counter == counter)
    return tuple(TillLine(row[0], row[1], Method(row[2]), *map(int, row[3:])) for row in tx.execute(query))
