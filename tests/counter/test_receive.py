"""The verdicts of a drop-off: received, shelved, moved, or why not."""

from datetime import UTC, datetime

import pytest

from desk_app.counter import announce, check_out, receive, setup
from desk_app.counter.entering import MOST_PIECES
from desk_app.domain.codes import ALPHABET, new_parcel_id, new_shelf_tag
from desk_app.domain.states import State
from desk_app.domain.values import Announcement, Parcel
from desk_app.domain.verdicts import Tone, Verdict, tone
from desk_app.domain.zones import Zone
from tests.counter.hub import EMAIL, Hub


def shelf_of(hub: Hub, reference: str) -> str:
    """Receive an order and tell where it was put."""
    answer = receive.receive(hub.desk, reference)
    assert answer.verdict is Verdict.SHELVED
    return str(answer.args["shelf"])


def test_shelved(hub: Hub) -> None:
    hub.shelf("A-12")
    parcel = hub.announce()[0]
    answer = receive.receive(hub.desk, "4127")
    assert answer.verdict is Verdict.SHELVED
    assert answer.args == {
        "n": 1,
        "shelf": "A-12",
        "shop": "La Belle Plume",
        "order": "4127",
        "piece": 1,
        "pieces": 1,
        "waiting": 0,
        "warm": False,
    }
    shelved = answer.parcels[0]
    assert (shelved.id, shelved.state, shelved.shelf) == (parcel.id, State.READY, "A-12")
    assert shelved.received_at == shelved.ready_at
    assert shelved.received_at is not None
    assert shelved.keep_until == datetime(2026, 12, 1, 18, 0, tzinfo=UTC)  # seven opening days on, when it closes
    assert not shelved.unannounced


def test_received_when_no_shelf_is_free_then_shelved_by_hand(hub: Hub) -> None:
    hub.shelf("A-1", capacity=1)
    hub.ready("1")
    hub.announce("2")
    answer = receive.receive(hub.desk, "2")
    assert (answer.verdict, answer.parcels[0].state, answer.args["shelf"]) == (Verdict.RECEIVED, State.RECEIVED, "")
    put = receive.move(hub.desk, answer.parcels[0].id, "A-1")  # full, but the clerk sees a place
    assert (put.verdict, put.parcels[0].state, put.parcels[0].shelf) == (Verdict.SHELVED, State.READY, "A-1")
    moments = put.parcels[0].received_at, put.parcels[0].ready_at
    assert moments == (answer.parcels[0].received_at, hub.journal()[0].at)


@pytest.mark.parametrize("text", ["#CMD-118", "cmd 118", "CMD118", " Cmd–118\r\n"])
def test_an_order_number_in_any_dress(hub: Hub, text: str) -> None:
    hub.shelf("A-1")
    hub.announce("#CMD-118")
    assert receive.receive(hub.desk, text).verdict is Verdict.SHELVED


def test_an_order_number_that_another_keyboard_wrote(hub: Hub) -> None:
    hub.shelf("A-1")
    hub.announce("CMD-1042")
    assert receive.receive(hub.desk, "C?D)&à'é").parcels[0].order == "CMD-1042"


def test_an_order_number_as_the_scan_knows_it(hub: Hub) -> None:
    hub.shelf("A-1")
    hub.announce("W-12")
    assert receive.receive(hub.desk, "Z6&2", alternatives=["V-12", "W-12"]).parcels[0].order == "W-12"


def test_the_number_as_it_came_is_tried_first(hub: Hub) -> None:
    hub.shelf("A-1")
    hub.announce("AZ1")
    hub.announce("QW1")
    assert receive.receive(hub.desk, "AZ1", alternatives=["QW1"]).parcels[0].order == "AZ1"


def test_two_orders_that_may_be_meant_are_none(hub: Hub) -> None:
    hub.announce("10422")
    hub.announce("10420")
    before = hub.rows()
    answer = receive.receive(hub.desk, "1042é")  # é is 2 in France and 0 in Prague
    assert (answer.verdict, answer.args) == (Verdict.UNKNOWN_ORDER, {"order": "1042é"})
    assert hub.rows() == before


