"""Reading the journal, and verifying it; it is written by the actions themselves."""

from collections.abc import Sequence
from dataclasses import dataclass

from desk_app.counter.desk import Desk
from desk_app.domain.chain import Break, Fault, Head
from desk_app.domain.values import JournalEntry
from desk_app.store import chains, journal


def entries(desk: Desk, limit: int = 50) -> tuple[JournalEntry, ...]:
    """The newest entries first."""
    return desk.store.read(lambda tx: journal.entries(tx, desk.hub_id, limit))


@dataclass(frozen=True, slots=True)
class Verified:
    """Where each counter's chain ends as far as it holds, and the first break of each that does not."""

    heads: tuple[Head, ...]
    breaks: tuple[Break, ...]


def verify(desk: Desk, noted: Sequence[Head] = ()) -> Verified:
    """Go along every counter's chain from its first row, and compare it with heads that were noted earlier.

    A noted head without a ``hub_id`` is of this hub. Raises DatabaseOffline.
    """
    heads, breaks = chains.verify(desk.store.read)
    broken = {(found.hub_id, found.counter) for found in breaks}
    found = (_compared(desk, head) for head in noted if (head.hub_id or desk.hub_id, head.counter) not in broken)
    return Verified(heads, (*breaks, *filter(None, found)))


def _compared(desk: Desk, noted: Head) -> Break | None:
    hub_id = noted.hub_id or desk.hub_id
    there = desk.store.read(lambda tx: chains.digest_at(tx, hub_id, noted.counter, noted.seq))
    if there is not None and there.startswith(noted.digest.lower()):
        return None
    return Break(hub_id, noted.counter, noted.seq, Fault.REWRITTEN if there else Fault.CUT_OFF)
