"""What crosses the floors: plain frozen values. Times are aware and UTC, money is cents, None is unknown."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from desk_app.domain.cold import ColdRule, Warmth
from desk_app.domain.deadlines import HoldingPeriod, is_overdue, is_too_late
from desk_app.domain.returns import ReturnReason
from desk_app.domain.states import IN_HOUSE, OPEN, State
from desk_app.domain.told import Told
from desk_app.domain.verdicts import Verdict
from desk_app.domain.zones import ZONE_ORDER, Zone

Clock = Callable[[], datetime]
"""Gives the present time, aware, in UTC."""


@dataclass(frozen=True, slots=True)
class Shop:
    """A shop of the hub. ``pickup_methods`` names its shipping lines that mean pickup; ``trade`` is what it sells.

    ``hold_*`` are its own holding periods, None for the hub's. ``prepaid``: nothing of it is ever paid at the hub.
    ``told`` is how it wants to be told what happened.
    """

    id: str
    name: str
    trade: str = ""
    colour: str = "#5b6770"
    email: str | None = None
    phone: str | None = None
    active: bool = True
    pickup_methods: tuple[str, ...] = ()
    hold_days: int | None = None
    hold_chilled_hours: int | None = None
    hold_frozen_days: int | None = None
    hold_hot_hours: int | None = None
    prepaid: bool = False
    identity_check: bool = False
    language: str = "fr"
    told: Told = Told.EACH

    def period(self, hub: HoldingPeriod) -> HoldingPeriod:
        """How long its goods are kept: its own periods, and the hub's where it has none."""
        own = (self.hold_days, self.hold_chilled_hours, self.hold_frozen_days, self.hold_hot_hours)
        hubs = (hub.ambient_days, hub.chilled_hours, hub.frozen_days, hub.hot_hours)
        return HoldingPeriod(*(theirs if mine is None else mine for mine, theirs in zip(own, hubs, strict=True)))


@dataclass(frozen=True, slots=True)
class Shelf:
    """A storage location. ``tag`` is what its label says; ``capacity`` None is unlimited."""

    id: str
    code: str
    tag: str
    zone: Zone
    capacity: int | None = None
    occupied: int = 0
    for_returns: bool = False

    @property
    def is_full(self) -> bool:
        """Whether no further parcel fits."""
        return self.capacity is not None and self.occupied >= self.capacity


@dataclass(frozen=True, slots=True)
class Parcel:
    """One physical piece with what its order and shop say of it.

    ``amount_due_cents`` is what is left to pay of its order. ``warm_since`` is since when cold goods are out of the
    cold now, ``warm_seconds`` how long they were before. ``identity_check`` is its shop's wish, and so is
    ``shop_hears``: of each thing that happens to it, by mail.
    """

    id: str
    order_id: str
    shop_id: str
    pickup_id: str
    shop: str
    trade: str
    colour: str
    order: str
    piece: int
    pieces: int
    customer: str
    email: str | None
    phone: str | None
    items: str
    note: str
    zone: Zone
    age_check: bool
    unannounced: bool
    state: State
    shelf_id: str | None
    shelf: str | None
    pickup_code: str
    amount_due_cents: int | None
    slot: str
    keep_until: datetime | None
    announced_at: datetime
    received_at: datetime | None
    ready_at: datetime | None
    collected_at: datetime | None
    slot_at: datetime | None = None
    handover_id: str | None = None
    return_reason: ReturnReason | None = None
    warm_since: datetime | None = None
    warm_seconds: int = 0
    is_damaged: bool = False
    identity_check: bool = False
    shop_hears: bool = False

    def is_overdue(self, now: datetime) -> bool:
        """Ready and past its holding period."""
        return is_overdue(self.state, self.keep_until, now)

    @property
    def may_wait_longer(self) -> bool:
        """Whether its holding period can be made longer: ambient goods that wait here for their customer."""
        waits = self.state in (State.READY, State.RECEIVED)
        return waits and not self.zone.is_strict and self.keep_until is not None

    def warm_for(self, now: datetime) -> timedelta:
        """How long it has been out of the cold, all times together."""
        since = self.warm_since
        return timedelta(seconds=self.warm_seconds) + (max(timedelta(), now - since) if since else timedelta())

    def is_too_warm(self, rule: ColdRule, now: datetime) -> bool:
        """Cold goods that were out of the cold for too long."""
        return self.zone.is_cold and rule.of(self.warm_for(now)) is Warmth.BLOCKED

    def is_too_late(self, now: datetime) -> bool:
        """Cold or hot goods past their limit: not handed over."""
        return is_too_late(self.state, self.zone, self.keep_until, now)

    def is_spoilt(self, now: datetime) -> bool:
        """Cold or hot goods past their limit, whether they are on a shelf, missing, or on their way back."""
        return self.zone.is_strict and self.keep_until is not None and self.keep_until < now

    def is_thrown_away(self, rule: ColdRule, now: datetime) -> bool:
        """Of no use to its shop either: chilled or hot, and past its limit or too warm; frozen ones go back."""
        is_bad = self.is_spoilt(now) or self.is_too_warm(rule, now)
        return is_bad and self.zone in (Zone.CHILLED, Zone.HOT)

    @property
    def is_cancelled_here(self) -> bool:
        """The shop has cancelled it since it came: it goes back, and nobody collects it."""
        return self.state in IN_HOUSE and self.return_reason is ReturnReason.CANCELLED

    @property
    def is_still_here(self) -> bool:
        """Goes back to its shop, but until it has left its customer may have it: not what must stay cold or hot."""
        return self.state is State.RETURNING and not self.zone.is_strict and not self.is_cancelled_here


