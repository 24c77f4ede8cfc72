"""When customers are expected: the slots that shops send, as far as they name a day."""

import re
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from desk_app.domain.dates import month, weekday, when

_JUST_BEEN = timedelta(days=60)
"""A day without a year is the next one of that name, unless it has just been."""
_DAYS = tuple(
    re.compile(form)
    for form in (
        r"(?<!\d)(?P<y>\d{4})[/.-](?P<m>\d{1,2})[/.-](?P<d>\d{1,2})(?!\d)",
        r"(?<!\d)(?P<d>\d{1,2})[/.-](?P<m>\d{1,2})[/.-](?P<y>\d{4}|\d{2})(?!\d)",
        r"(?<!\d)(?P<d>\d{1,2})(?:er|st|nd|rd|th)?\s(?P<m>[^\W\d]{3,})\.?(?:,?\s(?P<y>\d{4})\b)?",
        r"\b(?P<m>[^\W\d]{3,})\.?\s(?P<d>\d{1,2})(?:st|nd|rd|th)?,?\s(?P<y>\d{4})\b",
        r"(?<![\d/])(?P<d>\d{1,2})/(?P<m>\d{1,2})(?P<y>)(?![\d/:]|\s?h)",
    )
)
_CLOCK = (
    r"(?P<hour{n}>\d{{1,2}})(?:\s?(?P<mark{n}>:|h(?:eures?)?)\s?(?:(?P<minute{n}>[0-5]\d)(?!\d|\s?h))?(?::[0-5]\d)?)?"
    r"(?:\s?(?P<half{n}>[ap])\.?m\b\.?)?"
)
_HOURS = re.compile(rf"(?<![\d.,:]){_CLOCK.format(n=1)}(?:\s?(?:[-–—/]|à|a|to|et|and)\s?{_CLOCK.format(n=2)})?")
_OFFSET = re.compile(r"\d:\d\d(?:\.\d+)? ?(?:z\b|\+\d\d:?\d\d\b)|t[\d:.]+-(?:0\d|1[0-2]):?\d\d\b|:\d\d -\d{4}\b")
_NO_START = re.compile(r"\b(?:avant|before|jusqu\W?[àa]|until)\s*$")


def slot_at(text: str, zone: tzinfo, today: date) -> datetime | None:
    """When the slot that a shop has sent begins, in UTC; None when it names no day, or one that cannot be.

    ``2026-11-28 14:00-16:00``, ``28/11/2026 14h-16h``, ``sam. 28 nov. 10 h - 12 h`` begin by the hub's clock, unless
    they bear an offset. A day without hours begins at midnight: see :func:`is_whole_day`.
    """
    said = " ".join(text.lower().split())
    if _OFFSET.search(said):
        return when(said.upper(), zone=zone)
    for form in _DAYS:
        for found in form.finditer(said):
            day = _day(found, today)
            if day is not None:
                rest = f"{said[: found.start()]} ; {said[found.end() :]}"
                return _moment(day, rest, zone) if _is_that_weekday(day, rest) else None
    return None


def is_whole_day(at: datetime, zone: tzinfo | None = None) -> bool:
    """Whether a slot is a day without hours; ``zone`` None is the computer's own."""
    return at.astimezone(zone).time() == time()


def _day(found: re.Match[str], today: date) -> date | None:
    number = month(found["m"])
    years = range(today.year - 1, today.year + 2) if not found["y"] else [int(found["y"])]
    for year in years:
        try:
            day = date(year if year > 99 else 2000 + year, number, int(found["d"]))
        except ValueError:
            continue
        if found["y"] or day >= today - _JUST_BEEN:
            return day if 2000 <= day.year <= 2100 else None
    return None


def _is_that_weekday(day: date, rest: str) -> bool:
    """Whether no other weekday is named beside it: then nobody knows which was meant."""
    named = {weekday(word) for word in re.findall(r"[^\W\d]{3,}", rest)}
    return named <= {None, day.weekday()}


def _moment(day: date, rest: str, zone: tzinfo) -> datetime | None:
    try:
        return datetime.combine(day, _start(rest), zone).astimezone(UTC)
    except ValueError:
        return None


def _start(text: str) -> time:
    """The first time of day; midnight when none is named. Raises ValueError for one that is none."""
    for found in _HOURS.finditer(text):
        if not _is_clock(found):
            continue
        if _NO_START.search(text[: found.start()]):
            break
        hour, later = int(found["hour1"]), int(found["hour2"] or 0)
        half = found["half1"] or (found["half2"] if hour % 12 < later % 12 else "")
        if half:
            hour = hour % 12 + (12 if half == "p" else 0)
        return time(hour, int(found["minute1"] or 0))
    return time()


def _is_clock(found: re.Match[str]) -> bool:
    """Whether figures are hours: marked so, or a range of two."""
    return bool(found["mark1"] or found["half1"] or found["hour2"])
