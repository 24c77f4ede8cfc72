"""Several hubs in one database: none sees, counts or changes what is another one's, and says where it waits."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from desk_app.counter import (
    announce,
    check_out,
    clerks,
    cold,
    hubs,
    journal,
    keeping,
    lists,
    messages,
    prints,
    privacy,
    proof,
    receive,
    returns,
    setup,
    sweep,
    till,
    undo,
)
from desk_app.counter.desk import Desk, open_desk
from desk_app.domain import tries
from desk_app.domain.codes import new_pickup_code
from desk_app.domain.lists import Filter, Group
from desk_app.domain.messages import MessageState
from desk_app.domain.prints import PrintKind
from desk_app.domain.returns import ReturnReason
from desk_app.domain.trouble import EnvironmentTrouble
from desk_app.domain.values import Announcement, Answer, Shop
from desk_app.domain.verdicts import Tone, Verdict, is_refusal, tone
from desk_app.store.engine import Store
from tests.counter.carrier import Carrier
from tests.counter.hub import Hub
from tests.counter.two_hubs import IN_YEARS, READINGS, B, Filled, fill, other_hub

ADDRESS, PHONE = "3 place du Marché, Poitiers", "+33549000001"


@pytest.fixture
def theirs(hub: Hub) -> Filled:
    """All that the other hub has; this one has a shelf, a customer's parcel and shops of the same names."""
    return fill(other_hub(hub.store, hub))


def test_another_hub_filled_alike_changes_no_answer(hub: Hub) -> None:
    mine = fill(hub)
    now = hub.clock()
    desk = replace(hub.desk, clock=lambda: now)

    def asked() -> dict[str, object]:
        return {name: ask(desk, mine) for name, ask in READINGS.items()}

    before = asked()
    fill(other_hub(hub.store, hub))
    after = asked()
    assert [name for name, answer in after.items() if answer != before[name]] == []
    assert all(before[name] for name in READINGS if name not in ("totals", "counts"))


def _badge(desk: Desk, its: Filled) -> Answer:
    codes: list[str] = []
    clerks.new_badge(its.hub.desk, its.clerk.id, codes.append)
    answer = clerks.sign_in_badge(desk, codes[0])
    assert isinstance(answer, Answer)
    return answer


def _pin(desk: Desk, its: Filled) -> Answer:
    answer = clerks.sign_in(desk, its.clerk.id, "4711")
    assert isinstance(answer, Answer)
    return answer