def shelf_sort_key(code: str | None) -> tuple[tuple[int, int, str], ...]:
    """Orders shelf codes as people do: A-2 before A-12."""
    parts: list[str] = []
    for char in code or "":
        if parts and parts[-1][-1].isdigit() == char.isdigit():
            parts[-1] += char
        else:
            parts.append(char)
    return tuple((0, int(p), "") if p.isdecimal() else (1, 0, p) for p in parts)


def walking_order(parcel: Parcel) -> tuple[int, tuple[tuple[int, int, str], ...], str, int]:
    """Sorts parcels as they are fetched: by shelf, chilled then frozen last."""
    return ZONE_ORDER[parcel.zone], shelf_sort_key(parcel.shelf), parcel.order, parcel.piece


@dataclass(frozen=True, slots=True)
class Pickup:
    """One customer's parcels from all shops under one code, in walking order."""

    id: str
    code: str
    customer: str
    email: str | None
    phone: str | None
    opened_at: datetime
    closed_at: datetime | None
    parcels: tuple[Parcel, ...]
    proxy: str | None = None

    @property
    def ready(self) -> tuple[Parcel, ...]:
        """What can be handed over now, cold goods past their limit included: the handover refuses those."""
        return tuple(p for p in self.parcels if p.state is State.READY and not p.is_cancelled_here)

    @property
    def not_here(self) -> tuple[Parcel, ...]:
        """Open parcels that cannot be fetched yet; not those that go back."""
        awaited = OPEN - {State.READY, State.RETURNING}
        return tuple(p for p in self.parcels if p.state in awaited and not p.is_cancelled_here)

    @property
    def still_here(self) -> tuple[Parcel, ...]:
        """Goes back to its shop, but its label may still be scanned and handed over."""
        return tuple(p for p in self.parcels if p.is_still_here)

    def due(self) -> dict[str, int | None]:
        """What is left to pay for the ready parcels, by shop, each order once; None is unknown."""
        by_shop: dict[str, int | None] = {}
        orders = {p.order_id: p for p in self.ready if p.amount_due_cents != 0}
        for parcel in orders.values():
            before = by_shop.get(parcel.shop, 0)
            amount = parcel.amount_due_cents
            by_shop[parcel.shop] = None if amount is None or before is None else before + amount
        return by_shop


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a row was refused or deserves a look: a key of the translations and its words."""

    key: str
    args: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Announcement:
    """What a shop says of one order, from a file or by hand.

    ``platform_id`` is the platform's stable id, where it has one; ``due_cents`` None is unknown, never paid;
    ``pieces`` None is not said (one parcel, or as many as are known already); ``pickup`` False is shipped, None is
    not said; ``rows`` are the file's line numbers, for messages.
    """

    reference: str
    customer: str
    platform_id: str | None = None
    email: str | None = None
    phone: str | None = None
    items: str = ""
    item_count: int | None = None
    pieces: int | None = None
    zone: Zone | None = None
    age_check: bool = False
    due_cents: int | None = None
    paid: bool | None = None
    pickup: bool | None = None
    shipping_method: str = ""
    slot: str = ""
    note: str = ""
    created_at: datetime | None = None
    cancelled: bool = False
    rows: tuple[int, ...] = ()
    warnings: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row (counted from 1, as a spreadsheet does; 0 is the whole file) that announces nothing, and why."""

    row: int
    reason: Reason


@dataclass(frozen=True, slots=True)
class Answer:
    """What an action answers: a verdict, the words its sentence needs, and what it is about.

    ``args`` holds plain values (str, int, datetime, Zone …) that the translations format.
    ``parcels`` are those concerned, after the action.
    """

    verdict: Verdict
    args: Mapping[str, object] = field(default_factory=dict)
    parcels: tuple[Parcel, ...] = ()
    pickup: Pickup | None = None


@dataclass(frozen=True, slots=True)
class ImportReport:
    """Counts are orders, not rows. ``cancelled`` counts cancelled, refunded and draft orders met in the file."""

    new: int = 0
    changed: int = 0
    identical: int = 0
    cancelled: int = 0
    refused: tuple[RefusedRow, ...] = ()
    warnings: tuple[RefusedRow, ...] = ()


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One line of the journal. Never a name or a phone; ``remark`` is what somebody wrote of it, kept apart."""

    at: datetime
    counter: str
    clerk: str
    action: str
    verdict: Verdict
    parcel: str | None
    detail: str = ""
    remark: str = ""
