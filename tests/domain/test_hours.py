"""Hours and closures as hubs write them; whatever is understood is kept in one form."""

from collections.abc import Callable
from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain import hours
from desk_app.domain.hours import hours_text, normal_hours, read_closures, read_hours
from desk_app.domain.opening import Closure, Span

FRENCH_DAYS = ("lun", "mar", "mer", "jeu", "ven", "sam", "dim")


def is_refused(read: Callable[[str], object], text: str) -> bool:
    """Whether a text is not understood."""
    try:
        read(text)
    except ValueError:
        return True
    return False


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        (hours.DEFAULT_HOURS, "mon-sat 10:00-19:00"),
        ("mon-fri 10:00-13:00 14:00-19:00, sat 9:00-19:00", "mon-fri 10:00-13:00 14:00-19:00, sat 9:00-19:00"),
        ("lun-ven 10h-19h", "mon-fri 10:00-19:00"),
        ("lun-ven 10h-13h 14h-19h", "mon-fri 10:00-13:00 14:00-19:00"),
        ("lun-ven 10h-13h, 14h-19h ; sam 9h30-12h", "mon-fri 10:00-13:00 14:00-19:00, sat 9:30-12:00"),
        ("Du lundi au vendredi de 10 h à 13 h et de 14 h 30 à 19 h\nle samedi : 9h-19h",
         "mon-fri 10:00-13:00 14:30-19:00, sat 9:00-19:00"),
        ("Lun. – ven. : 10h – 19h", "mon-fri 10:00-19:00"),
        ("LUN-VEN 10H-19H", "mon-fri 10:00-19:00"),
        ("Mo-Fr 10:00-19:00", "mon-fri 10:00-19:00"),
        ("monday to friday 9:00 to 18:00", "mon-fri 9:00-18:00"),
        ("lun, mar et jeu 10-12 14-19", "mon-tue 10:00-12:00 14:00-19:00, thu 10:00-12:00 14:00-19:00"),
        ("lun-sam 10h-19h, mer fermé", "mon-tue 10:00-19:00, thu-sat 10:00-19:00"),
        ("sam-lun 10h-18h", "mon 10:00-18:00, sat-sun 10:00-18:00"),
        ("lun-dim 0:00-23:59", "mon-sun 0:00-23:59"),
        ("lun 14h-19h, lun 10h-13h", "mon 10:00-13:00 14:00-19:00"),
        ("mar 10.00-19.00", "tue 10:00-19:00"),
        ("mon-fri 10:00-19:00, sun closed", "mon-fri 10:00-19:00"),
    ],
)  # fmt: skip
def test_hours_as_people_write_them(text: str, normal: str) -> None:
    assert normal_hours(text) == normal


@pytest.mark.parametrize(
    "text",
    [
        "", "  ", "lun", "lun-ven", "10h-19h", "lun 19h-10h", "lun 10h-10h", "lun 10h", "lun 10h-", "lun 10h-19h mar",
        "lun 10h-19h, lun 11h-12h", "lun 25h-26h", "lun 10:60-11:00", "zut 10h-19h", "march 10:00-19:00", "m 10h-19h",
        "dim fermé", "lun-sam 10h-19h, lun-sam fermé", "lun-ven 10:00-24:00", "lun-ven 22h-2h", "lun|mar 10h-12h",
        "lun-ven 10am-7pm", "lun - - ven 10h-19h", "- lun 10h-19h", "lun 10h-13h 14-19h", "lun 100-200", "24/7",
        "<b>lun</b> 10h-19h",
    ],
)  # fmt: skip
def test_hours_that_are_not_understood(text: str) -> None:
    assert is_refused(read_hours, text)


@given(st.text(alphabet="lunmarve -–,;:h0123456789\n.", max_size=40))
def test_rubbish_is_refused_or_kept_in_a_form_that_stays(text: str) -> None:
    if not is_refused(normal_hours, text):
        assert normal_hours(normal_hours(text)) == normal_hours(text)


@given(st.text(max_size=30))
def test_no_text_at_all_breaks_the_readers(text: str) -> None:
    for read in (read_hours, read_closures, hours.normal_holidays, hours.normal_zone):
        is_refused(read, text)