NEW = Announcement("4200", "Paul Martin", email="paul@exemple.fr")
ACTIONS: dict[str, Callable[[Desk, Filled], Answer]] = {
    "look": lambda desk, its: check_out.look(desk, its.ready.pickup_code),
    "identify": lambda desk, its: check_out.identify(desk, its.ready.id),
    "hand over": lambda desk, its: check_out.hand_over(desk, its.ready.pickup_code),
    "hand over one": lambda desk, its: check_out.hand_over(desk, its.ready.pickup_code, [its.ready.id]),
    "proxy": lambda desk, its: check_out.tell_proxy(desk, its.ready.pickup_code, "Paul"),
    "undo": lambda desk, its: undo.undo(desk, its.gone.id, "par erreur"),
    "receive": lambda desk, its: receive.receive(desk, its.announced.id),
    "receive all": lambda desk, its: receive.receive(desk, its.announced.id, pieces=2),
    "receive its number": lambda desk, its: receive.receive(desk, its.announced.order),
    "of its shop": lambda desk, its: receive.receive_unannounced(desk, its.hub.plume, NEW),
    "announce": lambda desk, its: announce.announce(desk, its.hub.plume, NEW),
    "move": lambda desk, its: receive.move(desk, its.ready.id, "A-1"),
    "fetch": lambda desk, its: returns.fetch(desk, its.ready.id, ReturnReason.REFUSED),
    "unfetch": lambda desk, its: returns.unfetch(desk, its.fetched.id),
    "refuse": lambda desk, its: returns.refuse(desk, its.ready.id),
    "for return": lambda desk, its: returns.to_return_shelf(desk, [its.fetched.id], "A-1"),
    "give back": lambda desk, its: returns.give_back(desk, parcel_ids=[its.fetched.id], taken_by="Anne"),
    "give all back": lambda desk, its: returns.give_back(desk, shop_id=its.hub.plume, taken_by="Anne"),
    "dispose": lambda desk, its: returns.dispose(desk, its.cheese.id, "gâté"),
    "missing": lambda desk, its: returns.missing(desk, its.ready.id),
    "found": lambda desk, its: returns.found(desk, its.lost.id),
    "seen": lambda desk, its: returns.seen(desk, its.lost.id),
    "damaged": lambda desk, its: returns.damaged(desk, its.ready.id, "mouillé"),
    "sweep": lambda desk, its: sweep.put_here(desk, its.lost.id, "A-1"),
    "cold": lambda desk, its: cold.take_out(desk, its.cheese.id),
    "keep": lambda desk, its: keeping.extend(desk, its.ready.id, 2),
    "settle": lambda desk, its: till.settle(desk, its.ready.id, 500),
    "settle order": lambda desk, its: till.settle(desk, its.ready.order_id, 500),
    "shop": lambda desk, its: setup.save_shop(desk, Shop(its.hub.plume, "Volée")),
    "shelf": lambda desk, its: setup.save_shelf(desk, replace(its.shelf, code="Z-9")),
    "clerk": lambda desk, its: clerks.save_clerk(desk, replace(its.clerk, name="Anne")),
    "PIN": lambda desk, its: clerks.set_pin(desk, its.clerk.id, "8525"),
    "badge": lambda desk, its: clerks.new_badge(desk, its.clerk.id, lambda _code: None),
    "sign in": _pin,
    "job again": lambda desk, its: prints.retry(desk, prints.unfinished(its.hub.desk)[0].id),
    "job elsewhere": lambda desk, its: prints.redirect(desk, prints.unfinished(its.hub.desk)[0].id, "autre"),
    "no job": lambda desk, its: prints.cancel(desk, prints.unfinished(its.hub.desk)[0].id),
    "message again": lambda desk, its: messages.retry(desk, messages.listed(its.hub.desk)[0].message.id),
    "no message": lambda desk, its: messages.cancel(desk, messages.listed(its.hub.desk)[0].message.id),
    "message came": lambda desk, its: messages.arrived(desk, messages.listed(its.hub.desk)[0].message.id),
    "erase": lambda desk, its: privacy.erase(desk, privacy.candidates(its.hub.desk, "paul@exemple.fr")[0].id),
}


def test_no_action_here_reaches_what_is_another_hubs(hub: Hub, theirs: Filled) -> None:
    hub.shelf("A-1")
    before = hub.rows()
    answers = {name: act(hub.desk, theirs) for name, act in ACTIONS.items()}
    assert [name for name, answer in answers.items() if not is_refusal(answer.verdict)] == []
    assert hub.rows() == before
    lines = hub.query(f"SELECT parcel_id, pickup_id FROM journal WHERE hub_id = '{hub.desk.hub_id}'")
    assert {tuple(line) for line in lines} == {(None, None)}
    assert _badge(hub.desk, theirs).verdict is Verdict.UNKNOWN_BADGE


def test_what_is_here_does_not_go_with_what_is_another_hubs(hub: Hub, theirs: Filled) -> None:
    (mine,) = hub.ready("5001", email="iris@exemple.fr")
    before = hub.rows()
    assert receive.move(hub.desk, mine.id, theirs.shelf.tag).verdict is Verdict.UNKNOWN_SHELF
    assert check_out.hand_over(hub.desk, mine.pickup_code, [theirs.ready.id]).verdict is Verdict.OTHER_HUB
    assert check_out.hand_over(theirs.hub.desk, mine.pickup_code).verdict is Verdict.OTHER_HUB
    with pytest.raises(LookupError):
        announce.import_orders(hub.desk, theirs.hub.plume, [NEW])
    assert hub.rows() == before
    swept = sweep.sweep(hub.desk, mine.shelf or "", [mine.id, theirs.ready.id])
    assert swept is not None
    assert ([p.id for p in swept.standing], swept.unknown) == ([mine.id], (theirs.ready.id,))


