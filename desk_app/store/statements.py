"""A shop's day: the parcels it concerns, and the money taken for it."""

from datetime import datetime

from sqlalchemy import func, select

from desk_app.domain.checks import Method
from desk_app.domain.states import OPEN
from desk_app.domain.values import Parcel
from desk_app.store import parcels
from desk_app.store import tables as t
from desk_app.store.engine import Tx

_P, _PAY = t.parcel.c, t.payment.c


def parcels_of(tx: Tx, hub_id: str, shop_id: str, begin: datetime, end: datetime) -> tuple[Parcel, ...]:
    """A shop's parcels that came before ``end`` and had not left before ``begin``, as they are now, the oldest first.

    Three questions, each by an index of its own.
    """
    its, since = _P.shop_id == shop_id, _P.moved_at >= begin
    questions = (
        (_P.hub_id == hub_id) & its & t.in_states(OPEN),
        its & since & t.in_states(t.COLLECTED),
        its & since & t.in_states(t.DROPPED),
    )
    found = (
        parcels.of_row(row)
        for question in questions
        for row in tx.execute(parcels.SELECT.where(question, _P.received_at < end))
    )
    return tuple(sorted(found, key=lambda p: (p.received_at or end, p.id)))


def moved_at(tx: Tx, parcel_ids: list[str]) -> dict[str, datetime]:
    """When the state of each of these last changed."""
    query = select(_P.id, _P.moved_at).where(_P.id.in_(parcel_ids))
    return {row.id: row.moved_at for row in tx.execute(query)}


def taken(tx: Tx, hub_id: str, shop_id: str, begin: datetime, end: datetime) -> tuple[tuple[Method, int], ...]:
    """The money taken for a shop, by how it was paid, in cents; what was given back is deducted."""
    of_day = (_PAY.hub_id == hub_id) & (_PAY.at >= begin) & (_PAY.at < end) & (_PAY.shop_id == shop_id)
    query = select(_PAY.method, func.sum(_PAY.amount_cents)).where(of_day).group_by(_PAY.method).order_by(_PAY.method)
    return tuple((Method(method), int(cents)) for method, cents in tx.execute(query))
