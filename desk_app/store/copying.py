"""Copying the hubs of one database into another: every row as it is, in one transaction of the target, then compared.

Rows are read as they come and looked up by their keys on the other side, some thousands at once: nothing is sorted, and
memory stays flat. What is there already is not written again; a copy that was interrupted has left nothing behind.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Table, and_, exists, func, select, true
from sqlalchemy.exc import DataError, IntegrityError

from desk_app.store import tables as t
from desk_app.store.engine import Tx, one_at_a_time

BATCH = 2_000
_FEW = 20
TABLES: tuple[Table, ...] = tuple(t.hub.metadata.sorted_tables)
"""What refers to others comes after them."""

Key = tuple[Any, ...]
Row = tuple[Any, ...]
Progress = Callable[[str, int], None]
"""Called with a table's name and how many of its rows are done; may raise to give up."""


@dataclass(frozen=True, slots=True)
class Copied:
    """One table: how many rows the source has, and how many of them were not there yet, or not the same."""

    rows: int
    copied: int


class Difference(Exception):
    """A row that is not, or cannot be made, the same: of which table, and its key."""

    def __init__(self, table: Table, key: Key) -> None:
        super().__init__(table.name, key)
        self.table, self.key = table.name, "/".join(map(str, key))


class MovedOn(Exception):
    """The target has lines of ``counter`` that the source has not: it is no earlier state of the same hub."""

    def __init__(self, counter: str) -> None:
        super().__init__(counter)
        self.counter = counter


def copy(source: Tx, target: Tx, progress: Progress) -> dict[str, Copied]:
    """Make the hubs of ``source`` in ``target`` what they are there; other hubs stay as they are.

    ``source`` sees one moment. Raises Difference, or MovedOn.
    """
    one_at_a_time(target)
    hub_ids = list(source.execute(select(t.hub.c.id)).scalars())
    _refuse_moved_on(source, target, hub_ids)
    for table in reversed(TABLES):
        if table not in (t.hub, t.journal):
            _take_out(table, source, target, hub_ids)
    _drop_unused_hub(target, hub_ids)
    return {table.name: _put_in(table, source, target, hub_ids, progress) for table in TABLES}


def compare(source: Tx, target: Tx, progress: Progress) -> None:
    """Look at every column of every row. Raises Difference at the first one that is not the same."""
    hub_ids = list(source.execute(select(t.hub.c.id)).scalars())
    for table in TABLES:
        done = 0
        for rows in _batches(table, source):
            there = _rows_of(table, target, list(rows))
            for key, row in rows.items():
                if there.get(key) != row:
                    raise Difference(table, key)
            done += len(rows)
            progress(table.name, done)
        if _count(table, target, hub_ids) != done:
            raise Difference(table, next(_gone(table, source, target, hub_ids)))


def _refuse_moved_on(source: Tx, target: Tx, hub_ids: Sequence[str]) -> None:
    """Each counter's last line in the target must be one of the source's: by its digest, so are all before it."""
    head, line = t.journal_head.c, t.journal.c
    for hub_id, counter, seq in target.execute(
        select(head.hub_id, head.counter, head.seq).where(head.hub_id.in_(hub_ids))
    ):
        last = select(line.digest).where(line.hub_id == hub_id, line.counter == counter, line.seq == seq)
        if source.execute(last).scalar() != target.execute(last).scalar():
            raise MovedOn(counter)


def _drop_unused_hub(target: Tx, hub_ids: Sequence[str]) -> None:
    """The one hub of a database that was just set up gives way to the one that moves in, if nobody has used it."""
    if target.execute(select(func.count()).select_from(t.hub)).scalar_one() != 1:
        return
    owned = [table for table in TABLES if "hub_id" in table.c]
    unused = and_(*(~exists().where(table.c.hub_id == t.hub.c.id) for table in owned))
    target.execute(t.hub.delete().where(t.hub.c.id.not_in(hub_ids), unused))


