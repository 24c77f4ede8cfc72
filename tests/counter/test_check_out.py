"""The verdicts of a pickup code and of a handover, each provoked."""

from datetime import timedelta

import pytest

from desk_app.counter import announce, check_out, cold, journal, receive, returns
from desk_app.domain.checks import Checks, Method, Paid
from desk_app.domain.codes import new_parcel_id, new_pickup_code
from desk_app.domain.states import State
from desk_app.domain.values import Announcement, Answer, Parcel
from desk_app.domain.verdicts import Verdict, is_refusal
from desk_app.domain.zones import Zone
from desk_app.store import pickups
from tests.counter.hub import NOON, PHONE, Hub


def misread(code: str) -> str:
    """The code with its first letter read as another."""
    return ("C" if code[0] == "B" else "B") + code[1:]


def cancel(hub: Hub, reference: str = "4127") -> None:
    """The shop cancels an order."""
    announce.import_orders(hub.desk, hub.plume, [Announcement(reference, "Éloïse Lefèvre", cancelled=True)])


def test_ready(hub: Hub) -> None:
    mine = hub.ready(pieces=2)
    answer = hub.look(mine[0].pickup_code)
    assert answer.verdict is Verdict.READY
    none = {"waiting": 0, "late": 0, "missing": 0, "back": 0, "shelf": ""}
    assert answer.args == {"n": 2, "shops": 1, "customer": "Éloïse Lefèvre", **none}
    assert answer.pickup is not None
    assert [p.id for p in answer.pickup.parcels] == [p.id for p in mine]


def test_ready_counts_all_shops(hub: Hub) -> None:
    code = hub.ready("1", shop=hub.plume)[0].pickup_code
    assert hub.ready("2", shop=hub.iris)[0].pickup_code == code
    assert hub.ready("3", shop=hub.fromage, zone=Zone.CHILLED)[0].pickup_code == code
    answer = hub.look(code)
    assert (answer.verdict, answer.args["n"], answer.args["shops"]) == (Verdict.READY, 3, 3)
    assert answer.pickup is not None
    assert [p.order for p in answer.pickup.parcels] == ["1", "2", "3"]  # chilled last


def test_parcels_come_in_walking_order(hub: Hub) -> None:
    for code, zone in (("A-12", Zone.AMBIENT), ("A-2", Zone.AMBIENT), ("F-1", Zone.CHILLED), ("B-1", Zone.AMBIENT)):
        hub.shelf(code, zone)
    for order, shelf in (("1", "A-12"), ("2", "A-2"), ("4", "B-1")):
        hub.announce(order)
        receive.receive(hub.desk, order, shelf=shelf)
    hub.announce("3", zone=Zone.CHILLED)
    answer = hub.look(receive.receive(hub.desk, "3").parcels[0].pickup_code)
    assert answer.pickup is not None
    assert [p.shelf for p in answer.pickup.parcels] == ["A-2", "A-12", "B-1", "F-1"]


def test_a_code_may_be_typed_in_any_dress(hub: Hub) -> None:
    code = hub.ready()[0].pickup_code
    for typed in (code.lower(), f"{code[:3]}-{code[3:6]}-{code[6:]}", f" {code[:3]} {code[3:]}\r\n", f"]Q1{code}"):
        assert hub.look(typed).verdict is Verdict.READY


def test_partly_ready_when_something_is_not_here_yet(hub: Hub) -> None:
    code = hub.ready("1")[0].pickup_code
    hub.announce("2")
    answer = hub.look(code)
    assert (answer.verdict, answer.args["n"], answer.args["waiting"]) == (Verdict.PARTLY_READY, 1, 1)


def test_partly_too_late_when_something_chilled_is_too_old(hub: Hub) -> None:
    hub.ready("1", zone=Zone.CHILLED)
    code = hub.ready("2")[0].pickup_code
    hub.clock.advance(hours=25)
    answer = hub.look(code)
    assert (answer.verdict, answer.args["n"], answer.args["late"]) == (Verdict.PARTLY_TOO_LATE, 1, 1)


def test_not_arrived(hub: Hub) -> None:
    code = hub.announce(pieces=2)[0].pickup_code
    answer = hub.look(code)
    assert (answer.verdict, answer.args["waiting"]) == (Verdict.NOT_ARRIVED, 2)
    assert answer.pickup is not None
    assert answer.pickup.ready == ()


def test_overdue_is_still_collectable(hub: Hub) -> None:
    code = hub.ready()[0].pickup_code
    hub.clock.advance(days=8, hours=8)  # a Sunday does not count; the door is closed since an hour
    assert hub.look(code).verdict is Verdict.OVERDUE
    assert check_out.hand_over(hub.desk, code).verdict is Verdict.COLLECTED_ALL


