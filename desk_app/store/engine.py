"""The door to the database: one :class:`Store`, two databases, one transaction per call.

Reads run in AUTOCOMMIT (no BEGIN and ROLLBACK round trips); writes on SQLite begin IMMEDIATE, since a
deferred transaction that turns into a write fails at once whatever the busy timeout says.
"""

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from random import uniform
from time import monotonic, sleep
from typing import Any, TypeVar

from sqlalchemy import URL, Connection, Engine, create_engine, event, text
from sqlalchemy.exc import (
    ArgumentError,
    DBAPIError,
    IntegrityError,
    InterfaceError,
    NoSuchModuleError,
    OperationalError,
)

from desk_app.domain.trouble import EnvironmentTrouble
from desk_app.domain.values import Reason
from desk_app.store import columns
from desk_app.store.addresses import parse_url, shown_address, without_password
from desk_app.store.errors import DatabaseOffline, DatabaseUnusable

Tx = Connection
"""What the store's functions take: a connection, inside a transaction when it writes."""

Conflict = IntegrityError
"""Raised inside a write when a row with that key is there; the write is then run again, unless it says otherwise."""

T = TypeVar("T")

BUSY_SECONDS = 5.0
TRIES = 4
_PG_CONNECT = {
    "connect_timeout": 2,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 2,
    "tcp_user_timeout": 5000,
}
_PG_TRY_AGAIN = {"40001", "40P01", "55P03"}  # serialization failure, deadlock, lock timeout


class Rollback(Exception):
    """Raised inside a write to leave nothing behind and still return ``value``."""

    def __init__(self, value: object) -> None:
        super().__init__()
        self.value = value