def test_nothing_of_another_hub_is_shown_for_its_id(hub: Hub, theirs: Filled) -> None:
    desk, its = hub.desk, theirs
    assert lists.parcel(desk, its.ready.id) is None
    assert proof.proof(desk, its.gone.id) is None
    assert returns.notes(desk, its.fetched.id) == ()
    assert returns.notes(its.hub.desk, its.fetched.id) != ()
    assert sweep.sweep(desk, its.shelf.tag, []) is None
    for wanted in (Filter(shop_id=its.hub.plume), Filter(shelf_id=its.shelf.id), Filter(text=its.ready.id)):
        page = lists.parcels(desk, replace(wanted, group=Group.ALL))
        assert (page.rows, page.total) == ((), 0)
    person = privacy.candidates(its.hub.desk, "eloise@exemple.fr")[0].id
    assert not any(privacy.export(desk, person).values())
    assert privacy.candidates(desk, person) == []


def test_another_hubs_labels_are_not_printed(hub: Hub, theirs: Filled) -> None:
    before = hub.rows(("parcel",))
    for kind, subject in (
        (PrintKind.PARCEL_LABEL, theirs.announced.id),
        (PrintKind.SHELF_LABEL, theirs.shelf.id),
        (PrintKind.SLIP, theirs.ready.pickup_id),
        (PrintKind.HANDOVER, theirs.gone.id),
    ):
        content = prints.content(hub.desk, prints.queue(hub.desk, kind, [subject]))
        assert not any((*content.values, *content.receipts))
    assert hub.rows(("parcel",)) == before


def test_the_customer_is_told_where_their_parcel_waits(hub: Hub, theirs: Filled) -> None:
    there = theirs.hub.desk
    for key, value in (("hub.address", ADDRESS), ("hub.phone", PHONE), ("hub.hours", "mon-sat 9:00-12:00 14:00-18:00")):
        setup.save_hub_setting(there, key, value)
    answer = hub.look(theirs.ready.pickup_code)
    assert (answer.verdict, tone(answer.verdict)) == (Verdict.OTHER_HUB, Tone.LOOK)
    assert {key: answer.args[key] for key in ("hub", "address", "phone", "ready")} == {
        "hub": B, "address": ADDRESS, "phone": PHONE, "ready": 1,
    }  # fmt: skip
    spans = answer.args["spans"]
    assert isinstance(spans, tuple)
    assert [str(span.opens) for span in spans] == ["09:00:00", "14:00:00"]
    assert (answer.parcels, answer.pickup) == ((), None)  # whose it is, is not said
    assert hub.journal()[0].verdict is Verdict.OTHER_HUB


def test_a_hub_that_has_said_nothing_of_itself_is_named(hub: Hub, theirs: Filled) -> None:
    answer = check_out.identify(hub.desk, theirs.ready.id)
    assert dict(answer.args) == {"hub": B, "address": "", "phone": "", "spans": None, "ready": None}


def test_a_code_that_is_dead_elsewhere_has_nothing_ready_there(hub: Hub, theirs: Filled) -> None:
    assert hub.look(theirs.gone.pickup_code).args["ready"] == 0


def test_a_code_of_another_hub_is_no_guess(hub: Hub, theirs: Filled) -> None:
    for _ in range(tries.MOST + 5):
        assert hub.look(theirs.ready.pickup_code).verdict is Verdict.OTHER_HUB
    assert hub.look(new_pickup_code()).verdict is Verdict.UNKNOWN_CODE


def test_a_pause_is_that_of_one_hubs_counter(hub: Hub, theirs: Filled) -> None:
    assert hub.desk.counter == theirs.hub.desk.counter
    for _ in range(tries.MOST + 1):
        answer = hub.look(new_pickup_code())
    assert answer.verdict is Verdict.TOO_MANY_CODES
    assert theirs.hub.look(theirs.ready.pickup_code).verdict is not Verdict.TOO_MANY_CODES


def test_counters_of_one_name_have_a_chain_in_each_hub(hub: Hub, theirs: Filled) -> None:
    hub.ready()
    verified = journal.verify(hub.desk)
    assert verified.breaks == ()
    assert {(head.hub_id, head.counter) for head in verified.heads} == {
        (desk.hub_id, desk.counter) for desk in (hub.desk, theirs.hub.desk)
    }


