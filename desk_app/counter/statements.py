"""A shop's day, as its statement tells it."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

from desk_app.counter.desk import Desk, opening
from desk_app.domain.messages import Statement
from desk_app.domain.opening import Opening
from desk_app.domain.states import State
from desk_app.domain.values import Parcel
from desk_app.store import places, statements
from desk_app.store.engine import Tx

_GONE_BACK = frozenset({State.RETURNED, State.DISPOSED})


def statement(desk: Desk, shop_id: str, day: date) -> Statement:
    """The day of a shop that is known to exist, up to now when it is not over."""
    return desk.store.read(lambda tx: of_day(tx, desk.hub_id, shop_id, day))


def today(desk: Desk) -> date:
    """Which day it is in the hub."""
    return desk.store.read(lambda tx: opening(tx, desk.hub_id).day_of(desk.clock()))


def of_day(tx: Tx, hub_id: str, shop_id: str, day: date) -> Statement:
    """As :func:`statement`, inside another question."""
    shop = places.shop_by_id(tx, hub_id, shop_id)
    assert shop is not None
    begin, end = bounds(opening(tx, hub_id), day)
    every = statements.parcels_of(tx, hub_id, shop_id, begin, end)
    moved = statements.moved_at(tx, [parcel.id for parcel in every])

    def those(wanted: Callable[[Parcel, datetime], bool]) -> tuple[Parcel, ...]:
        return tuple(parcel for parcel in every if wanted(parcel, moved[parcel.id]))

    return Statement(
        shop,
        day,
        came=those(lambda p, _moved: p.received_at is not None and p.received_at >= begin),
        left=those(lambda p, _moved: p.collected_at is not None and begin <= p.collected_at < end),
        waits=those(lambda p, moved: _waited(p, moved, end)),
        goes_back=those(lambda p, moved: moved < end and p.state in {State.RETURNING, *_GONE_BACK}),
        taken=statements.taken(tx, hub_id, shop_id, begin, end),
    )


def bounds(hours: Opening, day: date) -> tuple[datetime, datetime]:
    """When a day of the hub begins and ends."""
    begin, end = (datetime.combine(midnight, time(), hours.zone) for midnight in (day, day + timedelta(days=1)))
    return begin.astimezone(UTC), end.astimezone(UTC)


def _waited(parcel: Parcel, moved: datetime, end: datetime) -> bool:
    """Whether a parcel that had come by then was still there for its customer."""
    match parcel.state:
        case State.RECEIVED | State.READY | State.MISSING:
            return True
        case State.COLLECTED:
            return parcel.collected_at is not None and parcel.collected_at >= end
        case _:
            return moved >= end
