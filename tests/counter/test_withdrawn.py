"""What a message that is not sent yet still tells when its parcels have gone another way meanwhile."""

from collections.abc import Callable

import pytest

from desk_app.counter import announce, check_out, messages, returns
from desk_app.domain.messages import Message, MessageKind, MessageState, Refused
from desk_app.domain.returns import ReturnReason
from desk_app.domain.values import Announcement, Reason
from desk_app.domain.verdicts import Verdict
from tests.counter.carrier import Carrier
from tests.counter.hub import Hub
from tests.counter.test_messages import rows, with_mail

K, S = MessageKind, MessageState
Act = Callable[[Hub, str], object]


def not_sent(hub: Hub) -> list[tuple[str, ...]]:
    """The parcels that each "coming back" which is not sent tells of."""
    return [m.parcel_ids for m in rows(hub, K.COMING_BACK) if m.state is S.WAITING]


def sent(hub: Hub) -> list[tuple[MessageKind, list[str]]]:
    """What goes out now, each with the orders it is about."""
    hub.clock.advance(minutes=15)
    carrier = Carrier()
    carrier.go(hub.desk)
    return [(message.kind, [p.order for p in telling.parcels]) for message, telling in carrier.taken]


def give_back(hub: Hub, parcel_id: str) -> None:
    """Its shop takes it."""
    assert returns.give_back(hub.desk, parcel_ids=[parcel_id], taken_by="Mme Iris").verdict is Verdict.GIVEN_BACK


def collect(hub: Hub, parcel_id: str) -> None:
    """Its customer comes after all."""
    code = hub.parcel(parcel_id).pickup_code
    answer = check_out.hand_over(hub.desk, code, [parcel_id])
    assert answer.verdict in (Verdict.COLLECTED, Verdict.COLLECTED_ALL)


def unfetch(hub: Hub, parcel_id: str) -> None:
    """It was fetched by mistake."""
    assert returns.unfetch(hub.desk, parcel_id).verdict is Verdict.KEPT


def lose(hub: Hub, parcel_id: str) -> None:
    """Nobody finds it."""
    assert returns.missing(hub.desk, parcel_id).verdict is Verdict.NOTED_MISSING


# the shop


@pytest.mark.parametrize("act", [unfetch, collect, lose, give_back])
def test_a_shop_is_not_asked_to_fetch_what_does_not_wait_for_it_any_more(hub: Hub, act: Act) -> None:
    with_mail(hub)
    first, second = hub.ready(pieces=2)
    for parcel in (first, second):
        returns.fetch(hub.desk, parcel.id, ReturnReason.REFUSED)
    assert not_sent(hub) == [(first.id, second.id)]
    act(hub, first.id)
    assert not_sent(hub) == [(second.id,)]
    act(hub, second.id)
    assert not_sent(hub) == []
    assert rows(hub, K.COMING_BACK)[0].state is S.CANCELLED


def test_what_was_fetched_again_is_told_of(hub: Hub) -> None:
    with_mail(hub)
    parcel = hub.ready()[0]
    returns.fetch(hub.desk, parcel.id, ReturnReason.REFUSED)
    unfetch(hub, parcel.id)
    returns.fetch(hub.desk, parcel.id, ReturnReason.REFUSED)
    assert not_sent(hub) == [(parcel.id,)]


def test_what_the_shop_was_told_stays_told(hub: Hub) -> None:
    with_mail(hub)
    parcel = hub.ready()[0]
    returns.fetch(hub.desk, parcel.id, ReturnReason.REFUSED)
    assert (K.COMING_BACK, ["4127"]) in sent(hub)
    unfetch(hub, parcel.id)
    assert [m.state for m in rows(hub, K.COMING_BACK)] == [S.SENT]


# the customer


def fetch(hub: Hub, parcel_id: str) -> None:
    """It goes back to its shop."""
    assert returns.fetch(hub.desk, parcel_id, ReturnReason.DAMAGED).verdict is Verdict.FETCHED


def dispose(hub: Hub, parcel_id: str) -> None:
    """It is broken, and of no use to anybody."""
    returns.damaged(hub.desk, parcel_id, "verre brisé")
    assert returns.dispose(hub.desk, parcel_id, "verre brisé").verdict is Verdict.DISPOSED


def cancel(hub: Hub, parcel_id: str) -> None:
    """The shop does not sell it any more."""
    said = Announcement(hub.parcel(parcel_id).order, "", cancelled=True)
    assert announce.import_orders(hub.desk, hub.plume, [said]).cancelled == 1


@pytest.mark.parametrize("act", [lose, fetch, dispose, cancel, give_back])
def test_nobody_is_asked_to_come_for_what_is_not_there(hub: Hub, act: Act) -> None:
    parcel = hub.ready()[0]
    if act is give_back:
        fetch(hub, parcel.id)
    act(hub, parcel.id)
    assert sent(hub) == []
    assert [m.state for m in rows(hub, K.READY)] == [S.CANCELLED]


@pytest.mark.parametrize(("away", "again"), [(lose, returns.found), (fetch, returns.unfetch)])
def test_who_was_not_told_is_told_when_it_is_there_again_and_once(hub: Hub, away: Act, again: Act) -> None:
    parcel = hub.ready()[0]
    away(hub, parcel.id)
    assert sent(hub) == []
    again(hub.desk, parcel.id)  # type: ignore[arg-type]
    assert sent(hub) == [(K.READY, ["4127"])]
    away(hub, parcel.id)
    again(hub.desk, parcel.id)  # type: ignore[arg-type]
    assert sent(hub) == []
    assert [m.state for m in rows(hub, K.READY, K.JOINED)] == [S.SENT]


def test_what_is_found_on_another_shelf_is_told_too(hub: Hub) -> None:
    parcel = hub.ready()[0]
    lose(hub, parcel.id)
    assert sent(hub) == []
    hub.shelf("A-9")
    assert returns.found(hub.desk, parcel.id, "A-9").verdict is Verdict.FOUND
    assert sent(hub) == [(K.READY, ["4127"])]


def test_what_is_found_before_the_message_goes_is_told_in_it(hub: Hub) -> None:
    parcel = hub.ready()[0]
    lose(hub, parcel.id)
    returns.found(hub.desk, parcel.id)
    assert sent(hub) == [(K.READY, ["4127"])]
    assert len(rows(hub, K.READY, K.JOINED)) == 1


def test_what_a_message_left_out_is_told_when_it_is_found(hub: Hub) -> None:
    first = hub.ready()[0]
    hub.ready("88", shop=hub.iris)
    lose(hub, first.id)
    assert sent(hub) == [(K.READY, ["88"])]
    returns.found(hub.desk, first.id)
    assert sent(hub) == [(K.JOINED, ["4127"])]


def test_the_code_is_told_by_the_next_parcel_when_the_first_was_missing(hub: Hub) -> None:
    lose(hub, hub.ready()[0].id)
    assert sent(hub) == []
    hub.ready("88", shop=hub.iris)
    assert sent(hub) == [(K.READY, ["88"])]


def test_what_failed_starts_anew_when_its_parcel_is_found(hub: Hub) -> None:
    parcel = hub.ready()[0]
    hub.clock.advance(minutes=5)
    Carrier(Refused(Reason("mail.address_wrong"))).go(hub.desk)
    (told,) = rows(hub)
    messages.cancel(hub.desk, told.id)
    lose(hub, parcel.id)
    returns.found(hub.desk, parcel.id)
    again: Message = rows(hub)[0]
    assert (again.id, again.state, again.attempts, again.trouble) == (told.id, S.WAITING, 0, None)
