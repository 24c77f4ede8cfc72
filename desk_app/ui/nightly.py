"""What is done once a day behind the screen: a copy of the hub's file, soon after it was opened, and the purge.

The purge waits until nobody has been at the counter for a while: it may hold the database. The copy holds nobody up.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from desk_app import wording
from desk_app.ui import rooms
from desk_app.ui.background import Lane
from desk_app.ui.session import Session

if TYPE_CHECKING:
    from pathlib import Path

    from desk_app.domain.privacy import Purged

QUIET_MS = 15 * 60_000
SOON_MS = 60_000

log = logging.getLogger(__name__)


class Nightly(QObject):
    """Looks whether something is due each time the counter has been quiet."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._quiet = QTimer(self, interval=QUIET_MS)
        self._soon = QTimer(self, interval=SOON_MS, singleShot=True)
        self._connect_signals()
        self._quiet.start()
        self._soon.start()

    def _connect_signals(self) -> None:
        self._quiet.timeout.connect(self.look)
        for busy in (self._session.said, self._session.changed, self._session.opened):
            busy.connect(self._quiet.start)
        self._session.opened.connect(self._soon.start)
        self._soon.timeout.connect(self.copy)

    @classmethod
    def of(cls, session: Session) -> Nightly:
        """That of the session, made when it is first asked for."""
        return session.findChild(cls) or cls(session)

    def copy(self) -> None:
        """Make the day's copy of the hub's file, unless it is there. What is in the way is said as all trouble is."""
        if self._session.is_open:
            desk = self._session.desk()
            self._session.door.ask(lambda: rooms.backups.copy_of_today(desk), self._on_copied, lane=Lane.BULK)

    def _on_copied(self, made: Path | None) -> None:
        if made is not None:
            log.info("the day's copy is made: %s", made.name)

    def look(self) -> None:
        """Make the day's copy, and purge unless a counter has begun it today; not while the server is away."""
        self.copy()
        if self._session.is_open and self._session.alone_since is None:
            desk = self._session.desk()
            self._session.door.ask(lambda: rooms.nightly.run(desk), self._on_done, self._on_failed, lane=Lane.BULK)

    def _on_done(self, done: Purged | None) -> None:
        if done is None:
            return
        log.info("forgotten: %s people, %s parcels; %s cancelled", done.people, done.parcels, done.cancelled)
        if done.trouble is not None:
            self._session.troubled.emit(wording.reason(self._session.words.texts, done.trouble))

    def _on_failed(self, error: Exception) -> None:
        log.info("nobody was forgotten: %r", error)
