"""What does not wait for its customer any more: why it goes back to its shop, and what is thrown away instead."""

from datetime import datetime
from enum import StrEnum

from desk_app.domain.zones import Zone


class ReturnReason(StrEnum):
    """What a return slip says of a parcel."""

    OVERDUE = "overdue"
    CANCELLED = "cancelled"
    REFUSED = "refused"
    DAMAGED = "damaged"


def is_thrown_away(zone: Zone, limit: datetime | None, now: datetime) -> bool:
    """Chilled and hot goods past their limit are of no use to their shop either; frozen ones go back."""
    return zone in (Zone.CHILLED, Zone.HOT) and limit is not None and limit < now
