"""Parcels that are missing, found again, or damaged."""

import pytest

from desk_app.counter import check_out, lists, receive, returns
from desk_app.domain.remarks import RemarkKind
from desk_app.domain.returns import ReturnReason
from desk_app.domain.states import State
from desk_app.domain.verdicts import Verdict
from desk_app.domain.zones import Zone
from tests.counter.hub import Hub

JPEG = b"\xff\xd8\xff\xe0 a picture"


def test_missing_with_its_last_place_and_who_touched_it(hub: Hub) -> None:
    parcel = hub.ready()[0]
    hub.shelf("A-2")
    receive.move(hub.other, parcel.id, "A-2")
    answer = returns.missing(hub.desk, parcel.id)
    assert (answer.verdict, answer.args["shelf"]) == (Verdict.NOTED_MISSING, "A-2")
    (missed,) = returns.overdue(hub.desk).missing
    assert missed.last is not None
    assert (missed.parcel.shelf, missed.last.detail, missed.last.clerk, missed.last.counter) == (
        *("A-2", "A-2"),
        *("Sacha", "Poste 2"),
    )
    assert lists.totals(hub.desk).missing == 1
    assert returns.missing(hub.desk, parcel.id).verdict is Verdict.STILL_MISSING
    looked = hub.look(parcel.pickup_code)
    assert (looked.verdict, looked.args["missing"], looked.args["waiting"]) == (Verdict.STILL_MISSING, 1, 0)


def test_found_again_where_it_was(hub: Hub) -> None:
    before = hub.ready()[0]
    returns.missing(hub.desk, before.id)
    answer = returns.found(hub.other, before.id)
    assert (answer.verdict, answer.args["shelf"], answer.parcels) == (Verdict.FOUND, before.shelf, (before,))
    assert hub.look(before.pickup_code).verdict is Verdict.READY
    assert returns.found(hub.desk, before.id).verdict is Verdict.ALREADY_RECEIVED
    assert returns.overdue(hub.desk).missing == ()


@pytest.mark.parametrize("way", ["found", "move"])
def test_found_again_elsewhere(hub: Hub, way: str) -> None:
    parcel = hub.ready()[0]
    hub.shelf("B-1")
    returns.missing(hub.desk, parcel.id)
    answer = getattr(returns if way == "found" else receive, way)(hub.desk, parcel.id, "B-1")
    assert (answer.verdict, answer.args["shelf"]) == (Verdict.FOUND, "B-1")
    assert hub.parcel(parcel.id).state is State.READY
    assert next(e.detail for e in hub.journal() if e.verdict is Verdict.FOUND) == "B-1"


def test_found_on_a_shelf_that_does_not_do(hub: Hub) -> None:
    parcel = hub.ready(zone=Zone.CHILLED)[0]
    hub.shelf("B-1")
    returns.missing(hub.desk, parcel.id)
    assert returns.found(hub.desk, parcel.id, "B-1").verdict is Verdict.WRONG_ZONE
    assert hub.parcel(parcel.id).state is State.MISSING


def test_what_had_no_shelf_is_to_be_shelved_when_it_is_found(hub: Hub) -> None:
    parcel = receive.receive(hub.desk, hub.announce()[0].id).parcels[0]
    returns.missing(hub.desk, parcel.id)
    assert returns.found(hub.desk, parcel.id).verdict is Verdict.FOUND
    assert hub.parcel(parcel.id).state is State.RECEIVED
    hub.check()


def test_what_went_missing_on_its_way_back_is_to_be_fetched_again(hub: Hub) -> None:
    parcel = hub.ready()[0]
    returns.refuse(hub.desk, parcel.id)
    assert returns.missing(hub.desk, parcel.id).verdict is Verdict.NOTED_MISSING
    returns.found(hub.desk, parcel.id)
    assert [p.id for p in returns.overdue(hub.desk).to_fetch] == [parcel.id]
    answer = returns.fetch(hub.desk, parcel.id)
    assert answer.args["reason"] is ReturnReason.REFUSED


