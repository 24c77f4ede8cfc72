"""Sending: each message once, whatever the server answers and whoever is killed."""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest

from desk_app.counter import announce, check_out, messages, setup, undo
from desk_app.counter.sending import UNANSWERED, WAY_AGAIN, Postman
from desk_app.domain.messages import (
    CLAIM,
    PAUSES,
    ClaimLost,
    Later,
    Message,
    MessageKind,
    MessageState,
    NoWay,
    Outcome,
    Refused,
    Sent,
    Tally,
    Telling,
    Unknown,
)
from desk_app.domain.values import Announcement, Reason
from desk_app.domain.zones import Zone
from desk_app.store import messages as stored
from tests.counter.carrier import Carrier
from tests.counter.hub import EMAIL, PHONE, Hub
from tests.counter.test_at_once import at_once, desks
from tests.counter.test_messages import rows, with_mail

S = MessageState
WHY = Reason("mail.silent", {"host": "mx.exemple.fr", "port": 587})


def due(hub: Hub, reference: str = "4127", email: str | None = EMAIL) -> Message:
    """A message that is due now."""
    parcel = hub.ready(reference, f"Client {reference}", email=email)[0]
    hub.clock.advance(minutes=5)
    return next(m for m in rows(hub) if parcel.id in m.parcel_ids)


def state(hub: Hub, message: Message) -> MessageState:
    """Where a message is by now."""
    return again(hub, message).state


def again(hub: Hub, message: Message) -> Message:
    """A message as it is by now."""
    return next(m for m in rows(hub) if m.id == message.id)


def test_what_is_due_is_sent_once(hub: Hub) -> None:
    message, carrier = due(hub), Carrier()
    assert carrier.go(hub.desk) == Tally(sent=1)
    assert carrier.go(hub.desk) == Tally()
    sent = again(hub, message)
    assert (sent.state, sent.attempts, sent.trouble) == (S.SENT, 1, None)
    assert sent.sent_at is not None


def test_what_the_words_need_is_told(hub: Hub) -> None:
    setup.save_hub_setting(hub.desk, "hub.address", "1 place du Marché, Tours")
    setup.save_hub_setting(hub.desk, "hub.phone", "+33247000000")
    setup.save_hub_setting(hub.desk, "hub.hours", "mon-fri 10:00-18:00")
    parcel = hub.ready(due_cents=1250)[0]
    hub.clock.advance(minutes=5)
    carrier = Carrier()
    carrier.go(hub.desk)
    ((_message, telling),) = carrier.taken
    assert (telling.hub, telling.hub_address, telling.hub_phone) == (
        "Maison",
        "1 place du Marché, Tours",
        "+33247000000",
    )
    assert [len(spans) for spans in telling.opening.week] == [1, 1, 1, 1, 1, 0, 0]
    assert (telling.language, telling.address, telling.proxy) == ("fr", EMAIL, "")
    assert telling.pickup is not None
    assert (telling.pickup.code, telling.pickup.due()) == (parcel.pickup_code, {"La Belle Plume": 1250})
    assert [p.id for p in telling.parcels] == [parcel.id]


def test_people_are_told_in_their_language_else_in_the_hubs(hub: Hub) -> None:
    setup.save_hub_setting(hub.desk, "messages.language", "en")
    due(hub)
    carrier = Carrier()
    carrier.go(hub.desk)
    hub.write("UPDATE person SET language = 'fr'")
    due(hub, "88", "autre@exemple.fr")
    hub.write("UPDATE person SET language = 'fr'")
    carrier.go(hub.desk)
    assert [telling.language for _message, telling in carrier.taken] == ["en", "fr"]


def test_the_thank_you_says_who_came_instead(hub: Hub) -> None:
    parcel = hub.collected()[0]
    hub.write(
        "INSERT INTO handover"
        " (id, hub_id, pickup_id, at, counter, clerk, majority_seen, identity_seen, proxy, on_paper)"
        " SELECT 'h', hub_id, pickup_id, collected_at, 'Poste 1', '', false, '', 'Sam Petit', false FROM parcel"
    )
    hub.write("UPDATE parcel SET handover_id = 'h'")
    hub.clock.advance(minutes=5)
    carrier = Carrier()
    carrier.go(hub.desk)
    assert [(m.kind, t.proxy, [p.id for p in t.parcels]) for m, t in carrier.taken] == [
        (MessageKind.COLLECTED, "Sam Petit", [parcel.id])
    ]


# what a server answers


