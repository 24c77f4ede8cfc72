"""What is of no use to anybody any more: past its limit, too warm, damaged; and what is said of it afterwards."""

from dataclasses import replace

import pytest

from desk_app.counter import check_out, lists, receive, returns, setup
from desk_app.domain.remarks import RemarkKind
from desk_app.domain.states import State
from desk_app.domain.values import Parcel
from desk_app.domain.verdicts import Verdict
from desk_app.domain.zones import Zone
from tests.counter.hub import Hub
from tests.counter.test_returns import overdue


@pytest.mark.parametrize("zone", [Zone.CHILLED, Zone.HOT, Zone.FROZEN])
@pytest.mark.parametrize("is_fetched", [False, True])
def test_what_is_past_its_limit_is_thrown_away_with_a_reason(hub: Hub, zone: Zone, is_fetched: bool) -> None:
    parcel = overdue(hub, zone=zone)
    if is_fetched:
        returns.fetch(hub.desk, parcel.id)
    assert returns.dispose(hub.desk, parcel.id, " ").args == {"field": "reason"}
    answer = returns.dispose(hub.desk, parcel.id, "dépassé depuis dix jours")
    assert (answer.verdict, answer.parcels[0].state) == (Verdict.DISPOSED, State.DISPOSED)
    assert returns.notes(hub.desk, parcel.id)[0].kind is RemarkKind.DISPOSED
    assert not any("dix" in e.detail for e in hub.journal())
    assert returns.overdue(hub.desk).to_throw_away == ()
    hub.check()


def test_what_was_thrown_away_is_looked_for_nowhere(hub: Hub) -> None:
    parcel = overdue(hub, zone=Zone.CHILLED)
    returns.dispose(hub.desk, parcel.id, "dépassé depuis dix jours")
    asked = (
        hub.look(parcel.pickup_code),
        check_out.identify(hub.desk, parcel.id),
        check_out.hand_over(hub.desk, parcel.pickup_code, [parcel.id]),
        receive.receive(hub.desk, parcel.id),
        returns.fetch(hub.desk, parcel.id),
    )
    assert {(answer.verdict, answer.args["customer"]) for answer in asked} == {
        (Verdict.THROWN_AWAY, "Éloïse Lefèvre"),
    }


def warm(hub: Hub, zone: Zone = Zone.CHILLED, *, is_out: bool = True) -> Parcel:
    """Cold goods that were out of the cold for too long, and still are or are not."""
    parcel = hub.ready("warm", zone=zone)[0]
    hub.clock.advance(minutes=61)
    if not is_out:
        receive.move(hub.desk, parcel.id, parcel.shelf or "")
    return hub.parcel(parcel.id)


@pytest.mark.parametrize("is_out", [True, False])
def test_what_was_too_warm_is_thrown_away(hub: Hub, is_out: bool) -> None:
    hub.ready("good", zone=Zone.CHILLED)
    receive.move(hub.desk, hub.of_order("good")[0].id, "C-1")
    parcel = warm(hub, is_out=is_out)
    assert returns.is_bad(hub.desk, parcel)
    work = returns.overdue(hub.desk)
    assert ([p.id for p in work.to_throw_away], work.to_fetch) == ([parcel.id], ())
    assert lists.totals(hub.desk).to_return == 1
    assert returns.dispose(hub.desk, parcel.id, "hors du froid").verdict is Verdict.DISPOSED
    assert lists.totals(hub.desk).to_return == 0


def test_what_was_too_warm_and_is_late_is_one_parcel(hub: Hub) -> None:
    warm(hub)
    hub.clock.advance(days=10)
    assert len(returns.overdue(hub.desk).to_throw_away) == lists.totals(hub.desk).to_return == 1


def test_too_warm_on_its_way_back_is_thrown_away_too(hub: Hub) -> None:
    parcel = hub.ready(zone=Zone.CHILLED)[0]
    returns.refuse(hub.desk, parcel.id)
    hub.clock.advance(minutes=61)
    assert [p.id for p in returns.overdue(hub.desk).to_throw_away] == [parcel.id]


def test_thawed_goods_may_be_thrown_away_and_wait_for_somebody_to_say_so(hub: Hub) -> None:
    parcel = warm(hub, Zone.FROZEN)
    assert returns.overdue(hub.desk).to_throw_away == returns.overdue(hub.desk).to_fetch == ()
    assert returns.dispose(hub.desk, parcel.id, "fondu").verdict is Verdict.DISPOSED


def test_a_hub_without_that_limit_throws_nothing_away_for_it(hub: Hub) -> None:
    setup.save_hub_setting(hub.desk, "cold.block_minutes", "0")
    parcel = warm(hub)
    assert returns.overdue(hub.desk).to_throw_away == ()
    assert lists.totals(hub.desk).to_return == 0
    assert returns.dispose(hub.desk, parcel.id, "par erreur").verdict is Verdict.NOT_TO_DISPOSE


def test_what_is_good_is_not_thrown_away(hub: Hub) -> None:
    late, cheese = overdue(hub, "1"), hub.ready("2", zone=Zone.CHILLED)[0]
    for parcel in (late, cheese):
        assert returns.dispose(hub.desk, parcel.id, "par erreur").verdict is Verdict.NOT_TO_DISPOSE
        assert hub.parcel(parcel.id).state is State.READY
        assert returns.notes(hub.desk, parcel.id) == ()


def test_cold_goods_that_grow_old_on_the_return_shelf_are_thrown_away(hub: Hub) -> None:
    parcel = hub.ready(zone=Zone.CHILLED)[0]
    returns.refuse(hub.desk, parcel.id)
    assert [p.id for p in returns.overdue(hub.desk).to_give_back] == [parcel.id]
    hub.clock.advance(days=3)
    work = returns.overdue(hub.desk)
    assert ([p.id for p in work.to_throw_away], work.to_give_back) == ([parcel.id], ())


def test_a_spoilt_parcel_is_handed_over_from_nowhere(hub: Hub) -> None:
    parcel = receive.receive(hub.desk, hub.announce(zone=Zone.CHILLED)[0].id).parcels[0]
    assert parcel.state is State.RECEIVED
    hub.clock.advance(days=3)
    assert check_out.hand_over(hub.desk, parcel.pickup_code, [parcel.id]).verdict is Verdict.TOO_LATE
    assert replace(parcel) == hub.parcel(parcel.id)
