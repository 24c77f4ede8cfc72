"""What the page of messages reads, in one job."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from desk_app.domain.messages import NEEDS_PERSON, UNSENT, Listed, MessageState
from desk_app.ui import rooms

if TYPE_CHECKING:
    from desk_app.counter.desk import Desk

MOST = 200  # are listed


class Part(StrEnum):
    """Which messages are shown."""

    TO_SEE = "to_see"
    WAITING = "waiting"
    SENT = "sent"


STATES: Mapping[Part, frozenset[MessageState]] = {
    Part.TO_SEE: NEEDS_PERSON,
    Part.WAITING: UNSENT - NEEDS_PERSON,
    Part.SENT: frozenset({MessageState.SENT}),
}


@dataclass(frozen=True, slots=True)
class Outbox:
    """One part of the messages, the newest first, how many there are of each that is not sent, and what failed.

    ``has_server`` is whether a mail server is set up.
    """

    part: Part
    rows: tuple[Listed, ...]
    counts: Mapping[Part, int]
    failed: int
    has_server: bool


def outbox(desk: Desk, part: Part) -> Outbox:
    """That part, read from the database."""
    by_state: dict[MessageState, int] = rooms.messages.counts(desk)
    hub = rooms.setup.hub_settings(desk)
    return Outbox(
        part,
        rooms.messages.listed(desk, tuple(STATES[part]), MOST),
        {p: sum(by_state.get(state, 0) for state in STATES[p]) for p in Part},
        by_state.get(MessageState.FAILED, 0),
        bool(hub.get("smtp.host") and hub.get("smtp.sender")),
    )