MINUTES = st.lists(st.integers(0, 24 * 60 - 1), min_size=0, max_size=6, unique=True).map(sorted)


def _spans(minutes: list[int]) -> tuple[Span, ...]:
    at = [time(*divmod(minute, 60)) for minute in minutes]
    return tuple(Span(*pair) for pair in zip(at[::2], at[1::2], strict=False))


@given(st.lists(MINUTES.map(_spans), min_size=7, max_size=7).map(tuple).filter(any))
def test_any_week_is_read_back_as_it_was_written(week: tuple[tuple[Span, ...], ...]) -> None:
    assert read_hours(hours_text(week)) == week
    assert read_hours(hours_text(week, FRENCH_DAYS)) == week


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("", ""),
        (" , ;\n", ""),
        ("2026-12-24", "2026-12-24"),
        ("24/12/2026", "2026-12-24"),
        ("1.8.2027", "2027-08-01"),
        ("2027-08-01..2027-08-15, 2026-12-24", "2026-12-24, 2027-08-01..2027-08-15"),
        ("01/08/2027 au 15/08/2027", "2027-08-01..2027-08-15"),
        ("du 01/08/2027 au 15/08/2027", "2027-08-01..2027-08-15"),
        ("24/12/2026 - 26/12/2026\n02/01/2027", "2026-12-24..2026-12-26, 2027-01-02"),
        ("2026-12-24 … 2026-12-26", "2026-12-24..2026-12-26"),
        ("2026-12-24, 24/12/2026", "2026-12-24"),
        ("2026-12-24..2026-12-24", "2026-12-24"),
        ("2026-01-01..2026-12-31", "2026-01-01..2026-12-31"),
    ],
)
def test_closures_as_people_write_them(text: str, normal: str) -> None:
    assert hours.normal_closures(text) == normal


@pytest.mark.parametrize(
    "text",
    ["noël", "2026-02-30", "31/04/2026", "12/24/2026", "24/12", "24/12/26", "2027-08-15..2027-08-01",
     "2026-12-24..", "..2026-12-24", "2026-12-24..26", "2026-01-01..2036-01-01", "2026-12-24 2026-12-25"],
)  # fmt: skip
def test_closures_that_are_not_understood(text: str) -> None:
    assert is_refused(read_closures, text)


@given(st.lists(st.tuples(st.dates(date(2000, 1, 1), date(2099, 1, 1)), st.integers(0, 365)), max_size=5))
def test_any_closures_are_read_back_as_they_were_written(firsts: list[tuple[date, int]]) -> None:
    closures = tuple(sorted({Closure(first, first + timedelta(days=more)) for first, more in firsts}))
    assert read_closures(hours.closures_text(closures)) == closures


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("FR", "FR"),
        (" fr ", "FR"),
        ("fr-57", "FR-57"),
        ("fr-6ae", "FR-6AE"),
        ("", ""),
        ("BE", "BE"),
        ("FR-974", "FR-974"),
    ],
)
def test_holidays_by_country_and_part(text: str, normal: str) -> None:
    assert hours.normal_holidays(text) == normal


@pytest.mark.parametrize("text", ["XX", "FR-99", "France-Est", "57", "../FR", "FR,DE"])
def test_holidays_of_nowhere(text: str) -> None:
    assert is_refused(hours.normal_holidays, text)


def test_a_hub_that_has_set_nothing_opens_from_monday_to_saturday() -> None:
    opening = hours.opening_of({})
    assert [opening.is_open(date(2026, 11, 23) + timedelta(days=n)) for n in range(7)] == [True] * 6 + [False]
    assert (opening.holidays, opening.zone.key, opening.closures) == ("FR", "Europe/Paris", ())


def test_a_hub_is_open_when_its_settings_say() -> None:
    stored = {"hub.hours": "sun 9:00-12:00", "hub.holidays": "", "hub.closures": "2026-11-29", "hub.name": "Maison"}
    opening = hours.opening_of(stored | {"hub.time_zone": "Indian/Reunion"})
    assert opening.next_open_day(date(2026, 11, 23)) == date(2026, 12, 6)
    assert opening.zone.key == "Indian/Reunion"
