"""What the pages share: the door, the words, the settings, the counter they stand at, and what has changed."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeGuard

from PySide6.QtCore import QObject, QTimer, Signal

from desk_app.domain.trouble import EnvironmentTrouble
from desk_app.domain.values import Answer, Pickup
from desk_app.domain.verdicts import Tone, Verdict, tone
from desk_app.store.errors import NEEDS_SERVER, DatabaseOffline
from desk_app.ui import rooms
from desk_app.ui.background import Door, Lane, Ticket
from desk_app.ui.words import Words
from desk_app.wording import reason

if TYPE_CHECKING:
    from desk_app.counter.desk import Desk
    from desk_app.domain.lists import Totals

log = logging.getLogger(__name__)

TOTALS_DELAY_MS = 250  # several handovers in a row count once
_TAKES_NOTHING = {"errors.disk_full", "errors.database_readonly"}
RETRY_EVERY_MS = 10_000  # an unreachable database is tried again by itself
LOOK_EVERY_MS = 300_000  # what is late becomes so by itself; other counters are heard (see ui/live.py)


class Settings(Protocol):
    """What the screen needs of desk_app.settings."""

    @property
    def profile(self) -> Path:
        """The folder of the user's data."""

    @property
    def local_url(self) -> str:
        """The database that is used while none is named."""

    def get(self, key: str) -> Any:
        """The value of a declared setting."""

    def set(self, key: str, value: Any) -> None:
        """Keep a value of a declared setting."""


class Change(StrEnum):
    """What an action has changed."""

    PARCELS = "parcels"
    SHOPS = "shops"
    SHELVES = "shelves"
    SETTINGS = "settings"
    MESSAGES = "messages"


