"""What is changed in the database, by whatever counter: told by PostgreSQL, or seen by SQLite's change counter.

There is no thread here: whoever wants to know waits, in a thread of their own.
"""

import logging
import socket
from contextlib import suppress
from select import select
from time import monotonic
from typing import Any

from sqlalchemy import URL, Connection, Table
from sqlalchemy import select as query
from sqlalchemy.exc import DBAPIError

from desk_app.domain.trouble import EnvironmentTrouble
from desk_app.domain.values import Reason
from desk_app.store import tables as t
from desk_app.store.engine import Store
from desk_app.store.errors import DatabaseOffline

log = logging.getLogger(__name__)

SETTLED = (t.hub_setting, t.clerk, t.message_text, t.shop, t.shelf)  # small, and seldom written to
EVERYTHING = frozenset({"journal", "visit", *(table.name for table in SETTLED)})
"""The tables that are told of (see the migrations): also what may have changed while nobody could listen."""

NOTHING: frozenset[str] = frozenset()
FILE_SECONDS = 0.1  # between two looks at a file's change counter, which take 0.1 ms each
SIGN_SECONDS = 60.0  # a server that has told nothing for so long is asked whether it is there
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 15.0  # seconds before it is tried again


class Listener:
    """Waits for what counters of one hub write. Connects when it is first waited on, and again when that breaks.

    What this process writes is told as well. One thread waits and closes; any may :meth:`wake` it.
    """

    def __init__(self, url: str | URL, hub_id: str) -> None:
        self._url, self._hub_id = url, hub_id
        self._store: Store | None = None  # made by the thread that waits
        self._ear: _Server | _File | None = None
        self._pause = FIRST_PAUSE
        self._again_at = 0.0
        self._bell, self._rope = socket.socketpair()
        self._bell.setblocking(False)

    @property
    def is_listening(self) -> bool:
        """Whether it is connected now."""
        return self._ear is not None

    def wait(self, seconds: float) -> frozenset[str]:
        """The names of the tables written to since the last call, at once or as soon as there are some.

        Empty when there were none for so many seconds, or when it was woken. All of them when it cannot be known: the
        first time, and after the connection was broken. A database that is away is tried again here, ever more seldom.
        """
        end = monotonic() + seconds
        while True:
            told, pause = self._look()
            left = end - monotonic()
            if told or left <= 0 or self._is_woken(min(pause, left)):
                return told

    def wake(self) -> None:
        """Have :meth:`wait` return, now or the next time."""
        with suppress(OSError):  # closed meanwhile
            self._rope.send(b"\0")

    def close(self) -> None:
        """Let go of the connection; nothing is waited for any more."""
        self._let_go()
        if self._store is not None:
            self._store.close()
        self._bell.close()
        self._rope.close()

    def _look(self) -> tuple[frozenset[str], float]:
        """What was told, and the seconds until it is to be looked again."""
        now = monotonic()
        if self._ear is None and now < self._again_at:
            return NOTHING, self._again_at - now
        try:
            if self._ear is None:
                self._ear = self._listen()
                self._pause = FIRST_PAUSE
                return EVERYTHING, 0.0
            return self._ear.heard(), self._ear.every
        except (DBAPIError, EnvironmentTrouble) as error:
            return NOTHING, self._lose(error)

    def _listen(self) -> "_Server | _File":
        self._store = store = self._store or Store(self._url)
        connection = store.listening()
        try:
            return (_File if store.is_sqlite else _Server)(connection, self._hub_id)
        except BaseException:
            connection.close()
            raise

    def _lose(self, error: Exception) -> float:
        """The connection is broken; the seconds until another is tried."""
        if self._ear is not None:
            log.info("nothing is heard of the other counters: %r", error)
        self._let_go()
        pause, self._pause = self._pause, min(2 * self._pause, LONGEST_PAUSE)
        self._again_at = monotonic() + pause
        return pause

    def _let_go(self) -> None:
        ear, self._ear = self._ear, None
        if ear is not None:
            with suppress(DBAPIError):
                ear.connection.close()

    def _is_woken(self, seconds: float) -> bool:
        """Wait for so long, or until something comes from the server; whether :meth:`wake` was called."""
        sources: list[Any] = [self._bell, *([self._ear.driver] if isinstance(self._ear, _Server) else [])]
        heard, _, _ = select(sources, [], [], seconds)
        if self._bell not in heard:
            return False
        self._bell.recv(1024)
        return True


class _Server:
    """PostgreSQL's channel of one hub: each transaction tells the tables that it has written to."""

    every = SIGN_SECONDS

    def __init__(self, connection: Connection, hub_id: str) -> None:
        self.connection = connection
        self.driver: Any = connection.connection.dbapi_connection
        connection.exec_driver_sql(f'LISTEN "comptoir_{hub_id}"')
        self._sign_at = monotonic()

    def heard(self) -> frozenset[str]:
        if monotonic() - self._sign_at >= SIGN_SECONDS:  # a cable that is out tells nothing
            self.connection.exec_driver_sql("SELECT 1")
            self._sign_at = monotonic()
        told = self._told()
        if told:
            self._sign_at = monotonic()
        return told

    def _told(self) -> frozenset[str]:
        try:
            return frozenset(note.payload for note in self.driver.notifies(timeout=0))
        except self.connection.dialect.loaded_dbapi.Error as error:
            raise DatabaseOffline(Reason("errors.database_unreachable")) from error


class _File:
    """SQLite's change counter tells that another connection has written, not what; small tables are compared."""

    every = FILE_SECONDS

    def __init__(self, connection: Connection, hub_id: str) -> None:
        self.connection = connection
        self._of_hub = [query(table).where(table.c.hub_id == hub_id).order_by(*table.primary_key) for table in SETTLED]
        self._version = self._count()
        self._settled = self._read()

    def heard(self) -> frozenset[str]:
        version = self._count()
        if version == self._version:
            return NOTHING
        before, self._version, self._settled = self._settled, version, self._read()
        same = {table.name for table in SETTLED if before[table] == self._settled[table]}
        return EVERYTHING - same

    def _count(self) -> int:
        return int(self.connection.exec_driver_sql("PRAGMA data_version").scalar_one())

    def _read(self) -> dict[Table, list[tuple[object, ...]]]:
        found = zip(SETTLED, self._of_hub, strict=True)
        return {table: [tuple(row) for row in self.connection.execute(rows)] for table, rows in found}
