"""The same action again changes nothing and answers the same, for every action: its answer got lost, no more."""

from collections.abc import Callable

import pytest

from desk_app.counter import announce, check_out, receive, till, undo
from desk_app.domain.checks import Checks, Method, Paid
from desk_app.domain.states import State
from desk_app.domain.values import Announcement, Answer
from desk_app.domain.verdicts import Verdict
from desk_app.domain.zones import Zone
from desk_app.i18n import LANGUAGES, Texts
from desk_app.wording import sentence, title
from tests.counter.hub import EMAIL, Hub

Action = Callable[[str], Answer]
ORDER = Announcement("77", "Jean Dupont", email="jean@exemple.fr", pieces=2)


def actions(hub: Hub) -> dict[str, Action]:
    """Every action that takes a nonce, done and refused, on a hub prepared for it."""
    desk = hub.desk
    hub.shelf("A-1")
    hub.shelf("B-1")
    hub.shelf("F-1", Zone.CHILLED)
    mine = hub.ready("1", pieces=3)
    gone = hub.collected("2", "Anne Petit", email="anne@exemple.fr")[0]
    due = hub.ready("7", "Luc Morel", email="luc@exemple.fr", due_cents=1250)[0]
    hub.announce("3", pieces=2)
    hub.announce("4", zone=Zone.CHILLED)
    hub.announce("5", pieces=3)
    hub.announce("6")
    code = mine[0].pickup_code
    changed = Announcement("6", "Éloïse Lefèvre", email=EMAIL, note="appeler", pieces=2)
    return {
        "announce": lambda n: announce.announce(desk, hub.plume, ORDER, nonce=n),
        "announce a change": lambda n: announce.announce(desk, hub.plume, changed, nonce=n),
        "announce: invalid": lambda n: announce.announce(desk, hub.plume, Announcement("", ""), nonce=n),
        "receive": lambda n: receive.receive(desk, "3", nonce=n),
        "receive all": lambda n: receive.receive(desk, "5", pieces=2, nonce=n),
        "receive: wrong zone": lambda n: receive.receive(desk, "4", shelf="A-1", nonce=n),
        "receive: unknown": lambda n: receive.receive(desk, "no such order", nonce=n),
        "receive unannounced": lambda n: receive.receive_unannounced(
            desk, hub.iris, Announcement("U1", "Jean Dupont"), nonce=n
        ),
        "receive unannounced: collected": lambda n: receive.receive_unannounced(
            desk, hub.plume, Announcement("2", "Anne Petit"), nonce=n
        ),
        "move": lambda n: receive.move(desk, mine[0].id, "B-1", nonce=n),
        "move: unknown shelf": lambda n: receive.move(desk, mine[0].id, "Z-1", nonce=n),
        "hand over one": lambda n: check_out.hand_over(desk, code, [mine[0].id], nonce=n),
        "hand over all": lambda n: check_out.hand_over(desk, code, nonce=n),
        "hand over: wrong parcel": lambda n: check_out.hand_over(desk, code, [gone.id], nonce=n),
        "hand over: collected": lambda n: check_out.hand_over(desk, gone.pickup_code, nonce=n),
        "hand over: to be paid": lambda n: check_out.hand_over(desk, due.pickup_code, nonce=n),
        "hand over: paid": lambda n: check_out.hand_over(
            desk, due.pickup_code, nonce=n, checks=Checks(paid=(Paid(Method.CASH),))
        ),
        "settle": lambda n: till.settle(desk, due.id, 700, nonce=n),
        "settle: invalid": lambda n: till.settle(desk, due.id, -1, nonce=n),
        "tell proxy": lambda n: check_out.tell_proxy(desk, code, "Paul Garnier", nonce=n),
        "tell proxy: unknown": lambda n: check_out.tell_proxy(desk, "rubbish", "Paul Garnier", nonce=n),
        "undo": lambda n: undo.undo(desk, gone.id, "essai", nonce=n),
        "undo: no reason": lambda n: undo.undo(desk, gone.id, "", nonce=n),
        "undo: not collected": lambda n: undo.undo(desk, mine[0].id, "essai", nonce=n),
    }


NAMES = (
    "announce",
    "announce a change",
    "announce: invalid",
    "receive",
    "receive all",
    "receive: wrong zone",
    "receive: unknown",
    "receive unannounced",
    "receive unannounced: collected",
    "move",
    "move: unknown shelf",
    "hand over one",
    "hand over all",
    "hand over: wrong parcel",
    "hand over: collected",
    "hand over: to be paid",
    "hand over: paid",
    "settle",
    "settle: invalid",
    "tell proxy",
    "tell proxy: unknown",
    "undo",
    "undo: no reason",
    "undo: not collected",
)


@pytest.mark.parametrize("name", NAMES)
def test_the_same_action_again(hub: Hub, name: str) -> None:
    act = actions(hub)[name]
    first = act("nonce")
    after = hub.rows((*hub.rows(), "journal"))
    again = act("nonce")
    assert hub.rows(tuple(after)) == after
    assert again.verdict is first.verdict
    assert [p.id for p in again.parcels] == [p.id for p in first.parcels]
    assert again.args == first.args
    for language in LANGUAGES:
        texts = Texts(language, hub.clock)
        assert title(texts, again) == title(texts, first)
        assert sentence(texts, again) == sentence(texts, first)


def test_every_action_is_tried(hub: Hub) -> None:
    assert tuple(actions(hub)) == NAMES


def test_another_nonce_is_another_action(hub: Hub) -> None:
    first, _second = hub.ready(pieces=2)
    assert check_out.hand_over(hub.desk, first.pickup_code, [first.id], nonce="a").verdict is Verdict.COLLECTED
    again = check_out.hand_over(hub.desk, first.pickup_code, [first.id], nonce="b")
    assert again.verdict is Verdict.ALREADY_COLLECTED


def test_a_refused_action_is_not_done_later_by_its_nonce(hub: Hub) -> None:
    """The refusal is on record; trying anew is a new action."""
    parcel = hub.announce()[0]
    refused = check_out.hand_over(hub.desk, parcel.pickup_code, [parcel.id], nonce="a")
    assert refused.verdict is Verdict.NOT_ARRIVED
    hub.shelf("A-1")
    receive.receive(hub.desk, "4127")
    assert check_out.hand_over(hub.desk, parcel.pickup_code, [parcel.id], nonce="a") == Answer(Verdict.NOT_ARRIVED)
    assert hub.parcel(parcel.id).state is State.READY
    assert check_out.hand_over(hub.desk, parcel.pickup_code, [parcel.id]).verdict is Verdict.COLLECTED_ALL


def test_the_answer_got_lost_and_the_other_counter_went_on(hub: Hub) -> None:
    first, second = hub.ready(pieces=2)
    check_out.hand_over(hub.desk, first.pickup_code, [first.id], nonce="a")
    check_out.hand_over(hub.other, first.pickup_code, [second.id])
    again = check_out.hand_over(hub.desk, first.pickup_code, [first.id], nonce="a")
    assert [p.id for p in again.parcels] == [first.id]
    assert len([e for e in hub.journal() if e.verdict is Verdict.COLLECTED]) == 2
