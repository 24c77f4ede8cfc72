"""Lists and totals, filtered, sorted and paged in SQL.

A page is asked for in two steps: the ids from the narrowest index, then the rows of those ids. The indexes over
open parcels stay small however many have left; what has left is counted up to ``CAP`` and paged no further.
"""

from datetime import datetime

from sqlalchemy import ColumnElement, Select, case, func, or_, select

from desk_app.domain import scan
from desk_app.domain.lists import GROUP_STATES, Filter, Found, Group, Handover, Page, Sort, Totals
from desk_app.domain.states import IN_HOUSE, OPEN, State
from desk_app.domain.values import Pickup
from desk_app.domain.verdicts import Verdict
from desk_app.store import orders, parcels, pickups, search
from desk_app.store import tables as t
from desk_app.store.engine import Tx

CAP = 10_000
_MOST_PEOPLE = 200
_P = t.parcel.c
_SORT = {
    Sort.RECENT: _P.moved_at,
    Sort.SHOP: _P.shop_key,
    Sort.ORDER: _P.order_key,
    Sort.CUSTOMER: _P.customer_key,
    Sort.SHELF: _P.shelf_key,
    Sort.KEEP_UNTIL: _P.keep_until,
}


def page(tx: Tx, hub_id: str, wanted: Filter, now: datetime) -> Page:
    """One page of the list ``wanted`` asks for."""
    conditions = _conditions(tx, hub_id, wanted, now)
    counted = select(func.count()).select_from(select(1).where(*conditions).limit(CAP + 1).subquery())
    total = int(tx.execute(counted).scalar_one())
    ids = [row.id for row in tx.execute(_sorted(select(_P.id).where(*conditions), wanted))]
    return Page(parcels.by_ids(tx, ids), min(total, CAP), total > CAP)


def _sorted(query: Select[tuple[str]], wanted: Filter) -> Select[tuple[str]]:
    column = _SORT[wanted.sort]
    order = (column.desc(), _P.id.desc()) if wanted.descending else (column, _P.id)
    return query.order_by(*order).limit(wanted.limit).offset(min(wanted.offset, CAP))


def _conditions(tx: Tx, hub_id: str, wanted: Filter, now: datetime) -> list[ColumnElement[bool]]:
    states = GROUP_STATES[wanted.group] if wanted.state is None else frozenset({wanted.state})
    conditions = [_P.hub_id == hub_id, *_state_conditions(states)]
    if wanted.group is Group.OVERDUE:
        conditions.append(_P.keep_until < now)
    if wanted.shop_id:
        conditions.append(_P.shop_id == wanted.shop_id)
    if wanted.shelf_id:
        conditions += [_P.shelf_id == wanted.shelf_id, _P.state.in_(_listed(IN_HOUSE))]
    if wanted.zone:
        conditions.append(_P.zone == wanted.zone)
    if wanted.text.strip():
        conditions.append(_mentions(tx, hub_id, wanted.text))
    return conditions


def _listed(states: frozenset[State]) -> list[ColumnElement[str]]:
    """States as literals: a partial index is only used where the planner can read them."""
    return [t.literal_state(state) for state in sorted(states)]


def _state_conditions(states: frozenset[State]) -> list[ColumnElement[bool]]:
    if states == frozenset(State):
        return []
    conditions: list[ColumnElement[bool]] = [_P.state.in_(_listed(states))]
    if states < OPEN:  # say so, and the small indexes serve
        conditions.append(_P.state.in_(_listed(OPEN)))
    return conditions


def _mentions(tx: Tx, hub_id: str, text: str) -> ColumnElement[bool]:
    """Parcels of the customers, or of the order, or with the id, that ``text`` may mean."""
    people = search.people(tx, hub_id, text, _MOST_PEOPLE)
    o = t.shop_order.c
    key = orders.reference_key(text)
    mine = select(o.id).where(
        o.hub_id == hub_id,
        or_(o.person_id.in_(people), search.begins(o.reference_key, key) if key else o.id.is_(None)),
    )
    return or_(_P.order_id.in_(mine.limit(CAP)), _P.id == scan.decode(text).value)


