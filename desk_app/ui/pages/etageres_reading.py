"""What the shelves' page reads, in jobs for the background door."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desk_app.domain.lists import Filter, Group, Page, Sort
from desk_app.domain.people import fold
from desk_app.domain.states import IN_HOUSE, State
from desk_app.domain.values import Answer, Parcel, Shelf, shelf_sort_key
from desk_app.domain.verdicts import Verdict
from desk_app.ui import rooms

if TYPE_CHECKING:
    from desk_app.counter.desk import Desk

MOST_OVERDUE = 2_000
SHOWN = 100


@dataclass(frozen=True, slots=True)
class Overview:
    """All shelves, how many parcels past their holding period stand on each (by shelf id), and what has no place."""

    shelves: tuple[Shelf, ...]
    overdue: Mapping[str, int]
    to_shelve: Page

    def find(self, text: str) -> Shelf | None:
        """The shelf whose label says ``text``, or whose code it is, whatever its case and separators."""
        key = _key(text)
        by_tag = (shelf for shelf in self.shelves if shelf.tag == text.upper())
        return next(by_tag, None) or next((shelf for shelf in self.shelves if _key(shelf.code) == key), None)

    def get(self, shelf_id: str) -> Shelf | None:
        """The shelf of that id."""
        return next((shelf for shelf in self.shelves if shelf.id == shelf_id), None)


@dataclass(frozen=True, slots=True)
class Opened:
    """A shelf as it stands, within the overview; ``parcel_id`` is to be marked."""

    overview: Overview
    shelf: Shelf
    page: Page
    parcel_id: str = ""


def overview(desk: Desk) -> Overview:
    """All shelves."""
    late = rooms.lists.parcels(desk, Filter(group=Group.OVERDUE, limit=MOST_OVERDUE))
    counts = Counter(parcel.shelf_id for parcel in late.rows if parcel.shelf_id)
    waiting = rooms.lists.parcels(desk, Filter(group=Group.TO_SHELVE, limit=SHOWN))
    return Overview(rooms.setup.shelves(desk), counts, waiting)


def opened(desk: Desk, shelf_id: str, parcel_id: str = "") -> Opened | None:
    """One shelf with what stands on it, the longest there first; None when there is no such shelf."""
    seen = overview(desk)
    shelf = seen.get(shelf_id)
    return _open(desk, seen, shelf, parcel_id) if shelf is not None else None


def named(desk: Desk, text: str) -> Opened | Answer:
    """The shelf that ``text`` names, opened; or that there is none."""
    seen = overview(desk)
    shelf = seen.find(text)
    return _open(desk, seen, shelf) if shelf is not None else Answer(Verdict.UNKNOWN_SHELF, {"shelf": text})


def _open(desk: Desk, seen: Overview, shelf: Shelf, parcel_id: str = "") -> Opened:
    wanted = Filter(group=Group.IN_HOUSE, shelf_id=shelf.id, sort=Sort.KEEP_UNTIL, descending=False, limit=SHOWN)
    return Opened(seen, shelf, rooms.lists.parcels(desk, wanted), parcel_id)


def located(desk: Desk, parcel_id: str) -> Answer:
    """Where a parcel stands: ALREADY_RECEIVED with its shelf, RECEIVED while it has none; else why it is not here.

    A missing one is FOUND where it was.
    """
    parcel: Parcel | None = rooms.lists.parcel(desk, parcel_id)
    if parcel is None or parcel.state not in IN_HOUSE:
        return rooms.receive.move(desk, parcel_id, parcel_id)  # refused and journalled, whatever the shelf
    if parcel.state is State.MISSING:
        found: Answer = rooms.returns.found(desk, parcel_id)
        return found
    args: dict[str, object] = {"shelf": parcel.shelf or "", "shop": parcel.shop, "order": parcel.order}
    args |= {"piece": parcel.piece, "pieces": parcel.pieces}
    verdict = Verdict.RECEIVED if parcel.state is State.RECEIVED else Verdict.ALREADY_RECEIVED
    return Answer(verdict, args, (parcel,))


def _key(code: str) -> tuple[tuple[int, int, str], ...]:
    """``A-2``, ``a 02`` and ``A02`` are one shelf."""
    return shelf_sort_key(fold(code).replace(" ", ""))
