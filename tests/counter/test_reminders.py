"""What is told because time has passed: once, at a decent hour, and only as long as it is worth telling."""

from datetime import UTC, datetime, timedelta

import pytest

from desk_app.counter import check_out, setup
from desk_app.counter.reminders import plan
from desk_app.domain.messages import MessageKind, MessageState, Tally
from desk_app.domain.told import Told
from desk_app.domain.zones import Zone
from tests.counter.carrier import Carrier
from tests.counter.hub import Hub
from tests.counter.test_at_once import at_once, desks
from tests.counter.test_messages import rows, with_mail

K, S = MessageKind, MessageState
MONDAY = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)
"""Noon in Paris, when tests begin. The hub is open from Monday to Saturday until 19:00, and keeps goods for 7 days:
what came on this day is kept until the evening of Tuesday, the first of December."""


def at(hub: Hub, day: int, hour: int = 10, month: int = 11) -> None:
    """It is that hour of UTC on that day of November 2026: in Paris, one hour more."""
    hub.clock.now = datetime(2026, month, day, hour, tzinfo=UTC)


def planned(hub: Hub) -> list[tuple[MessageKind, str]]:
    """What :func:`plan` has put: its kind and its day, by day."""
    mine = rows(hub, K.REMINDER, K.LAST_DAY, K.STATEMENT)
    return sorted(((message.kind, message.day) for message in mine), key=lambda one: one[1])


def test_a_reminder_comes_two_opening_days_before_the_last(hub: Hub) -> None:
    parcel = hub.ready()[0]
    assert parcel.keep_until == datetime(2026, 12, 1, 18, tzinfo=UTC)
    for day in range(23, 28):
        at(hub, day)
        assert plan(hub.desk) == 0
    at(hub, 28)  # Saturday: Sunday is closed, and Monday is the other day before
    assert [plan(hub.desk), plan(hub.desk)] == [1, 0]
    (reminder,) = rows(hub, K.REMINDER)
    assert (reminder.once, reminder.parcel_ids) == (f"reminder:{parcel.pickup_id}:2026-12-01", (parcel.id,))


def test_the_last_day_is_told_on_the_day(hub: Hub) -> None:
    hub.ready()
    at(hub, 30)
    plan(hub.desk)
    at(hub, 1, month=12)
    plan(hub.desk)
    assert sorted(planned(hub)) == [(K.LAST_DAY, "2026-12-01"), (K.REMINDER, "2026-12-01")]
    carrier = Carrier()
    carrier.go(hub.desk)
    assert carrier.kinds == [K.READY, K.LAST_DAY]  # a reminder of days left is none on the last one


def test_nobody_is_reminded_at_night_or_on_a_closed_day(hub: Hub) -> None:
    hub.ready()
    at(hub, 28, hour=7)
    assert plan(hub.desk) == 0
    at(hub, 29)
    assert plan(hub.desk) == 0
    at(hub, 30, hour=8)  # missed on Saturday, and still two days early enough
    assert plan(hub.desk) == 1


def test_what_came_today_was_just_told(hub: Hub) -> None:
    hub.ready(zone=Zone.CHILLED)
    hub.ready("88", zone=Zone.HOT, email="chaud@exemple.fr")
    assert plan(hub.desk) == 0
    at(hub, 24, hour=9)
    assert plan(hub.desk) == 1
    assert planned(hub) == [(K.LAST_DAY, "2026-11-24")]


@pytest.mark.parametrize(
    ("key", "value", "kinds"),
    [("messages.reminder_days", "0", [K.LAST_DAY]), ("messages.last_day", "False", [K.REMINDER])],
)
def test_the_hub_decides_what_customers_are_reminded_of(
    hub: Hub, key: str, value: str, kinds: list[MessageKind]
) -> None:
    setup.save_hub_setting(hub.desk, key, value)
    hub.ready()
    for day, month in ((28, 11), (30, 11), (1, 12)):
        at(hub, day, month=month)
        plan(hub.desk)
    assert [kind for kind, _day in planned(hub)] == kinds


def test_one_reminder_for_all_parcels_of_a_day(hub: Hub) -> None:
    first, second = hub.ready(pieces=2)
    hub.ready("88", "Zoé Roy", email="zoe@exemple.fr")
    at(hub, 28)
    assert plan(hub.desk) == 2
    assert {first.id, second.id} in [set(m.parcel_ids) for m in rows(hub, K.REMINDER)]


