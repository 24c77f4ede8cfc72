"""What a scanned label means on the returns' page, in jobs for the background door."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desk_app.domain.returns import is_thrown_away
from desk_app.domain.states import IN_HOUSE, State
from desk_app.domain.values import Answer, Parcel
from desk_app.ui import rooms

if TYPE_CHECKING:
    from desk_app.counter.desk import Desk


@dataclass(frozen=True, slots=True)
class Scanned:
    """What was done with a scanned parcel; without an answer it is to be thrown away, when its clerk says why."""

    parcel: Parcel | None
    answer: Answer | None


def scanned(desk: Desk, parcel_id: str) -> Scanned:
    """A missing parcel is found, what is spoilt is asked about, everything else is fetched, or it is said why not."""
    parcel: Parcel | None = rooms.lists.parcel(desk, parcel_id)
    if parcel is not None and parcel.state is State.MISSING:
        return Scanned(parcel, rooms.returns.found(desk, parcel_id))
    if parcel is not None and parcel.state in IN_HOUSE and is_thrown_away(parcel.zone, parcel.keep_until, desk.clock()):
        return Scanned(parcel, None)
    return Scanned(parcel, rooms.returns.fetch(desk, parcel_id))
