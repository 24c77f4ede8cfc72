"""Holding periods: until when a parcel is kept, and what being late means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from desk_app.domain.states import State
from desk_app.domain.zones import Zone

if TYPE_CHECKING:
    from desk_app.domain.opening import Opening


LONGEST = {"hold_days": 365, "hold_chilled_hours": 24 * 14, "hold_frozen_days": 365, "hold_hot_hours": 24}
"""The most that a shop's own holding periods may be."""


@dataclass(frozen=True, slots=True)
class HoldingPeriod:
    """How long goods are kept, per zone: opening days for ambient and frozen, hours for chilled and hot."""

    ambient_days: int = 7
    chilled_hours: int = 24
    frozen_days: int = 3
    hot_hours: int = 2

    @classmethod
    def of_settings(cls, stored: Mapping[str, str]) -> HoldingPeriod:
        """The hub's own; what is not among its settings is at its default."""
        return cls(**{name: int(stored[key]) for name in cls.__slots__ if (key := f"hold.{name}") in stored})


def keep_until(received: datetime, zone: Zone, period: HoldingPeriod, opening: Opening) -> datetime:
    """When the holding period of goods received at ``received`` ends, in UTC.

    Ambient and frozen goods are kept for so many opening days after the day they came, until the hub closes on the
    last: a week of holidays is not the customer's loss. Chilled and hot goods go by the clock, open or not, even when
    nobody could have come in time: what is too old to eat does not wait for the door to open.
    """
    if zone is Zone.CHILLED:
        return received + timedelta(hours=period.chilled_hours)
    if zone is Zone.HOT:
        return received + timedelta(hours=period.hot_hours)
    return kept_longer(received, period.frozen_days if zone is Zone.FROZEN else period.ambient_days, opening)


def kept_longer(at: datetime, days: int, opening: Opening) -> datetime:
    """When the hub closes on the opening day that comes ``days`` opening days after ``at``, in UTC."""
    closing = opening.closing(opening.add_open_days(opening.day_of(at), days))
    assert closing is not None
    return closing.astimezone(UTC)


def is_overdue(state: State, limit: datetime | None, now: datetime) -> bool:
    """Ready and past its holding period: still collectable, unless :func:`is_too_late`."""
    return state is State.READY and limit is not None and limit < now


def is_too_late(state: State, zone: Zone, limit: datetime | None, now: datetime) -> bool:
    """Cold and hot goods past their limit are not handed over."""
    return zone.is_strict and is_overdue(state, limit, now)
