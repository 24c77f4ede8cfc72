"""The hub's lists and totals."""

from datetime import datetime, time, timedelta

from desk_app.counter.cold import rule
from desk_app.counter.desk import Desk
from desk_app.domain import scan
from desk_app.domain.lists import Day, Filter, Handover, Page, Totals
from desk_app.domain.values import Parcel
from desk_app.store import lists
from desk_app.store import parcels as stored


def parcels(desk: Desk, wanted: Filter) -> Page:
    """One page of parcels."""
    now = desk.clock()
    return desk.store.read(lambda tx: lists.page(tx, desk.hub_id, wanted, now, _today(now)))


def parcel(desk: Desk, parcel_id: str) -> Parcel | None:
    """One parcel, by what its label says."""
    return desk.store.read(lambda tx: stored.by_id(tx, desk.hub_id, scan.decode(parcel_id).value))


def totals(desk: Desk) -> Totals:
    """The hub at a glance, today as the counter's wall clock has it."""
    now = desk.clock()
    return desk.store.read(lambda tx: lists.totals(tx, desk.hub_id, now, _today(now), rule(tx, desk.hub_id)))


def recent_handovers(desk: Desk, limit: int = 6) -> tuple[Handover, ...]:
    """The customers served last."""
    return desk.store.read(lambda tx: lists.recent_handovers(tx, desk.hub_id, limit))


def _today(now: datetime) -> Day:
    """The day that it is here; the offset was another one if the clocks have changed since it began."""
    day = now.astimezone().date()
    begins, ends = (datetime.combine(date, time()).astimezone() for date in (day, day + timedelta(days=1)))
    return Day(begins, ends)


def on_paper(desk: Desk) -> tuple[Parcel, ...]:
    """All that can be handed over now: what a list on paper says when the counter is out of order."""
    now = desk.clock()
    return tuple(p for p in desk.store.read(lambda tx: stored.ready(tx, desk.hub_id)) if not p.is_too_late(now))
