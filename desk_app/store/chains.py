"""Reading the journal's chains as they are stored, whatever became of them: a changed byte must not look right."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any, Protocol, TypeVar

from sqlalchemy import Select, and_, column, or_, select, table

from desk_app.domain.chain import COLUMNS, Break, Fault, Head, Walk
from desk_app.store.engine import Tx

T = TypeVar("T")

BATCH = 5_000
# Without types: nothing is read as a time or a number that is not stored as one.
_ROWS = table("journal", *map(column, (*COLUMNS, "digest")))
_HEADS = table("journal_head", *map(column, ("hub_id", "counter", "seq")))


class Read(Protocol):
    """``Store.read``, or what asks within one transaction."""

    def __call__(self, query: Callable[[Tx], T], /) -> T: ...


def verify(read: Read) -> tuple[tuple[Head, ...], tuple[Break, ...]]:
    """Where each counter's chain ends as far as it holds, and the first break of each that does not.

    All hubs of the database are looked at. Counters may go on working meanwhile; memory stays flat.
    """
    walks = [_walked(read, *key) for key in read(_keys)]
    return tuple(walk.head for walk in walks), tuple(walk.broken for walk in walks if walk.broken)


def digest_at(tx: Tx, hub_id: str, counter: str, seq: int) -> str | None:
    """The digest of one row, None when it is not there."""
    query = _of(hub_id, counter).with_only_columns(_ROWS.c.digest).where(_ROWS.c.seq == seq)
    return tx.execute(query).scalar()


def _keys(tx: Tx) -> list[tuple[str, str]]:
    """Every (hub, counter) that has rows or a head."""
    with _as_stored(tx):
        pairs = {tuple(row) for some in (_ROWS, _HEADS) for row in tx.execute(_pairs(some))}
    return sorted(pairs, key=repr)


def _pairs(some: Any) -> Select[Any]:
    return select(some.c.hub_id, some.c.counter).distinct()


def _of(hub_id: str, counter: str) -> Select[Any]:
    return select(_ROWS).where(_ROWS.c.hub_id == hub_id, _ROWS.c.counter == counter)


def _walked(read: Read, hub_id: str, counter: str) -> Walk:
    """The chain, walked to its end or its first break. Rows that are added meanwhile are walked too."""
    walk = Walk(hub_id, counter)
    if not _is_text(hub_id) or not _is_text(counter):
        walk.stop(Fault.CHANGED)
        return walk
    last: tuple[int, str] | None = None
    while True:
        rows, end = read(partial(_next, hub_id=hub_id, counter=counter, last=last))
        if not all(walk.step(row) for row in rows):
            return walk
        if not rows:
            if walk.head.seq != end:
                walk.stop(Fault.CUT_OFF if end is not None and end > walk.head.seq else Fault.ADDED)
            return walk
        last = rows[-1]["seq"], rows[-1]["id"]


def _next(tx: Tx, hub_id: str, counter: str, last: tuple[int, str] | None) -> tuple[list[Any], int | None]:
    """Some more rows, and where the head says that the chain ends: it is asked first, and rows only ever come."""
    head = select(_HEADS.c.seq).where(_HEADS.c.hub_id == hub_id, _HEADS.c.counter == counter)
    query = _of(hub_id, counter).order_by(_ROWS.c.seq, _ROWS.c.id).limit(BATCH)
    if last is not None:  # a number that is there twice, on two pages, is seen twice
        query = query.where(or_(_ROWS.c.seq > last[0], and_(_ROWS.c.seq == last[0], _ROWS.c.id > last[1])))
    with _as_stored(tx):
        end = tx.execute(head).scalar()
        return list(tx.execute(query).mappings()), end


def _is_text(value: object) -> bool:
    return isinstance(value, str) and not any("\ud800" <= char <= "\udfff" for char in value)


@contextmanager
def _as_stored(tx: Tx) -> Iterator[None]:
    """Read a SQLite text that is none any more too, instead of stumbling over it."""
    driver: Any = tx.connection.driver_connection
    if not isinstance(driver, sqlite3.Connection):
        yield
        return
    driver.text_factory = lambda data: data.decode("utf-8", "surrogateescape")
    try:
        yield
    finally:
        driver.text_factory = str
