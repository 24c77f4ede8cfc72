"""The life of a parcel, the tone of each verdict, and the groups lists are made of."""

import pytest

from desk_app.domain.lists import GROUP_STATES, Group
from desk_app.domain.states import FOLLOWS, IN_HOUSE, OPEN, State, may_follow
from desk_app.domain.verdicts import Tone, Verdict, is_refusal, tone
from desk_app.domain.zones import ZONE_ORDER, Zone

LIFE = {
    "announced": {"received", "ready", "cancelled"},
    "received": {"ready", "collected", "missing", "returning", "disposed"},
    "ready": {"collected", "missing", "returning", "disposed"},
    "missing": {"ready", "received", "collected", "returning", "disposed"},  # found again, or given up
    "returning": {"returned", "disposed", "collected", "missing", "ready", "received"},
    "collected": {"ready", "received"},  # an undo only: to its shelf, or to where it stood without one
    "cancelled": {"announced"},
    "returned": set(),
    "disposed": set(),
}


@pytest.mark.parametrize("before", State)
@pytest.mark.parametrize("after", State)
def test_which_state_follows_which(before: State, after: State) -> None:
    assert may_follow(before, after) == (after.value in LIFE[before.value])


def test_every_state_is_in_the_table_and_can_be_reached() -> None:
    assert set(FOLLOWS) == set(State)
    reached = {State.ANNOUNCED}
    for _ in State:
        reached |= {after for before in reached for after in FOLLOWS[before]}
    assert reached == set(State)


def test_open_parcels_are_those_a_customer_or_a_shop_waits_for() -> None:
    assert set(State) - OPEN == {State.COLLECTED, State.RETURNED, State.DISPOSED, State.CANCELLED}
    assert IN_HOUSE < OPEN
    assert OPEN.difference(IN_HOUSE) == {State.ANNOUNCED}


def test_every_state_is_in_a_list() -> None:
    assert set(GROUP_STATES) == set(Group)
    assert frozenset().union(*(GROUP_STATES[g] for g in Group if g is not Group.ALL)) == frozenset(State)
    assert GROUP_STATES[Group.OVERDUE] == GROUP_STATES[Group.READY]  # overdue is not a state


REFUSALS = {
    "already_collected",
    "too_late",
    "returned",
    "thrown_away",
    "cancelled",
    "unknown_code",
    "misread",
    "wrong_parcel",
    "nothing_ready",
    "cannot_undo",
    "unknown_order",
    "no_shelf",
    "unknown_shelf",
    "unknown_print",
    "wrong_zone",
    "import_refused",
    "already_exists",
    "unknown_shop",
    "unknown_parcel",
    "invalid",
    "database_offline",
    "no_return_shelf",
    "not_to_dispose",
    "too_many_codes",
    "unknown_message",
    "unknown_badge",
    "unknown_clerk",
    "wrong_pin",
    "too_many_tries",
    "not_cold",
    "too_warm",
    "words_wrong",
    "cannot_extend",
    "unknown_person",
    "person_expected",
    "unknown_incident",
    "not_applied",
}
MILD_REFUSALS = {
    "not_arrived",
    "several_orders",
    "already_received",
    "still_missing",
    "several_people",
    "already_fetched",
    "not_due_back",
    "nothing_to_give_back",
    "age_check",
    "identity_check",
    "proxy_unknown",
    "payment_due",
    "amount_unknown",
    "signature_needed",
    "needs_manager",
    "other_hub",
    "already_solved",
    "needs_server",
}
TO_BE_READ = {
    *MILD_REFUSALS,
    "partly_too_late",
    "overdue",
    "received",
    "already_announced",
    "import_stopped",
    "undone",
    "still_here",
    "refused",
    "noted_missing",
    "damaged",
    "taken_out",
    "incident",
}


@pytest.mark.parametrize("verdict", Verdict)
def test_how_loud_each_verdict_is(verdict: Verdict) -> None:
    expected = Tone.NO if verdict in REFUSALS else Tone.LOOK if verdict in TO_BE_READ else Tone.YES
    assert tone(verdict) is expected
    assert is_refusal(verdict) is (verdict in REFUSALS | MILD_REFUSALS)


def test_every_refusal_named_here_is_a_verdict() -> None:
    assert {*Verdict} >= REFUSALS | TO_BE_READ


def test_cold_and_hot_goods_are_fetched_last() -> None:
    assert sorted(Zone, key=ZONE_ORDER.__getitem__) == [Zone.AMBIENT, Zone.CHILLED, Zone.FROZEN, Zone.HOT]
    assert [zone for zone in Zone if zone.is_cold] == [Zone.CHILLED, Zone.FROZEN]