def _take_out(table: Table, source: Tx, target: Tx, hub_ids: Sequence[str]) -> None:
    """Delete what the source has no more."""
    for key in list(_gone(table, source, target, hub_ids)):
        target.execute(table.delete().where(_is_one_of(table, [key])))


def _gone(table: Table, source: Tx, target: Tx, hub_ids: Sequence[str]) -> Iterator[Key]:
    for rows in _batches(table, target, _ours(table, hub_ids)):
        there = _rows_of(table, source, list(rows))
        yield from (key for key in rows if key not in there)


def _put_in(table: Table, source: Tx, target: Tx, hub_ids: Sequence[str], progress: Progress) -> Copied:
    """Insert what is new, update what has changed; the journal is only ever added to."""
    is_empty = not _count(table, target, hub_ids)
    done = copied = 0
    for rows in _batches(table, source):
        there = {} if is_empty else _rows_of(table, target, list(rows))
        new = {key: row for key, row in rows.items() if key not in there}
        changed = {key: row for key, row in rows.items() if there.get(key, row) != row}
        _insert(table, target, new)
        _update(table, target, changed)
        done, copied = done + len(rows), copied + len(new) + len(changed)
        progress(table.name, done)
    return Copied(done, copied)


def _insert(table: Table, target: Tx, rows: Mapping[Key, Row]) -> None:
    """All at once; one by one when one of them will not do, to name it."""
    if not rows:
        return
    try:
        with target.begin_nested():
            target.execute(table.insert(), [_values(table, row) for row in rows.values()])
    except (DataError, IntegrityError):
        for key, row in rows.items():
            _write(table, target, key, row, table.insert())


def _update(table: Table, target: Tx, rows: Mapping[Key, Row]) -> None:
    for key, row in rows.items():
        if table is t.journal:
            raise Difference(table, key)
        _write(table, target, key, row, table.update().where(_is_one_of(table, [key])))


def _write(table: Table, target: Tx, key: Key, row: Row, statement: Any) -> None:
    try:
        target.execute(statement.values(_values(table, row)))
    except (DataError, IntegrityError) as error:  # another hub has it, or the other system cannot hold it
        raise Difference(table, key) from error


def _values(table: Table, row: Row) -> dict[str, Any]:
    return dict(zip(table.c.keys(), row, strict=True))


def _batches(table: Table, tx: Tx, condition: ColumnElement[bool] | None = None) -> Iterator[dict[Key, Row]]:
    """All rows by their keys, as they come."""
    query = select(table).where(true() if condition is None else condition)
    rows = tx.execute(query, execution_options={"yield_per": BATCH})
    try:
        for some in rows.partitions():
            yield _by_key(table, some)
    finally:
        rows.close()


def _rows_of(table: Table, tx: Tx, keys: Sequence[Key]) -> dict[Key, Row]:
    return _by_key(table, tx.execute(select(table).where(_is_one_of(table, keys))))


def _by_key(table: Table, rows: Iterable[Any]) -> dict[Key, Row]:
    places = [place for place, column in enumerate(table.c) if column.primary_key]
    return {tuple(row[place] for place in places): tuple(row) for row in rows}


def _is_one_of(table: Table, keys: Sequence[Key]) -> ColumnElement[bool]:
    """A row with one of these keys; with many keys of several columns, some others too: those an index finds along.

    A list of pairs would be looked through for each row.
    """
    conditions = []
    for column, values in zip(table.primary_key, map(set, zip(*keys, strict=True)), strict=True):
        conditions.append(column.in_(sorted(values)))
        if len(values) > _FEW:
            break
    return and_(*conditions)


def _count(table: Table, tx: Tx, hub_ids: Sequence[str]) -> int:
    return tx.execute(select(func.count()).select_from(table).where(_ours(table, hub_ids))).scalar_one()


def _ours(table: Table, hub_ids: Sequence[str]) -> ColumnElement[bool]:
    return (t.hub.c.id if table is t.hub else table.c.hub_id).in_(hub_ids)
