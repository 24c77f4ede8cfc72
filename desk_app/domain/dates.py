"""Dates as shops write them; names of weekdays and months in French and English."""

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from desk_app.domain.people import fold

PARIS = ZoneInfo("Europe/Paris")

_DAYS = tuple(
    re.compile(form)
    for form in (
        r"(?P<y>\d{4})[/.-](?P<m>\d{1,2})[/.-](?P<d>\d{1,2})",
        r"(?P<d>\d{1,2})[/.-](?P<m>\d{1,2})[/.-](?P<y>\d{4}|\d{2})(?!\d)",
        r"(?P<m>[^\W\d]{3,})\.?\s(?P<d>\d{1,2}),?\s(?P<y>\d{4})",
        r"(?:[^\W\d]+\.?\s)?(?P<d>\d{1,2})(?:er)?\s(?P<m>[^\W\d]{3,})\.?\s(?P<y>\d{4})",
    )
)
_TIME = re.compile(
    r"(?P<h>\d{1,2})\s?[:hH]\s?(?P<min>\d{2})?(?::(?P<s>\d{2}))?(?:\.\d+)?\s?(?P<half>[AaPp])?(?:\.?[Mm]\.?)?"
    r"\s?(?P<offset>Z|[+-]\d{2}:?\d{2})?"
)
_MONTHS = {"jan": 1, "fev": 2, "feb": 2, "mar": 3, "avr": 4, "apr": 4, "mai": 5, "may": 5, "jun": 6, "juin": 6}
_MONTHS |= {"juil": 7, "jul": 7, "aou": 8, "aug": 8, "sep": 9, "oct": 10, "nov": 11, "dec": 12}
_WEEKDAYS = (
    ("lundi", "monday"),
    ("mardi", "tuesday"),
    ("mercredi", "wednesday"),
    ("jeudi", "thursday"),
    ("vendredi", "friday"),
    ("samedi", "saturday"),
    ("dimanche", "sunday"),
)


def weekday(word: str) -> int | None:
    """Which day a word or the beginning of one names, two letters at least; Monday is 0."""
    begun = fold(word)
    meant = (day for day, names in enumerate(_WEEKDAYS) if any(name.startswith(begun) for name in names))
    return next(meant, None) if len(begun) > 1 else None


def when(text: str, time: str = "", zone: tzinfo = PARIS) -> datetime | None:
    """The moment in UTC that a date cell and perhaps a time cell name; None when unreadable.

    What bears no offset is local to ``zone``. Days come before months.
    """
    day = next((found for form in _DAYS if (found := form.match(text))), None)
    if day is None:
        return None
    clock = _TIME.search(time or text[day.end() :])
    year = int(day["y"]) if len(day["y"]) == 4 else 2000 + int(day["y"])
    try:
        local = datetime(year, month(day["m"]), int(day["d"]), *_hours(clock))
    except ValueError:
        return None
    if not 1990 <= local.year <= 2100:
        return None
    return local.replace(tzinfo=_offset(clock) or zone).astimezone(UTC)


def month(text: str) -> int:
    """The month a number, a name or the beginning of one means; 0 for none."""
    if text.isdecimal():
        return int(text)
    name = fold(text)
    return _MONTHS.get(name[:4]) or _MONTHS.get(name[:3], 0)


def _hours(clock: re.Match[str] | None) -> tuple[int, int, int]:
    if clock is None:
        return 0, 0, 0
    hour = int(clock["h"])
    if half := (clock["half"] or "").lower():
        hour = hour % 12 + (12 if half == "p" else 0)
    return hour, int(clock["min"] or 0), int(clock["s"] or 0)


def _offset(clock: re.Match[str] | None) -> tzinfo | None:
    if clock is None or not (offset := clock["offset"]):
        return None
    if offset == "Z":
        return UTC
    minutes = int(offset[1:3]) * 60 + int(offset[-2:])
    if minutes >= 24 * 60:
        return None
    return timezone(timedelta(minutes=-minutes if offset[0] == "-" else minutes))