class Session(QObject):
    """One window's session; lives on the screen's thread."""

    opened = Signal()  # the store is open: :meth:`desk` may be called
    open_failed = Signal(object)  # the exception; ``opened`` may follow after :meth:`retry`
    changed = Signal(object)  # frozenset[Change]; views read anew what they show
    visited = Signal()  # counters may have opened pickups, or left them
    totals_changed = Signal(object)  # counter.lists.Totals
    online_changed = Signal(bool)
    alone_changed = Signal(object, int)  # since when the counter goes on by itself, or None; how much waits
    came_back = Signal(int, int)  # the server has so much of what was done alone, and so much became incidents
    parted_changed = Signal(int)  # so much is known here that a restored server has lost
    said = Signal(object)  # an Answer for the page in front
    noted = Signal(str)  # one passing sentence for the status bar
    page_wanted = Signal(str)  # the name of a page that is to come to the front
    section_wanted = Signal(str)  # the part of the settings that is to be in front, once their page is
    troubled = Signal(str)  # a sentence that stays until it is put away
    scan_given = Signal(object)  # a Scan that a page has caught and is not for it
    manager_wanted = Signal(object, object)  # see ui/manager_prompt.py: called with their desk, or when none comes
    printer_changed = Signal(str, bool)  # what the status bar says of the printer, and whether it is well
    closing = Signal()  # threads of the session's own end now

    def __init__(
        self,
        words: Words,
        settings: Settings,
        open_desk: Callable[[], Desk],
        *,
        play: Callable[[Tone], None] = lambda _tone: None,
        print_slip: Callable[[Pickup], None] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.words = words
        self.settings = settings
        self.door = Door(self)
        self.totals: Totals | None = None
        self.play = play
        self.print_slip = print_slip
        self._open_desk = open_desk
        self._desk: Desk | None = None
        self._online = True
        self._takes_nothing = False  # it can be read, which says nothing
        self.alone_since: datetime | None = None
        self.waiting = self.parted = 0
        self._give_back: Callable[[], None] | None = None
        self._opening: Ticket | None = None
        self._counting: Ticket | None = None
        self._init_timers()
        self._connect_signals()

    def _init_timers(self) -> None:
        self._count_soon = QTimer(self, singleShot=True, interval=TOTALS_DELAY_MS)
        self._retry = QTimer(self, interval=RETRY_EVERY_MS)
        self._look = QTimer(self, interval=LOOK_EVERY_MS)

    def _connect_signals(self) -> None:
        self.door.trouble.connect(self._on_trouble)
        self.door.worked.connect(self._on_worked)
        self._count_soon.timeout.connect(self._count)
        self._retry.timeout.connect(self.retry)
        self._look.timeout.connect(self._count)

    # the desk

    def open(self) -> None:
        """Open the store behind the painted window; ``opened`` or ``open_failed`` follows."""
        if self._opening is None or self._opening.done:
            self._opening = self.door.ask(self._open_desk, self._set_desk, self.open_failed.emit)

    def desk(self) -> Desk:
        """The counter and the clerk now. Raises RuntimeError before ``opened``."""
        if self._desk is None:
            raise RuntimeError("the store is not open yet")
        return self._desk

    @property
    def is_open(self) -> bool:
        """Whether the store has been opened."""
        return self._desk is not None

    def set_desk(self, desk: Desk) -> None:
        """Another clerk, counter or database from now on; the first one when none could be opened yet."""
        if self._desk is None:
            self._set_desk(desk)
            return
        self._desk = desk
        self.tell_changed(Change.PARCELS, Change.SHOPS, Change.SHELVES, Change.SETTINGS)

    def now(self) -> datetime:
        """The desk's time, aware, in UTC."""
        return self._desk.clock() if self._desk is not None else datetime.now(UTC)

    def _set_desk(self, desk: Desk) -> None:
        self._desk = desk
        self.opened.emit()
        self._count()
        self._look.start()

    # what changed

    def tell_changed(self, *changes: Change) -> None:
        """Tell every view what an action has changed."""
        self.changed.emit(frozenset(changes))
        is_counted = Change.PARCELS in changes or Change.MESSAGES in changes
        if is_counted and not self._count_soon.isActive():  # where others never stop, it is counted all the same
            self._count_soon.start()

    def _count(self) -> None:
        if self._desk is None:
            return
        if self._counting is not None:
            self._counting.cancel()
        desk = self._desk
        self._counting = self.door.ask(lambda: rooms.lists.totals(desk), self._set_totals)

    def _set_totals(self, totals: Totals) -> None:
        if self.alone_since is not None and self.totals is not None:  # incidents are at the server
            totals = replace(totals, incidents=self.totals.incidents)
        if totals != self.totals:
            self.totals = totals
            self.totals_changed.emit(totals)

    # what is said

    def say(self, answer: Answer) -> None:
        """Show an answer in the band of the page in front, and sound it."""
        self.said.emit(answer)

    def sound(self, answer: Answer) -> None:
        """Play the sound of an answer's tone."""
        self.play(tone(answer.verdict))

    def note(self, sentence: str) -> None:
        """One passing sentence in the status bar."""
        self.noted.emit(sentence)

    # a server that is away

    def set_alone(self, since: datetime | None, waiting: int = 0) -> None:
        """Since when the server has been away and the counter goes on by itself; ``waiting`` is what it has done."""
        if (since, waiting) != (self.alone_since, self.waiting):
            self.alone_since, self.waiting = since, waiting
            self.alone_changed.emit(since, waiting)

    def set_back(self, replayed: int, incidents: int) -> None:
        """The server is back: it has ``replayed`` actions that were done alone, and ``incidents`` need a person."""
        self.set_alone(None)
        self.came_back.emit(replayed, incidents)
        self.tell_changed(*Change)

    def set_parted(self, count: int, give_back: Callable[[], None] | None = None) -> None:
        """The server was restored to an older state: ``count`` actions are known here that it has lost.

        ``give_back`` is called once, when the clerk wants them given back; 0 is that nothing is missing any more.
        """
        self.parted, self._give_back = count, give_back
        self.parted_changed.emit(count)

    @property
    def can_give_back(self) -> bool:
        """Whether there is something to be given back, and nobody has asked for it yet."""
        return self._give_back is not None

    def give_back(self) -> None:
        """Give the server back what it has lost."""
        give, self._give_back = self._give_back, None
        if give is not None:
            self.parted_changed.emit(self.parted)
            give()

    # trouble

    @property
    def is_online(self) -> bool:
        """Whether the database answered last time."""
        return self._online

    def retry(self) -> None:
        """Try the database again."""
        if self._desk is None:
            self.open()
        elif self._takes_nothing:
            desk = self._desk
            self.door.ask(lambda: rooms.setup.touch(desk), lambda _nothing: self._on_back())
        else:
            self._count()

    def _on_worked(self, lane: Lane) -> None:
        if lane is Lane.DESK and not self._online and not self._takes_nothing:
            self._on_back()

    def _on_back(self) -> None:
        self._takes_nothing = False
        self._set_online(True)
        self.tell_changed(*Change)

    def _on_trouble(self, error: Exception) -> None:
        if is_for_server(error):
            self.note(reason(self.words.texts, error.reason))
        elif isinstance(error, DatabaseOffline):
            self._takes_nothing = error.reason.key in _TAKES_NOTHING
            self._set_online(False)
        elif isinstance(error, EnvironmentTrouble):
            self.troubled.emit(reason(self.words.texts, error.reason))
        else:
            sys.excepthook(type(error), error, error.__traceback__)

    def _set_online(self, online: bool) -> None:
        if online == self._online:
            return
        self._online = online
        self._retry.stop() if online else self._retry.start()
        self.online_changed.emit(online)

    def close(self) -> None:
        """Stop looking around and end the door cleanly."""
        for timer in (self._count_soon, self._retry, self._look):
            timer.stop()
        self.closing.emit()
        self.door.close()


def is_for_server(error: Exception) -> TypeGuard[DatabaseOffline]:
    """Whether the counter is alone and this waits for its server."""
    return isinstance(error, DatabaseOffline) and error.reason == NEEDS_SERVER


def offline_answer(error: Exception) -> Answer:
    """What the band says when an action met an unreachable database, or one that is away while the counter goes on."""
    why = error.reason if isinstance(error, EnvironmentTrouble) else ""
    return Answer(Verdict.NEEDS_SERVER if is_for_server(error) else Verdict.DATABASE_OFFLINE, {"reason": why})