@pytest.mark.parametrize("zone", [Zone.CHILLED, Zone.FROZEN])
def test_too_late(hub: Hub, zone: Zone) -> None:
    parcel = hub.ready(zone=zone)[0]
    hub.clock.advance(days=4)
    assert hub.look(parcel.pickup_code).verdict is Verdict.TOO_LATE
    assert check_out.hand_over(hub.desk, parcel.pickup_code).verdict is Verdict.TOO_LATE
    refused = check_out.hand_over(hub.desk, parcel.pickup_code, [parcel.id])
    assert refused.verdict is Verdict.TOO_LATE
    assert refused.parcels == (parcel,)
    assert hub.parcel(parcel.id) == parcel


def test_misread(hub: Hub) -> None:
    code = misread(hub.ready()[0].pickup_code)
    assert hub.look(code) == Answer(Verdict.MISREAD)
    assert check_out.hand_over(hub.desk, code) == Answer(Verdict.MISREAD)


@pytest.mark.parametrize("code", ["", "4127", "Éloïse", "\x00", "\ud800", "BCD"])
def test_unknown_code_of_what_is_no_code(hub: Hub, code: str) -> None:
    assert hub.look(code).verdict is Verdict.UNKNOWN_CODE
    assert check_out.hand_over(hub.desk, code).verdict is Verdict.UNKNOWN_CODE


def test_unknown_code(hub: Hub) -> None:
    assert hub.look(new_pickup_code()).verdict is Verdict.UNKNOWN_CODE
    assert hub.look(hub.ready()[0].id).verdict is Verdict.UNKNOWN_CODE  # a parcel's label is no pickup code


def test_already_collected_says_when_where_and_by_whom(hub: Hub) -> None:
    code = hub.ready()[0].pickup_code
    done = check_out.hand_over(hub.other, code).parcels[0]
    for answer in (hub.look(code), check_out.hand_over(hub.desk, code), check_out.hand_over(hub.desk, code, [done.id])):
        assert answer.verdict is Verdict.ALREADY_COLLECTED
        assert answer.args == {
            "customer": "Éloïse Lefèvre",
            "at": done.collected_at,
            "counter": "Poste 2",
            "clerk": "Sacha",
        }
        assert answer.parcels == (done,)


def test_a_parcel_that_has_left_an_open_pickup_is_already_collected(hub: Hub) -> None:
    first, second = hub.ready(pieces=2)
    check_out.hand_over(hub.desk, first.pickup_code, [first.id])
    again = check_out.hand_over(hub.other, first.pickup_code, [first.id])
    assert (again.verdict, again.args["counter"]) == (Verdict.ALREADY_COLLECTED, "Poste 1")
    both = check_out.hand_over(hub.other, first.pickup_code, [second.id, first.id])
    assert both.verdict is Verdict.ALREADY_COLLECTED
    assert hub.parcel(second.id).state is State.READY  # all of them or none


def test_cancelled(hub: Hub) -> None:
    parcel = hub.announce()[0]
    cancel(hub)
    for answer in (hub.look(parcel.pickup_code), check_out.hand_over(hub.desk, parcel.pickup_code, [parcel.id])):
        assert (answer.verdict, answer.args["customer"]) == (Verdict.CANCELLED, "Éloïse Lefèvre")


@pytest.mark.parametrize(("state", "said"), [(State.RETURNED, Verdict.RETURNED), (State.DISPOSED, Verdict.THROWN_AWAY)])
def test_returned(hub: Hub, state: State, said: Verdict) -> None:
    parcel = hub.ready()[0]
    hub.write(f"UPDATE parcel SET state = '{state.value}'")
    assert check_out.hand_over(hub.desk, parcel.pickup_code, [parcel.id]).verdict is said
    hub.write("UPDATE pickup SET closed_at = opened_at")
    assert hub.look(parcel.pickup_code).verdict is said


def test_collected_one_label_at_a_time_until_all_are(hub: Hub) -> None:
    first, second = hub.ready(pieces=2)
    hub.announce("later")
    one = check_out.hand_over(hub.desk, first.pickup_code, [first.id])
    assert one.verdict is Verdict.COLLECTED
    assert one.args == {"n": 1, "customer": "Éloïse Lefèvre", "shop": "La Belle Plume", "left": 1, "waiting": 1}
    assert [p.state for p in one.parcels] == [State.COLLECTED]
    two = check_out.hand_over(hub.desk, first.pickup_code, [second.id])
    assert (two.verdict, two.args["left"], two.args["waiting"]) == (Verdict.COLLECTED_ALL, 0, 1)
    assert two.pickup is not None
    assert two.pickup.closed_at is None  # one is still to come, under the same code


