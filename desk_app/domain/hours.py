"""Opening hours, closures and holidays as people write them, and the one form in which they are kept."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, time
from functools import lru_cache
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

from desk_app.domain.dates import weekday
from desk_app.domain.opening import DEFAULT_ZONE, Closure, Opening, Span, Week, public_holidays
from desk_app.domain.people import fold

DEFAULT_HOURS = "mon-sat 10:00-19:00"
DEFAULT_HOLIDAYS = "FR"
ENGLISH_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_CLOSED = frozenset({"ferme", "fermee", "closed", "off"})
_FILLERS = frozenset({"de", "du", "des", "le", "les", "et", "and", "from", "puis", "ouvert", "open"})
_TO = frozenset({"-", "–", "—", "a", "au", "to"})
_TOKEN = re.compile(
    r"(?P<time>\d{1,2}(?:[:.]\d{2}|\s?[hH](?:\s?[0-5]\d(?!\d|\s?[hH:.]))?)?)(?!\d)"
    r"|(?P<word>[^\W\d_]+|[-–—])|[\s,;.:&]+"
)
_ENTRY = re.compile(r"(?P<days>(?:D-D|D)+)(?:C|(?P<hours>(?:T-T)+))")
_TIME = re.compile(r"(?P<hour>\d{1,2})\D*(?P<minute>\d{2})?")
_DATE = r"(?:(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})[/.](\d{1,2})[/.](\d{4}))"
_CLOSURE = re.compile(rf"(?:du |from )?{_DATE}(?:\s*(?:\.\.+|…|[-–—→]|au|à|to)\s*{_DATE})?")
_LONGEST_CLOSURE = 366


def opening_of(stored: Mapping[str, str]) -> Opening:
    """The hours that a hub's settings mean; what is not among them is at its default."""
    return _opening(
        stored.get("hub.hours", DEFAULT_HOURS),
        stored.get("hub.holidays", DEFAULT_HOLIDAYS),
        stored.get("hub.closures", ""),
        stored.get("hub.time_zone", DEFAULT_ZONE),
    )


@lru_cache(maxsize=16)
def _opening(hours: str, holidays: str, closures: str, zone: str) -> Opening:
    return Opening(read_hours(hours), ZoneInfo(zone), holidays, read_closures(closures))


def read_hours(text: str) -> Week:
    """The week in ``mon-fri 10:00-13:00 14:00-19:00, sat 9:00-19:00`` or ``lun-ven 10h-19h``.

    Days not named are closed; ``wed closed`` takes a day out of a range before it. Raises ValueError for what is not
    understood, for spans that overlap, and for a week that never opens.
    """
    week: list[list[Span]] = [[] for _ in ENGLISH_DAYS]
    for days, spans in _entries(list(_tokens(text))):
        for day in days:
            week[day] = sorted([*week[day], *spans]) if spans else []
    for spans in week:
        if any(before.closes > after.opens for before, after in pairwise(spans)):
            raise ValueError(text)
    if not any(week):
        raise ValueError(text or "no hours at all")
    return tuple(map(tuple, week))


def hours_text(week: Week, days: Sequence[str] = ENGLISH_DAYS) -> str:
    """The week as :func:`read_hours` reads it, with the names of the days asked for, in as few words as can be."""
    parts = []
    for first, last, spans in runs(week):
        named = days[first] if first == last else f"{days[first]}-{days[last]}"
        parts.append(" ".join([named, *(f"{_clock(span.opens)}-{_clock(span.closes)}" for span in spans)]))
    return ", ".join(parts)


def runs(week: Week) -> Iterator[tuple[int, int, tuple[Span, ...]]]:
    """Weekdays in a row with the same hours: the first, the last, their spans; closed days are left out."""
    first = 0
    for day in range(1, len(week) + 1):
        if day == len(week) or week[day] != week[first]:
            if week[first]:
                yield first, day - 1, week[first]
            first = day


def normal_hours(text: str) -> str:
    """The form in which hours are kept. Raises ValueError."""
    return hours_text(read_hours(text))


