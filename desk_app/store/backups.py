"""Backups: one file that holds a whole database, looked through after it was written, and taken back into place."""

import sqlite3
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from time import time

from desk_app.domain.values import Reason
from desk_app.store import columns, dumps, migrate, sqlite_files
from desk_app.store.engine import Store
from desk_app.store.errors import DatabaseUnusable

FOLDER = "backups"  # beside the database's file
_HEAD_BYTES = 16
_DAMAGED = "backups.damaged"


@dataclass(frozen=True, slots=True)
class Backup:
    """A file that was looked through and is whole: the schema it has and how many parcels it holds."""

    file: Path
    schema: str
    parcels: int

    @property
    def day(self) -> datetime:
        """When the day of a daily copy began, here; its name says which."""
        return day_of(self.file)


def save(store: Store, target: Path) -> Backup:
    """Write all that the database holds at one moment into ``target``, while counters go on.

    An older file of that name is replaced once the new one was looked through, and not before. Raises DatabaseOffline
    or DatabaseUnusable.
    """
    if _is_empty(store):
        raise DatabaseUnusable(Reason("backups.nothing", {"database": store.shown}))
    try:
        with sqlite_files.replacing(target) as part:
            part.touch(mode=0o600)  # it names customers
            _write(store, part)
            return replace(_examined(store, part), file=target)
    except OSError as error:
        raise DatabaseUnusable(Reason("errors.backup_failed", {"file": str(target)})) from error


def _is_empty(store: Store) -> bool:
    """Raises DatabaseUnusable when another program's tables are there."""
    if store.file and not store.file.exists():
        return True
    return store.read(lambda tx: migrate.schema_version(tx, store.shown)) is None


def _write(store: Store, part: Path) -> None:
    if not store.file:
        dumps.dump(store, part)
        return
    try:
        sqlite_files.copy_out(store.file, part)
    except sqlite3.Error as error:
        raise OSError(str(error)) from error


def _examined(store: Store, part: Path) -> Backup:
    try:
        return examine(part)
    except DatabaseUnusable as trouble:  # a copy is as damaged as what it was made of
        if trouble.reason.key != _DAMAGED:
            raise
        raise DatabaseUnusable(Reason("errors.database_damaged", {"database": store.shown})) from trouble


def examine(file: Path) -> Backup:
    """Look through all of a backup. Raises DatabaseUnusable when it is damaged, of another program or newer than us."""
    args: dict[str, object] = {"file": str(file)}
    try:
        schema, parcels = dumps.examine(file) if is_dump(file) else _examine(file)
    except sqlite3.DatabaseError as error:
        raise DatabaseUnusable(Reason(_DAMAGED, args)) from error
    if schema is None:
        raise DatabaseUnusable(Reason("backups.foreign", args))
    if schema > columns.SCHEMA:
        raise DatabaseUnusable(Reason("backups.newer", args))
    return Backup(file, schema, parcels)


def is_dump(file: Path) -> bool:
    """Whether it is a PostgreSQL server's backup, and not a SQLite file. Raises DatabaseUnusable when it is neither."""
    try:
        with file.open("rb") as opened:
            head = opened.read(_HEAD_BYTES)
    except OSError as error:
        raise DatabaseUnusable(Reason("errors.file_unreadable", {"file": str(file)})) from error
    if head != sqlite_files.HEADER and not head.startswith(dumps.MAGIC):
        raise DatabaseUnusable(Reason("backups.foreign", {"file": str(file)}))
    return head != sqlite_files.HEADER


def _examine(file: Path) -> tuple[str | None, int]:
    with sqlite_files.reading(file) as connection:
        if sqlite_files.faults(connection):
            raise sqlite3.DatabaseError("malformed")
        tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if not {"alembic_version", "parcel"} <= tables:
            return None, 0
        versions = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        return versions and versions[0], connection.execute("SELECT COUNT(*) FROM parcel").fetchone()[0]


def restore(store: Store, backup: Backup, now: datetime) -> Path | None:
    """Put what a backup holds in the database's place, its schema upgraded; the file where what was there is kept.

    On SQLite other counters may have the file open: they see the one database, then the other. A server's database must
    be empty. Raises DatabaseOffline or DatabaseUnusable; then what was there is still there, under one of both names.
    """
    if is_dump(backup.file) is store.is_sqlite:
        raise DatabaseUnusable(Reason("backups.other_kind", {"file": str(backup.file)}))
    aside = None
    if store.file:
        aside = _restore_file(store, store.file, backup.file, now)
    else:
        _load(store, backup.file)
    store.close()  # what its connections know of the database before
    migrate.prepare(store)
    return aside


def _load(store: Store, dump: Path) -> None:
    if not _is_empty(store):
        raise DatabaseUnusable(Reason("backups.not_empty", {"database": store.shown}))
    dumps.load(store, dump)


def _restore_file(store: Store, file: Path, backup: Path, now: datetime) -> Path | None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        is_there = file.exists() and file.stat().st_size > 0
        if is_there and not is_damaged(file):
            return _write_over(store, file, backup, now)
        with sqlite_files.replacing(file) as part:  # whole, before what is damaged goes
            sqlite_files.take_in(backup, part)
            store.close()
            aside = sqlite_files.set_aside(file, now)  # a log without its file too: it would be taken for the new one's
            return aside if is_there else None
    except (OSError, sqlite3.Error) as error:
        raise DatabaseUnusable(Reason("backups.not_restored", {"file": str(file)})) from error


def _write_over(store: Store, file: Path, backup: Path, now: datetime) -> Path:
    """Others may have it open. Raises DatabaseUnusable when it is another program's."""
    store.read(lambda tx: migrate.schema_version(tx, store.shown))
    aside = sqlite_files.beside(file, "before-restore", now)
    migrate.back_up(file, aside)
    sqlite_files.take_in(backup, file)
    return aside


def is_damaged(file: Path, seconds: float = 60.0) -> bool:
    """Whether a file that may be in use holds no whole database, as far as can be seen in ``seconds``."""
    try:
        with sqlite_files.using(file) as connection:
            return bool(sqlite_files.faults(connection, seconds))
    except sqlite3.OperationalError:  # locked, or no right to read it: that says nothing of what it holds
        return False
    except sqlite3.DatabaseError:
        return True


# the daily copies of a file


def daily_copies(file: Path) -> list[Path]:
    """Those of a database's file, the newest first."""
    return sorted((file.parent / FOLDER).glob(f"{file.stem}-????-??-??.sqlite"), reverse=True)


def daily_copy(file: Path, day: date) -> Path:
    """Where a day's copy is, or would be."""
    return file.parent / FOLDER / f"{file.stem}-{day:%Y-%m-%d}.sqlite"


def day_of(copy: Path) -> datetime:
    """When the day of a daily copy began, here."""
    return datetime.fromisoformat(copy.stem[-len("2026-11-28") :]).astimezone()


def last_good(file: Path) -> Backup | None:
    """The newest of a file's daily copies that is whole."""
    for copy in daily_copies(file):
        with suppress(DatabaseUnusable):
            return examine(copy)
    return None


def thin_out(file: Path, kept: int) -> None:
    """Remove all but the newest copies, and what is left of those whose making was cut off long ago."""
    yesterday = time() - 86_400
    cut_off = [part for part in unfinished(file) if part.stat().st_mtime < yesterday]
    for old in (*daily_copies(file)[kept:], *cut_off):
        with suppress(OSError):  # the next day tries again
            old.unlink()


def unfinished(file: Path) -> list[Path]:
    """What is left of daily copies whose making was cut off, or that are being made."""
    return list((file.parent / FOLDER).glob(".*.part*"))
