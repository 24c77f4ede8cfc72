"""What the rows of a copy were before its counter changed them alone: they are put back, and followed from there.

Triggers keep it, once for each row: whatever an action writes, and whichever way, is known without being named here.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import chain

from sqlalchemy import Boolean, Column, MetaData, Table

from desk_app.store import columns
from desk_app.store import tables as t
from desk_app.store.engine import Tx

metadata = MetaData()

_KEPT = tuple(table for table in columns.metadata.tables.values() if table is not t.print_job)
"""All that goes with the journal; print jobs have a way of their own to the server."""

_CHANGES = {"insert": "NEW", "update": "OLD", "delete": "OLD"}


def _before(table: Table) -> Table:
    columns = (Column(column.name, column.type, primary_key=column.primary_key) for column in table.c)
    return Table(f"was_{table.name}", metadata, *columns, Column("was_there", Boolean, nullable=False))


_BEFORE = {table.name: _before(table) for table in _KEPT}


def make_triggers(tx: Tx) -> None:
    """From now on each row is kept as it was, the first time that something else than :func:`taking` changes it."""
    for table in _KEPT:
        for change, row in _CHANGES.items():
            tx.exec_driver_sql(_trigger(table, change, row))


def drop_triggers(tx: Tx) -> None:
    """Rows are written without being looked at one by one."""
    for name in _BEFORE:
        for change in _CHANGES:
            tx.exec_driver_sql(f"DROP TRIGGER IF EXISTS was_{name}_{change}")


def _trigger(table: Table, change: str, row: str) -> str:
    """The words OR IGNORE would give way to those of the statement that the trigger serves."""
    name, key = f"was_{table.name}", [column.name for column in table.primary_key]
    columns = key if change == "insert" else [column.name for column in table.c]
    is_known = " AND ".join(f"{column} = {row}.{column}" for column in key)
    values = ", ".join(f"{row}.{column}" for column in columns)
    return (
        f"CREATE TRIGGER {name}_{change} AFTER {change} ON {table.name}"
        f" WHEN NOT EXISTS (SELECT 1 FROM copy_fact WHERE key = 'taking')"
        f" BEGIN INSERT INTO {name} ({', '.join(columns)}, was_there) SELECT {values}, {change != 'insert'}"
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
    """Have all rows as they were when the copy last agreed with the server; they are known no more as changed."""
    names = changed(tx)
    if names:
        with taking(tx):
            for statement in chain.from_iterable(map(_put_back, names)):
                tx.exec_driver_sql(statement)


def _put_back(name: str) -> Sequence[str]:
    before = _BEFORE[name]
    key = ", ".join(column.name for column in before.primary_key)
    columns = ", ".join(column.name for column in before.c if column.name != "was_there")
    return (
        f"DELETE FROM {name} WHERE ({key}) IN (SELECT {key} FROM {before.name})",
        f"INSERT INTO {name} ({columns}) SELECT {columns} FROM {before.name} WHERE was_there",
        f"DELETE FROM {before.name}",
    )


def forget(tx: Tx) -> None:
    """All rows have come anew."""
    for name in changed(tx):
        tx.exec_driver_sql(f"DELETE FROM was_{name}")


_CHANGED = " UNION ALL ".join(f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM was_{name})" for name in _BEFORE)
