"""What is told because time has passed: reminders, last days, and the statements of a day that is over."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from itertools import groupby

from desk_app.counter.desk import Desk
from desk_app.counter.statements import bounds
from desk_app.domain.hours import opening_of
from desk_app.domain.messages import Channel, MessageKind
from desk_app.domain.opening import Opening
from desk_app.store import hubs, messages, places, reminders
from desk_app.store.engine import Tx
from desk_app.store.messages import Telling

MORNING = time(9)
"""From when on, by the hub's clock, customers are reminded."""

LATE_CUSTOMERS = timedelta(minutes=30)
"""So long after it has closed, the hub may still serve those inside: then its day is told."""

CAUGHT_UP_DAYS = 7
"""Statements of older days are not sent any more, when no counter was on for so long."""

DEFAULT_REMINDER_DAYS = 2
_LONGEST_PAUSE = 60  # days without an opening, before which nobody is reminded
_DAY = timedelta(days=1)


def plan(desk: Desk) -> int:
    """Put what the time of day asks to be told, of the days as well when no counter was on; how many messages.

    Called as often as one likes: what was put before is not put again.
    """
    now = desk.clock()
    due = desk.store.read(lambda tx: list(_due(tx, desk.hub_id, now)))
    if not due:
        return 0
    act = desk.act("plan")
    return len(desk.store.write(lambda tx: messages.put(tx, act, *due)))


def _due(tx: Tx, hub_id: str, now: datetime) -> Iterator[Telling]:
    stored = hubs.settings(tx, hub_id)
    hours = opening_of(stored)
    yield from _statements(tx, hub_id, hours, now)
    if now.astimezone(hours.zone).time() >= MORNING:
        yield from _to_customers(tx, hub_id, stored, hours, now)


def _to_customers(tx: Tx, hub_id: str, stored: Mapping[str, str], hours: Opening, now: datetime) -> Iterator[Telling]:
    """Of parcels that did not come today: those were just told."""
    today = hours.day_of(now)
    wanted: list[tuple[MessageKind, date]] = []
    if stored.get("messages.last_day", "True") == "True":
        wanted.append((MessageKind.LAST_DAY, today))
    days = int(stored.get("messages.reminder_days", DEFAULT_REMINDER_DAYS))
    wanted += [(MessageKind.REMINDER, day) for day in _reminded_of(hours, today, days)]
    for kind, day in wanted:
        begin, end = bounds(hours, day)
        about = f"{kind.value}:", f":{day.isoformat()}"
        rows = reminders.waiting(tx, hub_id, (max(begin, now), end), bounds(hours, today)[0], about)
        for pickup_id, group in groupby(rows, lambda row: str(row.pickup_id)):
            mine = list(group)
            channel = Channel.SMS if mine[0].phone and not mine[0].email else Channel.EMAIL
            once, ids = f"{about[0]}{pickup_id}{about[1]}", tuple(row.id for row in mine)
            yield Telling(kind, once, now, channel, pickup_id, parcel_ids=ids, day=day.isoformat())


def _reminded_of(hours: Opening, today: date, days: int) -> Iterator[date]:
    """The last days of which customers hear today: at most ``days`` opening days are left until then."""
    day, left = today, 0
    if not hours.is_open(today):
        return
    for _ in range(_LONGEST_PAUSE):
        left += hours.is_open(day)
        day += _DAY
        if left > days:
            return
        yield day


def _statements(tx: Tx, hub_id: str, hours: Opening, now: datetime) -> Iterator[Telling]:
    shops = places.told_of_days(tx, hub_id)
    if not shops:
        return
    closing = hours.closing(hours.day_of(now))
    is_over = closing is not None and now >= closing
    day = hours.day_of(now) - (timedelta() if is_over else _DAY)
    last = messages.last_statement_day(tx, hub_id)
    first = max(date.fromisoformat(last) + _DAY, day - (CAUGHT_UP_DAYS - 1) * _DAY) if last else day
    while first <= day:
        closed = hours.closing(first) or bounds(hours, first)[1]
        for shop_id in shops:
            once = f"{MessageKind.STATEMENT.value}:{shop_id}:{first.isoformat()}"
            due = max(now, closed + LATE_CUSTOMERS)
            yield Telling(MessageKind.STATEMENT, once, due, shop_id=shop_id, day=first.isoformat())
        first += _DAY
