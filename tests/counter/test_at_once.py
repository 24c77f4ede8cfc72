"""Several counters at the same moment, on threads of their own: nothing twice, nothing lost."""

from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier
from typing import TypeVar

from desk_app.counter import announce, check_out, receive, returns, undo
from desk_app.counter.desk import Desk
from desk_app.domain.returns import ReturnReason
from desk_app.domain.states import State
from desk_app.domain.values import Announcement, Answer
from desk_app.domain.verdicts import Verdict
from desk_app.domain.zones import Zone
from tests.counter.hub import EMAIL, Hub

T = TypeVar("T")
ROUNDS = 6


def at_once(*actions: Callable[[], T]) -> list[T]:
    """What the actions answer, all begun at the same moment."""
    start = Barrier(len(actions))

    def run(action: Callable[[], T]) -> T:
        start.wait()
        return action()

    with ThreadPoolExecutor(len(actions)) as pool:
        return [future.result() for future in [pool.submit(run, action) for action in actions]]


def desks(hub: Hub, count: int) -> list[Desk]:
    """As many counters."""
    return [Desk(hub.store, hub.desk.hub_id, f"Poste {n}", "", hub.clock) for n in range(count)]


def verdicts(answers: Sequence[Answer]) -> Counter[Verdict]:
    """How often each verdict was given."""
    return Counter(answer.verdict for answer in answers)


def test_counters_that_meet_a_new_customer_at_once_make_one(hub: Hub) -> None:
    for n in range(ROUNDS):
        said = [
            Announcement(f"{n}-{i}", "Éloïse Lefèvre", email=f"e{n}@exemple.fr", phone=f"061234567{n}")
            for i in range(6)
        ]
        answers = at_once(
            *(partial(announce.announce, desk, hub.plume, one) for desk, one in zip(desks(hub, 6), said, strict=True))
        )
        assert verdicts(answers) == {Verdict.ANNOUNCED: 6}
        assert len({answer.parcels[0].pickup_code for answer in answers}) == 1
        assert hub.query("SELECT COUNT(*) FROM person")[0][0] == n + 1
        assert hub.query("SELECT COUNT(*) FROM contact")[0][0] == 2 * (n + 1)
    hub.check()


def test_an_order_announced_twice_at_once_is_one(hub: Hub) -> None:
    for n in range(ROUNDS):
        said = Announcement(f"{n}", f"Client {n}", pieces=2)
        answers = at_once(*(partial(announce.announce, desk, hub.plume, said) for desk in desks(hub, 4)))
        assert verdicts(answers) == {Verdict.ANNOUNCED: 1, Verdict.ALREADY_ANNOUNCED: 3}
        assert len(hub.of_order(f"{n}")) == 2
    hub.check()


def test_a_piece_received_twice_at_once_is_received_once(hub: Hub) -> None:
    hub.shelf("A-1")
    for n in range(ROUNDS):
        hub.announce(f"{n}", pieces=2)
        answers = at_once(*(partial(receive.receive, desk, f"{n}") for desk in desks(hub, 3)))
        assert verdicts(answers) == {Verdict.SHELVED: 2, Verdict.ALREADY_RECEIVED: 1}
        shelved = [p.id for answer in answers if answer.verdict is Verdict.SHELVED for p in answer.parcels]
        assert len(set(shelved)) == 2
    hub.check()


def test_pieces_counted_at_once_by_two(hub: Hub) -> None:
    hub.shelf("A-1")
    for n in range(ROUNDS):
        hub.announce(f"{n}")
        answers = at_once(*(partial(receive.receive, desk, f"{n}", pieces=3) for desk in desks(hub, 2)))
        assert verdicts(answers) == {Verdict.SHELVED: 1, Verdict.ALREADY_RECEIVED: 1}
        assert hub.states(f"{n}") == [State.READY] * 3


def test_a_parcel_that_comes_while_the_last_one_leaves(hub: Hub) -> None:
    """It joins the open pickup or opens a new one; it is never under a dead code."""
    for n in range(ROUNDS):
        code = hub.ready(f"a{n}")[0].pickup_code
        said = Announcement(f"b{n}", "Éloïse Lefèvre", email=EMAIL)
        left, came = at_once(
            partial(check_out.hand_over, hub.desk, code), partial(announce.announce, hub.other, hub.plume, said)
        )
        assert (left.verdict, came.verdict) == (Verdict.COLLECTED_ALL, Verdict.ANNOUNCED)
        hub.check()
        assert hub.look(hub.of_order(f"b{n}")[0].pickup_code).verdict is Verdict.NOT_ARRIVED
        announce.import_orders(hub.desk, hub.plume, [Announcement(f"b{n}", "", cancelled=True)])


