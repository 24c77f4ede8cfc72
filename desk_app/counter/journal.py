"""Reading the journal; it is written by the actions themselves."""

from desk_app.counter.desk import Desk
from desk_app.domain.values import JournalEntry
from desk_app.store import journal


def entries(desk: Desk, limit: int = 50) -> tuple[JournalEntry, ...]:
    """The newest entries first."""
    return desk.store.read(lambda tx: journal.entries(tx, desk.hub_id, limit))
