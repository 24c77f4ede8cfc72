"""What is to be seen before something is given away: each verdict provoked, and what is written of what was seen."""

from dataclasses import replace
from datetime import timedelta

from desk_app.counter import check_out, setup, undo
from desk_app.counter.desk import Desk
from desk_app.domain.checks import NOTHING_SEEN, Checks, Identity, Method, Needs, Paid
from desk_app.domain.states import State
from desk_app.domain.values import Answer
from desk_app.domain.verdicts import Tone, Verdict, is_refusal, tone
from desk_app.domain.zones import Zone
from desk_app.i18n import LANGUAGES, Texts
from desk_app.store import journal
from desk_app.wording import sentence, title
from tests.counter.hub import Hub

PAUL = Checks(proxy=" Paul \n Garnier ")
SIGNED = "M0 0 L 5 0.1 L10 0 L10 20"


def handover(hub: Hub) -> dict[str, object]:
    """The one handover that was written down."""
    (row,) = hub.query("SELECT * FROM handover")
    return dict(row._mapping)


def ask_for(hub: Hub, **settings: str) -> None:
    """Set policies of the hub."""
    for name, value in settings.items():
        setup.save_hub_setting(hub.desk, f"{name}.policy", value)


def shop_wants_identity(hub: Hub) -> None:
    """The first shop wants a document seen."""
    shop = next(s for s in setup.shops(hub.desk) if s.id == hub.plume)
    setup.save_shop(hub.desk, replace(shop, identity_check=True))


def refused(hub: Hub, code: str, verdict: Verdict, checks: Checks = NOTHING_SEEN) -> Answer:
    """The refusal: mild, in words, journalled, and nothing else written."""
    before = hub.rows()
    answer = check_out.hand_over(hub.desk, code, checks=checks)
    assert answer.verdict is verdict
    assert is_refusal(verdict)
    assert hub.rows() == before
    assert hub.journal()[0].verdict is verdict
    for language in LANGUAGES:
        texts = Texts(language, hub.clock)
        assert title(texts, answer)
        assert "{" not in sentence(texts, answer)
    return answer


def test_what_was_seen_is_written_down_and_its_number_is_nowhere(hub: Hub) -> None:
    parcel = hub.ready()[0]
    seen = Checks(True, Identity.LICENCE, proxy=" Paul \n Garnier ", signature=SIGNED)
    done = check_out.hand_over(hub.desk, parcel.pickup_code, [parcel.id], checks=seen)
    assert done.verdict is Verdict.COLLECTED_ALL
    row = handover(hub)
    assert done.parcels[0].handover_id == row["id"]
    assert (bool(row["majority_seen"]), row["identity_seen"], row["proxy"]) == (True, "licence", "Paul Garnier")
    assert (row["signature"], bool(row["on_paper"])) == ("M0 0 L10 0 L10 20", False)
    assert (row["counter"], row["clerk"]) == ("Poste 1", "Camille")
    assert hub.journal()[0].detail == "scanned majority identity proxy signature"


def test_a_handover_with_nothing_to_check_is_written_down_too(hub: Hub) -> None:
    hub.collected(pieces=2)
    row = handover(hub)
    assert (row["identity_seen"], row["proxy"], row["signature"]) == ("", None, None)
    assert hub.query("SELECT DISTINCT handover_id FROM parcel") == [(row["id"],)]


def test_age_check(hub: Hub) -> None:
    hub.ready("1")
    wine = hub.ready("2", age_check=True)[0]
    answer = refused(hub, wine.pickup_code, Verdict.AGE_CHECK)
    assert answer.parcels == (wine,)
    refused(hub, wine.pickup_code, Verdict.AGE_CHECK, PAUL)  # a proxy's age matters as much
    done = check_out.hand_over(hub.desk, wine.pickup_code, checks=Checks(majority_seen=True))
    assert done.verdict is Verdict.COLLECTED_ALL


def test_other_parcels_of_the_pickup_ask_for_nothing(hub: Hub) -> None:
    hub.ready("1", age_check=True)
    book = hub.ready("2")[0]
    assert check_out.hand_over(hub.desk, book.pickup_code, [book.id]).verdict is Verdict.COLLECTED


def test_identity_check_where_the_shop_wants_it(hub: Hub) -> None:
    parcel = hub.ready()[0]
    shop_wants_identity(hub)
    answer = refused(hub, parcel.pickup_code, Verdict.IDENTITY_CHECK)
    assert answer.parcels == (hub.parcel(parcel.id),)
    seen = Checks(identity_seen=Identity.CARD)
    assert check_out.hand_over(hub.desk, parcel.pickup_code, checks=seen).verdict is Verdict.COLLECTED_ALL