def test_a_parcel_shelved_while_it_is_handed_over(hub: Hub) -> None:
    hub.announce("full")
    receive.receive(hub.desk, "full")
    for n in range(ROUNDS):
        hub.announce(f"{n}")
        parcel = receive.receive(hub.desk, f"{n}").parcels[0]
        hub.shelf(f"A-{n}")
        left, moved = at_once(
            partial(check_out.hand_over, hub.desk, parcel.pickup_code, [parcel.id]),
            partial(receive.move, hub.other, parcel.id, f"A-{n}"),
        )
        assert left.verdict in (Verdict.COLLECTED, Verdict.COLLECTED_ALL)
        assert moved.verdict in (Verdict.SHELVED, Verdict.ALREADY_COLLECTED)
        assert hub.parcel(parcel.id).state is State.COLLECTED
        hub.write("UPDATE shelf SET capacity = 0")
    hub.check()


def test_a_parcel_given_to_somebody_else_while_it_is_handed_over(hub: Hub) -> None:
    """Either it has left, and stays with whom it left; or it is refused, and is with the right customer."""
    hub.ready("other")
    for n in range(ROUNDS):
        parcel = hub.ready(f"{n}")[0]
        said = Announcement(f"{n}", "Jean Dupont", email=f"jean{n}@exemple.fr")
        left, _changed = at_once(
            partial(check_out.hand_over, hub.desk, parcel.pickup_code, [parcel.id]),
            partial(announce.announce, hub.other, hub.plume, said),
        )
        after = hub.parcel(parcel.id)
        if left.verdict is Verdict.COLLECTED:
            assert (after.state, after.pickup_code) == (State.COLLECTED, parcel.pickup_code)
        else:
            assert left.verdict is Verdict.WRONG_PARCEL
            assert after.state is State.READY
            assert after.pickup_code != parcel.pickup_code
        hub.check()


def test_a_handover_undone_twice_at_once_is_undone_once(hub: Hub) -> None:
    for n in range(ROUNDS):
        gone = hub.collected(f"{n}")[0]
        answers = at_once(*(partial(undo.undo, desk, gone.id, "essai") for desk in desks(hub, 3)))
        assert verdicts(answers) == {Verdict.UNDONE: 1, Verdict.CANNOT_UNDO: 2}
    hub.check()


def test_two_imports_of_one_file_at_once(hub: Hub) -> None:
    file = [Announcement(f"{n}", f"Client {n}", email=f"c{n % 40}@exemple.fr") for n in range(120)]
    reports = at_once(*(partial(announce.import_orders, desk, hub.plume, file) for desk in (hub.desk, hub.other)))
    assert sum(report.new for report in reports) == 120
    assert sum(report.identical + report.changed for report in reports) == 120
    assert hub.query("SELECT COUNT(*) FROM person")[0][0] == 40
    assert hub.query("SELECT COUNT(*) FROM shop_order")[0][0] == 120
    hub.check()


def test_a_parcel_fetched_to_go_back_while_it_is_handed_over(hub: Hub) -> None:
    """Exactly one wins: it goes back cold and nobody has it, or its customer has it."""
    for n in range(ROUNDS):
        parcel = hub.ready(f"{n}", zone=Zone.CHILLED)[0]
        left, back = at_once(
            partial(check_out.hand_over, hub.desk, parcel.pickup_code, [parcel.id]),
            partial(returns.fetch, hub.other, parcel.id, ReturnReason.CANCELLED),
        )
        won = {State.COLLECTED: Verdict.ALREADY_COLLECTED, State.RETURNING: Verdict.FETCHED}
        state = hub.parcel(parcel.id).state
        assert back.verdict is won[state]
        assert (left.verdict in (Verdict.COLLECTED, Verdict.COLLECTED_ALL)) is (state is State.COLLECTED)
    hub.check()


def test_a_shop_is_given_its_parcels_once_by_two_counters_at_once(hub: Hub) -> None:
    for n in range(ROUNDS):
        for piece in range(3):
            parcel = hub.ready(f"{n}-{piece}", email=f"{piece}@exemple.fr")[0]
            returns.refuse(hub.desk, parcel.id)
        answers = at_once(
            *(partial(returns.give_back, desk, shop_id=hub.plume, taken_by="Inès") for desk in (hub.desk, hub.other))
        )
        assert [a.args.get("n") for a in answers if a.verdict is Verdict.GIVEN_BACK] == [3]
    slips = hub.query("SELECT COUNT(*) FROM print_job WHERE kind = 'return'")
    assert slips[0][0] == ROUNDS
    hub.check()
