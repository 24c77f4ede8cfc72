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
    # a customer may come before the shelf
    State.RECEIVED: frozenset({State.READY, State.COLLECTED, State.MISSING, State.RETURNING, State.DISPOSED}),
    State.READY: frozenset({State.COLLECTED, State.MISSING, State.RETURNING, State.DISPOSED}),
    # found again: on its shelf, or without one; or in a customer's hands, or a clerk's who throws it away
    State.MISSING: frozenset({State.READY, State.RECEIVED, State.COLLECTED, State.RETURNING, State.DISPOSED}),
    # until it has left, its customer may still have it, and who took it by mistake puts it back
    State.RETURNING: frozenset(
        {State.RETURNED, State.DISPOSED, State.COLLECTED, State.MISSING, State.READY, State.RECEIVED}
    ),
    # only as an undo: timed, with a reason, journalled; to its shelf, or to where it stood without one
    State.COLLECTED: frozenset({State.READY, State.RECEIVED}),
    State.CANCELLED: frozenset({State.ANNOUNCED}),  # the shop takes its cancellation back
    State.RETURNED: frozenset(),
    State.DISPOSED: frozenset(),
}


def may_follow(before: State, after: State) -> bool:
    """Whether a parcel in ``before`` may become ``after``."""
    return after in FOLLOWS[before]