class Store:
    """One database, opened. Safe to use from several threads; each call has a connection of its own."""

    def __init__(self, url: str | URL, *, is_copy: bool = False) -> None:
        """``url`` is an SQLAlchemy URL (``sqlite:////path``, ``postgresql://user@host/name``).

        ``is_copy``: a counter's own copy of a part of its hub; rows may refer to rows that are not there. Raises
        DatabaseUnusable for an address that is none. Connects on first use.
        """
        self.url = parse_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        options = {"execution_options": {"is_copy": is_copy}}
        self._writer = _engine(self.url, **options)
        self._reader = _engine(self.url, isolation_level="AUTOCOMMIT", **options)

    def read(self, query: Callable[[Tx], T]) -> T:
        """What ``query`` returns. Raises DatabaseOffline."""
        return self._again(lambda: self._read_once(query))

    def snapshot(self, query: Callable[[Tx], T]) -> T:
        """What ``query`` returns, all of its questions answered as of one moment. Raises DatabaseOffline."""
        return self._again(lambda: self._snapshot_once(query))

    def write(self, action: Callable[[Tx], T], *, alone: bool = False) -> T:  # noqa: ARG002 - see shared.py
        """Run ``action`` in one durable transaction and return what it returns.

        ``alone``: it may be done by a counter whose server is away, which :class:`shared.SharedStore` knows of.

        It is run again from the start after a conflict with another counter, so it must do all its work
        through the connection. Raises DatabaseOffline; then nothing has been written, unless the connection
        broke during the commit itself: ask again with the same nonce.
        """
        return self._again(lambda: self._write_once(action))

    def begin(self) -> None:
        """Make ready what a counter needs of its own; see :class:`shared.SharedStore`."""

    def belong_to(self, hub_id: str) -> None:
        """The counter is of this hub; see :class:`shared.SharedStore`."""

    def go_alone(self, error: EnvironmentTrouble) -> None:
        """Go on without the server. Raises ``error`` where there is nothing to go on with."""
        raise error

    def remember(self, deed: Callable[[], dict[str, Any]]) -> None:
        """What was done at the server; a counter with a copy of its own keeps it, see :class:`shared.SharedStore`."""

    @contextmanager
    def migrating(self) -> Iterator[Tx]:
        """A transaction in which tables are rebuilt, one program at a time.

        Foreign keys are off in SQLite meanwhile: rebuilding a table would delete what refers to it.
        """
        with self._writer.connect() as connection:
            if self.is_sqlite:
                connection.connection.driver_connection.execute("PRAGMA foreign_keys=OFF")  # type: ignore[union-attr]
            with connection.begin():
                one_at_a_time(connection)
                yield connection
            connection.invalidate()  # the pragma ends with its connection

    def listening(self) -> Connection:
        """A connection beside those of the store, in no transaction, for who waits on it; theirs to close.

        Raises DatabaseOffline.
        """
        try:
            connection = self._reader.connect()
        except DBAPIError as error:
            raise trouble(error, self.shown) from error
        connection.detach()
        return connection

    def close(self) -> None:
        """Close every connection."""
        self._writer.dispose()
        self._reader.dispose()

    @property
    def is_alone(self) -> bool:
        """Whether a counter works on its own copy because its server is away."""
        return False

    @property
    def alone_since(self) -> datetime | None:
        """Since when; None while the database is there."""
        return None

    def watch(self, call: Callable[[], None]) -> None:
        """Have ``call`` called each time the counter goes alone or back; from any thread."""

    @property
    def server(self) -> "Store":
        """The hub's database itself, whatever stands before it."""
        return self

    @property
    def file(self) -> Path | None:
        """The SQLite file, or None on PostgreSQL."""
        return Path(self.url.database) if self.is_sqlite and self.url.database else None

    @property
    def shown(self) -> str:
        """The address as it may be shown: no password."""
        return str(self.file) if self.file else shown_address(self.url)

    def _read_once(self, query: Callable[[Tx], T]) -> T:
        with self._reader.connect() as connection:
            return query(connection)

    def _snapshot_once(self, query: Callable[[Tx], T]) -> T:
        with self._reader.connect() as connection:
            if self.is_sqlite:
                connection.exec_driver_sql("BEGIN")
            else:
                connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
            return query(connection)

    def _write_once(self, action: Callable[[Tx], T]) -> T:
        try:
            with self._writer.begin() as connection:
                return action(connection)
        except Rollback as rollback:
            return rollback.value  # type: ignore[return-value]  # the action's own value

    def _again(self, attempt: Callable[[], T]) -> T:
        for left in reversed(range(TRIES)):
            try:
                return attempt()
            except DBAPIError as error:
                if not left or not _worth_another_try(error):
                    raise self._trouble(error) from error
        raise AssertionError("unreachable")

    def _trouble(self, error: DBAPIError) -> Exception:
        """What a newer program has changed meanwhile is no bug of ours, whatever it looks like."""
        found = trouble(error, self.shown)
        if found is error and self._is_newer():
            return DatabaseUnusable(Reason("errors.database_newer", {"database": self.shown}))
        return found

    def _is_newer(self) -> bool:
        try:
            version = self._read_once(lambda tx: tx.execute(text("SELECT version_num FROM alembic_version")).scalar())
        except DBAPIError:
            return False
        return version is not None and version > columns.SCHEMA


def is_copy(tx: Tx) -> bool:
    """Whether this is a counter's own copy, and not the hub's database."""
    return bool(tx.get_execution_options().get("is_copy"))


def one_at_a_time(tx: Tx) -> None:
    """What sets a database up is done by one counter at once, until its transaction ends; SQLite has one writer."""
    if tx.dialect.name != "sqlite":
        tx.execute(text("SELECT pg_advisory_xact_lock(7204116)"))


def _engine(url: URL, **options: Any) -> Engine:
    try:
        if url.get_backend_name() == "sqlite":
            return _sqlite_engine(url, **options)
        # no parameters in what an error says: errors are logged, and names are parameters
        connect_args = _PG_CONNECT | {"options": _pg_options()}
        engine = create_engine(url, connect_args=connect_args, pool_recycle=1800, hide_parameters=True, **options)
    except (ArgumentError, NoSuchModuleError) as error:
        raise DatabaseUnusable(Reason("errors.database_address", {"url": without_password(url)})) from error
    event.listen(engine, "do_connect", _connect_postgres)
    return engine


def _pg_options() -> str:
    """How long the server tries, and which schema the program knows: its journal's trigger asks."""
    return f"-c statement_timeout=15000 -c lock_timeout=5000 -c desk_app.schema={columns.SCHEMA}"


def _connect_postgres(_dialect: object, _record: object, args: Sequence[Any], options: Mapping[str, Any]) -> object:
    from desk_app.store.postgres import connect  # noqa: PLC0415 - a driver that SQLite does without

    return connect(*args, **options)


