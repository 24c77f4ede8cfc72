"""Why goods go back to their shop."""

from enum import StrEnum


class ReturnReason(StrEnum):
    """What a return slip says of a parcel."""

    OVERDUE = "overdue"
    CANCELLED = "cancelled"
    REFUSED = "refused"
    DAMAGED = "damaged"
