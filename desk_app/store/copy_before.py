"""What the rows of a copy were before its counter changed them alone: they are put back, and followed from there.

Triggers keep it, once for each row: whatever an action writes, and whichever way, is known without being named here.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import chain

from sqlalchemy import Table

from desk_app.store import columns
from desk_app.store import tables as t
from desk_app.store.engine import Tx

_KEPT = {name: table for name, table in columns.metadata.tables.items() if table is not t.print_job}
"""All that goes with the journal; print jobs have a way of their own to the server."""

_CHANGES = {"insert": "NEW", "update": "OLD", "delete": "OLD"}


def make_tables(tx: Tx) -> None:
    """Beside each table of the hub, one for its rows as they were."""
    for name, table in _KEPT.items():
        tx.exec_driver_sql(f"DROP TABLE IF EXISTS was_{name}")
        tx.exec_driver_sql(f"CREATE TABLE was_{name} AS SELECT *, false AS was_there FROM {name} WHERE false")
        tx.exec_driver_sql(f"CREATE UNIQUE INDEX uq_was_{name} ON was_{name} ({_key(table)})")


def make_triggers(tx: Tx) -> None:
    """From now on each row is kept as it was, the first time that something else than :func:`taking` changes it."""
    for table in _KEPT.values():
        for change, row in _CHANGES.items():
            tx.exec_driver_sql(_trigger(table, change, row))


def drop_triggers(tx: Tx) -> None:
    """Rows are written without being looked at one by one."""
    for name in _KEPT:
        for change in _CHANGES:
            tx.exec_driver_sql(f"DROP TRIGGER IF EXISTS was_{name}_{change}")


def _trigger(table: Table, change: str, row: str) -> str:
    """The words OR IGNORE would give way to those of the statement that the trigger serves."""
    name, key = f"was_{table.name}", [column.name for column in table.primary_key]
    kept = key if change == "insert" else [column.name for column in table.c]
    is_known = " AND ".join(f"{column} = {row}.{column}" for column in key)
    values = ", ".join(f"{row}.{column}" for column in kept)
    return (
        f"CREATE TRIGGER {name}_{change} AFTER {change} ON {table.name}"
        f" WHEN NOT EXISTS (SELECT 1 FROM copy_fact WHERE key = 'taking')"
        f" BEGIN INSERT INTO {name} ({', '.join(kept)}, was_there) SELECT {values}, {change != 'insert'}"
        f" WHERE NOT EXISTS (SELECT 1 FROM {name} WHERE {is_known}); END"
    )


@contextmanager
def taking(tx: Tx) -> Iterator[None]:
    """What is written meanwhile comes from the server."""
    tx.exec_driver_sql("INSERT OR REPLACE INTO copy_fact VALUES ('taking', '')")
    yield
    tx.exec_driver_sql("DELETE FROM copy_fact WHERE key = 'taking'")


def changed(tx: Tx) -> Sequence[str]:
    """The tables of which rows have been changed alone."""
    return tx.exec_driver_sql(_CHANGED).scalars().all()


def put_back(tx: Tx) -> None:
    """Have all rows as they were when the copy last agreed with the server."""
    names = changed(tx)
    if names:
        with taking(tx):
            for statement in chain.from_iterable(map(_put_back, names)):
                tx.exec_driver_sql(statement)


def _put_back(name: str) -> Sequence[str]:
    key, every = _key(_KEPT[name]), ", ".join(_KEPT[name].c.keys())
    return (
        f"DELETE FROM {name} WHERE ({key}) IN (SELECT {key} FROM was_{name})",
        f"INSERT INTO {name} ({every}) SELECT {every} FROM was_{name} WHERE was_there",
        f"DELETE FROM was_{name}",
    )


def _key(table: Table) -> str:
    return ", ".join(column.name for column in table.primary_key)


def forget(tx: Tx) -> None:
    """All rows have come anew."""
    for name in changed(tx):
        tx.exec_driver_sql(f"DELETE FROM was_{name}")


_CHANGED = " UNION ALL ".join(f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM was_{name})" for name in _KEPT)