def test_by_its_own_label(hub: Hub) -> None:
    hub.shelf("A-1")
    first, second = hub.announce(pieces=2)
    assert receive.receive(hub.desk, second.id.lower()).parcels[0].id == second.id
    again = receive.receive(hub.desk, second.id)  # means this parcel, never the next piece of its order
    assert (again.verdict, again.parcels[0].id) == (Verdict.ALREADY_RECEIVED, second.id)
    assert receive.receive(hub.desk, first.id).parcels[0].id == first.id
    assert receive.receive(hub.desk, second.id).verdict is Verdict.ALREADY_RECEIVED


def test_several_pieces_one_after_the_other(hub: Hub) -> None:
    hub.shelf("A-1")
    hub.announce(pieces=3)
    answers = [receive.receive(hub.desk, "4127") for _ in range(3)]
    assert [(a.args["piece"], a.args["pieces"], a.args["waiting"]) for a in answers] == [
        (1, 3, 2),
        (2, 3, 1),
        (3, 3, 0),
    ]
    assert receive.receive(hub.desk, "4127").verdict is Verdict.ALREADY_RECEIVED


def test_all_pieces_at_once(hub: Hub) -> None:
    hub.shelf("A-1")
    hub.announce(pieces=3)
    answer = receive.receive(hub.desk, "4127", pieces=3)
    assert (answer.verdict, answer.args["n"]) == (Verdict.SHELVED, 3)
    assert hub.states() == [State.READY] * 3


def test_more_pieces_than_announced(hub: Hub) -> None:
    hub.shelf("A-1")
    first = hub.announce(zone=Zone.AMBIENT, age_check=True)[0]
    answer = receive.receive(hub.desk, "4127", pieces=3)
    assert [(p.piece, p.pieces, p.state) for p in answer.parcels] == [(n, 3, State.READY) for n in (1, 2, 3)]
    assert {p.pickup_code for p in answer.parcels} == {first.pickup_code}
    assert all(p.age_check for p in answer.parcels)
    mine = {e.parcel: e.verdict for e in hub.journal() if e.action == "receive"}
    assert set(mine) == {p.id for p in answer.parcels}


def test_a_further_piece_after_the_first_was_received(hub: Hub) -> None:
    hub.ready()
    answer = receive.receive(hub.desk, "4127", pieces=2)
    assert [(p.piece, p.pieces) for p in answer.parcels] == [(2, 2)]
    assert [(p.piece, p.pieces, p.state) for p in hub.of_order()] == [(1, 2, State.READY), (2, 2, State.READY)]


def test_fewer_pieces_than_announced(hub: Hub) -> None:
    hub.shelf("A-1")
    third = hub.announce(pieces=3)[2]
    answer = receive.receive(hub.desk, "4127", pieces=2)
    assert (answer.args["n"], answer.args["pieces"], answer.args["waiting"]) == (2, 2, 0)
    assert hub.states() == [State.READY, State.READY, State.CANCELLED]
    dropped = [(e.parcel, e.verdict) for e in hub.journal() if e.parcel == third.id]
    assert dropped == [(third.id, Verdict.CANCELLED), (third.id, Verdict.ANNOUNCED)]
    answer = hub.look(answer.parcels[0].pickup_code)
    assert (answer.verdict, answer.args["n"]) == (Verdict.READY, 2)


def test_fewer_pieces_said_when_the_last_one_is_in_already(hub: Hub) -> None:
    """1/2 is on its shelf, and there is no second: nothing more is waited for."""
    hub.shelf("A-1")
    first, second = hub.announce(pieces=2)
    receive.receive(hub.desk, "4127")
    answer = receive.receive(hub.desk, "4127", pieces=1)
    assert (answer.verdict, [p.id for p in answer.parcels]) == (Verdict.ALREADY_RECEIVED, [first.id])
    assert [(p.state, p.pieces) for p in hub.of_order()] == [(State.READY, 1), (State.CANCELLED, 2)]
    assert next(e.verdict for e in hub.journal() if e.parcel == second.id) is Verdict.CANCELLED
    assert hub.look(first.pickup_code).verdict is Verdict.READY