def test_a_missing_parcel_whose_label_is_read_at_the_counter_is_found(hub: Hub) -> None:
    parcel = hub.ready()[0]
    assert returns.seen(hub.desk, parcel.id).verdict is Verdict.READY
    returns.missing(hub.desk, parcel.id)
    answer = returns.seen(hub.desk, parcel.id)
    assert answer.verdict is Verdict.FOUND
    assert answer.pickup is not None
    assert [p.id for p in answer.pickup.ready] == [parcel.id]


def test_a_missing_parcel_is_handed_over_by_its_label_alone(hub: Hub) -> None:
    parcel = hub.ready()[0]
    returns.missing(hub.desk, parcel.id)
    assert check_out.hand_over(hub.desk, parcel.pickup_code).verdict is Verdict.STILL_MISSING
    assert check_out.hand_over(hub.desk, parcel.pickup_code, [parcel.id]).verdict is Verdict.COLLECTED_ALL
    hub.check()


def test_a_missing_cold_parcel_past_its_limit_is_not_handed_over(hub: Hub) -> None:
    parcel = hub.ready(zone=Zone.CHILLED)[0]
    returns.missing(hub.desk, parcel.id)
    hub.clock.advance(days=3)
    assert check_out.hand_over(hub.desk, parcel.pickup_code, [parcel.id]).verdict is Verdict.TOO_LATE
    assert returns.dispose(hub.desk, parcel.id, "trouvé trop tard").verdict is Verdict.DISPOSED


def test_what_has_left_is_not_missing(hub: Hub) -> None:
    gone = hub.collected()[0]
    assert returns.missing(hub.desk, gone.id).verdict is Verdict.ALREADY_COLLECTED


# damaged


def test_damage_stays_with_the_parcel_which_stays_collectable(hub: Hub) -> None:
    parcel = hub.ready()[0]
    answer = returns.damaged(hub.desk, parcel.id, " coin \n écrasé ", JPEG)
    assert (answer.verdict, answer.parcels[0].is_damaged) == (Verdict.DAMAGED, True)
    (remark,) = returns.notes(hub.desk, parcel.id)
    assert (remark.kind, remark.text, remark.picture) == (RemarkKind.DAMAGE, "coin écrasé", JPEG)
    assert not any("coin" in e.detail for e in hub.journal())
    assert hub.look(parcel.pickup_code).verdict is Verdict.READY
    assert check_out.hand_over(hub.desk, parcel.pickup_code).verdict is Verdict.COLLECTED_ALL


def test_what_is_damaged_goes_back_or_is_thrown_away_as_the_clerk_chooses(hub: Hub) -> None:
    one, other = hub.ready("1")[0], hub.ready("2")[0]
    returns.damaged(hub.desk, one.id, "cassé", goes_back=True)
    after = hub.parcel(one.id)
    assert (after.state, after.return_reason) == (State.RETURNING, ReturnReason.DAMAGED)
    returns.damaged(hub.desk, other.id, "cassé")
    assert returns.dispose(hub.desk, other.id, "verre brisé").verdict is Verdict.DISPOSED


@pytest.mark.parametrize(
    ("note", "picture", "field"),
    [
        (" ", JPEG, "note"),
        ("x", b"", "picture"),
        ("x", b"GIF89a", "picture"),
        ("x", JPEG + bytes(returns.MOST_PICTURE), "picture"),
    ],
)
def test_no_note_or_no_small_jpeg_is_refused(hub: Hub, note: str, picture: bytes, field: str) -> None:
    parcel = hub.ready()[0]
    answer = returns.damaged(hub.desk, parcel.id, note, picture)
    assert (answer.verdict, answer.args["field"]) == (Verdict.INVALID, field)
    assert returns.notes(hub.desk, parcel.id) == ()


def test_damage_is_noted_once_though_the_answer_got_lost(hub: Hub) -> None:
    parcel = hub.ready()[0]
    for _ in range(2):
        assert returns.damaged(hub.desk, parcel.id, "cassé", nonce="n").verdict is Verdict.DAMAGED
    assert len(returns.notes(hub.desk, parcel.id)) == 1