def test_a_reminder_of_what_was_fetched_meanwhile_is_not_sent(hub: Hub) -> None:
    code = hub.ready()[0].pickup_code
    at(hub, 28)
    plan(hub.desk)
    check_out.hand_over(hub.desk, code)
    hub.clock.advance(minutes=5)
    carrier = Carrier()
    carrier.go(hub.desk)
    assert K.REMINDER not in carrier.kinds


def test_a_parcel_that_is_kept_longer_is_told_its_new_day(hub: Hub) -> None:
    parcel = hub.ready()[0]
    at(hub, 28)
    plan(hub.desk)
    hub.write(f"UPDATE parcel SET keep_until = '2026-12-08 18:00:00' WHERE id = '{parcel.id}'")
    carrier = Carrier()
    carrier.go(hub.desk)
    assert carrier.kinds == [K.READY]
    at(hub, 5, month=12)
    plan(hub.desk)
    carrier.go(hub.desk)
    assert carrier.kinds == [K.READY, K.REMINDER]


def test_two_counters_plan_once(hub: Hub) -> None:
    for n in range(5):
        hub.ready(str(n), f"Client {n}", email=f"e{n}@exemple.fr")
    at(hub, 28)
    planned_by = at_once(*(lambda desk=desk: plan(desk) for desk in desks(hub, 4)))
    assert sum(planned_by) == len(rows(hub, K.REMINDER)) == 5


# statements


def test_a_statement_is_sent_after_the_hub_has_closed(hub: Hub) -> None:
    with_mail(hub, told=Told.DAILY)
    hub.ready(email=None)
    at(hub, 23, hour=17)
    plan(hub.desk)
    assert (K.STATEMENT, "2026-11-23") not in planned(hub)
    hub.clock.now = datetime(2026, 11, 23, 18, 1, tzinfo=UTC)
    assert [plan(hub.desk), plan(hub.desk)] == [1, 0]
    carrier = Carrier()
    carrier.go(hub.desk)
    assert carrier.kinds == []  # those inside are still served
    hub.clock.advance(minutes=30)
    carrier.go(hub.desk)
    ((message, telling),) = carrier.taken
    assert (message.kind, message.day, telling.address) == (K.STATEMENT, "2026-11-23", "boutique@exemple.fr")
    assert telling.statement is not None
    assert len(telling.statement.came) == 1


def test_days_on_which_no_counter_was_on_are_caught_up(hub: Hub) -> None:
    with_mail(hub, told=Told.DAILY)
    hub.ready(email=None)
    at(hub, 24)
    assert plan(hub.desk) == 1
    at(hub, 30, hour=20)
    plan(hub.desk)
    days = [day for kind, day in planned(hub) if kind is K.STATEMENT]
    assert days == [f"2026-11-{day}" for day in range(23, 31)]
    hub.clock.advance(hours=1)
    carrier = Carrier()
    carrier.go(hub.desk)
    told = [message.day for message, _telling in carrier.taken if message.kind is K.STATEMENT]
    assert sorted(told) == [day for day in days if day != "2026-11-29"]  # a Sunday on which nothing happened


def test_a_hub_that_was_off_for_long_does_not_tell_of_old_days(hub: Hub) -> None:
    with_mail(hub, told=Told.DAILY)
    at(hub, 1)
    plan(hub.desk)
    at(hub, 30)
    plan(hub.desk)
    assert [day for _kind, day in planned(hub)][1:] == [f"2026-11-{day}" for day in range(23, 30)]


@pytest.mark.parametrize("told", [Told.EACH, Told.NEVER])
def test_only_shops_that_want_statements_get_them(hub: Hub, told: Told) -> None:
    with_mail(hub, told=told)
    hub.clock.advance(days=2)
    assert plan(hub.desk) == 0


def test_a_day_without_anything_is_not_told(hub: Hub) -> None:
    with_mail(hub, told=Told.DAILY)
    at(hub, 24)
    assert plan(hub.desk) == 1
    hub.clock.advance(hours=1)
    assert Carrier().go(hub.desk) == Tally(cancelled=1)
    assert rows(hub)[0].state is S.CANCELLED


def test_tests_begin_on_a_monday() -> None:
    assert (MONDAY.weekday(), MONDAY + timedelta(days=8)) == (0, datetime(2026, 12, 1, 11, tzinfo=UTC))
