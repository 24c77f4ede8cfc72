"""What other counters do is on this one's screen within a second: their tables' names come in, the session tells.

A page reads anew what it shows. However much the others do, that is at most some times a second, and never before
what the clerk has asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import closing
from threading import Event, Thread
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from desk_app.ui.background import Lane
from desk_app.ui.server_watch import ServerWatch
from desk_app.ui.session import Change, Session

if TYPE_CHECKING:
    from desk_app.counter.desk import Desk

PAUSE_MS = 150  # between two readings
BUSY_MS = 20  # the clerk's own question is being answered: then it is looked again
_LONG = 3600.0  # seconds; it is woken when it is to end
_VISIT = "visit"
_CHANGES = {
    "journal": Change.PARCELS,
    "shop": Change.SHOPS,
    "shelf": Change.SHELVES,
    "hub_setting": Change.SETTINGS,
    "clerk": Change.SETTINGS,
    "message_text": Change.SETTINGS,
}


class Live(QObject):
    """One for a session; listens from its opening to its closing."""

    _told = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._watch = ServerWatch(session)
        self._ear: _Ear | None = None
        self._waiting: set[str] = set()
        self._pause = QTimer(self, singleShot=True)
        self._connect_signals()
        if session.is_open:
            self._listen()

    def _connect_signals(self) -> None:
        session = self._session
        self._told.connect(self._on_told, Qt.ConnectionType.QueuedConnection)
        self._pause.timeout.connect(self._pass_on)
        session.opened.connect(self._listen)
        session.changed.connect(self._on_changed)
        session.closing.connect(self.stop)

    @classmethod
    def of(cls, session: Session) -> Live:
        """That of the session, made when it is first asked for."""
        return session.findChild(cls) or cls(session)

    def tell(self, tables: Iterable[str]) -> None:
        """These tables were written to; called from any thread."""
        self._told.emit(frozenset(tables))

    def stop(self) -> None:
        """Listen no more."""
        self._pause.stop()
        if self._ear is not None:
            self._ear.stop()
            self._ear = None

    def _listen(self) -> None:
        """To the database of the desk, and no other any more."""
        self.stop()
        desk = self._session.desk()
        self._watch.watch(desk)
        self._ear = _Ear(desk, self.tell, self._watch)
        self._ear.start()

    def _on_changed(self, changes: frozenset[Change]) -> None:
        if Change.SETTINGS in changes and self._ear is not None and not self._ear.hears(self._session.desk()):
            self._listen()

    @Slot(object)
    def _on_told(self, tables: frozenset[str]) -> None:
        self._waiting |= tables
        if not self._pause.isActive():
            self._pass_on()

    def _pass_on(self) -> None:
        """At once for what comes after a quiet while; the clerk's own question is answered first."""
        if not self._waiting or self._ear is None:
            return
        if self._session.door.is_busy_on(Lane.DESK):
            self._pause.start(BUSY_MS)
            return
        self._pause.start(PAUSE_MS)
        tables, self._waiting = self._waiting, set()
        changes = {change for table, change in _CHANGES.items() if table in tables}
        if changes:
            self._session.tell_changed(*changes)
        if _VISIT in tables:
            self._session.visited.emit()


class _Ear(Thread):
    """Keeps the counter in step with its hub, and passes on the database's word."""

    def __init__(self, desk: Desk, tell: Callable[[Iterable[str]], None], watch: ServerWatch) -> None:
        from desk_app.counter.keeper import Keeper  # noqa: PLC0415 - the store is loaded behind the painted window

        super().__init__(name="comptoir-live", daemon=True)
        self._desk = desk
        self._keeper = Keeper(desk, watch.came_back.emit, watch.parted.emit)
        self._tell = tell
        self._is_over = Event()

    def run(self) -> None:
        with closing(self._keeper):
            while not self._is_over.is_set():
                told = self._keeper.wait(_LONG)
                if told and not self._is_over.is_set():
                    self._tell(told)

    def hears(self, desk: Desk) -> bool:
        """Whether that desk is at the hub and the database that are listened to."""
        return desk.store is self._desk.store and desk.hub_id == self._desk.hub_id

    def stop(self) -> None:
        """End; what it holds is closed."""
        self._is_over.set()
        self._keeper.stop()
        self.join()
