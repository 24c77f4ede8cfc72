"""What stays of a text after it was taken out of the tables: in free pages, in SQLite's log, in copies of the file."""

from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from functools import partial
from pathlib import Path

from desk_app.domain.trouble import EnvironmentTrouble
from desk_app.store import backups, columns, forgetting, migrate
from desk_app.store.engine import Store
from desk_app.store.errors import DatabaseUnusable

_COPIES = (".before-*", ".damaged-*")
_SOME = 500


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
    """What was made of the file before it was changed, or set aside: nobody can be forgotten in it.

    Its daily copies are not among them, see :func:`forget_in_copies`; what is left of a half made one is.
    """
    if store.file:
        for pattern in _COPIES:
            yield from store.file.parent.glob(f"{store.file.name}{pattern}")
        yield from backups.unfinished(store.file)


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


def forget_in_copies(store: Store, hub_id: str, now: datetime) -> list[Path]:
    """Forget in the daily copies whoever of a hub is forgotten in the file itself; those where that could not be done.

    A copy that is damaged, or of another schema, is removed: this program knows no way to forget anybody in it.
    """
    left = []
    for copy in backups.daily_copies(store.file) if store.file else ():
        try:
            if not _forget_in(store, copy, hub_id, now):
                left.append(copy)
        except DatabaseUnusable:
            copy.unlink(missing_ok=True)
        except (EnvironmentTrouble, OSError):
            left.append(copy)
    return left


def _forget_in(store: Store, file: Path, hub_id: str, now: datetime) -> bool:
    """Whether nobody is in it any more who is forgotten."""
    with closing(Store(f"sqlite:///{file}")) as copy:
        if copy.read(lambda tx: migrate.schema_version(tx, copy.shown)) == columns.SCHEMA:
            _forget_same(store, copy, hub_id, now)
            return wipe(copy)  # in any case: it may have failed the last time
    file.unlink()
    return True


def _forget_same(store: Store, copy: Store, hub_id: str, now: datetime) -> None:
    """Forget in ``copy`` whoever is forgotten in ``store``."""
    after = ""
    while some := copy.read(partial(forgetting.known, hub_id=hub_id, after=after, limit=_SOME)):
        after = some[-1]
        gone = store.read(partial(forgetting.forgotten, people=some))
        if gone:
            copy.write(partial(forgetting.forget, hub_id=hub_id, person_ids=gone, now=now))
