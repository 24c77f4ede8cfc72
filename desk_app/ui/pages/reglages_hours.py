"""When the hub is open, and how long it keeps goods; what was understood is read back while one types."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from PySide6.QtCore import QTimer

from desk_app.domain.deadlines import HoldingPeriod, keep_until
from desk_app.domain.hours import closures_text, hours_text, opening_of, read_closures, read_hours
from desk_app.domain.opening import Opening, Week
from desk_app.domain.trouble import EnvironmentTrouble
from desk_app.domain.values import Reason
from desk_app.domain.zones import Zone
from desk_app.settings import Value
from desk_app.ui.background import Lane, Ticket
from desk_app.ui.forms import Field, TextField
from desk_app.ui.pages.reglages_fields import LinesField, ListField
from desk_app.ui.pages.reglages_section import SharedSection
from desk_app.ui.session import Session
from desk_app.ui.widgets.labels import label
from desk_app.wording import reason, week_lines

PLACES = ("FR", "FR-6AE", "FR-57", "FR-971", "FR-972", "FR-973", "FR-974", "FR-976", "")
"""Whose holidays are offered; another one, set by a command, is kept."""

READ_DELAY_MS = 200  # after the last letter
_AHEAD = timedelta(days=120)
_MOST_DAYS = 4
_CLOSURES_HEIGHT = 62  # two lines are seen


@dataclass(frozen=True, slots=True)
class Understood:
    """What the fields mean: the week, the next days that are closed out of turn, until when goods of today are kept.

    ``until`` is by the hub's clock.
    """

    week: Week
    closed: tuple[date, ...]
    until: datetime


def understand(values: Mapping[str, str], now: datetime) -> Understood | Reason:
    """What these settings mean, or why they will not do. The holidays are slow the first time: not for the screen."""
    try:
        opening = opening_of(values)
        until = keep_until(now, Zone.AMBIENT, HoldingPeriod.of_settings(values), opening)
    except EnvironmentTrouble as trouble:
        return trouble.reason
    return Understood(opening.week, tuple(_closed(opening, opening.day_of(now))), until.astimezone(opening.zone))


def _closed(opening: Opening, today: date) -> Iterator[date]:
    days = (today + timedelta(days=n) for n in range(_AHEAD.days))
    return (day for day in days if opening.week[day.weekday()] and not opening.is_open(day))


class ClosuresField(LinesField):
    """Closures, one a line, as a text."""

    def text(self) -> str:
        """All of them."""
        return ", ".join(self.values())

    def set_text(self, text: str) -> None:
        """Write others."""
        self.set_values(text.split(", ") if text else ())
        self.set_wrong("")


class HoursSection(SharedSection):
    """The week, the holidays, the closures, the holding periods, and what they come to."""

    NAME = "hours"
    KEYS = (
        "hub.hours",
        "hub.holidays",
        "hub.closures",
        "hold.ambient_days",
        "hold.frozen_days",
        "hold.chilled_hours",
        "hold.hot_hours",
    )

    def __init__(self, session: Session) -> None:
        self.holidays = ListField("hub_holidays")
        self.closures = ClosuresField("hub_closures")
        self.closures.lines.setFixedHeight(_CLOSURES_HEIGHT)
        made: dict[str, Field] = {"hub.holidays": self.holidays, "hub.closures": self.closures}
        fields = [made.get(key) or TextField(key.replace(".", "_")) for key in self.KEYS]
        fields[0].is_wide = True
        super().__init__(session, fields)
        self._reading: Ticket | None = None
        self._understood: Understood | Reason | None = None
        self.understood = label(wraps=True)
        self.kept = label(role="strong", wraps=True)
        self._later = QTimer(self, singleShot=True, interval=READ_DELAY_MS)
        self._add_more()
        self.retranslate()

    def _add_more(self) -> None:
        for key in ("hub.hours", "hub.closures"):
            self.words.bind(self.field(key).set_hint, f"ui_reglages.hint_{key.replace('.', '_')}")
        self.add(self.understood)
        self.add(self.kept)
        self._later.timeout.connect(self._read_back)
        self.form.changed.connect(self._later.start)

    def written(self, stored: Mapping[str, str]) -> Mapping[str, Value]:
        """With the names of days and the dates of this language."""
        days = [self.words(f"ui_reglages.short_day_{day}") for day in range(7)]
        form = "%d/%m/%Y" if self.words.language == "fr" else "%Y-%m-%d"
        week, closures = read_hours(stored["hub.hours"]), read_closures(stored["hub.closures"])
        return {**stored, "hub.hours": hours_text(week, days), "hub.closures": closures_text(closures, form)}

    def show_stored(self, stored: Mapping[str, str]) -> None:
        """And what it means."""
        super().show_stored(stored)
        if not self.is_edited:
            self._read_back()

    # what was understood

    def _read_back(self) -> None:
        """Read what the fields say, behind the screen."""
        values = self._meant()
        if self._reading is not None:
            self._reading.cancel()
        if values is None:
            self._show_understood(None)
            return
        now = self.session.now()
        self._reading = self.session.door.ask(lambda: understand(values, now), self._show_understood, lane=Lane.BULK)

    def _meant(self) -> dict[str, str] | None:
        """The values of all fields; None while one of them is not finished."""
        try:
            return {key: str(self.parse(key)) for key in self.KEYS}
        except ValueError:
            return None

    def _show_understood(self, understood: Understood | Reason | None) -> None:
        self._understood = understood
        self._write()

    def _write(self) -> None:
        words, found = self.words, self._understood
        if not isinstance(found, Understood):
            self.understood.setText(reason(words.texts, found) if found else words("ui_reglages.hours_unfinished"))
            self.kept.setText("")
            return
        lines = week_lines(words.texts, found.week)
        if found.closed:
            days = ", ".join(words.texts.day(day) for day in found.closed[:_MOST_DAYS])
            lines.append(words("ui_reglages.hours_closed", days=days))
        self.understood.setText("\n".join(lines))
        day, hour = words.texts.day(found.until.date()), words.texts.hour(found.until.time())
        self.kept.setText(words("ui_reglages.hours_kept", day=day, hour=hour))

    def retranslate(self) -> None:
        """Write anew what is not bound."""
        super().retranslate()
        with self.filling():
            self.holidays.set_options([(place, self._place_name(place)) for place in PLACES])
            if self.stored and not self.is_edited:
                self.show_values(self.written(self.stored))
        self._write()

    def _place_name(self, place: str) -> str:
        return self.words(f"ui_reglages.holidays_{place.replace('-', '_').lower() or 'none'}")
