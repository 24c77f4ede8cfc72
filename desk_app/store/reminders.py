"""Who is to be reminded: customers whose parcels are kept until some day and who have not been told of it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, String, cast, exists, select

from desk_app.domain.states import OPEN, State
from desk_app.store import tables as t
from desk_app.store.engine import Tx

_P, _O = t.parcel.c, t.shop_order.c


def waiting(
    tx: Tx, hub_id: str, kept: tuple[datetime, datetime], ready_before: datetime, once: tuple[str, str]
) -> Sequence[Row[*tuple[Any, ...]]]:
    """Ready parcels that are kept until a moment between the two of ``kept``, and were ready before another one.

    ``once`` is what stands before and after a pickup's id in the reason of the message: where there is one, it is left
    out. Rows of ``pickup_id, id, email, phone``, each pickup's next to each other.
    """
    reason: ColumnElement[str] = cast(once[0], String) + _P.pickup_id + once[1]
    told = exists().where(t.message.c.hub_id == hub_id, t.message.c.once == reason)
    query = (
        select(_P.pickup_id, _P.id, _O.email, _O.phone)
        .join(t.shop_order, _O.id == _P.order_id)
        .where(_P.hub_id == hub_id, t.in_states(OPEN), _P.state == State.READY)
        .where(_P.keep_until >= kept[0], _P.keep_until < kept[1], _P.ready_at < ready_before, ~told)
        .order_by(_P.pickup_id, _P.id)
    )
    return tx.execute(query).all()
