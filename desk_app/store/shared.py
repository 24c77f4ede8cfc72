"""A hub's server with the counter's own copy behind it: while the server is away, the same calls run on the copy."""

import logging
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from threading import Lock, RLock
from typing import Any, TypeVar

from sqlalchemy import URL

from desk_app.domain.trouble import EnvironmentTrouble
from desk_app.domain.values import Clock
from desk_app.store import deeds, hubs
from desk_app.store.addresses import parse_url
from desk_app.store.copies import Copy, utc_now
from desk_app.store.engine import Store, Tx
from desk_app.store.errors import NEEDS_SERVER, DatabaseOffline

log = logging.getLogger(__name__)
T = TypeVar("T")

COPY = "copy.sqlite"
_BUSY = "errors.database_busy"  # the server is there, other counters are in the way


def open_store(url: str | URL, profile: Path) -> Store:
    """The store of a counter that keeps its data in ``profile``: with a copy where the hub is on a server."""
    parsed = parse_url(url)
    return Store(parsed) if parsed.get_backend_name() == "sqlite" else SharedStore(parsed, profile / COPY)


class SharedStore(Store):
    """As a Store. When the server is away the counter goes on *alone*: nothing waits for the server any more.

    Only what is written with ``alone`` can be written then; the server learns of it when it is back (counter/replay).
    """

    def __init__(self, url: str | URL, copy_file: Path, clock: Clock = utc_now) -> None:
        self._server = Store(url)
        self.url, self.is_sqlite = self._server.url, self._server.is_sqlite
        self.copy = Copy(copy_file, clock)
        self._clock = clock
        self.replays = Lock()  # one thread replays what was done alone
        self._lock = RLock()  # who writes on the copy and who goes back to the server take turns
        self._alone_since: datetime | None = None
        self._watchers: list[Callable[[], None]] = []
        self._has_copy = False
        self._hub_id: str | None = None  # until it is known: that of the copy
        self._done: deque[Callable[[], dict[str, Any]]] = deque()

    def begin(self) -> None:
        """Open the copy."""
        try:
            self.copy.prepare()
        except EnvironmentTrouble as trouble:  # no room for a copy: the counter works as long as the server does
            log.warning("there is no copy of the hub: %s", trouble.reason.key)
            return
        self._has_copy = True

    def belong_to(self, hub_id: str) -> None:
        """The counter is of this hub. What waits goes to the server before anything else does: until then it is alone.

        What waits in the copy of another hub is not for this one: that copy is set aside.
        """
        self._hub_id = hub_id
        if not self._has_copy:
            return
        since = self.copy.store.read(deeds.waiting_since)
        if since is not None and self.copy.hub_id() != hub_id:
            self.copy.set_aside()
            since = None
        if since is not None and not self.is_alone:
            self._alone_since = since

    @property
    def server(self) -> Store:
        return self._server

    @property
    def alone_since(self) -> datetime | None:
        """Since when the counter works on its copy; None while the server is there."""
        return self._alone_since

    @property
    def is_alone(self) -> bool:
        """Whether the counter works on its copy."""
        return self._alone_since is not None

    def watch(self, call: Callable[[], None]) -> None:
        """Have ``call`` called each time the counter goes alone or back; from any thread."""
        self._watchers.append(call)

    def read(self, query: Callable[[Tx], T]) -> T:
        if not self.is_alone:
            try:
                return self._server.read(query)
            except DatabaseOffline as error:
                self.go_alone(error)
        return self.copy.store.read(query)

    def snapshot(self, query: Callable[[Tx], T]) -> T:
        return self._server.snapshot(query)

    def write(self, action: Callable[[Tx], T], *, alone: bool = False) -> T:
        if not self.is_alone:
            try:
                return self._server.write(action)
            except DatabaseOffline as error:
                self.go_alone(error)
        if not alone:
            raise DatabaseOffline(NEEDS_SERVER)
        with self._lock:
            if self.is_alone:
                return self.copy.store.write(action)
        return self._server.write(action)  # it came back while this waited for its turn

    def go_alone(self, error: EnvironmentTrouble) -> None:
        """Work on the copy from now on. Raises ``error`` where that cannot be: no copy yet, or the server is there."""
        is_copys = error.reason.args.get("database") == self.copy.store.shown  # no room for it, say
        if is_copys or error.reason.key == _BUSY or not self._has_copy or not self._is_filled():
            raise error
        with self._lock:
            if self.is_alone:
                return
            self._alone_since = self._clock()
        log.warning("the counter works alone: %s", error.reason.key)
        self._tell()

    def _is_filled(self) -> bool:
        hub_id = self.copy.hub_id()
        return hub_id is not None and self._hub_id in (None, hub_id)

    def is_back(self) -> bool:
        """Whether the server takes what is written again: it may be there, and have no room or only read."""
        try:
            self._server.write(lambda tx: hubs.touch(tx, self._hub_id or ""))
        except DatabaseOffline:
            return False
        return True

    @contextmanager
    def holding(self) -> Iterator[None]:
        """What this counter would write alone waits meanwhile."""
        with self._lock:
            yield

    def go_back(self) -> None:
        """Work at the server from now on, unless something waits that it does not know yet."""
        with self._lock:
            if self.copy.store.read(deeds.count_waiting):
                return
            self._alone_since = None
        self._tell()

    def remember(self, deed: Callable[[], dict[str, Any]]) -> None:
        """Keep what was done at the server, for the day it is restored from an older backup; written a little later."""
        self._done.append(deed)

    def keep_deeds(self) -> None:
        """Write down what is to be remembered."""
        rows = []
        while self._done:
            rows.append(self._done.popleft()())
        if rows and self._has_copy:
            self.copy.store.write(lambda tx: deeds.keep(tx, rows))

    @contextmanager
    def migrating(self) -> Iterator[Tx]:
        with self._server.migrating() as tx:
            yield tx

    def listening(self) -> Tx:
        return self._server.listening()

    def close(self) -> None:
        """Close every connection; what was done is written down before."""
        try:
            self.keep_deeds()
        finally:
            self.copy.close()
            self._server.close()

    def _tell(self) -> None:
        for call in self._watchers:
            call()