def test_what_fails_for_now_is_tried_with_growing_pauses_and_fails_after_two_days(hub: Hub) -> None:
    message = due(hub)
    pauses = []
    for _ in PAUSES:
        assert Carrier(Later(WHY)).go(hub.desk) == Tally(put_off=1)
        waiting = again(hub, message)
        assert (waiting.state, waiting.trouble) == (S.WAITING, WHY)
        assert waiting.next_try_at is not None
        pauses.append(waiting.next_try_at - hub.clock.now)
        hub.clock.now = waiting.next_try_at - timedelta(seconds=5)
        assert Carrier().go(hub.desk) == Tally()
        hub.clock.advance(seconds=10)
    assert [round(pause / timedelta(minutes=1)) for pause in pauses[:5]] == [1, 5, 15, 60, 120]
    assert timedelta(days=1.9) < sum(PAUSES, timedelta()) < timedelta(days=2.2)
    assert Carrier(Later(WHY)).go(hub.desk) == Tally(failed=1)
    assert (state(hub, message), again(hub, message).trouble) == (S.FAILED, WHY)


@pytest.mark.parametrize(
    ("outcome", "after"), [(Refused(WHY), S.FAILED), (Unknown(WHY), S.PERHAPS)], ids=["refused", "unknown"]
)
def test_what_needs_a_person_is_not_sent_again_by_itself(hub: Hub, outcome: Outcome, after: MessageState) -> None:
    message = due(hub)
    Carrier(outcome).go(hub.desk)
    hub.clock.advance(days=3)
    assert Carrier().go(hub.desk) == Tally()
    assert (state(hub, message), again(hub, message).trouble) == (after, WHY)
    assert hub.store.read(lambda tx: stored.to_see(tx, hub.desk.hub_id)) == 1


def test_without_a_channel_all_wait_and_none_fails(hub: Hub) -> None:
    messages_due = [due(hub, str(n), f"e{n}@exemple.fr") for n in range(3)]
    for _ in range(20):
        carrier = Carrier(*[NoWay(WHY)] * 3)
        assert carrier.go(hub.desk) == Tally(put_off=1)
        assert len(carrier.taken) == 1
        hub.clock.advance(seconds=WAY_AGAIN.total_seconds() + 60)
    for message in messages_due:
        waiting = again(hub, message)
        assert (waiting.state, waiting.attempts, waiting.trouble) == (S.WAITING, 0, WHY)
    messages.hurry(hub.desk)
    assert Carrier().go(hub.desk) == Tally(sent=3)


def test_a_shut_way_is_tried_once_a_round_and_the_other_goes_on(hub: Hub) -> None:
    for n in range(3):
        hub.ready(str(n), f"Client {n}", email=f"e{n}@exemple.fr")
    hub.ready("88", "Zoé", email=None, phone=PHONE)
    hub.clock.advance(minutes=5)
    carrier = Carrier(Later(WHY, way_is_shut=True))
    assert carrier.go(hub.desk) == Tally(sent=1, put_off=1)
    assert carrier.taken[-1][1].address == PHONE


# what has become pointless


def test_a_code_is_not_told_when_everything_was_collected(hub: Hub) -> None:
    parcel = hub.collected()[0]
    hub.clock.advance(minutes=5)
    carrier = Carrier()
    assert carrier.go(hub.desk) == Tally(sent=1, cancelled=1)
    assert carrier.kinds == [MessageKind.COLLECTED]
    assert carrier.taken[0][1].parcels[0].id == parcel.id


def test_only_what_is_still_there_is_told(hub: Hub) -> None:
    first, second = hub.ready(pieces=2)
    check_out.hand_over(hub.desk, first.pickup_code, [first.id])
    hub.clock.advance(minutes=5)
    carrier = Carrier()
    carrier.go(hub.desk)
    told = {message.kind: [p.id for p in telling.parcels] for message, telling in carrier.taken}
    assert told == {MessageKind.READY: [second.id], MessageKind.COLLECTED: [first.id]}


def test_chilled_goods_that_are_too_old_are_not_announced(hub: Hub) -> None:
    hub.ready(zone=Zone.CHILLED)
    hub.clock.advance(days=3)
    assert Carrier().go(hub.desk) == Tally(cancelled=1)


def test_an_order_that_was_given_to_somebody_else_is_told_to_them_only(hub: Hub) -> None:
    hub.ready("1", email=EMAIL)
    hub.ready("2", email=EMAIL, shop=hub.iris)
    announce.announce(hub.desk, hub.plume, Announcement("1", "Zoé Roy", email="zoe@exemple.fr"))
    hub.clock.advance(minutes=5)
    carrier = Carrier()
    carrier.go(hub.desk)
    told = {telling.address: [p.order for p in telling.parcels] for _message, telling in carrier.taken}
    assert told == {EMAIL: ["2"], "zoe@exemple.fr": ["1"]}


