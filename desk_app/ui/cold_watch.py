"""What is out of the cold, known to every page: read when something changes, and once a minute."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QRectF, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desk_app.domain.cold import ColdRule, Warmth
from desk_app.domain.values import Parcel
from desk_app.ui import painting, rooms, theme
from desk_app.ui.background import Ticket
from desk_app.ui.session import Change, Session

EVERY_MS = 60_000
_HEIGHT = 40
_NAMED = 3  # parcels; the others are in the tooltip
_TONE = {Warmth.WARNED: "amber", Warmth.BLOCKED: "red"}


class ColdWatch(QObject):
    """One for a session. ``changed`` when other goods are to be warned of, or the same for longer."""

    changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._out: Sequence[Parcel] = ()
        self._rule = ColdRule()
        self._asked: Ticket | None = None
        self._minute = QTimer(self, interval=EVERY_MS)
        self._minute.timeout.connect(self.read)
        session.opened.connect(self.read)
        session.changed.connect(self._on_changed)
        session.totals_changed.connect(self.read)
        self._minute.start()

    @classmethod
    def of(cls, session: Session) -> ColdWatch:
        """That of the session, made when it is first asked for."""
        return session.findChild(cls) or cls(session)

    def read(self) -> None:
        """Ask again; what is known stays while the database is away."""
        if not self._session.is_open or (self._asked is not None and not self._asked.done):
            return
        desk = self._session.desk()
        self._asked = self._session.door.ask(lambda: rooms.cold.out_now(desk), self._show, _keep)

    @property
    def warm(self) -> list[Parcel]:
        """What is to be put away now, the longest out of the cold first."""
        return [parcel for parcel in self._out if self._warmth(parcel) is not Warmth.COLD]

    @property
    def worst(self) -> Warmth:
        """What the longest of them means."""
        every = {self._warmth(parcel) for parcel in self._out}
        return next((warmth for warmth in (Warmth.BLOCKED, Warmth.WARNED) if warmth in every), Warmth.COLD)

    def minutes(self, parcel: Parcel) -> int:
        """Whole minutes out of the cold, all times together."""
        return int(parcel.warm_for(self._session.now()).total_seconds() // 60)

    def _warmth(self, parcel: Parcel) -> Warmth:
        return self._rule.of(parcel.warm_for(self._session.now()))

    def _show(self, found: tuple[tuple[Parcel, ...], ColdRule]) -> None:
        self._out, self._rule = found
        self.changed.emit()

    def _on_changed(self, what: frozenset[Change]) -> None:
        if what & {Change.PARCELS, Change.SETTINGS}:
            self.read()


def _keep(_error: Exception) -> None:
    """The session tells of the database."""


class ColdStrip(QWidget):
    """Seen while goods are out of the cold for too long: how many, how long, and which shelf waits for them."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)  # it may be shown at once; without one it would be a window, and take the keys
        self._watch, self._words = ColdWatch.of(session), session.words
        self._is_wanted = True
        self.text = ""
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._watch.changed.connect(self.write)
        self._words.changed.connect(self.write)
        self.write()

    def set_wanted(self, wanted: bool) -> None:
        """Whether the page has a place for it now."""
        self._is_wanted = wanted
        self.write()

    def write(self) -> None:
        """Say it anew."""
        warm = self._watch.warm
        names = [self._name(parcel) for parcel in warm]
        self.text = ""
        if warm:
            where, long = ", ".join(names[:_NAMED]), self._long(max(map(self._watch.minutes, warm)))
            self.text = self._words("ui_cold.strip", n=len(warm), long=long, where=where)
        self.setToolTip("\n".join(names))
        self.setAccessibleName(self.text)
        self.setVisible(self._is_wanted and bool(warm))
        self.update()

    def _long(self, minutes: int) -> str:
        hours = minutes // 60
        return self._words("ui_cold.hours", n=hours) if hours > 1 else self._words("ui_cold.minutes", n=minutes)

    def _name(self, parcel: Parcel) -> str:
        order = self._words("ui_etageres.order", order=parcel.order)
        return f"{parcel.shelf} ({order})" if parcel.shelf else order

    def paintEvent(self, event: QPaintEvent) -> None:
        tone = _TONE.get(self._watch.worst)
        if tone is None:
            return
        painter, rect = QPainter(self), QRectF(self.rect())
        ground, ink = theme.CHIP[tone]
        painting.box(painter, rect, theme.RADIUS_SMALL, ground, theme.RED if tone == "red" else theme.AMBER)
        font = theme.font(theme.BODY, theme.SEMIBOLD)
        painting.words(painter, rect.adjusted(16, 0, -16, 0), self.text, font, ink)
