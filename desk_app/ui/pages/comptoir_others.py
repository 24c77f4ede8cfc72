"""The pickup that is open here, and the other counters: they are told of it, and what they do with it is looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from desk_app.ui.background import Lane, Ticket
from desk_app.ui.pages import comptoir_visit as visits
from desk_app.ui.pages.comptoir_serving import Serving
from desk_app.ui.session import Session

if TYPE_CHECKING:
    from desk_app.domain.checks import Needs
    from desk_app.domain.visits import Seen, Visitor

SOON_MS = 150  # the answer is painted first; a customer who has gone by then is told to nobody


class Others(QObject):
    """One for the counter's page."""

    met = Signal(object)  # the Visitors of other counters that have it open too
    seen = Signal(object, object)  # the Seen of the open pickup, and its Needs where it has changed

    def __init__(self, session: Session, serving: Serving) -> None:
        super().__init__(session)
        self._session, self._serving = session, serving
        self._told = ""  # the pickup that the others know to be open here
        self._looking: Ticket | None = None
        self._soon = QTimer(self, singleShot=True, interval=SOON_MS)
        self._soon.timeout.connect(self._tell)
        session.closing.connect(self._leave)

    def follow(self) -> None:
        """Another pickup may be open here now: the others learn of it soon."""
        if self._open_id != self._told and not self._soon.isActive():
            self._soon.start()

    def look(self) -> None:
        """What have they done with it?"""
        visit = self._serving.visit
        if visit is None or not self._session.is_open:
            return
        if self._looking is not None:
            self._looking.cancel()
        desk = self._session.desk()
        self._looking = self._session.door.ask(lambda: visits.see(desk, visit), self._show)

    @property
    def _open_id(self) -> str:
        visit = self._serving.visit
        return visit.pickup.id if visit is not None else ""

    def _tell(self) -> None:
        if self._open_id != self._told:
            self._told = self._open_id
            self._ask_aside(self._told)

    def _ask_aside(self, pickup_id: str) -> None:
        """Nobody waits for it: the next scan goes another way."""
        desk = self._session.desk()

        def show(found: tuple[Visitor, ...]) -> None:
            if found and pickup_id == self._open_id:
                self.met.emit(found)

        self._session.door.ask(lambda: visits.tell(desk, pickup_id), show, lane=Lane.ASIDE)

    def _show(self, found: tuple[Seen | None, Needs | None]) -> None:
        seen, needs = found
        if seen is not None and seen.pickup.id == self._open_id:
            self.seen.emit(seen, needs)

    def _leave(self) -> None:
        """The window closes, and with it the card."""
        self._soon.stop()
        if self._told:
            self._ask_aside("")