def test_the_piece_that_is_here_is_never_the_one_dropped(hub: Hub) -> None:
    hub.shelf("A-1")
    third = hub.announce(pieces=3)[2]
    receive.receive(hub.desk, third.id)
    receive.receive(hub.desk, "4127", pieces=2)
    assert hub.states() == [State.READY, State.CANCELLED, State.READY]


@pytest.mark.parametrize("pieces", [0, -1, MOST_PIECES + 1])
def test_invalid_pieces(hub: Hub, pieces: int) -> None:
    hub.announce()
    answer = receive.receive(hub.desk, "4127", pieces=pieces)
    assert (answer.verdict, answer.args) == (Verdict.INVALID, {"field": "pieces"})


def test_unknown_order(hub: Hub) -> None:
    answer = receive.receive(hub.desk, " 4127 ")
    assert (answer.verdict, answer.args) == (Verdict.UNKNOWN_ORDER, {"order": "4127"})
    for text in ("", "\x00", "\ud800", "%", "'; DROP TABLE parcel; --"):
        assert receive.receive(hub.desk, text).verdict is Verdict.UNKNOWN_ORDER


def test_unknown_parcel_and_misread(hub: Hub) -> None:
    label = new_parcel_id()
    assert receive.receive(hub.desk, label).verdict is Verdict.UNKNOWN_PARCEL
    assert receive.move(hub.desk, label, "A-1").verdict is Verdict.UNKNOWN_PARCEL
    wrong = ALPHABET[(ALPHABET.index(label[0]) + 1) % 16] + label[1:]
    assert receive.receive(hub.desk, wrong).verdict is Verdict.MISREAD


def test_several_orders_and_the_shop_that_is_meant(hub: Hub) -> None:
    hub.shelf("A-1")
    plume = hub.announce("118", shop=hub.plume)[0]
    iris = hub.announce("118", "Jean Dupont", shop=hub.iris, email=None)[0]
    asked = receive.receive(hub.desk, "118")
    assert asked.verdict is Verdict.SEVERAL_ORDERS
    assert {p.id for p in asked.parcels} == {plume.id, iris.id}
    assert asked.args == {"order": "118", "n": 2}
    assert {p.state for p in asked.parcels} == {State.ANNOUNCED}
    chosen = receive.receive(hub.desk, "118", shop_id=hub.iris)
    assert (chosen.verdict, chosen.parcels[0].id) == (Verdict.SHELVED, iris.id)
    rest = receive.receive(hub.desk, "118")  # only one of them is still to come
    assert (rest.verdict, rest.parcels[0].id) == (Verdict.SHELVED, plume.id)


def test_a_shop_that_has_no_such_order(hub: Hub) -> None:
    hub.announce("118", shop=hub.plume)
    assert receive.receive(hub.desk, "118", shop_id=hub.iris).verdict is Verdict.UNKNOWN_ORDER


def test_already_received_says_where_it_is(hub: Hub) -> None:
    parcel = hub.ready()[0]
    answer = receive.receive(hub.desk, "4127")
    assert (answer.verdict, answer.args) == (Verdict.ALREADY_RECEIVED, {"shelf": parcel.shelf, "order": "4127"})
    assert answer.parcels == (parcel,)


