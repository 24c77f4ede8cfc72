"""The cold clock's limits."""

from datetime import UTC, datetime, timedelta

import pytest

from desk_app.domain.cold import ColdRule, ColdSpell, OutOfCold, Warmth

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("seconds", "warmth"),
    [(0, Warmth.COLD), (1199, Warmth.COLD), (1200, Warmth.WARNED), (3599, Warmth.WARNED), (3600, Warmth.BLOCKED)],
)
def test_minutes_are_warned_of_then_hold_goods_back(seconds: int, warmth: Warmth) -> None:
    assert ColdRule(warn_minutes=20, block_minutes=60).of(timedelta(seconds=seconds)) is warmth


def test_no_limit_is_never() -> None:
    week = timedelta(days=7)
    assert ColdRule(warn_minutes=0, block_minutes=0).of(week) is Warmth.COLD
    assert ColdRule(warn_minutes=10, block_minutes=0).of(week) is Warmth.WARNED
    assert ColdRule(warn_minutes=0, block_minutes=10).of(week) is Warmth.BLOCKED


def test_a_time_out_of_the_cold_counts_whole_minutes_up_to_now_while_it_goes_on() -> None:
    out = ColdSpell("X", "Fromagerie", "1", NOON, None, OutOfCold.INTAKE, "Poste 1", "")
    assert out.minutes(NOON + timedelta(seconds=119)) == 1
    back = ColdSpell("X", "Fromagerie", "1", NOON, NOON + timedelta(minutes=7), OutOfCold.INTAKE, "Poste 1", "")
    assert back.minutes(NOON + timedelta(hours=5)) == 7