def test_collected_all_closes_the_pickup(hub: Hub) -> None:
    first, second = hub.ready(pieces=2)
    answer = check_out.hand_over(hub.desk, first.pickup_code)
    assert answer.verdict is Verdict.COLLECTED_ALL
    assert [p.id for p in answer.parcels] == [first.id, second.id]
    assert answer.pickup is not None
    assert answer.pickup.closed_at is not None
    at = answer.parcels[0].collected_at
    assert at == answer.pickup.closed_at
    assert NOON < at < NOON + timedelta(minutes=5)


def test_a_new_order_after_the_last_one_left_has_a_new_code(hub: Hub) -> None:
    code = hub.collected()[0].pickup_code
    assert hub.ready("4128")[0].pickup_code != code
    assert hub.look(code).verdict is Verdict.ALREADY_COLLECTED  # dead for good


def test_the_answer_is_the_pickup_as_it_stands(hub: Hub) -> None:
    """It is made of what was known and done; read again, it is the same."""
    owed = hub.ready("1", pieces=2, due_cents=900)
    cold_one = hub.ready("2", shop=hub.fromage, zone=Zone.CHILLED)[0]
    hub.ready("3", shop=hub.iris)
    hub.announce("4")
    back = hub.ready("5")[0]
    assert returns.refuse(hub.desk, back.id).verdict is Verdict.REFUSED
    cold.take_out(hub.desk, cold_one.id)
    hub.clock.advance(minutes=3)
    code, paid = cold_one.pickup_code, Checks(paid=(Paid(Method.CASH),))
    for some in ([owed[0].id, cold_one.id], [back.id], None):
        answer = check_out.hand_over(hub.desk, code, some, checks=paid)
        assert answer.verdict in (Verdict.COLLECTED, Verdict.COLLECTED_ALL), answer
        found = hub.store.read(lambda tx: pickups.by_code(tx, hub.desk.hub_id, code))
        assert answer.pickup == found
    announce.import_orders(hub.desk, hub.plume, [Announcement("4", "Éloïse Lefèvre", cancelled=True)])
    assert hub.look(code).verdict is Verdict.ALREADY_COLLECTED


def test_enter_leaves_what_is_too_late(hub: Hub) -> None:
    cheese = hub.ready("1", zone=Zone.CHILLED)[0]
    book = hub.ready("2")[0]
    hub.clock.advance(hours=25)
    answer = check_out.hand_over(hub.desk, book.pickup_code)
    assert (answer.verdict, answer.args["left"]) == (Verdict.COLLECTED, 1)
    assert [p.id for p in answer.parcels] == [book.id]
    assert hub.parcel(cheese.id).state is State.READY


def test_a_parcel_without_a_shelf_is_handed_over_by_its_label_only(hub: Hub) -> None:
    hub.announce()
    parcel = receive.receive(hub.desk, "4127").parcels[0]
    assert parcel.state is State.RECEIVED
    assert check_out.hand_over(hub.desk, parcel.pickup_code).verdict is Verdict.NOT_ARRIVED
    assert check_out.hand_over(hub.desk, parcel.pickup_code, [parcel.id]).verdict is Verdict.COLLECTED_ALL


def test_wrong_parcel_says_where_it_goes_back(hub: Hub) -> None:
    mine = hub.ready("1")[0]
    other = hub.ready("2", "Jean Dupont", email="jean@exemple.fr")[0]
    answer = check_out.hand_over(hub.desk, mine.pickup_code, [mine.id, other.id])
    assert answer.verdict is Verdict.WRONG_PARCEL
    assert answer.args == {"customer": "Éloïse Lefèvre", "shelf": other.shelf}
    assert answer.parcels == (other,)
    assert hub.parcel(mine.id) == mine
    assert hub.parcel(other.id) == other


def test_unknown_parcel(hub: Hub) -> None:
    mine = hub.ready()[0]
    for label in (new_parcel_id(), misread(mine.id), "rubbish", "\x00"):
        assert check_out.hand_over(hub.desk, mine.pickup_code, [label]).verdict is Verdict.UNKNOWN_PARCEL


def test_not_arrived_of_one_parcel(hub: Hub) -> None:
    hub.ready("1")
    expected = hub.announce("2")[0]
    refused = check_out.hand_over(hub.desk, expected.pickup_code, [expected.id])
    assert (refused.verdict, refused.parcels) == (Verdict.NOT_ARRIVED, (expected,))


