"""The session's messages: sent behind the screen, a round of them each minute.

Each message is a row of the database until somebody has it (see counter/sending.py). Several counters may send: each
takes what the others do not have. A database or a server that is away is no news here: the next round looks again.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from desk_app.domain.messages import Deliver, Tally
from desk_app.store.errors import DatabaseOffline
from desk_app.ui import rooms
from desk_app.ui.background import Lane, Ticket, Work
from desk_app.ui.session import Change, Session

if TYPE_CHECKING:
    from desk_app.counter.desk import Desk
    from desk_app.counter.sending import Postman

ROUND_EVERY_MS = 60_000
FIRST_AFTER_MS = 5_000  # the counter is used before anything is sent

OpenPost = Callable[["Desk", str], AbstractContextManager[Deliver]]
"""Opens the ways that messages go, of a desk and the file of authorities that this counter trusts besides."""

log = logging.getLogger(__name__)


def open_post(desk: Desk, ca_file: str) -> AbstractContextManager[Deliver]:
    """The ways that messages go, as the hub has set them up."""
    from desk_app.messages.post import Post, Ways  # noqa: PLC0415 - a counter that sends nothing loads none of it

    return Post(Ways.of(desk.hub_id, rooms.setup.hub_settings(desk), ca_file), rooms.message_texts.own_words(desk))


class Messenger(QObject):
    """Sends what is due. Signals come on the screen's thread."""

    sent = Signal(object)  # the Tally of a round in which something happened

    def __init__(self, session: Session, post: OpenPost = open_post) -> None:
        """The first round is some seconds from now."""
        super().__init__(session)
        self._session, self._post = session, post
        self._round: Ticket | None = None
        self._postman: Postman | None = None  # of the lane's thread
        self._serves: Desk | None = None
        self._timer = QTimer(self, singleShot=True)
        self._connect_signals()
        if session.is_open:
            self._timer.start(FIRST_AFTER_MS)

    def _connect_signals(self) -> None:
        self._timer.timeout.connect(self.look)
        self._session.opened.connect(lambda: self._timer.start(FIRST_AFTER_MS))
        self._session.changed.connect(self._on_changed)

    @classmethod
    def of(cls, session: Session) -> Messenger:
        """The messenger of that session, made when it is first asked for."""
        return session.findChild(cls) or cls(session)

    def look(self) -> None:
        """Send what is due."""
        self._go(hurries=False)

    def hurry(self) -> None:
        """Send everything that waits: what kept it may be out of the way."""
        self._go(hurries=True)

    def _on_changed(self, changes: frozenset[Change]) -> None:
        if Change.SETTINGS in changes:
            self.hurry()

    def _go(self, *, hurries: bool) -> None:
        if not self._session.is_open:
            return
        if self._round is not None and not self._round.done:
            self._timer.start(FIRST_AFTER_MS)
            return
        self._timer.stop()
        desk, ca_file = self._session.desk(), self._session.settings.get("smtp.ca_file")
        self._round = self._session.door.ask_long(
            lambda work: self._send(desk, ca_file, work, hurries=hurries),
            self._on_sent,
            lambda _error: self._timer.start(ROUND_EVERY_MS),
            lane=Lane.MESSAGES,
        )

    def _send(self, desk: Desk, ca_file: str, work: Work, *, hurries: bool) -> Tally:
        """One round; on the lane's thread."""
        if self._postman is None or self._serves is None or self._serves.store is not desk.store:
            self._postman, self._serves = rooms.sending.Postman(desk), desk
        try:
            if hurries:
                rooms.messages.hurry(desk)
            return self._postman.go_round(lambda: self._post(desk, ca_file), lambda: work.cancelled)
        except DatabaseOffline as error:
            log.info("no messages were sent: %r", error)
            return Tally()

    def _on_sent(self, tally: Tally) -> None:
        self._timer.start(ROUND_EVERY_MS)
        if tally != Tally():
            self.sent.emit(tally)
            self._session.tell_changed(Change.MESSAGES)