def test_identity_check_where_the_hub_wants_it(hub: Hub) -> None:
    code = hub.ready()[0].pickup_code
    ask_for(hub, identity="proxy")
    refused(hub, code, Verdict.IDENTITY_CHECK, PAUL)
    ask_for(hub, identity="always")
    refused(hub, code, Verdict.IDENTITY_CHECK)
    ask_for(hub, identity="never")
    assert check_out.hand_over(hub.desk, code, checks=PAUL).verdict is Verdict.COLLECTED_ALL


def test_proxy_unknown_unless_told_beforehand(hub: Hub) -> None:
    code = hub.ready()[0].pickup_code
    ask_for(hub, proxy="beforehand")
    refused(hub, code, Verdict.PROXY_UNKNOWN, PAUL)
    told = check_out.tell_proxy(hub.desk, code, "  GARNIER  Paul ")
    assert (told.verdict, told.args) == (Verdict.PROXY_TOLD, {"customer": "Éloïse Lefèvre", "proxy": "GARNIER Paul"})
    assert told.pickup is not None
    assert told.pickup.proxy == "GARNIER Paul"
    assert check_out.needs(hub.desk, code) == Needs(proxy="GARNIER Paul", only_told=True)
    assert check_out.hand_over(hub.desk, code, checks=PAUL).verdict is Verdict.COLLECTED_ALL


def test_a_proxy_is_taken_back_by_an_empty_name(hub: Hub) -> None:
    code = hub.ready()[0].pickup_code
    ask_for(hub, proxy="beforehand")
    for name in ("Paul Garnier", " "):
        answer = check_out.tell_proxy(hub.desk, code, name)
        for language in LANGUAGES:
            assert sentence(Texts(language, hub.clock), answer)
    refused(hub, code, Verdict.PROXY_UNKNOWN, PAUL)


def test_nobody_is_told_for_a_pickup_that_is_not_open(hub: Hub) -> None:
    gone = hub.collected()[0]
    assert check_out.tell_proxy(hub.desk, gone.pickup_code, "Paul").verdict is Verdict.ALREADY_COLLECTED
    assert check_out.tell_proxy(hub.desk, "rubbish", "Paul").verdict is Verdict.UNKNOWN_CODE


def test_signature_needed(hub: Hub) -> None:
    code = hub.ready()[0].pickup_code
    ask_for(hub, signature="always")
    refused(hub, code, Verdict.SIGNATURE_NEEDED)
    wrong = refused(hub, code, Verdict.INVALID, Checks(signature="M0 0 L1 1 <script>"))
    assert wrong.args == {"field": "signature"}
    assert check_out.hand_over(hub.desk, code, checks=Checks(signature=SIGNED)).verdict is Verdict.COLLECTED_ALL


def test_needs_are_told_all_at_once(hub: Hub) -> None:
    shop_wants_identity(hub)
    ask_for(hub, signature="proxy")
    hub.ready("1", age_check=True, due_cents=1250)
    cheese = hub.ready("2", shop=hub.fromage, due_cents=None)[0]
    hub.announce("3", due_cents=500)  # not here yet
    before = hub.rows((*hub.rows(), "journal"))
    found = check_out.needs(hub.desk, cheese.pickup_code)
    assert (found.majority, found.identity, found.signature) == (True, True, False)
    assert [(d.shop, d.order, d.amount_cents) for d in found.due] == [
        ("La Belle Plume", "1", 1250),
        ("Fromagerie du Marché", "2", None),
    ]
    assert check_out.needs(hub.desk, cheese.pickup_code, checks=PAUL).signature
    one = check_out.needs(hub.desk, cheese.pickup_code, [cheese.id])
    assert (one.majority, one.identity, len(one.due)) == (False, False, 1)
    assert check_out.needs(hub.desk, "rubbish") == Needs()
    assert hub.rows(tuple(before)) == before


def test_refusals_come_in_the_order_the_clerk_asks(hub: Hub) -> None:
    shop_wants_identity(hub)
    ask_for(hub, proxy="beforehand", signature="always")
    code = hub.ready(age_check=True, due_cents=1250)[0].pickup_code
    seen = Checks(proxy="Paul")
    refused(hub, code, Verdict.AGE_CHECK, seen)
    seen = replace(seen, majority_seen=True)
    refused(hub, code, Verdict.PROXY_UNKNOWN, seen)
    seen = replace(seen, proxy="")
    refused(hub, code, Verdict.IDENTITY_CHECK, seen)
    seen = replace(seen, identity_seen=Identity.OTHER)
    refused(hub, code, Verdict.PAYMENT_DUE, seen)
    seen = replace(seen, paid=(Paid(Method.CASH),))
    refused(hub, code, Verdict.SIGNATURE_NEEDED, seen)
    done = check_out.hand_over(hub.desk, code, checks=replace(seen, signature=SIGNED))
    assert done.verdict is Verdict.COLLECTED_ALL


# on paper, in an outage


