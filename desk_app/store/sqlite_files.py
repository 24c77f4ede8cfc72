"""SQLite's files as files: copied while they are written, looked through, set aside when they are damaged."""

import secrets
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from time import monotonic

from desk_app.domain.values import Reason
from desk_app.store.errors import DatabaseUnusable

HEADER = b"SQLite format 3\0"
WAIT_SECONDS = 10.0
_LOGS = ("-wal", "-shm", "")  # the file itself last: no new one may ever be found beside an old log


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """A new file's name beside ``target``; it takes its place when all went well, and vanishes otherwise."""
    part = target.with_name(f".{secrets.token_hex(8)}.part")
    try:
        yield part
        part.replace(target)
    finally:
        for left in (part, Path(f"{part}-journal")):
            left.unlink(missing_ok=True)


def copy(source: Path, target: Path) -> None:
    """All of ``source`` at one moment, its log too, over ``target``, in one go; both may be in use meanwhile.

    Raises sqlite3.Error; then ``target`` holds what it held.
    """
    with closing(_opened(source, writing=True)) as live, closing(sqlite3.connect(target)) as copied:
        live.backup(copied, progress=_patient())


def copy_out(source: Path, target: Path) -> None:
    """As :func:`copy` into a new file, which needs no log beside it. Raises sqlite3.Error."""
    copy(source, target)
    with closing(sqlite3.connect(target)) as copied:
        copied.execute("PRAGMA journal_mode=DELETE")


def take_in(source: Path, target: Path) -> None:
    """As :func:`copy` from a file that is only read, and may be where nothing can be written. Raises sqlite3.Error."""
    with closing(_opened(source)) as kept, closing(sqlite3.connect(target)) as live:
        kept.backup(live, progress=_patient())


def faults(connection: sqlite3.Connection, seconds: float | None = None) -> str:
    """The first thing that is wrong in a file; empty when nothing is, or was found in so many ``seconds``.

    Without a limit indexes are compared with their tables too. Raises sqlite3.DatabaseError where it is damaged badly.
    """
    check = "integrity_check" if seconds is None else "quick_check"
    if seconds is not None:
        end = monotonic() + seconds
        connection.set_progress_handler(lambda: int(monotonic() > end), 10_000)
    try:
        found = connection.execute(f"PRAGMA {check}(1)").fetchone()[0]
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_INTERRUPT:
            raise
        return ""
    finally:
        connection.set_progress_handler(None, 0)
    return "" if found == "ok" else str(found)


@contextmanager
def using(file: Path) -> Iterator[sqlite3.Connection]:
    """A connection to a file that others may use; it never makes one."""
    with closing(_opened(file, writing=True)) as connection:
        yield connection


@contextmanager
def reading(file: Path) -> Iterator[sqlite3.Connection]:
    """A connection to a file that is not in use, which leaves nothing beside it."""
    with closing(_opened(file)) as connection:
        yield connection


def set_aside(file: Path, now: datetime) -> Path:
    """Give a damaged file and its log a name with the date; its new path.

    Raises DatabaseUnusable when it cannot be renamed, or another program has it open, which would go on writing there.
    """
    if _is_in_use(file):
        raise DatabaseUnusable(Reason("backups.in_use", {"file": str(file)}))
    aside = beside(file, "damaged", now)
    try:
        for log in _LOGS:
            if Path(f"{file}{log}").exists():
                Path(f"{file}{log}").replace(f"{aside}{log}")
    except OSError as error:
        raise DatabaseUnusable(Reason("backups.not_set_aside", {"file": str(file)})) from error
    return aside


def beside(file: Path, why: str, now: datetime) -> Path:
    """The name that is given to what stood in ``file``."""
    return file.with_name(f"{file.name}.{why}-{now.astimezone():%Y-%m-%d-%H%M%S}")


def _opened(file: Path, *, writing: bool = False) -> sqlite3.Connection:
    """Never makes a file. Without a log there is nothing to be waited for, and nothing to be written."""
    how = "mode=rw" if writing else "mode=ro" if Path(f"{file}-wal").exists() else "immutable=1"
    return sqlite3.connect(f"{file.absolute().as_uri()}?{how}", uri=True)


def _patient() -> Callable[[int, int, int], None]:
    """Python would wait for a locked file for ever."""
    end = monotonic() + WAIT_SECONDS

    def look(status: int, _left: int, _pages: int) -> None:
        if status not in (sqlite3.SQLITE_OK, sqlite3.SQLITE_DONE) and monotonic() > end:
            raise sqlite3.OperationalError("database is locked")

    return look


def _is_in_use(file: Path) -> bool:
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=rw", uri=True, timeout=0)) as alone:
            alone.execute("PRAGMA locking_mode=EXCLUSIVE")
            alone.execute("BEGIN EXCLUSIVE")
    except sqlite3.Error as error:
        return error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
    return False
