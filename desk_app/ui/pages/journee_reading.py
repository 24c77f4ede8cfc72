"""What the day's page reads, in jobs for the background door."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from desk_app.domain.values import JournalEntry, Parcel
from desk_app.domain.verdicts import Tone, Verdict, tone
from desk_app.ui import rooms

if TYPE_CHECKING:
    from desk_app.counter.desk import Desk

STEP = 60
MOST = 6_000  # lines of the journal that are looked through for what a filter wants
_IN_BULK = {"announce", "import"}  # written many at a time: told once


class Kind(StrEnum):
    """What of the journal is shown."""

    ALL = "all"
    HANDOVERS = "handovers"
    REFUSALS = "refusals"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was done or refused, and the parcel it was about as it now stands; ``count`` lines alike."""

    entry: JournalEntry
    parcel: Parcel | None = None
    count: int = 1

    @property
    def is_refused(self) -> bool:
        """Whether it was refused."""
        return is_refusal(self.entry)

    @property
    def key(self) -> tuple[object, ...]:
        """Tells two lines apart."""
        return self.entry.at, self.entry.counter, self.entry.action, self.entry.verdict, self.entry.parcel


@dataclass(frozen=True, slots=True)
class Journal:
    """The newest lines of a kind; ``more`` when there may be older ones."""

    kind: Kind
    lines: tuple[Line, ...]
    more: bool


def journal(desk: Desk, kind: Kind, wanted: int) -> Journal:
    """The newest ``wanted`` lines of that kind, looking back as far as it takes, within MOST."""
    limit = 2 * wanted
    while True:
        entries: tuple[JournalEntry, ...] = rooms.journal.entries(desk, limit)
        lines = _told_once(entry for entry in entries if _is_of(kind, entry))
        at_the_end = len(entries) < limit
        if len(lines) > wanted or at_the_end or limit >= MOST:
            break
        limit = min(MOST, 4 * limit)
    known = _parcels(desk, lines[:wanted])
    shown = tuple(Line(line.entry, known.get(line.entry.parcel or ""), line.count) for line in lines[:wanted])
    return Journal(kind, shown, len(lines) > wanted)


def parcel(desk: Desk, parcel_id: str) -> Parcel | None:
    """The parcel whose label says so."""
    found: Parcel | None = rooms.lists.parcel(desk, parcel_id)
    return found


def is_refusal(entry: JournalEntry) -> bool:
    """Whether somebody was told no; a shop's cancellation that comes in with a file is none."""
    return tone(entry.verdict) is Tone.NO and not (entry.action in _IN_BULK and entry.verdict is Verdict.CANCELLED)


def _is_of(kind: Kind, entry: JournalEntry) -> bool:
    refused = is_refusal(entry)
    if kind is Kind.REFUSALS:
        return refused
    if kind is Kind.HANDOVERS:
        return entry.verdict in (Verdict.COLLECTED, Verdict.UNDONE)
    return True


def _told_once(entries: Iterable[JournalEntry]) -> list[Line]:
    """An import of 300 orders is one line, not 300."""
    lines: list[Line] = []
    for entry in entries:
        last = lines[-1] if lines else None
        if last is not None and entry.action in _IN_BULK and _same_act(last.entry, entry):
            lines[-1] = Line(last.entry, count=last.count + 1)
        else:
            lines.append(Line(entry))
    return lines


def _same_act(one: JournalEntry, other: JournalEntry) -> bool:
    return (one.at, one.counter, one.action, one.verdict) == (other.at, other.counter, other.action, other.verdict)


def _parcels(desk: Desk, lines: Sequence[Line]) -> dict[str, Parcel]:
    ids = {line.entry.parcel for line in lines if line.entry.parcel and line.count == 1}
    found = ((parcel_id, parcel(desk, parcel_id)) for parcel_id in ids)
    return {parcel_id: it for parcel_id, it in found if it is not None}
