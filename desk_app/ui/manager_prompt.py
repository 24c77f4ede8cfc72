"""Asking a manager for one action, over the page in front."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desk_app.domain.values import Answer
from desk_app.store.errors import DatabaseOffline
from desk_app.ui import rooms
from desk_app.ui.session import Session, offline_answer

if TYPE_CHECKING:
    from desk_app.counter.desk import Desk
    from desk_app.domain.clerks import Clerk
    from desk_app.ui.gate import Gate
    from desk_app.ui.window import Window

Then = Callable[["Desk"], None]


def _nothing() -> None:
    return None


class ManagerPrompt(QObject):
    """The window has one; pages ask through :meth:`ask`."""

    def __init__(self, window: Window, session: Session) -> None:
        super().__init__(window)
        self._window, self._session = window, session
        self._gate: Gate | None = None
        self._then: Then | None = None
        self._given_up: Callable[[], None] = _nothing
        session.manager_wanted.connect(self._open)

    @staticmethod
    def ask(session: Session, then: Then, given_up: Callable[[], None] = _nothing) -> None:
        """Call ``then`` with a manager's desk, for one action: at once where a manager stands, or anybody may.

        Else a manager's badge or PIN is asked for; ``given_up`` is called when nobody gives one. The clerk who has
        signed in stays signed in.
        """
        desk = session.desk()
        if desk.is_manager:
            then(desk)
        else:
            session.manager_wanted.emit(then, given_up)

    @property
    def gate(self) -> Gate:
        """Where a manager is asked for, made when it is first needed."""
        if self._gate is None:
            from desk_app.ui.gate import Gate  # noqa: PLC0415 - behind the painted window

            self._gate = Gate(self._window, self._window.keys, self._session.words, "manager", opaque=False)
            self._gate.pin_given.connect(lambda clerk_id, pin: self._try(pin, clerk_id))
            self._gate.badge_read.connect(self._try)
            self._gate.left.connect(self.cancel)
        return self._gate

    @property
    def is_open(self) -> bool:
        """Whether a manager is being asked for."""
        return self._gate is not None and self._gate.is_open

    def cancel(self) -> None:
        """Nobody came: nothing is done."""
        if self.is_open:
            self._close()
            self._given_up()

    def _close(self) -> None:
        self._then = None
        self.gate.close_gate()

    def _open(self, then: Then, given_up: Callable[[], None]) -> None:
        self.cancel()
        if self._window.lock.is_locked:
            given_up()
            return
        self._then, self._given_up = then, given_up
        desk = self._session.desk()
        self.gate.forget()
        self.gate.open(self._window, desk.counter)
        self._session.door.ask(lambda: rooms.clerks.clerks(desk), self._offer)

    def _offer(self, clerks: Sequence[Clerk]) -> None:
        self.gate.offer([clerk for clerk in clerks if clerk.active and clerk.is_manager])

    def _try(self, secret: str, clerk_id: str = "") -> None:
        desk = self._session.desk()
        self.gate.set_busy(True)
        ticket = self._session.door.ask(
            lambda: rooms.clerks.authorise(desk, secret, clerk_id=clerk_id), self._on_tried, self._on_failed
        )
        ticket.when_finished(lambda: self.gate.set_busy(False))

    def _on_tried(self, found: Desk | Answer) -> None:
        then = self._then
        if then is None:  # nobody waits for it any more
            return
        if isinstance(found, Answer):
            self.gate.tell(found)
            self._session.sound(found)
            return
        self._close()
        then(found)

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, DatabaseOffline):
            self.gate.tell(offline_answer(error))
