"""What a subject measures on: one database with its desk, its bare driver, and samples of what is in it."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from random import Random
from typing import Any, Protocol

import psycopg

from benchmarks import databases
from desk_app.counter.desk import Desk
from desk_app.store.engine import Store


class Bare(Protocol):
    """The least there is between a program and its database."""

    def fetch(self, query: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """All rows of a query whose places are question marks."""


class _Sqlite:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def fetch(self, query: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        return self._connection.execute(query, values).fetchall()


class _Postgresql:
    def __init__(self, connection: psycopg.Connection) -> None:
        self._connection = connection

    def fetch(self, query: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        return self._connection.execute(query.replace("?", "%s").encode(), values).fetchall()


@dataclass(frozen=True, slots=True)
class Site:
    """One database with a hub of ``size`` parcels."""

    database: str
    size: int
    desk: Desk
    url: str
    gone: set[str] = field(default_factory=set)
    """Pickup codes whose parcels have been handed over since the hub was built."""

    @property
    def name(self) -> str:
        """As people write it."""
        return "SQLite" if self.database == databases.SQLITE else "PostgreSQL"

    @property
    def store(self) -> Store:
        """The desk's store."""
        return self.desk.store

    @contextmanager
    def bare(self) -> Iterator[Bare]:
        """A connection of the bare driver, for floors."""
        if self.store.file:
            with closing(sqlite3.connect(self.store.file)) as connection:
                yield _Sqlite(connection)
        else:
            with psycopg.connect(self.url.replace("+psycopg", "", 1), autocommit=True) as connection:
                yield _Postgresql(connection)

    def sample(self, query: str, count: int, seed: int = 1) -> list[tuple[Any, ...]]:
        """Up to ``count`` rows of a query, drawn from the hub as it was built: the same on both databases."""
        with closing(sqlite3.connect(f"file:{databases.built(self.size)}?immutable=1", uri=True)) as connection:
            rows = connection.execute(query).fetchall()
        return Random(seed).sample(rows, min(count, len(rows)))


@contextmanager
def opened(database: str, size: int) -> Iterator[Site]:
    """A site on a copy of the built hub, removed afterwards."""
    make = databases.sqlite_copy if database == databases.SQLITE else databases.postgresql_copy
    with make(size) as url:
        store = Store(url)
        try:
            yield Site(database, size, databases.desk_of(store), url)
        finally:
            store.close()
