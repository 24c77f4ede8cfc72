"""What stays of a text after it was taken out of the tables: in free pages, in SQLite's log, in copies of the file."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from desk_app.store.engine import Store

_COPIES = ".before-"


def wipe(store: Store) -> bool:
    """Write the file anew and empty its log, so that no old text is left in it; False where a reader was in the way.

    Takes as much free disk as the file is large. Raises DatabaseOffline: the disk is full, or another counter writes.
    A PostgreSQL server does the same by itself, bit by bit.
    """
    if not store.is_sqlite:
        return True
    store.read(lambda tx: tx.exec_driver_sql("VACUUM").close())
    busy = store.read(lambda tx: tx.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").scalar())
    return not busy


def copies(store: Store) -> Iterator[Path]:
    """The copies that were made of the file before its schema was changed."""
    if store.file:
        yield from store.file.parent.glob(f"{store.file.name}{_COPIES}*")


def remove_copies(store: Store, before: datetime) -> list[Path]:
    """Remove those that were made before then; those that could not be removed."""
    left = []
    for copy in list(copies(store)):
        try:
            if copy.stat().st_mtime < before.timestamp():
                copy.unlink()
        except OSError:
            left.append(copy)
    return left
