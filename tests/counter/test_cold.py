"""The cold clock: it runs from intake to the shelf, and whenever cold goods are out; then they are held back."""

from dataclasses import replace
from datetime import timedelta

import pytest

from desk_app.counter import check_out, cold, receive, setup, undo
from desk_app.domain.checks import Checks
from desk_app.domain.cold import OutOfCold
from desk_app.domain.remarks import RemarkKind
from desk_app.domain.values import Parcel
from desk_app.domain.verdicts import Verdict
from desk_app.domain.zones import Zone
from desk_app.store import remarks
from tests.counter.hub import NOON, Hub


def minutes(hub: Hub, parcel: Parcel) -> int:
    """Whole minutes that a parcel was out of the cold, up to now."""
    return int(hub.parcel(parcel.id).warm_for(hub.clock.now).total_seconds() // 60)


def chilled(hub: Hub, reference: str = "2301") -> Parcel:
    """A chilled parcel that came in; its shelf was proposed."""
    return hub.ready(reference, zone=Zone.CHILLED)[0]


def test_the_clock_runs_from_intake_to_the_scanned_shelf(hub: Hub) -> None:
    parcel = chilled(hub)
    hub.clock.advance(minutes=9)
    assert [p.id for p in cold.out_now(hub.desk)[0]] == [parcel.id]
    assert receive.move(hub.desk, parcel.id, "C-1").verdict is Verdict.MOVED  # the shelf it was given all along
    hub.clock.advance(hours=3)
    assert minutes(hub, parcel) == 9
    assert cold.out_now(hub.desk)[0] == ()


def test_a_shelf_named_at_intake_is_where_it_stands(hub: Hub) -> None:
    hub.shelf("F-02", Zone.CHILLED)
    mine = hub.announce("2301", zone=Zone.CHILLED)[0]
    receive.receive(hub.desk, mine.id, shelf="F-02")
    hub.clock.advance(hours=3)
    assert minutes(hub, mine) == 0


def test_a_hub_may_take_a_proposed_shelf_at_its_word(hub: Hub) -> None:
    setup.save_hub_setting(hub.desk, "cold.scan_shelf", "False")
    parcel = chilled(hub)
    hub.clock.advance(hours=3)
    assert minutes(hub, parcel) == 0


def test_what_came_in_without_a_free_shelf_is_out(hub: Hub) -> None:
    setup.save_hub_setting(hub.desk, "cold.scan_shelf", "False")
    mine = hub.announce("2301", zone=Zone.FROZEN)[0]
    assert receive.receive(hub.desk, mine.id).verdict is Verdict.RECEIVED
    hub.clock.advance(minutes=30)
    hub.shelf("G-01", Zone.FROZEN)
    assert receive.move(hub.desk, mine.id, "G-01").verdict is Verdict.SHELVED
    assert minutes(hub, mine) == 30


@pytest.mark.parametrize("zone", [Zone.AMBIENT, Zone.HOT])
def test_what_is_not_cold_has_no_clock(hub: Hub, zone: Zone) -> None:
    parcel = hub.ready("2301", zone=zone)[0]
    hub.clock.advance(hours=1)
    assert minutes(hub, parcel) == 0
    assert cold.take_out(hub.desk, parcel.id).verdict is Verdict.NOT_COLD


def test_each_time_out_counts_and_is_in_the_log(hub: Hub) -> None:
    parcel = chilled(hub)
    receive.move(hub.desk, parcel.id, "C-1")
    for out, rest in ((10, 60), (15, 5)):
        assert cold.take_out(hub.other, parcel.id).verdict is Verdict.TAKEN_OUT
        hub.clock.advance(minutes=out)
        receive.move(hub.desk, parcel.id, "C-1")
        hub.clock.advance(minutes=rest)
    assert minutes(hub, parcel) == 25
    spells = cold.log(hub.desk, NOON - timedelta(days=1), NOON + timedelta(days=1))
    assert [(s.why, s.minutes(hub.clock.now), s.counter) for s in spells] == [
        (OutOfCold.INTAKE, 0, "Poste 1"),
        (OutOfCold.TAKEN_OUT, 10, "Poste 2"),
        (OutOfCold.TAKEN_OUT, 15, "Poste 2"),
    ]
    assert {(s.parcel_id, s.order) for s in spells} == {(parcel.id, "2301")}
    assert cold.log(hub.desk, NOON + timedelta(hours=5), NOON + timedelta(days=1)) == ()


def test_taking_out_twice_is_one_time_out(hub: Hub) -> None:
    parcel = chilled(hub)
    receive.move(hub.desk, parcel.id, "C-1")
    cold.take_out(hub.desk, parcel.id, nonce="n")
    hub.clock.advance(minutes=10)
    assert cold.take_out(hub.desk, parcel.id, nonce="n").verdict is Verdict.TAKEN_OUT
    assert cold.take_out(hub.desk, parcel.id).verdict is Verdict.TAKEN_OUT
    hub.clock.advance(minutes=10)
    assert minutes(hub, parcel) == 20
    assert len(cold.log(hub.desk, NOON, NOON + timedelta(days=1))) == 2


def test_what_was_handed_over_and_came_back_was_out_meanwhile(hub: Hub) -> None:
    parcel = chilled(hub)
    receive.move(hub.desk, parcel.id, "C-1")
    check_out.hand_over(hub.desk, parcel.pickup_code)
    hub.clock.advance(minutes=8)
    undo.undo(hub.desk, parcel.id, "mauvais client")
    hub.clock.advance(minutes=4)
    receive.move(hub.desk, parcel.id, "C-1")
    assert minutes(hub, parcel) == 12


def test_the_clock_stops_when_goods_are_handed_over(hub: Hub) -> None:
    parcel = chilled(hub)
    hub.clock.advance(minutes=5)
    assert check_out.hand_over(hub.desk, parcel.pickup_code).verdict is Verdict.COLLECTED_ALL
    hub.clock.advance(hours=5)
    assert minutes(hub, parcel) == 5
    assert cold.out_now(hub.desk)[0] == ()
    assert [s.ended_at is None for s in cold.log(hub.desk, NOON, NOON + timedelta(days=1))] == [False]


@pytest.mark.parametrize("text", ["", "rien", "BCDFGHJKLNPR", "x" * 5000])
def test_only_a_label_takes_something_out(hub: Hub, text: str) -> None:
    assert cold.take_out(hub.desk, text).verdict is Verdict.UNKNOWN_PARCEL


def test_too_warm_goods_are_held_back_unless_a_manager_says_why(hub: Hub) -> None:
    parcel = chilled(hub)
    hub.clock.advance(minutes=61)
    refused = check_out.hand_over(hub.desk, parcel.pickup_code)
    assert (refused.verdict, refused.args["minutes"], refused.parcels[0].id) == (Verdict.TOO_WARM, 61, parcel.id)
    seen = Checks(override="sonde à cœur : 3 °C")
    clerk = replace(hub.desk, is_manager=False)
    assert check_out.hand_over(clerk, parcel.pickup_code, checks=seen).verdict is Verdict.TOO_WARM
    assert check_out.hand_over(hub.desk, parcel.pickup_code, checks=seen).verdict is Verdict.COLLECTED_ALL
    written = hub.store.read(lambda tx: remarks.of_parcel(tx, parcel.id))
    assert [(r.kind, r.text) for r in written] == [(RemarkKind.OVERRIDE, "sonde à cœur : 3 °C")]
    assert "sonde" not in hub.journal()[0].detail.replace("override", "")


def test_the_limit_is_judged_by_when_it_was_handed_over_on_paper(hub: Hub) -> None:
    parcel = chilled(hub)
    on_paper = hub.clock.now + timedelta(minutes=30)
    hub.clock.advance(hours=5)
    answer = check_out.hand_over(hub.desk, parcel.pickup_code, checks=Checks(paper_at=on_paper))
    assert answer.verdict is Verdict.COLLECTED_ALL
    (spell,) = cold.log(hub.desk, NOON, NOON + timedelta(days=1))
    assert spell.ended_at == on_paper  # what it did in the customer's bag is not the hub's
    assert 29 <= minutes(hub, parcel) <= 30


def test_a_reason_is_kept_of_what_was_warm_and_of_nothing_else(hub: Hub) -> None:
    warm = chilled(hub)
    hub.clock.advance(minutes=61)
    cool = chilled(hub, "2302")
    check_out.hand_over(hub.desk, warm.pickup_code, checks=Checks(override="sonde"))
    assert [row[0] for row in hub.query("SELECT parcel_id FROM remark")] == [warm.id]
    assert hub.parcel(cool.id).collected_at is not None


def test_a_limit_of_zero_holds_nothing_back(hub: Hub) -> None:
    setup.save_hub_setting(hub.desk, "cold.block_minutes", "0")
    parcel = chilled(hub)
    hub.clock.advance(hours=20)
    assert check_out.hand_over(hub.desk, parcel.pickup_code).verdict is Verdict.COLLECTED_ALL
