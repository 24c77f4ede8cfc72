"""What a counter did alone means the same parcels, pieces and shelves at the server, whatever has come there since."""

import pytest

from desk_app.counter import announce, check_out, incidents, lists, receive, returns
from desk_app.counter.replay import Replayed
from desk_app.domain.lists import Filter, Group
from desk_app.domain.returns import ReturnReason
from desk_app.domain.states import State
from desk_app.domain.values import Announcement
from desk_app.domain.verdicts import Verdict
from tests.counter.far_counter import Counter
from tests.counter.hub import EMAIL, Hub

pytestmark = pytest.mark.parametrize("prepared_url", ["postgresql"], indirect=True)


def test_all_that_was_ready_alone_is_all_that_is_given_at_the_server(counter: Counter, hub: Hub) -> None:
    """Not what has come since, and not what is left of it since somebody else gave a part of it."""
    first, second = (hub.ready(str(n))[0] for n in (1, 2))
    paul, _late = (hub.ready(name, "Paul Petit", email="paul@exemple.fr")[0] for name in ("3", "4"))
    counter.follow()
    counter.cut()
    check_out.hand_over(counter.desk, first.pickup_code)
    check_out.hand_over(counter.desk, paul.pickup_code)
    came = hub.ready("5")[0]
    check_out.hand_over(hub.desk, paul.pickup_code, [paul.id])
    assert counter.mend() == Replayed(replayed=1, incidents=1)
    assert [hub.parcel(p.id).state for p in (first, second, came)] == [State.COLLECTED, State.COLLECTED, State.READY]
    assert incidents.unsolved(hub.desk)[0].verdict is Verdict.ALREADY_COLLECTED
    assert {e.detail for e in hub.journal() if e.parcel == first.id and e.verdict is Verdict.COLLECTED} == {"unscanned"}


def test_what_was_taken_in_alone_is_the_piece_with_that_label_on_that_shelf(counter: Counter, hub: Hub) -> None:
    hub.shelf("A-1")
    first, _second = hub.announce(pieces=2)
    other = hub.announce("4128", "Paul Petit", email="paul@exemple.fr")[0]
    counter.follow()
    counter.cut()
    assert receive.receive(counter.desk, "4127").parcels[0].id == first.id
    assert receive.receive(counter.desk, "4128").parcels[0].shelf == "A-1"
    assert receive.receive(hub.desk, "4127").parcels[0].id == first.id
    hub.shelf("A-0")
    assert counter.mend() == Replayed(replayed=1, incidents=1)
    assert hub.parcel(other.id).shelf == "A-1"
    assert hub.states() == [State.READY, State.ANNOUNCED]
    assert incidents.unsolved(hub.desk)[0].verdict is Verdict.ALREADY_RECEIVED


def test_a_question_that_was_asked_alone_is_not_answered_at_the_server(counter: Counter, hub: Hub) -> None:
    """Whose order it was is answered by then: its number may mean the other shop's alone."""
    hub.shelf("A-1")
    plume, iris = (hub.announce("118", shop=shop)[0] for shop in (hub.plume, hub.iris))
    counter.follow()
    counter.cut()
    assert receive.receive(counter.desk, "118").verdict is Verdict.SEVERAL_ORDERS
    receive.receive(counter.desk, "118", shop_id=hub.plume)
    receive.receive(hub.desk, "118", shop_id=hub.plume)
    assert counter.mend() == Replayed(replayed=1, incidents=1)
    assert [hub.parcel(p.id).state for p in (plume, iris)] == [State.READY, State.ANNOUNCED]


@pytest.mark.parametrize(
    ("announced", "elsewhere", "why"), [(2, 0, Verdict.UNKNOWN_PARCEL), (3, 1, Verdict.ALREADY_RECEIVED), (3, 0, None)]
)
def test_all_pieces_taken_in_alone_are_those_with_labels_or_none(
    counter: Counter, hub: Hub, announced: int, elsewhere: int, why: Verdict | None
) -> None:
    """The shop says meanwhile that there are more; where two are known by then, another counter may have one."""
    hub.shelf("A-1")
    mine = hub.announce(pieces=1 if announced == 2 else 2)
    counter.follow()
    counter.cut()
    labelled = receive.receive(counter.desk, "4127", pieces=2).parcels
    announce.import_orders(hub.desk, hub.plume, [Announcement("4127", "Éloïse Lefèvre", email=EMAIL, pieces=announced)])
    for parcel in mine[:elsewhere]:
        receive.receive(hub.desk, parcel.id)
    assert counter.mend() == Replayed(replayed=why is None, incidents=why is not None)
    assert [one.verdict for one in incidents.unsolved(hub.desk)] == [why] * (why is not None)
    here = {parcel.id for parcel in lists.parcels(hub.desk, Filter(Group.READY)).rows}
    assert here == ({parcel.id for parcel in labelled} if why is None else {p.id for p in mine[:elsewhere]})


def test_what_was_given_back_alone_is_what_went_to_the_shop(counter: Counter, hub: Hub) -> None:
    went, came = (hub.ready(str(n))[0] for n in (1, 2))
    returns.fetch(hub.desk, went.id, ReturnReason.CANCELLED)
    counter.follow()
    counter.cut()
    returns.give_back(counter.desk, shop_id=hub.plume, taken_by="Jo")
    returns.fetch(hub.desk, came.id, ReturnReason.CANCELLED)
    assert counter.mend() == Replayed(replayed=1)
    assert [hub.parcel(p.id).state for p in (went, came)] == [State.RETURNED, State.RETURNING]