def read_closures(text: str) -> tuple[Closure, ...]:
    """The days in ``2026-12-24, 01/08/2027..15/08/2027``, in order. Raises ValueError for what is not understood."""
    return tuple(sorted({_closure(part) for part in map(str.strip, re.split(r"[,;\n]", text)) if part}))


def closures_text(closures: Sequence[Closure], form: str = "%Y-%m-%d") -> str:
    """The closures as :func:`read_closures` reads them; ``form`` may also be ``%d/%m/%Y``."""
    days = ([day.strftime(form) for day in (c.first, c.last)] for c in closures)
    return ", ".join(first if first == last else f"{first}..{last}" for first, last in days)


def normal_closures(text: str) -> str:
    """The form in which closures are kept. Raises ValueError."""
    return closures_text(read_closures(text))


def normal_holidays(text: str) -> str:
    """``FR-57`` of ``fr-57``; empty for none. Raises ValueError for a country or part that nobody knows."""
    place = text.strip()
    if place:
        country, _, part = place.partition("-")
        code = part.upper() if len(part) <= 3 else part  # Alsace is known too, as a word
        place = f"{country.upper()}-{code}" if code else country.upper()
        public_holidays(place, 2026)
    return place


def normal_zone(text: str) -> str:
    """A time zone as the world's table names it, such as ``Europe/Paris``. Raises ValueError."""
    try:
        return ZoneInfo(text.strip()).key
    except (OSError, LookupError) as error:
        raise ValueError(text) from error


def _tokens(text: str) -> Iterator[time | int | str]:
    """Times, weekdays, and the words between them."""
    place = 0
    while place < len(text):
        found = _TOKEN.match(text, place)
        if found is None:
            raise ValueError(text)
        place = found.end()
        if found["time"]:
            yield _time(found["time"])
        elif found["word"] and (word := fold(found["word"]) or "-") not in _FILLERS:
            yield "-" if word in _TO else "C" if word in _CLOSED else _weekday(word)


def _time(text: str) -> time:
    found = _TIME.fullmatch(text)
    assert found is not None
    return time(int(found["hour"]), int(found["minute"] or 0))


def _weekday(word: str) -> int:
    day = weekday(word)
    if day is None:
        raise ValueError(word)
    return day


def _entries(tokens: Sequence[time | int | str]) -> Iterator[tuple[list[int], list[Span]]]:
    """Some weekdays and their spans; none: closed. Raises ValueError for days without hours and hours without days."""
    shape = "".join("T" if isinstance(token, time) else "D" if isinstance(token, int) else token for token in tokens)
    place = 0
    while place < len(shape):
        found = _ENTRY.match(shape, place)
        if found is None:
            raise ValueError(shape)
        days, hours = (tokens[slice(*found.span(part))] for part in ("days", "hours"))
        yield list(_days(days)), [_span(*pair) for pair in zip(hours[::3], hours[2::3], strict=False)]
        place = found.end()


def _days(tokens: Sequence[Any]) -> Iterator[int]:
    """Each weekday of single ones and ranges; a range may go over the end of the week."""
    for place, token in enumerate(tokens):
        if token == "-":
            first, last = tokens[place - 1], tokens[place + 1]
            yield from ((first + more) % 7 for more in range(1, (last - first) % 7))
        else:
            yield token


def _span(opens: Any, closes: Any) -> Span:
    if not opens < closes:
        raise ValueError(opens)
    return Span(opens, closes)


def _clock(at: time) -> str:
    return f"{at.hour}:{at.minute:02d}"


def _closure(text: str) -> Closure:
    found = _CLOSURE.fullmatch(text)
    if found is None:
        raise ValueError(text)
    first, last = (_date(*found.groups()[place : place + 6]) for place in (0, 6))
    assert first is not None
    closure = Closure(first, last or first)
    if not 0 <= (closure.last - closure.first).days < _LONGEST_CLOSURE:
        raise ValueError(text)
    return closure


def _date(*parts: str | None) -> date | None:
    """Of year, month and day, or of day, month and year."""
    numbers = [int(part) for part in parts if part]
    if not numbers:
        return None
    return date(*numbers) if parts[0] else date(*reversed(numbers))
