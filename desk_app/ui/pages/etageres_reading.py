"""What the shelves' page reads, in jobs for the background door."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from desk_app.domain.lists import Filter, Group, Page, Sort
from desk_app.domain.people import fold
from desk_app.domain.states import IN_HOUSE, State
from desk_app.domain.sweeps import Sweep
from desk_app.domain.values import Answer, Parcel, Shelf, shelf_sort_key
from desk_app.domain.verdicts import Verdict, is_refusal
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


def swept(desk: Desk, tag: str, scanned: Sequence[str], new: Sequence[str] = ()) -> tuple[Sweep | None, list[Answer]]:
    """A shelf compared with all that was ``scanned`` there; what of ``new`` does not belong there is put there first.

    None for the shelf when it is not there any more. The answers are of what was put there, or could not be.
    """
    seen: Sweep | None = rooms.sweep.sweep(desk, tag, scanned)
    if seen is None:
        return None, []
    here = {parcel.id for parcel in seen.standing}
    answers = [rooms.sweep.put_here(desk, text, tag) for text in dict.fromkeys(new) if text not in here]
    if any(not is_refusal(answer.verdict) for answer in answers):
        seen = rooms.sweep.sweep(desk, tag, scanned)
    return seen, answers


def mended(desk: Desk, tag: str, scanned: Sequence[str], lost: Collection[str]) -> Answer:
    """The sweep is over: what of ``lost`` still should stand there is missing."""
    seen: Sweep | None = rooms.sweep.sweep(desk, tag, scanned)
    if seen is None:
        return Answer(Verdict.UNKNOWN_SHELF, {"shelf": tag})
    of_them = replace(seen, missing=tuple(parcel for parcel in seen.missing if parcel.id in lost))
    missing = [a for a in rooms.sweep.mend(desk, of_them) if a.verdict is Verdict.NOTED_MISSING]
    args = {"shelf": seen.shelf.code, "standing": len(seen.standing), "missing": len(missing)}
    left = len(seen.misplaced) + len(seen.gone) + len(seen.unknown)
    return Answer(Verdict.SWEPT, {**args, "left": left})


def _key(code: str) -> tuple[tuple[int, int, str], ...]:
    """``A-2``, ``a 02`` and ``A02`` are one shelf."""
    return shelf_sort_key(fold(code).replace(" ", ""))
