"""Opening days: counted forward and back, over holidays, closures, ends of years, and nights when clocks change."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.opening import Closure, Opening, Span, public_holidays
from desk_app.domain.trouble import EnvironmentTrouble

PARIS = ZoneInfo("Europe/Paris")
MORNING, AFTERNOON = Span(time(10), time(13)), Span(time(14), time(19))
DAY = Span(time(10), time(19))
WEEK = (*[(MORNING, AFTERNOON)] * 5, (DAY,), ())
HUB = Opening(WEEK, PARIS, "FR", (Closure(date(2026, 12, 24), date(2026, 12, 24)),))

DAYS = st.dates(date(2025, 1, 1), date(2029, 12, 31))


@st.composite
def openings(draw: st.DrawFn) -> Opening:
    """Any hub that opens on one weekday at least, with closures of some weeks."""
    opens = draw(st.lists(st.booleans(), min_size=7, max_size=7).filter(any))
    firsts = draw(st.lists(st.tuples(DAYS, st.integers(0, 40)), max_size=4))
    closures = tuple(Closure(first, first + timedelta(days=more)) for first, more in firsts)
    return Opening(
        tuple((DAY,) if is_open else () for is_open in opens), PARIS, draw(st.sampled_from(PLACES)), closures
    )


PLACES = ("", "FR", "FR-57", "FR-6AE")


@pytest.mark.parametrize(
    ("day", "is_open"),
    [
        (date(2026, 11, 23), True),
        (date(2026, 11, 28), True),
        (date(2026, 11, 29), False),  # a Sunday
        (date(2026, 11, 11), False),  # the armistice
        (date(2026, 12, 24), False),  # its closure
        (date(2026, 12, 25), False),
        (date(2026, 4, 6), False),  # Easter Monday
        (date(2026, 4, 3), True),  # Good Friday is one in Alsace and Moselle only
        (date(2026, 12, 26), True),
    ],
)
def test_which_days_it_opens(day: date, is_open: bool) -> None:
    assert HUB.is_open(day) is is_open
    assert bool(HUB.spans(day)) is is_open
    assert (HUB.closing(day) is not None) is is_open


@pytest.mark.parametrize("place", ["FR-57", "FR-6AE"])
def test_the_east_of_france_has_two_more_holidays(place: str) -> None:
    assert public_holidays(place, 2026) - public_holidays("FR", 2026) == {date(2026, 4, 3), date(2026, 12, 26)}


@pytest.mark.parametrize("place", ["XX", "FR-99", "Atlantis"])
def test_a_place_nobody_knows_has_no_holidays(place: str) -> None:
    with pytest.raises(ValueError, match=place):
        public_holidays(place, 2026)


def test_a_hub_may_open_on_holidays() -> None:
    assert Opening(WEEK, PARIS).is_open(date(2026, 11, 11))


@pytest.mark.parametrize(
    ("at", "is_open"),
    [
        (datetime(2026, 11, 23, 9, 59, 59, tzinfo=PARIS), False),
        (datetime(2026, 11, 23, 10, 0, tzinfo=PARIS), True),
        (datetime(2026, 11, 23, 13, 0, tzinfo=PARIS), False),
        (datetime(2026, 11, 23, 13, 30, tzinfo=PARIS), False),
        (datetime(2026, 11, 23, 18, 59, 59, tzinfo=PARIS), True),
        (datetime(2026, 11, 23, 19, 0, tzinfo=PARIS), False),
        (datetime(2026, 11, 11, 11, 0, tzinfo=PARIS), False),
        (datetime(2026, 11, 23, 9, 30, tzinfo=UTC), True),
        (datetime(2026, 7, 20, 8, 30, tzinfo=UTC), True),  # summer: two hours ahead of UTC
        (datetime(2026, 7, 20, 17, 30, tzinfo=UTC), False),
    ],
)
def test_whether_the_door_is_open(at: datetime, is_open: bool) -> None:
    assert HUB.is_open_at(at) is is_open


def test_the_day_is_the_hubs_and_not_that_of_utc() -> None:
    assert HUB.day_of(datetime(2026, 11, 22, 23, 30, tzinfo=UTC)) == date(2026, 11, 23)
    reunion = Opening(WEEK, ZoneInfo("Indian/Reunion"), "FR-974")
    assert reunion.day_of(datetime(2026, 11, 22, 20, 30, tzinfo=UTC)) == date(2026, 11, 23)
    assert reunion.closing(date(2026, 11, 23)) == datetime(2026, 11, 23, 15, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "closes"),
    [
        (date(2026, 3, 28), datetime(2026, 3, 28, 18, 0, tzinfo=UTC)),
        (date(2026, 3, 30), datetime(2026, 3, 30, 17, 0, tzinfo=UTC)),
        (date(2026, 10, 24), datetime(2026, 10, 24, 17, 0, tzinfo=UTC)),
        (date(2026, 10, 26), datetime(2026, 10, 26, 18, 0, tzinfo=UTC)),
    ],
)
def test_it_closes_at_seven_by_its_own_clock_whatever_the_season(day: date, closes: datetime) -> None:
    assert HUB.closing(day) == closes


@pytest.mark.parametrize("day", [date(2026, 3, 29), date(2026, 10, 25)])
def test_the_day_of_23_hours_and_that_of_25_are_days(day: date) -> None:
    sundays = Opening((*[()] * 6, (DAY,)), PARIS)
    assert sundays.is_open(day)
    opens, closes = datetime.combine(day, time(10), PARIS), sundays.closing(day)
    assert closes is not None
    assert closes - opens == timedelta(hours=9)
    assert sundays.is_open_at(opens)
    assert not sundays.is_open_at(opens - timedelta(seconds=1))
    assert sundays.add_open_days(day, 1) == day + timedelta(days=7)


@pytest.mark.parametrize(
    ("day", "days", "then"),
    [
        (date(2026, 11, 23), 0, date(2026, 11, 23)),
        (date(2026, 11, 23), 1, date(2026, 11, 24)),
        (date(2026, 11, 23), 7, date(2026, 12, 1)),  # over a Sunday
        (date(2026, 11, 29), 0, date(2026, 11, 30)),  # from a Sunday
        (date(2026, 11, 29), 1, date(2026, 11, 30)),
        (date(2026, 11, 10), 1, date(2026, 11, 12)),  # over a holiday
        (date(2026, 12, 23), 1, date(2026, 12, 26)),  # over a closure and a holiday
        (date(2026, 12, 31), 1, date(2027, 1, 2)),  # over the new year
        (date(2026, 12, 23), 10, date(2027, 1, 7)),
    ],
)
def test_opening_days_later(day: date, days: int, then: date) -> None:
    assert HUB.add_open_days(day, days) == then


@pytest.mark.parametrize(
    ("day", "days", "then"),
    [
        (date(2026, 12, 1), 1, date(2026, 11, 30)),
        (date(2026, 12, 1), 2, date(2026, 11, 28)),
        (date(2026, 12, 26), 1, date(2026, 12, 23)),
        (date(2026, 11, 29), 0, date(2026, 11, 28)),
        (date(2027, 1, 2), 1, date(2026, 12, 31)),
    ],
)
def test_opening_days_before(day: date, days: int, then: date) -> None:
    assert HUB.open_days_before(day, days) == then


def test_days_are_not_counted_backwards_by_mistake() -> None:
    with pytest.raises(ValueError, match="-1"):
        HUB.add_open_days(date(2026, 11, 23), -1)


@given(openings(), DAYS, st.integers(0, 30), st.integers(0, 30))
def test_more_days_are_never_earlier_and_never_a_closed_day(opening: Opening, day: date, few: int, more: int) -> None:
    few, more = sorted((few, more))
    first, second = opening.add_open_days(day, few), opening.add_open_days(day, more)
    assert day <= first <= second
    assert opening.is_open(first)
    assert opening.is_open(second)
    assert (first == second) == (few == more or ((few, more) == (0, 1) and not opening.is_open(day)))


@given(openings(), DAYS, DAYS, st.integers(1, 20))
def test_what_comes_later_is_kept_no_shorter(opening: Opening, day: date, other: date, days: int) -> None:
    early, late = sorted((day, other))
    assert opening.add_open_days(early, days) <= opening.add_open_days(late, days)


@given(openings(), DAYS, st.integers(1, 20))
def test_as_many_days_back_is_where_it_began(opening: Opening, day: date, days: int) -> None:
    start = opening.add_open_days(day, 0)
    end = opening.add_open_days(start, days)
    assert opening.open_days_before(end, days) == start
    between = (start + timedelta(days=n + 1) for n in range((end - start).days))
    assert sum(map(opening.is_open, between)) == days
    assert opening.next_open_day(start) == opening.add_open_days(start, 1)


@pytest.mark.parametrize(
    "never",
    [
        Opening(((),) * 7, PARIS),
        Opening(WEEK, PARIS, "FR", (Closure(date(2020, 1, 1), date(2036, 1, 1)),)),
    ],
)
def test_a_hub_that_never_opens_says_so_instead_of_counting_for_ever(never: Opening) -> None:
    for ask in (
        never.next_open_day,
        lambda day: never.add_open_days(day, 3),
        lambda day: never.open_days_before(day, 3),
    ):
        with pytest.raises(EnvironmentTrouble) as trouble:
            ask(date(2028, 6, 1))
        assert trouble.value.reason.key == "hours.never_open"


def test_a_year_of_rebuilding_is_no_end() -> None:
    rebuilding = Opening(WEEK, PARIS, "FR", (Closure(date(2026, 1, 1), date(2026, 12, 31)),))
    assert rebuilding.next_open_day(date(2025, 12, 31)) == date(2027, 1, 2)