def totals(tx: Tx, hub_id: str, now: datetime, today: datetime) -> Totals:
    """The hub at a glance; ``today`` is when the day began."""
    overdue = func.sum(case((_P.keep_until < now, 1), else_=0))
    query = select(_P.state, func.count(), overdue).where(_P.hub_id == hub_id, _P.state.in_(_listed(OPEN)))
    counts = {row[0]: (int(row[1]), int(row[2] or 0)) for row in tx.execute(query.group_by(_P.state))}
    collected = select(func.count()).where(
        _P.hub_id == hub_id, _P.moved_at >= today, _P.state == t.literal_state(State.COLLECTED)
    )
    ready, late = counts.get(State.READY, (0, 0))
    return Totals(
        expected=counts.get(State.ANNOUNCED, (0, 0))[0],
        to_shelve=counts.get(State.RECEIVED, (0, 0))[0],
        ready=ready,
        overdue=late,
        collected_today=int(tx.execute(collected).scalar_one()),
        open=sum(count for count, _late in counts.values()),
    )


def recent_handovers(tx: Tx, hub_id: str, limit: int) -> tuple[Handover, ...]:
    """The last customers served, the newest first."""
    query = (
        select(_P.id, _P.pickup_id, _P.collected_at, t.shop_order.c.customer, t.pickup.c.code)
        .join(t.shop_order, t.shop_order.c.id == _P.order_id)
        .join(t.pickup, t.pickup.c.id == _P.pickup_id)
        .where(_P.hub_id == hub_id, _P.state == t.literal_state(State.COLLECTED))
        .order_by(_P.moved_at.desc(), _P.id.desc())
        .limit(limit * 8)
    )
    by_pickup: dict[str, Handover] = {}
    for row in tx.execute(query):
        first = by_pickup.get(row.pickup_id)
        if first is None:
            by_pickup[row.pickup_id] = Handover(row.collected_at, row.customer, 1, row.id, row.code)
        else:
            by_pickup[row.pickup_id] = Handover(
                first.at, first.customer, first.count + 1, first.parcel_id, first.pickup_code
            )
    return tuple(by_pickup.values())[:limit]


def last_collected(tx: Tx, hub_id: str, counter: str) -> str | None:
    """The parcel this counter handed over last and that has not come back, or None."""
    j = t.journal.c
    query = (
        select(_P.id)
        .join(t.journal, (j.parcel_id == _P.id) & (j.verdict == Verdict.COLLECTED) & (j.at == _P.collected_at))
        .where(j.hub_id == hub_id, j.counter == counter, _P.state == t.literal_state(State.COLLECTED))
        .order_by(j.at.desc(), j.id.desc())
        .limit(1)
    )
    return tx.execute(query).scalar()


def found_people(tx: Tx, person_ids: tuple[str, ...]) -> tuple[Found, ...]:
    """The newest pickup of each of these customers, in their order."""
    k = t.pickup.c
    newest = select(k.person_id, func.max(k.id).label("id")).where(k.person_id.in_(person_ids)).group_by(k.person_id)
    latest = {row.person_id: row.id for row in tx.execute(newest)}
    open_ones = select(k.person_id, k.id).where(k.person_id.in_(person_ids), k.closed_at.is_(None))
    latest |= {row.person_id: row.id for row in tx.execute(open_ones)}
    return tuple(_found(pickups.by_id(tx, latest[person])) for person in person_ids if person in latest)


def _found(pickup: Pickup) -> Found:
    shops = dict.fromkeys(p.shop for p in (pickup.parcels if pickup.closed_at else pickup.ready + pickup.not_here))
    counts = len(pickup.ready), len(pickup.not_here)
    return Found(pickup.code, pickup.customer, pickup.email, pickup.phone, *counts, pickup.closed_at, tuple(shops))