def test_nothing_ready(hub: Hub) -> None:
    parcel = hub.ready()[0]
    assert check_out.hand_over(hub.desk, parcel.pickup_code, []).verdict is Verdict.NOTHING_READY
    # all its parcels have been given to somebody else since: the code is empty
    said = Announcement("4127", "Éloïse Lefèvre", email="jean@exemple.fr")
    hub.ready("4128")
    announce.announce(hub.desk, hub.plume, said)
    announce.announce(hub.desk, hub.plume, Announcement("4128", "Éloïse Lefèvre", email="jean@exemple.fr"))
    assert hub.look(parcel.pickup_code).verdict is Verdict.NOTHING_READY


def test_the_same_label_twice_in_one_action_is_one_parcel(hub: Hub) -> None:
    mine = hub.ready()[0]
    answer = check_out.hand_over(hub.desk, mine.pickup_code, [mine.id, mine.id.lower()])
    assert (answer.verdict, answer.args["n"]) == (Verdict.COLLECTED_ALL, 1)


def test_the_journal_knows_what_was_scanned(hub: Hub) -> None:
    first, second, third = hub.ready(pieces=3)
    check_out.hand_over(hub.desk, first.pickup_code, [first.id])
    check_out.hand_over(hub.desk, first.pickup_code, [second.id], scanned=False)
    check_out.hand_over(hub.other, first.pickup_code)
    details = {e.parcel: (e.counter, e.detail) for e in hub.journal() if e.verdict is Verdict.COLLECTED}
    assert details == {
        first.id: ("Poste 1", "scanned"),
        second.id: ("Poste 1", "unscanned"),
        third.id: ("Poste 2", "unscanned"),
    }


def test_identify_opens_the_pickup_of_a_label(hub: Hub) -> None:
    first, second = hub.ready(pieces=2)
    answer = check_out.identify(hub.desk, second.id.lower())
    assert (answer.verdict, answer.parcels) == (Verdict.READY, (second,))
    assert answer.pickup is not None
    assert answer.pickup.code == first.pickup_code


def test_identify_refuses(hub: Hub) -> None:
    gone = hub.collected()[0]
    assert check_out.identify(hub.desk, new_parcel_id()).verdict is Verdict.UNKNOWN_PARCEL
    answer = check_out.identify(hub.desk, gone.id)
    assert (answer.verdict, answer.parcels, answer.args["clerk"]) == (Verdict.ALREADY_COLLECTED, (gone,), "Camille")
    entries = journal.entries(hub.desk, 2)
    assert [(e.action, e.verdict, e.parcel) for e in entries] == [
        ("look", Verdict.ALREADY_COLLECTED, gone.id),
        ("look", Verdict.UNKNOWN_PARCEL, None),
    ]


def refusals(hub: Hub) -> list[tuple[str, list[str] | None]]:
    """Codes and parcels that cannot be handed over, on one hub."""
    mine: Parcel = hub.ready("1")[0]
    expected = hub.announce("2")[0]
    other = hub.ready("3", "Jean Dupont", phone=PHONE, email=None)[0]
    gone = hub.collected("4", "Anne Petit", email="anne@exemple.fr")[0]
    return [
        (mine.pickup_code, [other.id]),
        (mine.pickup_code, [expected.id]),
        (mine.pickup_code, [mine.id, new_parcel_id()]),
        (mine.pickup_code, []),
        (gone.pickup_code, None),
        (gone.pickup_code, [gone.id]),
        (new_pickup_code(), None),
        (misread(mine.pickup_code), [mine.id]),
        ("rubbish", None),
    ]


def test_a_refused_handover_writes_its_journal_row_and_nothing_else(hub: Hub) -> None:
    tried = refusals(hub)
    before, journalled = hub.rows(), len(hub.journal())
    for number, (code, parcel_ids) in enumerate(tried, start=1):
        answer = check_out.hand_over(hub.desk, code, parcel_ids)
        assert is_refusal(answer.verdict)
        entries = hub.journal()
        assert len(entries) == journalled + number
        assert (entries[0].action, entries[0].verdict) == ("hand_over", answer.verdict)
        assert entries[0].parcel == (answer.parcels[0].id if answer.parcels else None)
    assert hub.rows() == before


def test_looking_writes_nothing_unless_it_is_refused(hub: Hub) -> None:
    code = hub.ready()[0].pickup_code
    before = hub.rows((*hub.rows(), "journal", "journal_head"))
    assert hub.look(code).verdict is Verdict.READY
    assert hub.rows(tuple(before)) == before
    assert hub.look("rubbish").verdict is Verdict.UNKNOWN_CODE
    assert [e.verdict for e in hub.journal()[:1]] == [Verdict.UNKNOWN_CODE]
    assert hub.rows() == {table: rows for table, rows in before.items() if "journal" not in table}