def test_a_postman_sends_the_messages_of_its_own_hub(hub: Hub, theirs: Filled) -> None:
    hub.ready("5001", email="iris@exemple.fr")
    hub.clock.advance(hours=1)
    theirs.hub.clock.advance(hours=1)
    messages.hurry(hub.desk)
    waiting = messages.counts(theirs.hub.desk)[MessageState.WAITING]
    carrier = Carrier()
    assert carrier.go(hub.desk).sent == 1
    assert [telling.hub for _message, telling in carrier.taken] == ["Maison"]
    assert messages.counts(theirs.hub.desk)[MessageState.WAITING] == waiting
    tally = carrier.go(theirs.hub.desk)
    assert (tally.sent + tally.cancelled, {telling.hub for _message, telling in carrier.taken[1:]}) == (waiting, {B})


def test_who_is_forgotten_here_is_known_there(hub: Hub, theirs: Filled) -> None:
    hub.collected("5001", "Éloïse Lefèvre")
    before = hub.query(f"SELECT * FROM name_word WHERE hub_id = '{theirs.hub.desk.hub_id}'")
    assert privacy.purge(replace(hub.desk, clock=lambda: IN_YEARS)).people == 1
    assert privacy.candidates(hub.desk, "Lefèvre") == []
    assert len(privacy.candidates(theirs.hub.desk, "eloisse")) > 0
    assert hub.query(f"SELECT * FROM name_word WHERE hub_id = '{theirs.hub.desk.hub_id}'") == before
    assert hub.query(f"SELECT * FROM name_slip WHERE hub_id = '{hub.desk.hub_id}'") == []


# which hub a counter belongs to


def test_a_counter_belongs_to_the_hub_it_names(store: Store) -> None:
    first = Hub(store)
    second = other_hub(store, first)
    for name, hub in (("", first), ("maison", first), ("halle de POITIERS", second), (second.desk.hub_id, second)):
        assert open_desk(store, "Poste 9", hub=name).hub_id == hub.desk.hub_id
    assert [one.name for one in hubs.every(first.desk)] == ["Maison", B]
    setup.save_hub_setting(second.desk, "hub.name", "Halle neuve")
    assert open_desk(store, "Poste 9", hub=second.desk.hub_id).hub_id == second.desk.hub_id


def test_a_hub_that_is_not_there_is_said_with_those_that_are(store: Store) -> None:
    other_hub(store, Hub(store))
    with pytest.raises(EnvironmentTrouble) as trouble:
        open_desk(store, "Poste 9", hub="Halle de Tours")
    assert trouble.value.reason.args == {"hub": "Halle de Tours", "known": f"Maison, {B}"}


def test_a_new_database_gets_the_hub_that_is_wanted(store: Store) -> None:
    desk = open_desk(store, "Poste 1", hub_name="Maison", hub="Halle")
    assert [hub.name for hub in hubs.every(desk)] == ["Halle"]


def test_a_hub_is_not_called_like_a_key(store: Store) -> None:
    with pytest.raises(EnvironmentTrouble):
        open_desk(store, "Poste 1", hub_name="Maison", hub="019ac5d2" * 4)
    assert [hub.name for hub in hubs.every(open_desk(store, "Poste 1", hub_name="Maison"))] == ["Maison"]


def test_two_hubs_have_two_names(hub: Hub) -> None:
    second = other_hub(hub.store, hub)
    assert hubs.add(hub.desk, " MAISON ").verdict is Verdict.ALREADY_EXISTS
    assert hubs.add(hub.desk, "  ").verdict is Verdict.INVALID
    assert setup.save_hub_setting(second.desk, "hub.name", "maison").verdict is Verdict.ALREADY_EXISTS
    assert setup.save_hub_setting(second.desk, "hub.name", B.upper()).verdict is Verdict.SAVED
    assert hubs.add(replace(hub.desk, is_manager=False), "Autre").verdict is Verdict.NEEDS_MANAGER
    assert len(hubs.every(hub.desk)) == 2
