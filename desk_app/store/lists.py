"""Lists and totals, filtered, sorted and paged in SQL.

What is open has an index for each sort, which stays small however many have left. What has left is listed from the
newest ``CAP`` of it (of one shop, where one is asked for), so that no list costs more than that. A page is asked for
in two steps: the ids, then the rows of those ids.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import CompoundSelect, ScalarSelect, Select, Subquery, case, func, select, union, union_all

from desk_app.domain import scan
from desk_app.domain.cold import ColdRule
from desk_app.domain.lists import GROUP_STATES, Day, Filter, Found, Group, Handover, Page, Sort, Totals
from desk_app.domain.states import IN_HOUSE, OPEN, State
from desk_app.domain.values import Pickup
from desk_app.domain.verdicts import Verdict
from desk_app.store import incidents, messages, orders, parcels, pickups, places, returns, search
from desk_app.store import tables as t
from desk_app.store.engine import Tx

CAP = 2_000
_MOST_PEOPLE = 100
_MOST_ORDERS = 200
_LAST_LINES = 100  # of one counter: more are not undone one after the other
_P = t.parcel.c
_SORT = {
    Sort.RECENT: "moved_at",
    Sort.SHOP: "shop_key",
    Sort.ORDER: "order_key",
    Sort.CUSTOMER: "customer_key",
    Sort.SHELF: "shelf_key",
    Sort.KEEP_UNTIL: "keep_until",
    Sort.SLOT: "slot_at",
}
_MAYBE_NONE = frozenset({Sort.KEEP_UNTIL, Sort.SLOT})


def page(tx: Tx, hub_id: str, wanted: Filter, now: datetime, today: Day) -> Page:
    """One page of the list ``wanted`` asks for."""
    newest = [] if wanted.text.strip() else _newest(hub_id, wanted)
    parts = [_matching(part.c, wanted, now, today) for part in newest]
    if wanted.text.strip():
        mentioned = _P.id.in_(_mentioned(tx, hub_id, wanted.text))
        parts.append(_matching(_P, wanted, now, today).where(_P.hub_id == hub_id, mentioned))
    elif _states(wanted) & OPEN:
        parts.append(_matching(_P, wanted, now, today).where(_P.hub_id == hub_id, t.in_states(OPEN)))
    ids = list(tx.execute(_merged(parts, wanted).limit(wanted.limit).offset(wanted.offset)).scalars())
    counts = tx.execute(select(*(_count(part.subquery()) for part in parts), *map(_count, newest))).one()
    return Page(parcels.by_ids(tx, ids), sum(counts[: len(parts)]), CAP in counts[len(parts) :])


def _states(wanted: Filter) -> frozenset[State]:
    return GROUP_STATES[wanted.group] if wanted.state is None else frozenset({wanted.state})


def _newest(hub_id: str, wanted: Filter) -> list[Subquery]:
    """The newest of what has left, as far as the list is about it."""
    place = _P.shop_id == places.own_shop(hub_id, wanted.shop_id) if wanted.shop_id else _P.hub_id == hub_id
    newest = select(t.parcel).where(place).order_by(_P.moved_at.desc(), _P.id.desc()).limit(CAP)
    return [newest.where(t.in_states(left)).subquery() for left in (t.COLLECTED, t.DROPPED) if left & _states(wanted)]


def _matching(listed: Any, wanted: Filter, now: datetime, today: Day) -> Select[Any]:
    """Ids of parcels that match, and what they are sorted by."""
    query = select(listed.id, listed[_SORT[wanted.sort]].label("sort"))
    if wanted.group is not Group.ALL or wanted.state is not None:
        query = query.where(t.in_states(_states(wanted), listed.state))
    if wanted.group is Group.OVERDUE:
        query = query.where(listed.keep_until < now)
    if wanted.group is Group.TODAY:
        query = query.where(listed.slot_at >= today.begins, listed.slot_at < today.ends)
    if wanted.shop_id:
        query = query.where(listed.shop_id == wanted.shop_id)
    if wanted.shelf_id:
        query = query.where(listed.shelf_id == wanted.shelf_id, t.in_states(IN_HOUSE, listed.state))
    if wanted.zone:
        query = query.where(listed.zone == wanted.zone)
    return query


def _merged(parts: Sequence[Select[Any]], wanted: Filter) -> Select[Any]:
    if len(parts) == 1:
        return _sorted(parts[0], wanted)
    firsts = (select(_sorted(part, wanted).limit(wanted.offset + wanted.limit).subquery()) for part in parts)
    return _sorted(select(union_all(*firsts).subquery()), wanted)


def _sorted(query: Select[Any], wanted: Filter) -> Select[Any]:
    column, last = query.selected_columns.sort, query.selected_columns.id
    if wanted.descending:
        column, last = column.desc(), last.desc()
    if wanted.sort in _MAYBE_NONE:  # what has no limit or slot comes after all that have, on both databases
        column = column.nulls_first() if wanted.descending else column.nulls_last()
    return query.order_by(column, last)


def _count(listed: Subquery) -> ScalarSelect[int]:
    return select(func.count()).select_from(listed).scalar_subquery()


def _mentioned(tx: Tx, hub_id: str, text: str) -> CompoundSelect[str]:
    """Parcels of the customers, or of the orders, or with the id, that a text may mean."""
    o = t.shop_order.c
    number = orders.reference_key(text)
    is_it = search.begins(o.reference_key, number) if len(number) > 2 else o.reference_key == number
    numbered = select(o.id).where(o.hub_id == hub_id, is_it).order_by(o.id.desc()).limit(_MOST_ORDERS)
    theirs = select(o.id).where(o.person_id.in_(search.people(tx, hub_id, text, _MOST_PEOPLE)))
    return union(
        select(_P.id).where(_P.order_id.in_(theirs)),
        select(_P.id).where(_P.order_id.in_(numbered)),
        select(_P.id).where(_P.id == scan.decode(text).value),
    )


def totals(tx: Tx, hub_id: str, now: datetime, today: Day, rule: ColdRule) -> Totals:
    """The hub at a glance."""
    overdue = func.sum(case((_P.keep_until < now, 1), else_=0))
    query = select(_P.state, func.count(), overdue).where(_P.hub_id == hub_id, t.in_states(OPEN))
    counts = {row[0]: (int(row[1]), int(row[2] or 0)) for row in tx.execute(query.group_by(_P.state))}
    collected = select(func.count()).where(_P.hub_id == hub_id, _P.moved_at >= today.begins, t.in_states(t.COLLECTED))
    slots = (_P.slot_at >= today.begins, _P.slot_at < today.ends)
    expected = select(func.count()).where(_P.hub_id == hub_id, *slots, t.in_states(OPEN))
    ready, late = counts.get(State.READY, (0, 0))
    unshelved, late_too = counts.get(State.RECEIVED, (0, 0))
    bad = returns.spoilt_by_warmth(tx, hub_id, now, rule)
    warm = sum(p.return_reason is None and not p.is_spoilt(now) for p in bad)  # and not counted already
    return Totals(
        expected=counts.get(State.ANNOUNCED, (0, 0))[0],
        to_shelve=unshelved,
        ready=ready,
        overdue=late,
        collected_today=int(tx.execute(collected).scalar_one()),
        open=sum(count for count, _late in counts.values()),
        to_return=late + late_too + returns.marked(tx, hub_id, now) + warm,
        missing=counts.get(State.MISSING, (0, 0))[0],
        today=int(tx.execute(expected).scalar_one()),
        messages=messages.to_see(tx, hub_id),
        incidents=incidents.count(tx, hub_id),
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


def last_collected(tx: Tx, hub_id: str, counter: str, since: datetime) -> str | None:
    """The parcel this counter handed over last, since then, and that has not come back; or None."""
    j = t.journal.c
    lines = select(j.parcel_id, j.at, j.id).where(
        j.hub_id == hub_id, j.at >= since, j.counter == counter, j.verdict == Verdict.COLLECTED
    )
    newest = lines.order_by(j.at.desc(), j.id.desc()).limit(_LAST_LINES).subquery()
    there = (_P.id == newest.c.parcel_id) & (_P.moved_at == newest.c.at)  # collected earlier, where paper says so
    query = select(_P.id).join(newest, there).where(t.in_states(t.COLLECTED))
    return tx.execute(query.order_by(newest.c.at.desc(), newest.c.id.desc()).limit(1)).scalar()


def received(tx: Tx, hub_id: str, counter: str, shop_id: str, since: datetime) -> list[tuple[str, datetime]]:
    """The parcels of a shop that this counter has taken in since then, and when, in that order."""
    j = t.journal.c
    query = (
        select(j.parcel_id, j.at)
        .join(t.parcel, _P.id == j.parcel_id)
        .where(j.hub_id == hub_id, j.at >= since, j.counter == counter, _P.shop_id == shop_id)
        .where(j.action == "receive", j.verdict.in_([Verdict.SHELVED, Verdict.RECEIVED]))
        .order_by(j.at, j.id)
    )
    return [(row.parcel_id, row.at) for row in tx.execute(query)]


def found_people(tx: Tx, hub_id: str, person_ids: tuple[str, ...]) -> tuple[Found, ...]:
    """The newest pickup of each of these customers, in their order."""
    k = t.pickup.c
    newest = select(k.person_id, func.max(k.id).label("id")).where(k.person_id.in_(person_ids)).group_by(k.person_id)
    latest = {row.person_id: row.id for row in tx.execute(newest)}
    open_ones = select(k.person_id, k.id).where(k.person_id.in_(person_ids), k.closed_at.is_(None))
    latest |= {row.person_id: row.id for row in tx.execute(open_ones)}
    found = pickups.by_ids(tx, hub_id, list(latest.values()))
    return tuple(_found(found[latest[person]]) for person in person_ids if person in latest)


def _found(pickup: Pickup) -> Found:
    shops = dict.fromkeys(p.shop for p in (pickup.parcels if pickup.closed_at else pickup.ready + pickup.not_here))
    counts = len(pickup.ready), len(pickup.not_here)
    return Found(pickup.code, pickup.customer, pickup.email, pickup.phone, *counts, pickup.closed_at, tuple(shops))
