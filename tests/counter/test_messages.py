"""What actions tell, each reason once, and what a person makes of messages that are not sent."""

import pytest

from desk_app.counter import announce, check_out, messages, receive, setup, undo
from desk_app.domain.messages import GATHER, GATHER_FOR_SHOPS, Channel, Message, MessageKind, MessageState, Refused
from desk_app.domain.told import Told
from desk_app.domain.values import Announcement, Reason, Shop
from desk_app.domain.verdicts import Verdict
from tests.counter.carrier import Carrier
from tests.counter.hub import EMAIL, PHONE, Hub

EVERY = tuple(MessageState)
K, S = MessageKind, MessageState


def rows(hub: Hub, *kinds: MessageKind) -> list[Message]:
    """The messages of these kinds, or all, the oldest first."""
    found = [one.message for one in messages.listed(hub.desk, EVERY)]
    return [message for message in reversed(found) if not kinds or message.kind in kinds]


def with_mail(hub: Hub, name: str = "La Belle Plume", told: Told = Told.EACH) -> None:
    """That shop has an address, and says how it wants to be told."""
    shop = setup.shop_by_name(hub.desk, name)
    assert shop is not None
    saved = Shop(shop.id, shop.name, email="boutique@exemple.fr", told=told)
    assert setup.save_shop(hub.desk, saved).verdict is Verdict.SAVED


def test_the_first_ready_parcel_tells_the_code_and_a_later_one_that_it_joined(hub: Hub) -> None:
    first = hub.ready()[0]
    (told,) = rows(hub)
    assert (told.kind, told.parcel_ids, told.state) == (K.READY, (first.id,), S.WAITING)
    assert told.pickup_id == first.pickup_id
    hub.clock.advance(minutes=5)
    Carrier().go(hub.desk)
    second = hub.ready("88", shop=hub.iris)[0]
    assert [(m.kind, m.parcel_ids) for m in rows(hub, K.JOINED)] == [(K.JOINED, (second.id,))]


def test_what_comes_while_the_first_message_still_waits_is_told_in_it(hub: Hub) -> None:
    first, second = hub.ready(pieces=2)
    third = hub.ready("88", shop=hub.iris)[0]
    (told,) = rows(hub)
    assert told.parcel_ids == (first.id, second.id, third.id)


def test_a_message_waits_a_little_for_what_else_comes(hub: Hub) -> None:
    hub.ready()
    (told,) = rows(hub)
    assert told.next_try_at == told.made_at + GATHER
    carrier = Carrier()
    carrier.go(hub.desk)
    assert carrier.taken == []


def test_a_parcel_without_a_place_is_told_when_it_gets_one(hub: Hub) -> None:
    parcel = hub.announce()[0]
    assert receive.receive(hub.desk, parcel.id).verdict is Verdict.RECEIVED
    assert rows(hub) == []
    hub.shelf("A-1")
    receive.move(hub.desk, parcel.id, "A-1")
    hub.shelf("A-2")
    receive.move(hub.desk, parcel.id, "A-2")
    assert [m.kind for m in rows(hub)] == [K.READY]


def test_an_action_that_is_refused_tells_nothing(hub: Hub) -> None:
    hub.shelf("F-1")
    parcel = hub.announce(pieces=2)[0]
    assert receive.receive(hub.desk, parcel.id, shelf="Z-9").verdict is Verdict.UNKNOWN_SHELF
    assert rows(hub) == []


def test_the_same_action_again_tells_nothing_new(hub: Hub) -> None:
    hub.shelf("A-1")
    parcel = hub.announce()[0]
    for _ in range(2):
        receive.receive(hub.desk, parcel.id, nonce="n1")
    code = hub.parcel(parcel.id).pickup_code
    for _ in range(2):
        check_out.hand_over(hub.desk, code, nonce="n2")
    assert [m.kind for m in rows(hub)] == [K.READY, K.COLLECTED]


