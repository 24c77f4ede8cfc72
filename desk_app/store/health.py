"""What a database is asked about itself, and changes nothing."""

import sqlite3
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select, text

from desk_app.store import columns, migrate, sqlite_files
from desk_app.store import tables as t
from desk_app.store.engine import Tx

OLDEST_SERVER = 14
_MUST = {
    "parcel": ("SELECT", "INSERT", "UPDATE"),
    "journal": ("SELECT", "INSERT"),
    "journal_head": ("INSERT", "UPDATE"),
    "message": ("UPDATE", "DELETE"),
}


def faults(tx: Tx, seconds: float | None = None) -> str:
    """The first thing that is wrong in a SQLite file; empty when it is whole. A server sees to its own files.

    ``seconds`` as for :func:`sqlite_files.faults`.
    """
    driver: Any = tx.connection.driver_connection
    return sqlite_files.faults(driver, seconds) if isinstance(driver, sqlite3.Connection) else ""


def loose_rows(tx: Tx) -> list[str]:
    """The tables with rows that refer to rows that are not there; a server does not let that happen."""
    if tx.dialect.name != "sqlite":
        return []
    return sorted({row[0] for row in tx.execute(text("PRAGMA foreign_key_check"))})


def schema(tx: Tx, shown: str) -> tuple[str | None, str]:
    """The schema that the database has, None when it is empty, and the one this program makes of it.

    Raises DatabaseUnusable when it is another program's.
    """
    return migrate.schema_version(tx, shown), columns.SCHEMA


def begun_at(tx: Tx) -> datetime:
    """When the first line of its journal was written; now in a new hub."""
    first = select(t.journal.c.at).order_by(t.journal.c.id).limit(1)  # keys begin with their time
    return tx.execute(first).scalar() or datetime.now(UTC)


def version(tx: Tx) -> tuple[int, ...]:
    """Of SQLite, or of the server."""
    return tuple(int(part) for part in tx.dialect.server_version_info or ())


def missing_rights(tx: Tx) -> list[str]:
    """What a counter does and the server's user may not; a SQLite file has no rights of its own."""
    if tx.dialect.name == "sqlite":
        return []
    may = text("SELECT has_table_privilege(CAST(:table AS text), CAST(:right AS text))")
    return [
        f"{right} {table}"
        for table, rights in _MUST.items()
        for right in rights
        if not tx.execute(may, {"table": table, "right": right}).scalar()
    ]


def may_rewrite(tx: Tx) -> bool:
    """Whether the server's user may change the journal, were it not for its triggers."""
    if tx.dialect.name == "sqlite":
        return False
    may = text("SELECT has_table_privilege('journal', 'UPDATE') OR has_table_privilege('journal', 'DELETE')")
    return bool(tx.execute(may).scalar())