def test_already_collected_says_who_was_first(hub: Hub) -> None:
    hub.shelf("A-1")
    code = hub.announce()[0].pickup_code
    receive.receive(hub.desk, "4127")
    gone = check_out.hand_over(hub.other, code).parcels[0]
    for answer in (
        receive.receive(hub.desk, "4127"),
        receive.receive(hub.desk, gone.id, pieces=2),
        receive.move(hub.desk, gone.id, "A-1"),
        receive.receive_unannounced(hub.desk, hub.plume, Announcement("4127", "Éloïse Lefèvre", email=EMAIL)),
    ):
        assert answer.verdict is Verdict.ALREADY_COLLECTED
        assert (answer.args["at"], answer.args["counter"], answer.args["clerk"]) == (
            gone.collected_at,
            "Poste 2",
            "Sacha",
        )


def test_cancelled_and_returned(hub: Hub) -> None:
    parcel = hub.announce()[0]
    announce.import_orders(hub.desk, hub.plume, [Announcement("4127", "", cancelled=True)])
    assert receive.receive(hub.desk, "4127").verdict is Verdict.CANCELLED
    hub.write("UPDATE parcel SET state = 'returned'")
    assert receive.receive(hub.desk, parcel.id).verdict is Verdict.RETURNED


def test_the_shelf_proposed_is_free_and_of_the_right_zone(hub: Hub) -> None:
    hub.shelf("A-1", capacity=1)
    hub.shelf("A-2")
    hub.shelf("F-1", Zone.CHILLED)
    hub.shelf("G-1", Zone.FROZEN)
    for number, zone, shelf in (("1", None, "A-1"), ("2", Zone.CHILLED, "F-1"), ("3", Zone.FROZEN, "G-1")):
        hub.announce(number, f"Client {number}", zone=zone, email=None)
        assert shelf_of(hub, number) == shelf
    hub.announce("4", "Autre client", email=None)
    assert shelf_of(hub, "4") == "A-2"  # A-1 is full


def test_the_shelf_proposed_is_that_of_the_customers_other_parcels(hub: Hub) -> None:
    for code in ("A-1", "A-2", "A-3"):
        hub.shelf(code)
    hub.announce("1", "Jean Dupont", email=None)
    assert shelf_of(hub, "1") == "A-1"
    hub.announce("2")
    assert receive.receive(hub.desk, "2", shelf="A-3").args["shelf"] == "A-3"
    hub.announce("3", shop=hub.iris)
    assert shelf_of(hub, "3") == "A-3"


def test_the_shelf_proposed_to_a_new_customer_is_the_emptiest(hub: Hub) -> None:
    for code in ("A-1", "A-2", "A-12"):
        hub.shelf(code)
    put = []
    for number in range(6):
        hub.announce(str(number), f"Client {number}", email=None)
        put.append(shelf_of(hub, str(number)))
    assert put == ["A-1", "A-2", "A-12"] * 2


def test_what_has_left_makes_room(hub: Hub) -> None:
    hub.shelf("A-1", capacity=1)
    gone = hub.collected("1")[0]
    assert gone.shelf is None
    assert [shelf.occupied for shelf in setup.shelves(hub.desk)] == [0]
    hub.announce("2")
    assert shelf_of(hub, "2") == "A-1"


@pytest.mark.parametrize("named", ["A-2", "a2", "A 02", "tag", "TAG"])
def test_a_shelf_named_by_its_code_or_its_label(hub: Hub, named: str) -> None:
    hub.shelf("A-1")
    tag = hub.shelf("A-2").tag
    hub.announce()
    named = {"tag": tag.lower(), "TAG": tag}.get(named, named)
    assert receive.receive(hub.desk, "4127", shelf=named).args["shelf"] == "A-2"


def test_unknown_shelf(hub: Hub) -> None:
    parcel = hub.ready()[0]
    hub.announce("2")
    for shelf in ("Z-9", new_shelf_tag(), "\x00", "%"):
        refused = receive.receive(hub.desk, "2", shelf=shelf)
        assert (refused.verdict, refused.args) == (Verdict.UNKNOWN_SHELF, {"shelf": shelf})
        assert receive.move(hub.desk, parcel.id, shelf).verdict is Verdict.UNKNOWN_SHELF
    assert hub.states("2") == [State.ANNOUNCED]
    assert hub.parcel(parcel.id) == parcel


