"""What a counter did by itself, while the server was away."""

from enum import StrEnum


class DeedState(StrEnum):
    """What became of it."""

    WAITING = "waiting"  # done on the counter's own copy; the server does not know yet
    DONE = "done"  # the server has it
    INCIDENT = "incident"  # the server could not make it its own: a person looks at it
