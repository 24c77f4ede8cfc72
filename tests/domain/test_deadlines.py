"""How long goods are kept, through the nights when clocks change too."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from desk_app.domain.deadlines import HoldingPeriod, is_overdue, is_too_late, keep_until
from desk_app.domain.hours import opening_of
from desk_app.domain.opening import Closure
from desk_app.domain.states import State
from desk_app.domain.values import Shop
from desk_app.domain.zones import Zone

PARIS = ZoneInfo("Europe/Paris")
NOON = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)  # a Monday
PERIOD = HoldingPeriod()
HUB = opening_of({"hub.hours": "mon-fri 10:00-13:00 14:00-19:00, sat 9:00-18:00"})
SHOP = Shop("", "Fromagerie", hold_days=14, hold_chilled_hours=48, hold_frozen_days=1, hold_hot_hours=1)


@pytest.mark.parametrize(
    ("zone", "shop", "kept"),
    [
        (Zone.AMBIENT, Shop("", "Librairie"), datetime(2026, 12, 1, 19, 0, tzinfo=PARIS)),
        (Zone.AMBIENT, SHOP, datetime(2026, 12, 9, 19, 0, tzinfo=PARIS)),
        (Zone.FROZEN, Shop("", "Librairie"), datetime(2026, 11, 26, 19, 0, tzinfo=PARIS)),
        (Zone.FROZEN, SHOP, datetime(2026, 11, 24, 19, 0, tzinfo=PARIS)),
        (Zone.CHILLED, Shop("", "Librairie"), NOON + timedelta(hours=24)),
        (Zone.CHILLED, Shop("", "Librairie", hold_days=14), NOON + timedelta(hours=24)),  # days are not for cheese
        (Zone.CHILLED, SHOP, NOON + timedelta(hours=48)),
        (Zone.HOT, Shop("", "Librairie"), NOON + timedelta(hours=2)),
        (Zone.HOT, SHOP, NOON + timedelta(hours=1)),
    ],
)
def test_how_long_goods_are_kept(zone: Zone, shop: Shop, kept: datetime) -> None:
    limit = keep_until(NOON, zone, shop.period(PERIOD), HUB)
    assert limit == kept
    assert limit.utcoffset() == timedelta(0)


@pytest.mark.parametrize(
    ("hours", "kept"),
    [
        ("08:00", datetime(2026, 11, 27, 19, 0, tzinfo=PARIS)),  # before it opens
        ("18:59", datetime(2026, 11, 27, 19, 0, tzinfo=PARIS)),
        ("23:50", datetime(2026, 11, 27, 19, 0, tzinfo=PARIS)),  # the shop has a key: still that day
    ],
)
def test_the_day_it_came_does_not_count(hours: str, kept: datetime) -> None:
    received = datetime.fromisoformat(f"2026-11-25T{hours}").replace(tzinfo=PARIS).astimezone(UTC)
    assert keep_until(received, Zone.AMBIENT, HoldingPeriod(ambient_days=2), HUB) == kept


def test_the_last_day_ends_when_the_hub_closes_on_that_day() -> None:
    friday = datetime(2026, 11, 27, 11, 0, tzinfo=UTC)
    assert keep_until(friday, Zone.AMBIENT, HoldingPeriod(1), HUB) == datetime(2026, 11, 28, 18, 0, tzinfo=PARIS)


def test_a_week_of_holidays_is_not_the_customers_loss() -> None:
    closed = replace(HUB, closures=(Closure(date(2026, 11, 24), date(2026, 11, 30)),))
    assert keep_until(NOON, Zone.AMBIENT, PERIOD, closed) == datetime(2026, 12, 8, 19, 0, tzinfo=PARIS)
    assert keep_until(NOON, Zone.FROZEN, PERIOD, closed) == datetime(2026, 12, 3, 19, 0, tzinfo=PARIS)


@pytest.mark.parametrize(("zone", "hours"), [(Zone.CHILLED, 24), (Zone.HOT, 2)])
def test_what_is_chilled_or_hot_does_not_wait_for_the_door_to_open(zone: Zone, hours: int) -> None:
    saturday_evening = datetime(2026, 11, 28, 16, 30, tzinfo=UTC)
    limit = keep_until(saturday_evening, zone, PERIOD, HUB)
    assert limit == saturday_evening + timedelta(hours=hours)
    assert not HUB.is_open_at(limit)


def test_the_hub_may_choose_its_periods() -> None:
    stored = {"hold.ambient_days": "10", "hold.chilled_hours": "6", "hold.frozen_days": "1", "hub.name": "Maison"}
    assert HoldingPeriod.of_settings(stored) == HoldingPeriod(10, 6, 1, PERIOD.hot_hours)
    assert HoldingPeriod.of_settings({}) == PERIOD


def test_a_shop_has_its_own_periods_where_it_says_so() -> None:
    assert Shop("", "Fromagerie", hold_frozen_days=9).period(PERIOD) == replace(PERIOD, frozen_days=9)
    assert SHOP.period(PERIOD) == HoldingPeriod(14, 48, 1, 1)


@pytest.mark.parametrize(
    ("received", "ends"),
    [
        # clocks go back on 25 October 2026 at three, forward on 29 March 2026 at two
        (datetime(2026, 10, 24, 18, 0, tzinfo=PARIS), datetime(2026, 10, 25, 17, 0, tzinfo=PARIS)),
        (datetime(2026, 3, 28, 18, 0, tzinfo=PARIS), datetime(2026, 3, 29, 19, 0, tzinfo=PARIS)),
    ],
)
def test_24_hours_in_the_fridge_are_24_hours_when_the_clocks_change(received: datetime, ends: datetime) -> None:
    limit = keep_until(received.astimezone(UTC), Zone.CHILLED, PERIOD, HUB)
    assert limit == ends.astimezone(UTC)
    assert not is_too_late(State.READY, Zone.CHILLED, limit, ends.astimezone(UTC))
    assert is_too_late(State.READY, Zone.CHILLED, limit, ends.astimezone(UTC) + timedelta(seconds=1))


def test_overdue_begins_after_the_limit() -> None:
    assert not is_overdue(State.READY, NOON, NOON)
    assert is_overdue(State.READY, NOON, NOON + timedelta(microseconds=1))
    assert not is_overdue(State.READY, None, NOON)


@pytest.mark.parametrize("state", sorted(set(State) - {State.READY}))
def test_only_what_is_ready_is_overdue(state: State) -> None:
    assert not is_overdue(state, NOON, NOON + timedelta(days=99))
    assert not is_too_late(state, Zone.CHILLED, NOON, NOON + timedelta(days=99))


@pytest.mark.parametrize(("zone", "late"), [(Zone.AMBIENT, False), (Zone.CHILLED, True), (Zone.FROZEN, True)])
def test_overdue_is_still_collectable_unless_it_is_cold(zone: Zone, late: bool) -> None:
    now = NOON + timedelta(hours=1)
    assert is_overdue(State.READY, NOON, now)
    assert is_too_late(State.READY, zone, NOON, now) is late
