"""What a scanned label means on the returns' page, in jobs for the background door."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desk_app.domain.states import State
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
    if parcel is not None and rooms.returns.is_bad(desk, parcel):
        return Scanned(parcel, None)
    return Scanned(parcel, rooms.returns.fetch(desk, parcel_id))