def test_what_was_handed_over_on_paper_has_its_own_time(hub: Hub) -> None:
    parcel = hub.ready(due_cents=1250)[0]
    then = hub.clock.now + timedelta(minutes=1)
    hub.clock.advance(days=2)
    seen = Checks(paid=(Paid(Method.CASH),), paper_at=then)
    done = check_out.hand_over(hub.desk, parcel.pickup_code, [parcel.id], checks=seen)
    assert done.parcels[0].collected_at == then
    assert hub.query("SELECT at FROM payment") == hub.query("SELECT at FROM handover")
    assert bool(handover(hub)["on_paper"])
    entry = hub.journal()[0]
    assert (entry.detail, entry.at > then + timedelta(days=1)) == ("scanned paper paid", True)
    last = undo.last(hub.desk)
    assert last is not None
    assert last.id == parcel.id
    assert undo.undo(hub.desk, parcel.id, "pas lui").verdict is Verdict.UNDONE


def test_a_paper_is_neither_of_the_future_nor_of_before_the_parcel_came(hub: Hub) -> None:
    parcel = hub.ready()[0]
    assert parcel.ready_at is not None
    for at in (parcel.ready_at - timedelta(seconds=1), hub.clock.now + timedelta(hours=1)):
        for ids in (None, [parcel.id]):
            answer = check_out.hand_over(hub.desk, parcel.pickup_code, ids, checks=Checks(paper_at=at))
            assert (answer.verdict, answer.args) == (Verdict.INVALID, {"field": "paper_at"})
    assert hub.parcel(parcel.id).state is State.READY


def test_a_paper_older_than_a_fortnight_is_too_old(hub: Hub) -> None:
    parcel = hub.ready()[0]
    then = hub.clock.now
    hub.clock.advance(days=14, minutes=1)
    assert check_out.hand_over(hub.desk, parcel.pickup_code, checks=Checks(paper_at=then)).verdict is Verdict.INVALID


def test_what_is_late_is_judged_by_the_paper(hub: Hub) -> None:
    cheese = hub.ready(zone=Zone.CHILLED)[0]
    then = hub.clock.now + timedelta(minutes=5)
    hub.clock.advance(days=3)
    assert check_out.hand_over(hub.desk, cheese.pickup_code).verdict is Verdict.TOO_LATE
    done = check_out.hand_over(hub.desk, cheese.pickup_code, checks=Checks(paper_at=then))
    assert done.verdict is Verdict.COLLECTED_ALL


# who takes a handover back


def clerk(hub: Hub, name: str) -> Desk:
    """Somebody's counter who is no manager."""
    return replace(hub.desk, clerk=name, is_manager=False)


def test_clerks_take_their_own_back_for_ten_minutes(hub: Hub) -> None:
    parcel = hub.collected()[0]
    hub.clock.advance(minutes=9)
    answer = undo.undo(clerk(hub, "Sacha"), parcel.id, "essai")
    assert (answer.verdict, tone(answer.verdict)) == (Verdict.NEEDS_MANAGER, Tone.LOOK)
    assert hub.parcel(parcel.id).state is State.COLLECTED
    assert undo.undo(clerk(hub, "Camille"), parcel.id, "essai").verdict is Verdict.UNDONE


def test_later_a_manager_does(hub: Hub) -> None:
    parcel = hub.collected()[0]
    hub.clock.advance(minutes=11)
    before = hub.rows()
    assert undo.undo(clerk(hub, "Camille"), parcel.id, "essai").verdict is Verdict.NEEDS_MANAGER
    assert hub.rows() == before
    assert undo.undo(replace(hub.desk, clerk="Sacha"), parcel.id, "essai").verdict is Verdict.UNDONE


def test_the_time_is_the_hubs_to_say_and_begins_when_a_paper_was_entered(hub: Hub) -> None:
    setup.save_hub_setting(hub.desk, "undo.minutes", "30")
    parcel = hub.ready()[0]
    then = hub.clock.now
    hub.clock.advance(days=1)
    check_out.hand_over(hub.desk, parcel.pickup_code, checks=Checks(paper_at=then))
    hub.clock.advance(minutes=29)
    assert undo.undo(clerk(hub, "Camille"), parcel.id, "essai").verdict is Verdict.UNDONE


def test_what_is_there_needs_no_manager_to_stay(hub: Hub) -> None:
    parcel = hub.ready()[0]
    assert undo.undo(clerk(hub, "Sacha"), parcel.id, "essai").verdict is Verdict.CANNOT_UNDO


def test_an_old_reason_in_the_journal_stays_readable(hub: Hub) -> None:
    parcel = hub.collected()[0]
    act = hub.desk.act("undo")
    line = journal.Line(Verdict.UNDONE, parcel.id, None, "mauvais client")
    hub.store.write(lambda tx: journal.write(tx, act, [line]))
    assert (hub.journal()[0].detail, hub.journal()[0].remark) == ("mauvais client", "")
