"""When the hub is open: its week, its closures, and the public holidays of where it stands."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from desk_app.domain.trouble import EnvironmentTrouble
from desk_app.domain.values import Reason

DEFAULT_ZONE = "Europe/Paris"
_DAY = timedelta(days=1)
_LONGEST_PAUSE = 2 * 366
"""Days: a hub that opens on none of so many in a row never opens."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Open from ``opens`` until just before ``closes``, on one day, by the hub's clock."""

    opens: time
    closes: time


Week = tuple[tuple[Span, ...], ...]
"""The spans of each weekday, Monday first; a day without any is closed."""


@dataclass(frozen=True, slots=True, order=True)
class Closure:
    """Closed from ``first`` to ``last``, both included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Opening:
    """The hours of a hub. ``holidays`` is a country, ``FR``, or one with its part, ``FR-57``; empty: open on them.

    Whoever asks for opening days of a hub that never opens gets EnvironmentTrouble, which says what to mend.
    """

    week: Week
    zone: ZoneInfo
    holidays: str = ""
    closures: tuple[Closure, ...] = ()

    def day_of(self, at: datetime) -> date:
        """Which day it is in the hub at that moment."""
        return at.astimezone(self.zone).date()

    def spans(self, day: date) -> tuple[Span, ...]:
        """When it is open on that day; nothing when it is closed."""
        spans = self.week[day.weekday()]
        return () if spans and (self.is_holiday(day) or self.is_closed(day)) else spans

    def is_open(self, day: date) -> bool:
        """Whether it opens at all on that day."""
        return bool(self.spans(day))

    def is_holiday(self, day: date) -> bool:
        """Whether that day is a public holiday it observes."""
        return bool(self.holidays) and day in public_holidays(self.holidays, day.year)

    def is_closed(self, day: date) -> bool:
        """Whether that day is in one of its closures."""
        return any(closure.first <= day <= closure.last for closure in self.closures)

    def closing(self, day: date) -> datetime | None:
        """When it closes for the night on that day, in its zone; None when it is closed."""
        spans = self.spans(day)
        return datetime.combine(day, spans[-1].closes, self.zone) if spans else None

    def is_open_at(self, at: datetime) -> bool:
        """Whether its door is open at that moment."""
        local = at.astimezone(self.zone)
        return any(span.opens <= local.time() < span.closes for span in self.spans(local.date()))

    def next_open_day(self, day: date) -> date:
        """The first opening day after that day."""
        return next(self._open_days(day, _DAY))

    def add_open_days(self, day: date, days: int) -> date:
        """The opening day that comes that many opening days after ``day``, which does not count itself.

        0 is the day itself, or the next opening day when it is closed then.
        """
        return self._step(day, days, _DAY)

    def open_days_before(self, day: date, days: int) -> date:
        """The opening day that comes that many opening days before ``day``; 0 as in :meth:`add_open_days`."""
        return self._step(day, days, -_DAY)

    def _step(self, day: date, days: int, step: timedelta) -> date:
        if days < 0:
            raise ValueError(days)
        if days == 0 and self.is_open(day):
            return day
        found = self._open_days(day, step)
        for _ in range(days - 1):
            next(found)
        return next(found)

    def _open_days(self, day: date, step: timedelta) -> Iterator[date]:
        """The opening days after (or before) that day, one after the other, without end."""
        pause = 0
        while pause < _LONGEST_PAUSE:
            day += step
            pause = 0 if self.is_open(day) else pause + 1
            if not pause:
                yield day
        raise EnvironmentTrouble(Reason("hours.never_open"))


@lru_cache(maxsize=256)
def public_holidays(place: str, year: int) -> frozenset[date]:
    """The public holidays of a country (``FR``) or of a part of one (``FR-57``). Raises ValueError for others."""
    import holidays  # noqa: PLC0415 - slow to load, and most days nobody asks

    country, _, part = place.partition("-")
    try:
        return frozenset(holidays.country_holidays(country, subdiv=part or None, years=year))
    except NotImplementedError as error:
        raise ValueError(place) from error
