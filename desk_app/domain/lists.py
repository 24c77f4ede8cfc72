"""What the lists and totals of the hub ask for and answer."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from desk_app.domain.states import IN_HOUSE, OPEN, State
from desk_app.domain.values import JournalEntry, Parcel
from desk_app.domain.zones import Zone


class Group(StrEnum):
    """The parcels a list is about."""

    OPEN = "open"
    EXPECTED = "expected"
    TO_SHELVE = "to_shelve"
    READY = "ready"
    OVERDUE = "overdue"
    IN_HOUSE = "in_house"
    TODAY = "today"  # customers whom a shop has promised a slot of today
    COLLECTED = "collected"
    CANCELLED = "cancelled"
    RETURNS = "returns"
    MISSING = "missing"
    ALL = "all"


GROUP_STATES: dict[Group, frozenset[State]] = {
    Group.OPEN: OPEN,
    Group.EXPECTED: frozenset({State.ANNOUNCED}),
    Group.TO_SHELVE: frozenset({State.RECEIVED}),
    Group.READY: frozenset({State.READY}),
    Group.OVERDUE: frozenset({State.READY}),
    Group.IN_HOUSE: IN_HOUSE,
    Group.TODAY: OPEN,
    Group.COLLECTED: frozenset({State.COLLECTED}),
    Group.CANCELLED: frozenset({State.CANCELLED, State.RETURNED, State.DISPOSED}),
    Group.RETURNS: frozenset({State.RETURNING}),
    Group.MISSING: frozenset({State.MISSING}),
    Group.ALL: frozenset(State),
}


class Sort(StrEnum):
    """What a list is sorted by; RECENT is when a parcel last moved."""

    RECENT = "recent"
    SHOP = "shop"
    ORDER = "order"
    CUSTOMER = "customer"
    SHELF = "shelf"
    KEEP_UNTIL = "keep_until"
    SLOT = "slot"


@dataclass(frozen=True, slots=True)
class Filter:
    """Which parcels, in which order, which page. ``state`` asks for one state instead of the group's."""

    group: Group = Group.OPEN
    state: State | None = None
    shop_id: str | None = None
    shelf_id: str | None = None
    zone: Zone | None = None
    text: str = ""
    sort: Sort = Sort.RECENT
    descending: bool = True
    offset: int = 0
    limit: int = 50


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows of a list. ``total`` counts all of them; when ``capped`` there are more than that."""

    rows: tuple[Parcel, ...]
    total: int
    capped: bool = False


@dataclass(frozen=True, slots=True)
class Totals:
    """The hub at a glance, in parcels. ``ready`` includes the overdue, ``open`` all that have not left.

    ``to_return`` is what is to be taken off the shelves, to go back to its shop or to be thrown away.
    ``today`` are open and have a slot of today.
    """

    expected: int = 0
    to_shelve: int = 0
    ready: int = 0
    overdue: int = 0
    collected_today: int = 0
    open: int = 0
    to_return: int = 0
    missing: int = 0
    messages: int = 0  # that failed or were perhaps sent: somebody looks at them
    today: int = 0
    incidents: int = 0  # that nobody has solved


@dataclass(frozen=True, slots=True)
class Day:
    """From midnight to midnight on the counter's wall clock, in UTC; not always 24 hours."""

    begins: datetime
    ends: datetime


@dataclass(frozen=True, slots=True)
class Handover:
    """What one customer took at one moment; ``parcel_id`` is one of the parcels, for an undo."""

    at: datetime
    customer: str
    count: int
    parcel_id: str
    pickup_code: str


@dataclass(frozen=True, slots=True)
class Found:
    """A customer found without a code, with their newest pickup."""

    code: str
    customer: str
    email: str | None
    phone: str | None
    ready: int
    waiting: int
    closed_at: datetime | None
    shops: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """A customer the hub has met, to complete a form with."""

    name: str
    email: str | None
    phone: str | None


@dataclass(frozen=True, slots=True)
class Missed:
    """A parcel nobody finds, and the last line of the journal that says where it was and who had it."""

    parcel: Parcel
    last: JournalEntry | None


@dataclass(frozen=True, slots=True)
class Worklist:
    """What does not wait for its customer any more, or cannot be found.

    ``to_fetch`` and ``to_throw_away`` are in walking order; ``to_give_back``, fetched already, is by shop.
    ``return_shelves`` are the ids of the shelves where that stands. ``capped``: there is more than is listed.
    """

    to_fetch: tuple[Parcel, ...] = ()
    to_give_back: tuple[Parcel, ...] = ()
    missing: tuple[Missed, ...] = ()
    to_throw_away: tuple[Parcel, ...] = ()
    return_shelves: frozenset[str] = frozenset()
    capped: bool = False
