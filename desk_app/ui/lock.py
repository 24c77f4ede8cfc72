"""Who stands at this counter: signing in, changing places, and the lock that lets nothing be read or done by others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from desk_app.domain.values import Answer
from desk_app.domain.verdicts import Verdict
from desk_app.store.errors import DatabaseOffline
from desk_app.ui import rooms
from desk_app.ui.background import Ticket
from desk_app.ui.session import Change, Session, offline_answer
from desk_app.wording import title

if TYPE_CHECKING:
    from desk_app.counter.clerks import Standing
    from desk_app.counter.desk import Desk
    from desk_app.domain.clerks import Clerk
    from desk_app.ui.gate import Gate
    from desk_app.ui.window import Window

LOOK_EVERY_MS = 30_000  # clerks are named, and leave, at other counters too


class Lock(QObject):
    """Covers ``window`` while nobody has signed in. What is open stays open beneath, and goes on."""

    changed = Signal()  # whether clerks are named here

    def __init__(self, window: Window, session: Session) -> None:
        super().__init__(window)
        self._window, self._session = window, session
        self._last_use = session.now()
        self._last_clerk = ""
        self._asking: Ticket | None = None
        self.is_staffed = False
        self.minutes = 0
        self._gate: Gate | None = None
        self._look = QTimer(self, interval=LOOK_EVERY_MS)
        self._connect_signals()

    def _connect_signals(self) -> None:
        session = self._session
        session.opened.connect(self._on_opened)
        session.changed.connect(self._on_changed)
        self._look.timeout.connect(self.look_again)
        self._window.keys.used.connect(self.touch)

    @property
    def gate(self) -> Gate:
        """What covers the window, made when it is first needed."""
        if self._gate is None:
            from desk_app.ui.gate import Gate  # noqa: PLC0415 - behind the painted window

            self._gate = Gate(self._window, self._window.keys, self._session.words, "lock", opaque=True)
            self._gate.pin_given.connect(self._try_pin)
            self._gate.badge_read.connect(self.take_badge)
        return self._gate

    @property
    def is_locked(self) -> bool:
        """Whether nobody is let at the counter."""
        return self._gate is not None and self._gate.is_open

    # locking

    def lock(self) -> bool:
        """Cover the window; whether there is somebody to sign in again."""
        if not self.is_staffed:
            return False
        if not self.is_locked:
            desk = self._session.desk()
            if desk.clerk_id:
                self._session.door.ask(lambda: rooms.clerks.sign_out(desk), lambda _answer: None)
            self._cover()
        return True

    def _cover(self) -> None:
        self._window.manager.cancel()
        self.gate.forget()
        self.gate.open(self._window, self._session.desk().counter)
        self._list_clerks()

    def touch(self) -> None:
        """Somebody is there."""
        self._last_use = self._session.now()

    def look_at_clock(self) -> None:
        """Lock, when nobody has touched anything for so long as the hub says."""
        now = self._session.now()
        self._last_use = min(self._last_use, now)  # the clock may have been set back
        is_idle = bool(self.minutes) and now - self._last_use >= timedelta(minutes=self.minutes)
        if is_idle and not self.is_locked and self._session.is_open and self._session.desk().clerk_id:
            self.lock()

    # what holds now

    def _on_opened(self) -> None:
        self.touch()
        self._look.start()
        self._settle(self._session.desk())
        self.look_again()

    def _on_changed(self, changes: frozenset[Change]) -> None:
        if Change.SETTINGS in changes and self._session.is_open:
            self._settle(self._session.desk())
            self.look_again()

    def look_again(self) -> None:
        """Ask who may stand here, and after how long the counter locks."""
        if self._asking is None or self._asking.done:
            desk = self._session.desk()
            self._asking = self._session.door.ask(lambda: rooms.clerks.standing(desk), self._take(desk))

    def _take(self, asked: Desk) -> Callable[[Standing], None]:
        def take(found: Standing) -> None:
            self.minutes = found.lock_minutes
            was, self.is_staffed = self.is_staffed, found.is_staffed
            if self._session.desk() == asked and found.desk != asked:
                self._session.set_desk(found.desk)
            if was != self.is_staffed:
                self.changed.emit()
            if self.is_locked:
                self._list_clerks() if found.is_staffed else self.gate.close_gate()

        return take

    def _settle(self, desk: Desk) -> None:
        """Nobody may stand here without having signed in."""
        if desk.clerk_id:
            self._last_clerk = desk.clerk_id
        is_nobody = not desk.clerk_id and not desk.is_manager
        if is_nobody and not self.is_locked:
            self.is_staffed = True
            self._cover()

    def _list_clerks(self) -> None:
        desk = self._session.desk()
        self._session.door.ask(lambda: rooms.clerks.clerks(desk), self._offer)

    def _offer(self, clerks: Sequence[Clerk]) -> None:
        self.gate.offer([clerk for clerk in clerks if clerk.active], self._last_clerk)

    # signing in

    def take_badge(self, code: str) -> Ticket:
        """A badge was scanned: its bearer stands here from now on, whoever did before."""
        return self._try(lambda desk: rooms.clerks.sign_in_badge(desk, code))

    def _try_pin(self, clerk_id: str, pin: str) -> None:
        self._try(lambda desk: rooms.clerks.sign_in(desk, clerk_id, pin))

    def _try(self, attempt: Callable[[Desk], Desk | Answer]) -> Ticket:
        desk = self._session.desk()
        self.gate.set_busy(True)
        ticket = self._session.door.ask(lambda: attempt(desk), self._on_tried, self._on_failed)
        ticket.when_finished(lambda: self.gate.set_busy(False))
        return ticket

    def _on_tried(self, found: Desk | Answer) -> None:
        if isinstance(found, Answer):
            self._refuse(found)
            return
        self.touch()
        answer = Answer(Verdict.SIGNED_IN, {"name": found.clerk})
        self.gate.close_gate()
        if found != self._session.desk():
            self._session.set_desk(found)
        self._session.sound(answer)
        self._session.note(title(self._session.words.texts, answer))

    def _refuse(self, answer: Answer) -> None:
        if self.is_locked:
            self.gate.tell(answer)
            self._session.sound(answer)
        else:
            self._session.say(answer)

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, DatabaseOffline):
            self._refuse(offline_answer(error))