def test_wrong_zone(hub: Hub) -> None:
    hub.shelf("A-1")
    hub.shelf("F-1", Zone.CHILLED)
    cheese = hub.announce(zone=Zone.CHILLED)[0]
    refused = receive.receive(hub.desk, "4127", shelf="A-1")
    assert refused.verdict is Verdict.WRONG_ZONE
    assert refused.args == {"shelf": "A-1", "zone": Zone.CHILLED, "shelf_zone": Zone.AMBIENT}
    assert hub.parcel(cheese.id).state is State.ANNOUNCED
    assert shelf_of(hub, "4127") == "F-1"
    assert receive.move(hub.desk, cheese.id, "A-1").verdict is Verdict.WRONG_ZONE
    assert hub.parcel(cheese.id).shelf == "F-1"


def test_what_need_not_be_cold_may_stand_in_the_cold(hub: Hub) -> None:
    hub.shelf("F-1", Zone.CHILLED)
    hub.announce()
    assert receive.receive(hub.desk, "4127", shelf="F-1").verdict is Verdict.SHELVED


def test_several_pieces_are_received_all_or_none(hub: Hub) -> None:
    """The first piece would be shelved; the second is chilled since, and the shelf is not."""
    hub.shelf("A-1")
    second = hub.announce(pieces=2)[1]
    hub.write(f"UPDATE parcel SET zone = 'chilled' WHERE id = '{second.id}'")
    assert receive.receive(hub.desk, "4127", shelf="A-1", pieces=2).verdict is Verdict.WRONG_ZONE
    assert hub.states() == [State.ANNOUNCED] * 2


def test_moved(hub: Hub) -> None:
    hub.shelf("A-1")
    parcel = hub.ready()[0]
    hub.shelf("B-3")
    answer = receive.move(hub.desk, parcel.id, "b3")
    assert (answer.verdict, answer.args["shelf"]) == (Verdict.MOVED, "B-3")
    assert answer.parcels[0].ready_at == parcel.ready_at
    entry = hub.journal()[0]
    assert (entry.action, entry.verdict, entry.parcel, entry.detail) == ("move", Verdict.MOVED, parcel.id, "B-3")


def test_what_is_not_here_cannot_be_moved(hub: Hub) -> None:
    hub.shelf("A-1")
    assert receive.move(hub.desk, hub.announce()[0].id, "A-1").verdict is Verdict.NOT_ARRIVED


def test_a_refused_drop_off_writes_its_journal_row_and_nothing_else(hub: Hub) -> None:
    hub.shelf("A-1")
    parcel = hub.ready()[0]
    hub.announce("2", zone=Zone.CHILLED)
    before, journalled = hub.rows(), len(hub.journal())
    answers = [
        receive.receive(hub.desk, "unknown"),
        receive.receive(hub.desk, new_parcel_id()),
        receive.receive(hub.desk, "2", pieces=100),
        receive.receive(hub.desk, "2", shelf="A-1"),
        receive.receive(hub.desk, "2", shelf="A-1", pieces=4),
        receive.receive(hub.desk, "2", shelf="Z-1"),
        receive.receive_unannounced(hub.desk, hub.iris, Announcement("118", "Éloïse", zone=Zone.CHILLED), shelf="A-1"),
        receive.move(hub.desk, parcel.id, "Z-1"),
        receive.move(hub.desk, new_parcel_id(), "A-1"),
        receive.receive(hub.desk, "4127"),
    ]
    assert hub.rows() == before
    entries = hub.journal()[: len(answers)]
    assert len(hub.journal()) == journalled + len(answers)
    assert [e.verdict for e in reversed(entries)] == [a.verdict for a in answers]
    assert {tone(a.verdict) for a in answers[:-1]} == {Tone.NO}
    known: set[Parcel] = {parcel, *hub.of_order("2")}
    assert {e.parcel for e in entries} <= {None, *(p.id for p in known)}