def test_a_shop_that_wants_no_mail_any_more_gets_none(hub: Hub) -> None:
    with_mail(hub)
    hub.ready(email=None)
    hub.write("UPDATE shop SET told = 'never'")
    hub.clock.advance(minutes=20)
    carrier = Carrier()
    assert carrier.go(hub.desk).cancelled == 1
    assert carrier.taken == []


def test_somebody_who_is_forgotten_is_told_nothing(hub: Hub) -> None:
    due(hub)
    hub.write("UPDATE person SET forgotten_at = CURRENT_TIMESTAMP")
    assert Carrier().go(hub.desk) == Tally(cancelled=1)


# several counters


def test_eight_counters_at_once_send_each_message_once(hub: Hub) -> None:
    for n in range(24):
        hub.ready(str(n), f"Client {n}", email=f"e{n}@exemple.fr")
    hub.clock.advance(minutes=5)
    carriers = [Carrier() for _ in range(8)]
    tallies = at_once(*(partial(c.go, desk) for c, desk in zip(carriers, desks(hub, 8), strict=True)))
    sent = Counter(message.id for carrier in carriers for message, _telling in carrier.taken)
    assert sum(tally.sent for tally in tallies) == len(sent) == 24
    assert set(sent.values()) == {1}
    assert {m.state for m in rows(hub)} == {S.SENT}


def test_a_slow_counter_that_was_taken_for_killed_sends_nothing(hub: Hub) -> None:
    """The other one has sent it: what the slow one finds at its door is that the message is not its own any more."""
    message, other = due(hub), Carrier()
    refused: list[type[Exception]] = []

    def slow(_message: Message, _telling: Telling, handing: Callable[[], None]) -> Outcome:
        hub.clock.now += CLAIM + timedelta(seconds=10)
        assert other.go(hub.other) == Tally(sent=1)
        try:
            handing()
        except ClaimLost as error:
            refused.append(type(error))
            raise
        return Sent()

    assert Postman(hub.desk).send_due(slow) == Tally()
    assert refused == [ClaimLost]
    assert (state(hub, message), len(other.taken)) == (S.SENT, 1)


def test_a_server_that_answers_late_is_still_believed(hub: Hub) -> None:
    message, other = due(hub), Carrier()

    def slow(_message: Message, _telling: Telling, handing: Callable[[], None]) -> Outcome:
        handing()
        hub.clock.now += CLAIM + timedelta(seconds=10)
        other.go(hub.other)
        assert (state(hub, message), again(hub, message).trouble) == (S.PERHAPS, UNANSWERED)
        return Sent()

    assert Postman(hub.desk).send_due(slow) == Tally(sent=1)
    assert (state(hub, message), other.taken) == (S.SENT, [])


def test_what_a_person_has_decided_meanwhile_stands(hub: Hub) -> None:
    message = due(hub)

    def slow(_message: Message, _telling: Telling, handing: Callable[[], None]) -> Outcome:
        handing()
        hub.clock.now += CLAIM + timedelta(seconds=10)
        Carrier().go(hub.other)
        messages.cancel(hub.other, message.id)
        return Sent()

    Postman(hub.desk).send_due(slow)
    assert state(hub, message) is S.CANCELLED


# a bug on the way


@pytest.mark.parametrize(("hands", "after"), [(False, S.FAILED), (True, S.PERHAPS)])
def test_a_bug_stops_one_message_only(hub: Hub, hands: bool, after: MessageState) -> None:
    message = due(hub)

    def broken(_message: Message, _telling: Telling, handing: Callable[[], None]) -> Outcome:
        if hands:
            handing()
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        Postman(hub.desk).send_due(broken)
    assert state(hub, message) is after
    due(hub, "88", "autre@exemple.fr")
    assert Carrier().go(hub.desk) == Tally(sent=1)


def test_a_round_stops_between_two_messages(hub: Hub) -> None:
    for n in range(3):
        hub.ready(str(n), f"Client {n}", email=f"e{n}@exemple.fr")
    hub.clock.advance(minutes=5)
    carrier = Carrier()
    tally = Postman(hub.desk).go_round(carrier.opened, lambda: len(carrier.taken) == 2)
    assert tally == Tally(sent=2)


def test_the_post_is_not_opened_for_nothing(hub: Hub) -> None:
    def opened() -> object:
        raise AssertionError("nothing is due")

    hub.ready()
    assert Postman(hub.desk).go_round(opened) == Tally()  # type: ignore[arg-type]


def test_an_undo_while_a_thank_you_pauses_cancels_it(hub: Hub) -> None:
    parcel = hub.collected()[0]
    hub.clock.advance(minutes=5)
    Carrier(Later(WHY), Later(WHY)).go(hub.desk)
    undo.undo(hub.desk, parcel.id, "mauvais client")
    assert [m.state for m in rows(hub, MessageKind.COLLECTED)] == [S.CANCELLED]
