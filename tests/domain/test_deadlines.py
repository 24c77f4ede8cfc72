"""How long goods are kept, through the nights when clocks change too."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from desk_app.domain.deadlines import HoldingPeriod, is_overdue, is_too_late, keep_until
from desk_app.domain.states import State
from desk_app.domain.zones import Zone

PARIS = ZoneInfo("Europe/Paris")
NOON = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)
PERIOD = HoldingPeriod()


@pytest.mark.parametrize(
    ("zone", "shop_days", "kept"),
    [
        (Zone.AMBIENT, None, timedelta(days=7)),
        (Zone.AMBIENT, 14, timedelta(days=14)),
        (Zone.AMBIENT, 0, timedelta(0)),
        (Zone.CHILLED, None, timedelta(hours=24)),
        (Zone.CHILLED, 14, timedelta(hours=24)),  # a shop cannot make cheese last
        (Zone.FROZEN, 14, timedelta(days=3)),
    ],
)
def test_how_long_goods_are_kept(zone: Zone, shop_days: int | None, kept: timedelta) -> None:
    assert keep_until(NOON, zone, PERIOD, shop_days) == NOON + kept


def test_the_hub_may_choose_its_periods() -> None:
    period = HoldingPeriod(ambient_days=10, chilled_hours=6, frozen_days=1)
    kept = [keep_until(NOON, zone, period) - NOON for zone in (Zone.AMBIENT, Zone.CHILLED, Zone.FROZEN)]
    assert kept == [timedelta(days=10), timedelta(hours=6), timedelta(days=1)]


@pytest.mark.parametrize(
    ("received", "ends"),
    [
        # clocks go back on 25 October 2026 at three, forward on 29 March 2026 at two
        (datetime(2026, 10, 24, 18, 0, tzinfo=PARIS), datetime(2026, 10, 25, 17, 0, tzinfo=PARIS)),
        (datetime(2026, 3, 28, 18, 0, tzinfo=PARIS), datetime(2026, 3, 29, 19, 0, tzinfo=PARIS)),
    ],
)
def test_24_hours_in_the_fridge_are_24_hours_when_the_clocks_change(received: datetime, ends: datetime) -> None:
    limit = keep_until(received.astimezone(UTC), Zone.CHILLED, PERIOD)
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
