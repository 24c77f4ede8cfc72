"""Slots as shops send them; what cannot be known is not invented."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.slots import is_whole_day, slot_at

PARIS = ZoneInfo("Europe/Paris")
TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("2026-11-28 14:00-16:00", (14, 0)),
        ("2026-11-28 14:00 - 16:00", (14, 0)),
        ("2026/11/28 10:00 - 12:00", (10, 0)),
        ("28/11/2026 14h-16h", (14, 0)),
        ("28/11/2026 10h-12h", (10, 0)),
        ("28-11-2026 de 10 h 30 à 12 h", (10, 30)),
        ("28.11.26 10-12h", (10, 0)),
        ("28/11/2026 10-12", (10, 0)),
        ("28/11/2026", (0, 0)),
        ("28/11 14h-16h", (14, 0)),
        ("28/11 avant 12h", (0, 0)),
        ("Sat 28 Nov 10:00 - 12:00", (10, 0)),
        ("sam. 28 nov. 10 h – 12 h", (10, 0)),
        ("Samedi 28 novembre 2026 à 14h", (14, 0)),
        ("samedi 28 novembre entre 10 heures et 12 heures", (10, 0)),
        ("14h-16h le 28/11/2026", (14, 0)),
        ("Saturday, November 28, 2026 2:30 PM - 4:00 PM", (14, 30)),
        ("Nov 28, 2026 2-4 PM", (14, 0)),
        ("Nov 28, 2026 10 - 2 PM", (10, 0)),
        ("Nov 28, 2026 12 a.m. - 2 a.m.", (0, 0)),
        ("2026-11-28T14:00", (14, 0)),
        ("2026-11-28T14:00:00+01:00", (14, 0)),
        ("2026-11-28T13:00:00Z", (14, 0)),
        ("2026-11-28T08:00:00.000-05:00", (14, 0)),
        ("2026-11-28 14:00:00 +0100", (14, 0)),
        ("2026-11-28 08:00:00 -0500", (14, 0)),
        ("2026-11-28T13:00Z/2026-11-28T15:00Z", (14, 0)),
        ("2026-11-28T14:00/2026-11-28T16:00", (14, 0)),
    ],
)
def test_slots_as_shops_send_them(text: str, begins: tuple[int, int]) -> None:
    at = slot_at(text, PARIS, TODAY)
    assert at == datetime(2026, 11, 28, *begins, tzinfo=PARIS)
    assert at.utcoffset() == timedelta(0)
    assert is_whole_day(at, PARIS) is (begins == (0, 0))


@pytest.mark.parametrize(
    "text",
    ["", "samedi", "demain 14h", "10h-12h", "14:00", "dès que possible", "28/13/2026 10h", "31/11/2026", "11/28/2026",
     "dimanche 28 novembre 2026 14h", "Fri 28 Nov 10:00", "28/11/2026 25h", "28/11/2026 10:00 - 12:00 PM ou lundi",
     "0000-00-00 00:00:00", "28/11/1926 10h", "n° 4127", "2 colis", "12 rue de mars", "2026-11-31T10:00Z"],
)  # fmt: skip
def test_what_names_no_day_is_no_moment(text: str) -> None:
    assert slot_at(text, PARIS, TODAY) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("28 nov. 14h", date(2026, 11, 28)),
        ("20 nov. 14h", date(2026, 11, 20)),  # has just been
        ("3 janvier 14h", date(2027, 1, 3)),
        ("15/08 14h", date(2027, 8, 15)),
        ("29 février 14h", date(2028, 2, 29)),
    ],
)
def test_a_day_without_a_year_is_the_next_one(text: str, day: date) -> None:
    today = date(2027, 6, 1) if day.year == 2028 else TODAY
    at = slot_at(text, PARIS, today)
    assert at is not None
    assert at.astimezone(PARIS).date() == day


def test_hours_are_the_hubs_own_in_summer_too() -> None:
    assert slot_at("15/07/2026 10h", PARIS, TODAY) == datetime(2026, 7, 15, 8, 0, tzinfo=UTC)
    assert slot_at("15/07/2026 10h", ZoneInfo("Indian/Reunion"), TODAY) == datetime(2026, 7, 15, 6, 0, tzinfo=UTC)
    assert slot_at("25/10/2026 10h", PARIS, TODAY) == datetime(2026, 10, 25, 9, 0, tzinfo=UTC)


@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)),
    st.sampled_from(["%Y-%m-%d %H:%M-23:59", "%d/%m/%Y %Hh%M", "%d/%m/%y %H:%M:00"]),
)
def test_any_moment_that_is_written_is_read(moment: datetime, form: str) -> None:
    moment = moment.replace(second=0, microsecond=0)
    assert slot_at(moment.strftime(form), PARIS, TODAY) == moment.replace(tzinfo=PARIS).astimezone(UTC)


@given(st.text(alphabet="0123456789/-:hTZ +.janvsmdi", max_size=30))
def test_rubbish_breaks_nothing(text: str) -> None:
    at = slot_at(text, PARIS, TODAY)
    assert at is None or at.tzinfo is UTC
