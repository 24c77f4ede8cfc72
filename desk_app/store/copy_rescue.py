"""A copy whose file is damaged: set aside, and what the counter did alone taken over from it, as far as it is read."""

import logging
import sqlite3
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from desk_app.store import sqlite_files
from desk_app.store.copy_tables import deed
from desk_app.store.engine import Tx

log = logging.getLogger(__name__)

_COLUMNS = ", ".join(deed.c.keys())
_UP = f"SELECT {_COLUMNS} FROM copy_deed WHERE number > ? ORDER BY number LIMIT 1"
_DOWN = f"SELECT {_COLUMNS} FROM copy_deed WHERE number < ? ORDER BY number DESC LIMIT 1"
_LAST = 2**63 - 1


def set_aside(file: Path, now: datetime) -> tuple[Path, list[tuple[Any, ...]]]:
    """Where the damaged file is now, and the deeds that can be read in it, in their order.

    Raises DatabaseOffline while another program has it open, DatabaseUnusable when it cannot be renamed.
    """
    aside = sqlite_files.set_aside(file, now)
    found: dict[int, tuple[Any, ...]] = {}
    is_whole = _read(aside, _UP, 0, found) or _read(aside, _DOWN, _LAST, found)
    log.warning("the copy was damaged, it is %s now; %d actions were found in it", aside, len(found))
    if not is_whole:
        log.error("not all actions could be read in %s", aside)
    return aside, [found[number] for number in sorted(found)]


def _read(aside: Path, query: str, start: int, found: dict[int, tuple[Any, ...]]) -> bool:
    """Read from one end to the other; False where the way is barred, so that the rest is tried from the other end."""
    try:
        with sqlite_files.reading(aside) as connection:
            for row in _rows(connection, query, start):
                found[row[0]] = row
    except sqlite3.Error:
        return False
    return True


def _rows(connection: sqlite3.Connection, query: str, start: int) -> Iterator[tuple[Any, ...]]:
    """One after the other, so that a damaged page costs no more than what is on it."""
    while row := connection.execute(query, (start,)).fetchone():
        yield row
        start = row[0]


def take_over(tx: Tx, rows: list[tuple[Any, ...]]) -> None:
    """Put the deeds that were saved into the new file."""
    marks = ", ".join("?" * len(deed.c))
    for row in rows:
        tx.exec_driver_sql(f"INSERT OR IGNORE INTO copy_deed ({_COLUMNS}) VALUES ({marks})", row)
