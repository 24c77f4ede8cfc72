"""Which counters have a pickup open, and which was first to hand over what is in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from desk_app.domain.values import Pickup

STALE = timedelta(minutes=10)
"""A card that has been open for so long is not looked at any more, or its counter is off."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """A counter and its clerk; since when it has a pickup open, or when it handed a parcel over."""

    counter: str
    clerk: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Seen:
    """A pickup as it now stands, which other counters have it open, and what they have handed over, by parcel."""

    pickup: Pickup
    others: tuple[Visitor, ...] = ()
    taken: Mapping[str, Visitor] = field(default_factory=dict)
