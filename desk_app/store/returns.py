"""What does not wait for its customer any more, and what nobody finds."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, func, literal_column, select

from desk_app.domain.cold import ColdRule
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
_OUT = select(_P.id).where(_P.hub_id == bindparam("hub_id"), _P.warm_since.is_not(None), t.in_states(ON_SHELVES))
_WAS_WARM = select(_P.id).where(
    _P.hub_id == bindparam("hub_id"),
    _P.warm_seconds >= bindparam("seconds"),
    _P.warm_seconds > literal_column("0"),
    t.in_states(ON_SHELVES),
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


def to_take_away(tx: Tx, hub_id: str, now: datetime, rule: ColdRule, limit: int) -> tuple[Parcel, ...]:
    """What stands on the shelves past its holding period, spoilt by warmth or marked to go back, the latest."""
    asked = {"hub_id": hub_id, "now": now, "limit": limit}
    late = tx.execute(_LATE, asked).scalars().all()
    marked = tx.execute(_MARKED, {"hub_id": hub_id, "limit": limit}).scalars().all()
    warm = [p.id for p in spoilt_by_warmth(tx, hub_id, now, rule)]
    return parcels.by_ids(tx, list(dict.fromkeys((*late, *marked, *warm))))


def spoilt_by_warmth(tx: Tx, hub_id: str, now: datetime, rule: ColdRule) -> tuple[Parcel, ...]:
    """What stands on the shelves and was out of the cold for so long that it is thrown away."""
    if not rule.block_minutes:
        return ()
    out = tx.execute(_OUT, {"hub_id": hub_id}).scalars().all()
    was = tx.execute(_WAS_WARM, {"hub_id": hub_id, "seconds": rule.block_minutes * 60}).scalars().all()
    found = parcels.by_ids(tx, list({*out, *was}))
    return tuple(p for p in found if p.is_too_warm(rule, now) and p.is_thrown_away(rule, now))


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
