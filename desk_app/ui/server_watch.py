"""Tells the session what the store and its keeper say of the server: gone, back, or restored to an older state."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot

from desk_app.ui.background import Lane
from desk_app.ui.session import Session

if TYPE_CHECKING:
    from desk_app.counter.desk import Desk
    from desk_app.counter.replay import Replayed


class ServerWatch(QObject):
    """One for a session. Its first three signals may come from any thread."""

    switched = Signal()  # the counter went alone, or back
    came_back = Signal(object)  # Replayed
    parted = Signal(int)  # so many actions are known here that a restored server may have lost

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        queued = Qt.ConnectionType.QueuedConnection
        self.switched.connect(self._look, queued)
        self.came_back.connect(self._on_back, queued)
        self.parted.connect(self._on_parted, queued)
        session.changed.connect(self._on_changed)

    def watch(self, desk: Desk) -> None:
        """From now on this desk's store is meant."""
        desk.store.watch(self.switched.emit)
        self._look()

    @Slot()
    def _look(self) -> None:
        """Whether the counter is alone, and how much waits for the server then."""
        from desk_app.counter import replay  # noqa: PLC0415 - behind the painted window

        desk = self._session.desk()
        if not desk.store.is_alone:
            self._session.set_alone(None)
            return
        since = desk.store.alone_since
        self._session.door.ask(
            lambda: replay.waiting(desk),
            lambda waiting: self._session.set_alone(since, waiting) if desk.store.is_alone else None,
        )

    def _on_changed(self) -> None:
        """What the clerk has done waits too."""
        if self._session.alone_since is not None:
            self._look()

    @Slot(object)
    def _on_back(self, done: Replayed) -> None:
        self._session.set_back(done.replayed, done.incidents)

    @Slot(int)
    def _on_parted(self, known: int) -> None:
        self._session.set_parted(known, self._give_back if known else None)

    def _give_back(self) -> None:
        from desk_app.counter import replay  # noqa: PLC0415 - as above

        desk = self._session.desk()
        self._session.door.ask(
            lambda: replay.give_back(desk),
            self._on_given,
            lambda _error: self._on_parted(self._session.parted),
            Lane.BULK,
        )

    def _on_given(self, done: Replayed) -> None:
        self._session.set_parted(0)
        self._on_back(done)