def _sqlite_engine(url: URL, **options: Any) -> Engine:
    engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS}, hide_parameters=True, **options)

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves
        _in_turn(lambda: connection.execute("PRAGMA journal_mode=WAL"))
        for pragma in ("synchronous=FULL", "foreign_keys=ON", "cache_size=-16000", "secure_delete=ON"):
            connection.execute(f"PRAGMA {pragma}")
        if options.get("execution_options", {}).get("is_copy"):
            connection.execute("PRAGMA foreign_keys=OFF")
        connection.create_function("desk_app_schema", 0, lambda: columns.SCHEMA)  # its journal's trigger asks

    if options.get("isolation_level") != "AUTOCOMMIT":
        event.listen(engine, "connect", lambda connection, _record: connection.execute("PRAGMA busy_timeout=0"))
        event.listen(
            engine, "begin", lambda connection: _in_turn(lambda: connection.exec_driver_sql("BEGIN IMMEDIATE"))
        )
    return engine


def _in_turn(attempt: Callable[[], object]) -> None:
    """Do what one connection may do at a time, such as to write.

    SQLite itself looks ever more rarely, so that a counter may starve among others, and does not wait at all when
    several give a new file its log.
    """
    deadline = monotonic() + BUSY_SECONDS
    while True:
        try:
            attempt()
            return
        except (sqlite3.OperationalError, OperationalError) as error:
            code = getattr(getattr(error, "orig", error), "sqlite_errorcode", 0)
            if code & 0xFF != sqlite3.SQLITE_BUSY or monotonic() > deadline:
                raise
            sleep(uniform(0.001, 0.01))


def _worth_another_try(error: DBAPIError) -> bool:
    """A connection that broke while idle, a deadlock, or two counters making the same row at once."""
    if type(error.orig).__name__ == "SilentServer":  # of a driver that is loaded for PostgreSQL only
        return False
    if error.connection_invalidated or isinstance(error, IntegrityError):
        return True
    return getattr(error.orig, "sqlstate", None) in _PG_TRY_AGAIN


def trouble(error: DBAPIError, shown: str) -> Exception:
    """The environment error behind a driver's error, or the error itself when it is a bug of ours."""
    words = str(error.orig).lower()
    args: dict[str, object] = {"database": shown}
    if "too old for the database" in words:  # the journal's trigger says so
        return DatabaseUnusable(Reason("errors.database_newer", args))
    if isinstance(error, IntegrityError):
        return error
    if "not a database" in words or "malformed" in words:
        return DatabaseUnusable(Reason("errors.database_damaged", args))
    key = _PG_STATES.get(getattr(error.orig, "sqlstate", None) or "") or next(
        (_SIGNS[s] for s in _SIGNS if s in words), None
    )
    is_mistake = getattr(error.orig, "sqlite_errorcode", None) == sqlite3.SQLITE_ERROR  # in our SQL
    if key is None and (error.connection_invalidated or isinstance(error, OperationalError | InterfaceError)):
        key = None if is_mistake else "database_unreachable"
    return DatabaseOffline(Reason(f"errors.{key}", args)) if key else error


_PG_STATES = {  # a server may speak another language, its codes are the same
    "25006": "database_readonly",
    "42501": "database_readonly",  # no right to write, or to make tables,
    "3F000": "database_readonly",  # or to see where tables are made
    "53100": "disk_full",
    **dict.fromkeys(_PG_TRY_AGAIN, "database_busy"),
}
_SIGNS = {
    "disk is full": "disk_full",
    "no space left": "disk_full",
    "locked": "database_busy",
    "readonly": "database_readonly",
    "read-only": "database_readonly",
    "authentication failed": "database_password",
    "authentification": "database_password",  # a server that speaks French
    "no password supplied": "database_password",
    "fatal:  role": "database_password",
    "fatal:  database": "database_missing",
    "pg_hba.conf": "database_closed",
    "certificate": "database_certificate",
    "signature failure": "database_certificate",  # of an authority that is called the same
    "does not support ssl": "database_no_tls",
    "unable to open": "database_unopenable",
    "disk i/o error": "database_unopenable",
}
