"""Lists and totals, filtered, sorted and paged in SQL.

What is open has an index for each sort, which stays small however many have left. What has left is listed from the
newest ``CAP`` of it (of one shop, where one is asked for), so that no list costs more than that. A page is asked for
in two steps: the ids, then the rows of those ids.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, Select, Subquery, case, func, select, union, union_all

from desk_app.domain import scan
from desk_app.domain.lists import GROUP_STATES, Filter, Found, Group, Handover, Page, Sort, Totals
from desk_app.domain.states import IN_HOUSE, OPEN, State
from desk_app.domain.values import Pickup
from desk_app.domain.verdicts import Verdict
from desk_app.store import orders, parcels, pickups, search
from desk_app.store import tables as t
from desk_app.store.engine import Tx

CAP = 2_000
_MOST_PEOPLE = 200
_SHORTEST_NUMBER = 2
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
    whole, newest = ([_mentioned(tx, hub_id, wanted)], []) if wanted.text.strip() else _parts(hub_id, wanted)
    parts = [*whole, *newest]
    listed = (parts[0] if len(parts) == 1 else union_all(*parts)).subquery("listed")
    conditions = _conditions(listed.c, wanted, now)
    query = select(listed.c.id).where(*conditions).order_by(*_order(listed.c, wanted))
    ids = list(tx.execute(query.limit(wanted.limit).offset(wanted.offset)).scalars())
    counts = [_count(listed, *conditions), *(_count(part.subquery()) for part in newest)]
    total, *left = tx.execute(select(*counts)).one()
    return Page(parcels.by_ids(tx, ids), total, CAP in left)


def _count(listed: Subquery, *conditions: ColumnElement[bool]) -> ScalarSelect[int]:
    return select(func.count()).select_from(listed).where(*conditions).scalar_subquery()


def _columns(wanted: Filter) -> Select[Any]:
    sort = _SORT[wanted.sort].label("sort")
    return select(_P.id, _P.state, _P.zone, _P.shop_id, _P.shelf_id, _P.keep_until, sort)


def _states(wanted: Filter) -> frozenset[State]:
    return GROUP_STATES[wanted.group] if wanted.state is None else frozenset({wanted.state})


def _parts(hub_id: str, wanted: Filter) -> tuple[list[Select[Any]], list[Select[Any]]]:
    """Where to look: at all that is open, and at the newest of what has left, each by an index of its own."""
    columns, states = _columns(wanted), _states(wanted)
    whole = [columns.where(_P.hub_id == hub_id, t.in_states(OPEN))] if states & OPEN else []
    place = _P.shop_id == wanted.shop_id if wanted.shop_id else _P.hub_id == hub_id
    left = [columns.where(place, t.in_states(those)) for those in (t.COLLECTED, t.DROPPED) if states & those]
    newest = (part.order_by(_P.moved_at.desc(), _P.id.desc()).limit(CAP) for part in left)
    return whole, [select(part.subquery()) for part in newest]


def _conditions(listed: Any, wanted: Filter, now: datetime) -> list[ColumnElement[bool]]:
    conditions = []
    if wanted.group is not Group.ALL or wanted.state is not None:
        conditions.append(t.in_states(_states(wanted), listed.state))
    if wanted.group is Group.OVERDUE:
        conditions.append(listed.keep_until < now)
    if wanted.shop_id:
        conditions.append(listed.shop_id == wanted.shop_id)
    if wanted.shelf_id:
        conditions += [listed.shelf_id == wanted.shelf_id, t.in_states(IN_HOUSE, listed.state)]
    if wanted.zone:
        conditions.append(listed.zone == wanted.zone)
    return conditions


def _order(listed: Any, wanted: Filter) -> tuple[ColumnElement[Any], ...]:
    column, last = listed.sort, listed.id
    if wanted.descending:
        column, last = column.desc(), last.desc()
    if wanted.sort is Sort.KEEP_UNTIL:  # what has no limit yet comes after all limits, on both databases
        column = column.nulls_first() if wanted.descending else column.nulls_last()
    return column, last


def _mentioned(tx: Tx, hub_id: str, wanted: Filter) -> Select[Any]:
    """Parcels of the customers, or of the orders, or with the id, that the text may mean."""
    o = t.shop_order.c
    people = search.people(tx, hub_id, wanted.text, _MOST_PEOPLE)
    number = orders.reference_key(wanted.text)
    mine = select(_P.id).join(t.shop_order, o.id == _P.order_id).where(o.person_id.in_(people))
    labelled = select(_P.id).where(_P.id == scan.decode(wanted.text).value)
    found = [mine, labelled]
    if len(number) >= _SHORTEST_NUMBER:
        newest = select(o.id).where(o.hub_id == hub_id, search.begins(o.reference_key, number)).order_by(o.id.desc())
        found.append(select(_P.id).where(_P.order_id.in_(newest.limit(CAP))))
    return _columns(wanted).where(_P.id.in_(union(*found)))


def totals(tx: Tx, hub_id: str, now: datetime, today: datetime) -> Totals:
    """The hub at a glance; ``today`` is when the day began."""
    overdue = func.sum(case((_P.keep_until < now, 1), else_=0))
    query = select(_P.state, func.count(), overdue).where(_P.hub_id == hub_id, t.in_states(OPEN))
    counts = {row[0]: (int(row[1]), int(row[2] or 0)) for row in tx.execute(query.group_by(_P.state))}
    collected = select(func.count()).where(_P.hub_id == hub_id, _P.moved_at >= today, t.in_states(t.COLLECTED))
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
        .where(_P.hub_id == hub_id, t.in_states(t.COLLECTED))
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
    """The parcel this counter handed over last and that has not come back, or None; looks at the newest ``CAP``."""
    j = t.journal.c
    newest = select(_P.id, _P.collected_at).where(_P.hub_id == hub_id, t.in_states(t.COLLECTED))
    left = newest.order_by(_P.moved_at.desc(), _P.id.desc()).limit(CAP).subquery()
    query = (
        select(left.c.id)
        .join(t.journal, (j.parcel_id == left.c.id) & (j.verdict == Verdict.COLLECTED) & (j.at == left.c.collected_at))
        .where(j.counter == counter)
        .order_by(left.c.collected_at.desc(), j.id.desc())
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
    found = pickups.by_ids(tx, list(latest.values()))
    return tuple(_found(found[latest[person]]) for person in person_ids if person in latest)


def _found(pickup: Pickup) -> Found:
    shops = dict.fromkeys(p.shop for p in (pickup.parcels if pickup.closed_at else pickup.ready + pickup.not_here))
    counts = len(pickup.ready), len(pickup.not_here)
    return Found(pickup.code, pickup.customer, pickup.email, pickup.phone, *counts, pickup.closed_at, tuple(shops))
