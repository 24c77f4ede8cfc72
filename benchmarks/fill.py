"""Filling a database with the rows of ``hub.py``, as fast as it takes them."""

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

import psycopg

from benchmarks import hub
from desk_app.store import columns, migrate
from desk_app.store.engine import Store


def build_sqlite(path: Path, size: int) -> None:
    """A new SQLite file with a hub of ``size`` parcels."""
    store = Store(f"sqlite:///{path.absolute()}")
    migrate.prepare(store)
    store.close()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for pragma in ("journal_mode=OFF", "synchronous=OFF", "cache_size=-400000"):
            connection.execute(f"PRAGMA {pragma}")
        later = _put_off(connection)
        connection.execute("BEGIN")
        for some in hub.rows(size):
            for table, rows in some.items():
                _insert(connection, table, rows)
        for statement in later:
            connection.execute(statement)
        connection.execute("COMMIT")
        connection.execute("PRAGMA journal_mode=DELETE")


def _put_off(connection: sqlite3.Connection) -> list[str]:
    """Drop the indexes and triggers; the statements that make them again, once the rows are in."""
    kinds = "SELECT type, name, sql FROM sqlite_master WHERE type IN ('index', 'trigger') AND sql IS NOT NULL"
    found = connection.execute(kinds).fetchall()
    for kind, name, _ in found:
        connection.execute(f'DROP {kind} "{name}"')
    return [sql for _, _, sql in found]


def _insert(connection: sqlite3.Connection, table: str, rows: list[hub.Row]) -> None:
    columns = list(rows[0])
    places = ", ".join("?" * len(columns))
    names = ", ".join(f'"{column}"' for column in columns)
    values = ([_stored(row[column]) for column in columns] for row in rows)
    connection.executemany(f"INSERT INTO {table} ({names}) VALUES ({places})", values)


def _stored(value: object) -> object:
    """A time as SQLAlchemy stores it in SQLite."""
    return value.replace(tzinfo=None).isoformat(" ", "microseconds") if isinstance(value, datetime) else value


def fill_postgresql(url: str, source: Path) -> None:
    """The schema, then every row of a built SQLite file."""
    store = Store(url)
    migrate.prepare(store)
    store.close()
    with (
        psycopg.connect(url.replace("+psycopg", "", 1), autocommit=True) as target,
        closing(sqlite3.connect(f"file:{source}?immutable=1", uri=True)) as rows,
    ):
        target.execute("SET TimeZone = 'UTC'")
        target.execute("SET session_replication_role = replica")  # the rows refer to each other rightly already
        target.execute("SET maintenance_work_mem = '512MB'")
        later = target.execute(
            "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' AND starts_with(indexname, 'ix_')"
        ).fetchall()
        for name, _ in later:
            target.execute(f'DROP INDEX "{name}"'.encode())
        for table in columns.metadata.sorted_tables:
            _copy(rows, target, table.name, [column.name for column in table.columns])
        for _, statement in later:
            target.execute(statement.encode())
        target.execute("VACUUM ANALYZE")
        target.execute("CHECKPOINT")


def _copy(source: sqlite3.Connection, target: psycopg.Connection, table: str, columns: list[str]) -> None:
    names = ", ".join(f'"{column}"' for column in columns)
    with target.cursor() as cursor, cursor.copy(f"COPY {table} ({names}) FROM STDIN".encode()) as copy:
        for row in source.execute(f"SELECT {names} FROM {table}"):
            copy.write_row(row)
