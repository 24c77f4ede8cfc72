"""Which counters have a pickup open now. No history: a row goes with its card, and the journal knows nothing of it."""

from datetime import datetime

from sqlalchemy import delete, or_, select

from desk_app.domain.visits import STALE, Visitor
from desk_app.store import tables as t
from desk_app.store.engine import Tx

_V = t.visit.c


def begin(tx: Tx, hub_id: str, visitor: Visitor, pickup_id: str) -> None:
    """A counter has that pickup open from now on, and no other; what others forgot to leave is cleared away."""
    left = or_(_V.counter == visitor.counter, _V.at < visitor.at - STALE)
    tx.execute(delete(t.visit).where(_V.hub_id == hub_id, left))
    row = {"counter": visitor.counter, "clerk": visitor.clerk, "at": visitor.at}
    tx.execute(t.visit.insert().values(row | {"hub_id": hub_id, "pickup_id": pickup_id}))


def end(tx: Tx, hub_id: str, counter: str) -> None:
    """That counter has none open."""
    tx.execute(delete(t.visit).where(_V.hub_id == hub_id, _V.counter == counter))


def others(tx: Tx, pickup_id: str, counter: str, now: datetime) -> tuple[Visitor, ...]:
    """The other counters that have it open, who was first in front."""
    theirs = select(_V.counter, _V.clerk, _V.at).where(_V.pickup_id == pickup_id, _V.counter != counter)
    rows = tx.execute(theirs.where(_V.at >= now - STALE).order_by(_V.at, _V.counter))
    return tuple(Visitor(row.counter, row.clerk, row.at) for row in rows)
