"""Keeping the hub's database: a backup into a file, taken back; a copy a day; a damaged file out of the way."""

from dataclasses import dataclass
from pathlib import Path

from desk_app.counter.desk import Desk, open_desk, utc_now
from desk_app.domain.values import Clock, Reason
from desk_app.domain.verdicts import Verdict
from desk_app.store import backups, journal, messages, sqlite_files
from desk_app.store.backups import Backup
from desk_app.store.engine import Store, Tx
from desk_app.store.errors import DatabaseUnusable

KEPT = 14
"""Daily copies that are kept."""

LOOK_SECONDS = 0.2
"""At most this long a start looks through its file: some 80 MB. The day's copy is looked through wholly."""


@dataclass(frozen=True, slots=True)
class Restored:
    """The database is what ``backup`` holds; what was there before is ``aside``, None when there was nothing.

    ``doubtful`` messages were due when the backup was made: they may have been sent since, and wait for a person.
    """

    backup: Backup
    aside: Path | None
    doubtful: int


def save(store: Store, file: Path) -> Backup:
    """Write all of the database into ``file``; counters may go on. Raises EnvironmentTrouble, ``file`` as it was."""
    return backups.save(store, file)


def restore(store: Store, file: Path, counter: str, clerk: str = "", clock: Clock = utc_now) -> Restored:
    """Put a backup in the database's place and say so in its journal. Raises EnvironmentTrouble; nothing is deleted."""
    backup = backups.examine(file)
    aside = backups.restore(store, backup, clock())
    desk = open_desk(store, counter, clerk, clock)
    act = desk.act("restore")

    def say(tx: Tx) -> int:
        journal.write(tx, act, [journal.Line(Verdict.RESTORED, detail=f"parcels {backup.parcels}")])
        return messages.doubt(tx, act.at, Reason("backups.perhaps_sent"))

    return Restored(backup, aside, store.write(say))


# the daily copies of a file


def copy_of_today(desk: Desk) -> Path | None:
    """Make the day's copy of the hub's file, unless it is there; the oldest go. None where there is nothing to do.

    Takes a while: not on a lane that somebody waits for. Raises EnvironmentTrouble, and leaves no part of a file.
    """
    file = desk.store.file
    if file is None:
        return None  # a server has backups of its own
    target = backups.daily_copy(file, desk.clock().astimezone().date())
    if target.exists():
        return None
    try:
        target.parent.mkdir(exist_ok=True)
    except OSError as error:
        raise DatabaseUnusable(Reason("errors.backup_failed", {"file": str(target)})) from error
    backups.save(desk.store, target)
    backups.thin_out(file, KEPT)
    return target


# a damaged file


def look_through(store: Store) -> None:
    """Raises DatabaseUnusable when the file is seen to be damaged within LOOK_SECONDS; a server sees to its own."""
    if store.file and store.file.exists() and backups.is_damaged(store.file, LOOK_SECONDS):
        raise DatabaseUnusable(Reason("errors.database_damaged", {"database": store.shown}))


def last_good(file: Path) -> Backup | None:
    """The newest of a file's daily copies that is whole, None where there is none. Reads all of it."""
    return backups.last_good(file)


def take_back(file: Path, copy: Path, counter: str, clerk: str = "", clock: Clock = utc_now) -> Restored:
    """As :func:`restore`, from a copy into the damaged ``file`` it was made of."""
    store = Store(f"sqlite:///{file}")
    try:
        return restore(store, copy, counter, clerk, clock)
    finally:
        store.close()


def set_aside(file: Path, clock: Clock = utc_now) -> Path:
    """Give a damaged file another name, which is given back, so that an empty one can be begun.

    Raises EnvironmentTrouble.
    """
    return sqlite_files.set_aside(file, clock())