def test_a_customer_is_thanked_for_what_was_handed_over(hub: Hub) -> None:
    first, second = hub.ready(pieces=2)
    check_out.hand_over(hub.desk, first.pickup_code, [first.id, second.id], nonce="n")
    (told,) = rows(hub, K.COLLECTED)
    assert (told.once, told.parcel_ids) == ("collected:n", (first.id, second.id))


def test_nobody_is_thanked_for_a_handover_that_was_taken_back(hub: Hub) -> None:
    first, second = hub.collected(pieces=2)
    undo.undo(hub.desk, first.id, "mauvais client")
    (told,) = rows(hub, K.COLLECTED)
    assert (told.parcel_ids, told.state) == ((second.id,), S.WAITING)
    undo.undo(hub.desk, second.id, "mauvais client")
    (told,) = rows(hub, K.COLLECTED)
    assert told.state is S.CANCELLED


def test_a_thank_you_that_was_sent_stays_sent(hub: Hub) -> None:
    parcel = hub.collected()[0]
    hub.clock.advance(minutes=5)
    Carrier().go(hub.desk)
    undo.undo(hub.desk, parcel.id, "mauvais client")
    assert rows(hub, K.COLLECTED)[0].state is S.SENT


def test_a_shop_hears_of_some_minutes_in_one_mail(hub: Hub) -> None:
    with_mail(hub)
    first, second = hub.ready(pieces=2)
    (told,) = rows(hub, K.DROPPED_OFF)
    assert (told.shop_id, told.parcel_ids) == (hub.plume, (first.id, second.id))
    assert told.next_try_at is not None
    assert told.next_try_at <= told.made_at + GATHER_FOR_SHOPS
    hub.clock.advance(minutes=30)
    hub.ready("88")
    assert len(rows(hub, K.DROPPED_OFF)) == 2


def test_a_shop_hears_too_of_what_happens_after_the_mail_of_these_minutes(hub: Hub) -> None:
    with_mail(hub)
    hub.ready()
    messages.hurry(hub.desk)
    Carrier().go(hub.desk)
    later = hub.ready("88")[0]
    assert [m.parcel_ids for m in rows(hub, K.DROPPED_OFF)][1:] == [(later.id,)]


@pytest.mark.parametrize("told", [Told.DAILY, Told.NEVER])
def test_a_shop_that_does_not_want_each_is_not_told_of_each(hub: Hub, told: Told) -> None:
    with_mail(hub, told=told)
    hub.collected()
    assert {m.kind for m in rows(hub)} == {K.READY, K.COLLECTED}


def test_a_shop_hears_of_what_was_collected_and_what_comes_back(hub: Hub) -> None:
    with_mail(hub)
    with_mail(hub, "Maison Iris")
    mine = hub.ready() + hub.ready("88", shop=hub.iris)
    check_out.hand_over(hub.desk, mine[0].pickup_code)
    assert {m.shop_id for m in rows(hub, K.SHOP_COLLECTED)} == {hub.plume, hub.iris}
    act = hub.desk.act("return")
    hub.store.write(lambda tx: messages.tell_coming_back(tx, act, mine[:1]))
    assert [m.parcel_ids for m in rows(hub, K.COMING_BACK)] == [(mine[0].id,)]


def test_a_customer_without_an_address_has_a_message_that_waits(hub: Hub) -> None:
    parcel = hub.ready(email=None)[0]
    hub.clock.advance(minutes=5)
    carrier = Carrier()
    assert carrier.go(hub.desk).put_off == 1
    (listed,) = messages.listed(hub.desk)
    assert (listed.name, listed.address, listed.code) == ("Éloïse Lefèvre", None, parcel.pickup_code)
    assert listed.message.trouble == Reason("messages.no_address")
    assert (listed.message.state, listed.message.attempts, carrier.taken) == (S.WAITING, 0, [])


def test_an_address_that_comes_later_sends_what_waited(hub: Hub) -> None:
    hub.ready(email=None)
    hub.clock.advance(minutes=5)
    carrier = Carrier()
    carrier.go(hub.desk)
    announce.announce(hub.desk, hub.plume, Announcement("4127", "Éloïse Lefèvre", email=EMAIL))
    hub.clock.advance(minutes=5)
    assert carrier.go(hub.desk).sent == 1
    assert carrier.taken[0][1].address == EMAIL


