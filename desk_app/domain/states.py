"""States of a parcel, and which may follow which."""

from enum import StrEnum


class State(StrEnum):
    """Where a parcel is in its life. Overdue and partial are not states."""

    ANNOUNCED = "announced"
    RECEIVED = "received"  # in the hub, not yet on a shelf
    READY = "ready"
    MISSING = "missing"
    COLLECTED = "collected"
    RETURNING = "returning"
    RETURNED = "returned"
    DISPOSED = "disposed"
    CANCELLED = "cancelled"


OPEN = frozenset({State.ANNOUNCED, State.RECEIVED, State.READY, State.MISSING, State.RETURNING})
IN_HOUSE = frozenset({State.RECEIVED, State.READY, State.MISSING, State.RETURNING})

FOLLOWS: dict[State, frozenset[State]] = {
    State.ANNOUNCED: frozenset({State.RECEIVED, State.READY, State.CANCELLED}),
    State.RECEIVED: frozenset({State.READY, State.COLLECTED, State.RETURNING}),  # a customer may come before the shelf
    State.READY: frozenset({State.COLLECTED, State.MISSING, State.RETURNING}),
    State.MISSING: frozenset({State.READY, State.RETURNING}),
    State.RETURNING: frozenset({State.RETURNED, State.DISPOSED}),
    # only as an undo: timed, with a reason, journalled; to its shelf, or to where it stood without one
    State.COLLECTED: frozenset({State.READY, State.RECEIVED}),
    State.CANCELLED: frozenset({State.ANNOUNCED}),  # the shop takes its cancellation back
    State.RETURNED: frozenset(),
    State.DISPOSED: frozenset(),
}


def may_follow(before: State, after: State) -> bool:
    """Whether a parcel in ``before`` may become ``after``."""
    return after in FOLLOWS[before]
