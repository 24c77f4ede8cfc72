"""Holding periods: until when a parcel is kept, and what being late means."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from desk_app.domain.states import State
from desk_app.domain.zones import Zone


@dataclass(frozen=True, slots=True)
class HoldingPeriod:
    """How long the hub keeps goods, per zone: days for ambient and frozen, hours for chilled and hot."""

    ambient_days: int = 7
    chilled_hours: int = 24
    frozen_days: int = 3
    hot_hours: int = 2


def keep_until(received: datetime, zone: Zone, period: HoldingPeriod, shop_days: int | None = None) -> datetime:
    """When the holding period of goods received at ``received`` ends. A shop's own days hold for ambient goods."""
    if zone is Zone.CHILLED:
        return received + timedelta(hours=period.chilled_hours)
    if zone is Zone.HOT:
        return received + timedelta(hours=period.hot_hours)
    if zone is Zone.FROZEN:
        return received + timedelta(days=period.frozen_days)
    return received + timedelta(days=period.ambient_days if shop_days is None else shop_days)


def is_overdue(state: State, limit: datetime | None, now: datetime) -> bool:
    """Ready and past its holding period: still collectable, unless :func:`is_too_late`."""
    return state is State.READY and limit is not None and limit < now


def is_too_late(state: State, zone: Zone, limit: datetime | None, now: datetime) -> bool:
    """Cold and hot goods past their limit are not handed over."""
    return zone.is_strict and is_overdue(state, limit, now)