def test_a_phone_alone_is_told_by_the_other_channel(hub: Hub) -> None:
    hub.ready(email=None, phone=PHONE)
    assert [m.channel for m in rows(hub)] == [Channel.SMS]
    hub.clock.advance(minutes=5)
    carrier = Carrier()
    carrier.go(hub.desk)
    assert carrier.taken[0][1].address == PHONE


def test_a_corrected_address_is_told_the_code_again(hub: Hub) -> None:
    hub.ready()
    hub.clock.advance(minutes=5)
    carrier = Carrier()
    carrier.go(hub.desk)
    announce.announce(hub.desk, hub.plume, Announcement("4127", "Éloïse Lefèvre", email="juste@exemple.fr"))
    hub.clock.advance(minutes=5)
    carrier.go(hub.desk)
    assert [telling.address for _message, telling in carrier.taken] == [EMAIL, "juste@exemple.fr"]


def test_a_corrected_address_sends_again_what_the_wrong_one_refused(hub: Hub) -> None:
    hub.ready()
    hub.clock.advance(minutes=5)
    Carrier(Refused(Reason("mail.address_wrong"))).go(hub.desk)
    announce.announce(hub.desk, hub.plume, Announcement("4127", "Éloïse Lefèvre", email="juste@exemple.fr"))
    carrier = Carrier()
    carrier.go(hub.desk)
    assert [telling.address for _message, telling in carrier.taken] == ["juste@exemple.fr"]
    assert len(rows(hub)) == 1


def failed(hub: Hub) -> str:
    """The id of a message that a server has refused."""
    hub.ready()
    hub.clock.advance(minutes=5)
    assert Carrier(Refused(Reason("mail.address_wrong"))).go(hub.desk).failed == 1
    return rows(hub)[0].id


def test_a_refused_message_is_mended_and_sent_again(hub: Hub) -> None:
    message_id = failed(hub)
    assert messages.counts(hub.desk) == {S.FAILED: 1}
    assert messages.retry(hub.desk, message_id, "autre@exemple").verdict is Verdict.INVALID
    assert messages.retry(hub.desk, message_id, "Autre@Exemple.fr").verdict is Verdict.MESSAGE_WAITS
    carrier = Carrier()
    assert carrier.go(hub.desk).sent == 1
    assert carrier.taken[0][1].address == "autre@exemple.fr"


def test_a_message_goes_to_a_phone_instead(hub: Hub) -> None:
    messages.retry(hub.desk, failed(hub), "06 12 34 56 78")
    carrier = Carrier()
    carrier.go(hub.desk)
    assert [(m.channel, telling.address) for m, telling in carrier.taken] == [(Channel.SMS, PHONE)]


def test_all_that_failed_is_sent_again(hub: Hub) -> None:
    failed(hub)
    assert messages.retry_failed(hub.desk).args == {"n": 1}
    assert Carrier().go(hub.desk).sent == 1
    assert messages.retry_failed(hub.desk).args == {"n": 0}


def test_a_message_that_is_over_is_not_decided_again(hub: Hub) -> None:
    message_id = failed(hub)
    assert messages.arrived(hub.desk, message_id).verdict is Verdict.UNKNOWN_MESSAGE
    assert messages.cancel(hub.desk, message_id).verdict is Verdict.MESSAGE_CANCELLED
    for again in (messages.cancel, messages.retry, messages.arrived):
        assert again(hub.desk, message_id).verdict is Verdict.UNKNOWN_MESSAGE
    assert messages.retry(hub.desk, "nothing").verdict is Verdict.UNKNOWN_MESSAGE


def test_what_a_person_decides_is_in_the_journal(hub: Hub) -> None:
    messages.cancel(hub.desk, failed(hub))
    entry = hub.journal()[0]
    assert (entry.action, entry.verdict, entry.detail) == ("message", Verdict.MESSAGE_CANCELLED, "ready")
