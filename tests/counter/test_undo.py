"""Taking a handover back: timed, with a reason, journalled, never erased."""

import pytest

from desk_app.counter import announce, check_out, receive, undo
from desk_app.domain.codes import new_parcel_id
from desk_app.domain.states import State
from desk_app.domain.values import Announcement
from desk_app.domain.verdicts import Verdict
from tests.counter.hub import Hub


def test_undone(hub: Hub) -> None:
    before = hub.ready()[0]
    check_out.hand_over(hub.desk, before.pickup_code)
    answer = undo.undo(hub.other, before.id, " mauvais \n client ")
    assert answer.verdict is Verdict.UNDONE
    assert answer.args == {"customer": "Éloïse Lefèvre", "shelf": before.shelf, "shop": "La Belle Plume"}
    assert answer.parcels == (before,)  # on its shelf, as if nothing had happened
    assert answer.pickup is not None
    assert answer.pickup.closed_at is None
    assert hub.look(before.pickup_code).verdict is Verdict.READY
    entries = [e for e in hub.journal() if e.parcel == before.id]
    assert [(e.verdict, e.counter, e.detail, e.remark) for e in entries[:2]] == [
        (Verdict.UNDONE, "Poste 2", "", "mauvais client"),
        (Verdict.COLLECTED, "Poste 1", "unscanned", ""),
    ]
    assert entries[0].at > entries[1].at


def test_undone_and_handed_over_again(hub: Hub) -> None:
    parcel = hub.collected()[0]
    undo.undo(hub.desk, parcel.id, "essai")
    answer = check_out.hand_over(hub.other, parcel.pickup_code, [parcel.id])
    assert answer.verdict is Verdict.COLLECTED_ALL
    assert hub.look(parcel.pickup_code).args["counter"] == "Poste 2"


def test_undone_where_the_customer_has_a_new_open_pickup(hub: Hub) -> None:
    gone = hub.collected("1")[0]
    new = hub.ready("2")[0]
    assert new.pickup_code != gone.pickup_code
    answer = undo.undo(hub.desk, gone.id, "oublié au comptoir")
    assert answer.parcels[0].pickup_code == new.pickup_code
    assert answer.pickup is not None
    assert {p.id for p in answer.pickup.parcels} == {gone.id, new.id}
    assert hub.look(gone.pickup_code).verdict is not Verdict.READY  # that code stays dead
    assert check_out.hand_over(hub.desk, new.pickup_code).args["n"] == 2


def test_undone_in_a_pickup_that_is_still_open(hub: Hub) -> None:
    first, second = hub.ready(pieces=2)
    check_out.hand_over(hub.desk, first.pickup_code, [first.id])
    answer = undo.undo(hub.desk, first.id, "essai")
    assert answer.pickup is not None
    assert [p.id for p in answer.pickup.ready] == [first.id, second.id]


def test_what_had_no_shelf_has_none_again(hub: Hub) -> None:
    hub.announce()
    parcel = receive.receive(hub.desk, "4127").parcels[0]
    check_out.hand_over(hub.desk, parcel.pickup_code, [parcel.id])
    answer = undo.undo(hub.desk, parcel.id, "essai")
    assert (answer.verdict, answer.parcels) == (Verdict.UNDONE, (parcel,))
    assert answer.parcels[0].state is State.RECEIVED


def test_undone_goes_to_whom_the_order_belongs_now(hub: Hub) -> None:
    """The address was corrected after the first of two pieces had left to somebody else."""
    first, second = hub.ready(pieces=2)
    check_out.hand_over(hub.desk, first.pickup_code, [first.id])
    hub.ready("9", email="eloise@exemple.fr")
    said = Announcement("4127", "Jean Dupont", email="jean@exemple.fr")
    moved = announce.announce(hub.desk, hub.plume, said).parcels
    assert moved[1].pickup_code != second.pickup_code
    answer = undo.undo(hub.desk, first.id, "remis à une autre")
    assert answer.parcels[0].pickup_code == moved[1].pickup_code


@pytest.mark.parametrize("reason", ["", "  ", "\n\t", "\x00"])
def test_invalid_without_a_reason(hub: Hub, reason: str) -> None:
    gone = hub.collected()[0]
    answer = undo.undo(hub.desk, gone.id, reason)
    assert (answer.verdict, answer.args) == (Verdict.INVALID, {"field": "reason"})
    assert hub.parcel(gone.id).state is State.COLLECTED


def test_cannot_undo_what_is_not_collected(hub: Hub) -> None:
    for parcel in (hub.ready("1")[0], hub.announce("2")[0]):
        before = hub.rows()
        answer = undo.undo(hub.desk, parcel.id, "essai")
        assert (answer.verdict, answer.args) == (Verdict.CANNOT_UNDO, {"state": parcel.state})
        assert hub.rows() == before
        assert hub.journal()[0].verdict is Verdict.CANNOT_UNDO


def test_unknown_parcel(hub: Hub) -> None:
    assert undo.undo(hub.desk, new_parcel_id(), "essai").verdict is Verdict.UNKNOWN_PARCEL
    assert undo.undo(hub.desk, "4127", "essai").verdict is Verdict.UNKNOWN_PARCEL


def test_the_last_handover_is_this_counters_own(hub: Hub) -> None:
    assert undo.last(hub.desk) is None
    first, second = hub.ready(pieces=2)
    check_out.hand_over(hub.desk, first.pickup_code, [first.id])
    check_out.hand_over(hub.other, first.pickup_code, [second.id])
    mine, theirs = undo.last(hub.desk), undo.last(hub.other)
    assert mine is not None
    assert theirs is not None
    assert (mine.id, theirs.id) == (first.id, second.id)
    undo.undo(hub.desk, first.id, "essai")
    assert undo.last(hub.desk) is None


def test_a_refused_scan_is_not_a_handover(hub: Hub) -> None:
    """The other counter was refused this parcel; it is not theirs to undo."""
    gone = hub.collected()[0]
    assert check_out.hand_over(hub.other, gone.pickup_code, [gone.id]).verdict is Verdict.ALREADY_COLLECTED
    assert undo.last(hub.other) is None


def test_a_parcel_that_left_again_elsewhere_is_not_this_counters_any_more(hub: Hub) -> None:
    gone = hub.collected()[0]
    undo.undo(hub.desk, gone.id, "essai")
    check_out.hand_over(hub.other, gone.pickup_code)
    assert undo.last(hub.desk) is None
    theirs = undo.last(hub.other)
    assert theirs is not None
    assert theirs.id == gone.id
