"""What does not wait for its customer any more: why it goes back to its shop."""

from enum import StrEnum


class ReturnReason(StrEnum):
    """What a return slip says of a parcel."""

    OVERDUE = "overdue"
    CANCELLED = "cancelled"
    REFUSED = "refused"
    DAMAGED = "damaged"
