"""What does not wait for its customer any more, and what nobody finds."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, func, select

from desk_app.domain.states import OPEN, State
from desk_app.domain.values import JournalEntry, Parcel
from desk_app.domain.verdicts import Verdict
from desk_app.store import journal, parcels
from desk_app.store import tables as t
from desk_app.store.engine import Tx

_P, _J = t.parcel.c, t.journal.c
ON_SHELVES = frozenset({State.READY, State.RECEIVED})
IS_MARKED = _P.return_reason.is_not(None)
_TOUCHED = (
    *(Verdict.RECEIVED, Verdict.SHELVED, Verdict.MOVED, Verdict.FOUND, Verdict.KEPT, Verdict.UNDONE),
    *(Verdict.FETCHED, Verdict.FOR_RETURN, Verdict.REFUSED, Verdict.DAMAGED),
)
"""What somebody had it in their hands for."""

_LATE = (
    select(_P.id)
    .where(_P.hub_id == bindparam("hub_id"), _P.keep_until < bindparam("now"), t.in_states(OPEN))
    .where(t.in_states(ON_SHELVES))
    .order_by(_P.keep_until, _P.id)
    .limit(bindparam("limit"))
)
_MARKED = (
    select(_P.id)
    .where(_P.hub_id == bindparam("hub_id"), IS_MARKED, t.in_states(ON_SHELVES))
    .order_by(_P.id)
    .limit(bindparam("limit"))
)
_COUNT_MARKED = select(func.count()).where(
    _P.hub_id == bindparam("hub_id"),
    IS_MARKED,
    t.in_states(ON_SHELVES),
    _P.keep_until.is_(None) | (_P.keep_until >= bindparam("now")),
)
_IN_STATE = (
    parcels.SELECT.where(_P.hub_id == bindparam("hub_id"), _P.state == bindparam("state"), t.in_states(OPEN))
    .order_by(_P.shop_key, _P.id)
    .limit(bindparam("limit"))
)
_OF_SHOP = (
    select(_P.id)
    .where(_P.hub_id == bindparam("hub_id"), _P.shop_id == bindparam("shop_id"))
    .where(_P.state == State.RETURNING, t.in_states(OPEN))
    .order_by(_P.order_key, _P.piece)
)


def to_take_away(tx: Tx, hub_id: str, now: datetime, limit: int) -> tuple[Parcel, ...]:
    """What stands on the shelves past its holding period or is marked to go back; the longest overdue ones."""
    asked = {"hub_id": hub_id, "now": now, "limit": limit}
    late = tx.execute(_LATE, asked).scalars().all()
    marked = tx.execute(_MARKED, {"hub_id": hub_id, "limit": limit}).scalars().all()
    return parcels.by_ids(tx, list(dict.fromkeys((*late, *marked))))


def marked(tx: Tx, hub_id: str, now: datetime) -> int:
    """How many on the shelves are marked to go back and not past their holding period besides."""
    return int(tx.execute(_COUNT_MARKED, {"hub_id": hub_id, "now": now}).scalar_one())


def in_state(tx: Tx, hub_id: str, state: State, limit: int) -> tuple[Parcel, ...]:
    """What is in one of the open states, by shop."""
    rows = tx.execute(_IN_STATE, {"hub_id": hub_id, "state": state, "limit": limit})
    return tuple(map(parcels.of_row, rows))


def of_shop(tx: Tx, hub_id: str, shop_id: str) -> list[str]:
    """The ids of what was fetched to go back to a shop, by order."""
    return list(tx.execute(_OF_SHOP, {"hub_id": hub_id, "shop_id": shop_id}).scalars())


def last_touched(tx: Tx, parcel_ids: Sequence[str]) -> dict[str, JournalEntry]:
    """By parcel, the newest line of the journal that somebody had it in their hands for."""
    query = select(t.journal).where(_J.parcel_id.in_(parcel_ids), _J.verdict.in_(_TOUCHED))
    return {row.parcel_id: journal.entry(row) for row in tx.execute(query.order_by(_J.at, _J.id))}


def return_shelves(tx: Tx, hub_id: str) -> frozenset[str]:
    """The ids of the shelves where what goes back waits for its shop."""
    query = select(t.shelf.c.id).where(t.shelf.c.hub_id == hub_id, t.shelf.c.for_returns.is_(True))
    return frozenset(tx.execute(query).scalars())
