"""What the window says of a server that is away, has come back, or was restored to an older state."""

from datetime import datetime

from PySide6.QtCore import QObject, QTimer

from desk_app.domain.lists import Totals
from desk_app.ui.session import Session
from desk_app.ui.widgets.alone_strip import AloneStrip
from desk_app.ui.widgets.status_bar import StatusBar

INCIDENTS = "incidents"
PASSING_MS = 10_000


class Alone(QObject):
    """Writes the strip over the page, and the count of incidents in the status bar."""

    def __init__(self, session: Session, strip: AloneStrip, status: StatusBar) -> None:
        super().__init__(strip)
        self._session, self._words = session, session.words
        self._strip, self._status = strip, status
        self._back: tuple[datetime, int, int] | None = None  # when it came back, what it has now, incidents not seen
        self._count = 0
        self._passing = QTimer(self, singleShot=True, interval=PASSING_MS)
        self._connect_signals()

    def _connect_signals(self) -> None:
        session = self._session
        self._strip.clicked.connect(self.help_out)
        self._status.incidents.clicked.connect(self.see)
        session.alone_changed.connect(self.write)
        session.parted_changed.connect(self.write)
        session.came_back.connect(self._on_back)
        session.totals_changed.connect(self._on_totals)
        session.online_changed.connect(self.write)
        self._passing.timeout.connect(self.passed)

    def help_out(self) -> bool:
        """The strip's key; whether there was one."""
        if not self._strip.has_key:
            return False
        if self._session.can_give_back:
            self._session.give_back()
        else:
            self.see()
        return True

    def see(self) -> None:
        """Go to the incidents."""
        self.passed()
        self._session.page_wanted.emit(INCIDENTS)

    def passed(self) -> None:
        """What was said of a server that came back has been read."""
        self._back = None
        self.write()

    def write(self) -> None:
        """Strip and count, as it is now."""
        session, count = self._session, self._count
        self._status.incidents.set(self._words("ui_alone.incidents", n=count) if count else "", well=False)
        if session.alone_since is not None and session.is_online:
            self._tell_alone()
        elif session.parted:
            self._tell_parted()
        elif self._back is not None:
            self._tell_back(*self._back)
        else:
            self._strip.hide()

    def _tell_alone(self) -> None:
        session = self._session
        args: dict[str, object] = {"since": session.alone_since, "n": session.waiting}
        names = ("away", "away_short") if session.waiting else ("away_bare", "away_short_bare")
        self._strip.tell("offline", "blue", [self._words(f"ui_alone.{name}", **args) for name in names])

    def _tell_parted(self) -> None:
        sentences = [self._words(f"ui_alone.{name}", n=self._session.parted) for name in ("parted", "parted_short")]
        key = (self._words("ui_alone.give_back"), "F12") if self._session.can_give_back else ("", "")
        self._strip.tell("undo", "amber", sentences, *key)

    def _tell_back(self, at: datetime, replayed: int, incidents: int) -> None:
        back = self._words("ui_alone.back" if replayed else "ui_alone.back_bare", at=at, n=replayed)
        if not incidents:
            self._strip.tell("yes", "green", [back])
            return
        solve = self._words("ui_alone.to_solve", n=incidents)
        self._strip.tell("look", "amber", [f"{back} {solve}", solve], self._words("ui_alone.see"), "F12")

    def _on_totals(self, totals: Totals) -> None:
        if self._count and not totals.incidents:  # all of them are solved
            self.passed()
        self._count = totals.incidents
        self.write()

    def _on_back(self, replayed: int, incidents: int) -> None:
        """A passing sentence; it stays while incidents have come with the server."""
        self._back = self._session.now(), replayed, incidents
        self._passing.stop() if incidents else self._passing.start()
        self.write()
