"""A counter whose server goes away works on, on its own copy; what it did becomes the hub's own when it is back."""

from contextlib import closing
from pathlib import Path

import pytest

from desk_app.counter import (
    announce,
    check_out,
    hubs,
    incidents,
    lists,
    prints,
    receive,
    replay,
    returns,
    setup,
    till,
    undo,
)
from desk_app.counter.desk import Desk, open_desk
from desk_app.counter.replay import Replayed
from desk_app.domain.checks import Checks, Method, Paid
from desk_app.domain.states import State
from desk_app.domain.values import Announcement, Parcel, Shop
from desk_app.domain.verdicts import Verdict
from desk_app.store import postgres
from desk_app.store.errors import DatabaseOffline
from desk_app.store.shared import SharedStore
from tests.counter.far_counter import Counter
from tests.counter.hub import Hub
from tests.databases import execute

pytestmark = pytest.mark.parametrize("prepared_url", ["postgresql"], indirect=True)


def test_a_customer_is_served_while_the_server_is_away(counter: Counter, hub: Hub, parcel: Parcel) -> None:
    counter.follow()
    counter.cut()
    assert check_out.look(counter.desk, parcel.pickup_code).verdict is Verdict.READY
    assert counter.store.is_alone
    given = check_out.hand_over(counter.desk, parcel.pickup_code)
    assert given.verdict is Verdict.COLLECTED_ALL
    assert check_out.look(counter.desk, parcel.pickup_code).verdict is Verdict.ALREADY_COLLECTED
    assert hub.parcel(parcel.id).state is State.READY
    assert counter.mend() == Replayed(replayed=2)
    assert not counter.store.is_alone
    assert hub.parcel(parcel.id).collected_at == given.parcels[0].collected_at
    told = [(e.counter, e.clerk, e.at) for e in hub.journal() if e.verdict is Verdict.COLLECTED]
    assert told == [("Poste 9", "Zoé", given.parcels[0].collected_at)]


def test_what_is_done_alone_is_done_once(counter: Counter, hub: Hub, parcel: Parcel) -> None:
    """However often it is replayed: a counter may be killed before it has noted that the server has it."""
    counter.follow()
    counter.cut()
    check_out.hand_over(counter.desk, parcel.pickup_code, nonce="n1")
    check_out.hand_over(counter.desk, parcel.pickup_code, nonce="n1")
    counter.mend()
    before = hub.rows((*hub.rows(), "journal"))
    assert replay.give_back(counter.desk) == Replayed(replayed=1)
    assert hub.rows((*hub.rows(), "journal")) == before


def test_a_counter_that_was_killed_when_it_had_replayed_replays_nothing_twice(
    counter: Counter, hub: Hub, parcel: Parcel, tmp_path: Path
) -> None:
    """The server has all of it, and the counter had not yet written down that it has."""
    given = hub.ready("2", "Anne Deux", email="deux@exemple.fr")[0]
    counter.follow()
    counter.cut()
    for pickup_code in (parcel.pickup_code, given.pickup_code, given.pickup_code):  # the last one is refused
        check_out.hand_over(counter.desk, pickup_code)
    undo.undo(counter.desk, given.id, "Il manque un article")
    check_out.hand_over(hub.desk, parcel.pickup_code)
    counter.store.copy.store.read(lambda tx: tx.exec_driver_sql("VACUUM INTO ?", (str(tmp_path / "killed"),)).close())
    assert counter.mend() == Replayed(replayed=3, incidents=1)
    before = hub.rows((*hub.rows(), "journal"))
    with closing(SharedStore(counter.store.url, tmp_path / "killed", hub.clock)) as again:
        assert replay.come_back(open_desk(again, "Poste 9", "Zoé", hub.clock)) == Replayed(replayed=3, incidents=1)
        assert not again.is_alone
    assert hub.rows((*hub.rows(), "journal")) == before


def test_an_answer_that_was_lost_is_no_second_handover(counter: Counter, hub: Hub, parcel: Parcel) -> None:
    """The server did it and could not say so: the counter does it alone, and it is one handover all the same."""
    counter.follow()
    check_out.hand_over(hub_desk(counter, hub), parcel.pickup_code, nonce="n1")
    counter.cut()
    assert check_out.hand_over(counter.desk, parcel.pickup_code, nonce="n1").verdict is Verdict.COLLECTED_ALL
    assert counter.mend() == Replayed(replayed=1)
    assert sum(e.verdict is Verdict.COLLECTED for e in hub.journal()) == 1


def hub_desk(counter: Counter, hub: Hub) -> Desk:
    """The same counter at the server itself."""
    return Desk(hub.store, hub.desk.hub_id, counter.desk.counter, counter.desk.clerk, hub.clock)


def test_given_at_two_counters_is_an_incident(counter: Counter, hub: Hub, parcel: Parcel) -> None:
    counter.follow()
    counter.cut()
    check_out.hand_over(counter.desk, parcel.pickup_code, checks=Checks(proxy="Paul Petit"))
    check_out.hand_over(hub.desk, parcel.pickup_code)
    assert counter.mend() == Replayed(incidents=1)
    mine = incidents.unsolved(hub.desk)
    assert [(i.counter, i.verdict, i.parcel_ids) for i in mine] == [
        ("Poste 9", Verdict.ALREADY_COLLECTED, (parcel.id,))
    ]
    assert mine[0].what["checks"]["proxy"] == "Paul Petit"
    assert sum(e.verdict is Verdict.COLLECTED for e in hub.journal()) == 1
    assert counter.agrees()


def test_a_refusal_stays_a_refusal(counter: Counter, hub: Hub) -> None:
    """What had not arrived for all the counter knew is not handed over later, when nobody stands there any more."""
    mine = hub.announce()[0]
    counter.follow()
    counter.cut()
    hub.shelf("A-1")
    receive.receive(hub.desk, mine.id)
    assert check_out.hand_over(counter.desk, mine.pickup_code).verdict is Verdict.NOT_ARRIVED
    assert counter.mend() == Replayed(replayed=1)
    assert hub.parcel(mine.id).state is State.READY
    assert [e.verdict for e in hub.journal() if e.counter == "Poste 9"] == [Verdict.NOT_ARRIVED]


def test_a_label_printed_alone_is_the_hubs_label(counter: Counter, hub: Hub) -> None:
    """Nobody announced it; its label is on it before the server knows of it, and its customer's code is on paper."""
    hub.shelf("A-1")
    counter.follow()
    counter.cut()
    said = Announcement("4711", "Paul Petit", phone="06 11 22 33 44", due_cents=0)
    answer = receive.receive_unannounced(counter.desk, hub.plume, said, label=True)
    assert answer.verdict is Verdict.SHELVED
    job = prints.begin(counter.desk, prints.unfinished(counter.desk)[0])
    assert job is not None
    prints.done(counter.desk, job)
    assert counter.mend().incidents == 0
    there = hub.parcel(answer.parcels[0].id)
    assert (there.pickup_code, there.state) == (answer.parcels[0].pickup_code, State.READY)
    assert prints.unfinished(hub_desk(counter, hub)) == ()


def test_a_day_alone(counter: Counter, hub: Hub) -> None:
    """Whatever a clerk may do alone, the hub has afterwards as if it had been done there."""
    hub.shelf("A-1")
    hub.shelf("R-1")
    due = hub.ready("1", "Anne Un", email="un@exemple.fr", due_cents=1250)[0]
    late, lost, torn, given = (hub.ready(str(n), f"Client {n}", email=f"{n}@exemple.fr")[0] for n in (2, 3, 4, 5))
    check_out.hand_over(counter.desk, given.pickup_code)
    counter.follow()
    counter.cut()
    answers = [
        check_out.hand_over(counter.desk, due.pickup_code, checks=Checks(paid=(Paid(Method.CASH),))),
        check_out.tell_proxy(counter.desk, late.pickup_code, "Zoé Proche"),
        returns.missing(counter.desk, lost.id),
        returns.found(counter.desk, lost.id),
        returns.damaged(counter.desk, torn.id, "Coin enfoncé", None),
        undo.undo(counter.desk, given.id, "Il manque un article"),
        announce.announce(
            counter.desk, hub.plume, Announcement("77", "Annie Neuf", phone="06 55 44 33 22", due_cents=0)
        ),
        receive.receive(counter.desk, "77", shop_id=hub.plume),
    ]
    assert [a.verdict for a in answers] == [
        Verdict.COLLECTED_ALL,
        Verdict.PROXY_TOLD,
        Verdict.NOTED_MISSING,
        Verdict.FOUND,
        Verdict.DAMAGED,
        Verdict.UNDONE,
        Verdict.ANNOUNCED,
        Verdict.SHELVED,
    ]
    assert counter.mend() == Replayed(replayed=len(answers))
    assert hub.parcel(due.id).state is State.COLLECTED
    assert till.till(hub.desk).cents == 1250
    assert check_out.look(hub.desk, late.pickup_code).pickup.proxy == "Zoé Proche"  # type: ignore[union-attr]
    assert hub.parcel(given.id).state is State.READY
    assert lists.parcel(hub.desk, answers[-1].parcels[0].id) is not None
    assert counter.agrees()
    hub.check()


def test_what_needs_the_server_waits_for_it(counter: Counter, hub: Hub) -> None:
    counter.follow()
    counter.cut()
    with pytest.raises(DatabaseOffline) as refused:
        setup.save_shop(counter.desk, Shop("", "Nouvelle"))
    assert refused.value.reason.key == "errors.needs_server"
    assert len(setup.shops(counter.desk)) == len(hub.shops)


def test_without_a_copy_the_server_is_just_away(counter: Counter) -> None:
    counter.cut()
    with pytest.raises(DatabaseOffline) as refused:
        lists.totals(counter.desk)
    assert refused.value.reason.key == "errors.database_unreachable"
    assert not counter.store.is_alone


def test_it_opens_without_its_server(counter: Counter, hub: Hub, parcel: Parcel) -> None:
    counter.follow()
    counter.cut()
    check_out.look(counter.desk, parcel.pickup_code)
    check_out.hand_over(counter.desk, parcel.pickup_code)
    with closing(SharedStore(counter.store.url, counter.store.copy.file, hub.clock)) as again:
        desk = open_desk(again, "Poste 9", "Zoé", hub.clock)
        assert again.is_alone
        assert check_out.look(desk, parcel.pickup_code).verdict is Verdict.ALREADY_COLLECTED
        counter.wire.mend()
        assert replay.come_back(desk).waiting == 0
    assert hub.parcel(parcel.id).state is State.COLLECTED


def test_a_silent_server_is_away_too(counter: Counter, parcel: Parcel, monkeypatch: pytest.MonkeyPatch) -> None:
    for limit in ("SILENT_SECONDS", "PROBE_SECONDS", "CONNECT_SECONDS"):
        monkeypatch.setattr(postgres, limit, 0.3)
    counter.follow()
    counter.wire.block()
    assert check_out.look(counter.desk, parcel.pickup_code).verdict is Verdict.READY
    assert counter.store.is_alone


def test_what_waits_goes_before_what_is_new(counter: Counter, hub: Hub, parcel: Parcel) -> None:
    """Killed while alone, started when the server is back: what waits is passed on before anything else is done."""
    counter.follow()
    counter.cut()
    check_out.hand_over(counter.desk, parcel.pickup_code)
    counter.wire.mend()
    with closing(SharedStore(counter.store.url, counter.store.copy.file, hub.clock)) as again:
        desk = open_desk(again, "Poste 9", "Zoé", hub.clock)
        assert again.is_alone
        assert replay.come_back(desk) == Replayed(replayed=1)
        assert not again.is_alone
    assert hub.parcel(parcel.id).state is State.COLLECTED


def test_the_copy_of_another_hub_is_set_aside(counter: Counter, hub: Hub, parcel: Parcel) -> None:
    """What waits in it is not this hub's, and is not lost."""
    counter.follow()
    counter.cut()
    check_out.hand_over(counter.desk, parcel.pickup_code)
    counter.wire.mend()
    counter.store.close()
    hubs.add(hub.desk, "Autre maison")
    file = counter.store.copy.file
    with closing(SharedStore(counter.store.url, file, hub.clock)) as again:
        desk = open_desk(again, "Poste 9", "Zoé", hub.clock, hub="Autre maison")
        assert not again.is_alone
        assert replay.waiting(desk) == 0
    assert [path.name for path in file.parent.glob("copy.sqlite?*") if "damaged" in path.name] != []
    assert hub.parcel(parcel.id).state is State.READY


def test_a_server_that_only_reads_is_away(counter: Counter, hub: Hub, parcel: Parcel) -> None:
    """Its disk is full, or it is a standby by now: it answers, and takes nothing. The counter does not come and go."""
    counter.follow()
    name, server = (
        str(hub.store.url.database),
        hub.store.url.set(database="postgres").render_as_string(hide_password=False),
    )
    execute(server, f"ALTER DATABASE {name} SET default_transaction_read_only = on")
    counter.store.close()
    assert check_out.hand_over(counter.desk, parcel.pickup_code).verdict is Verdict.COLLECTED_ALL
    assert counter.store.is_alone
    assert replay.come_back(counter.desk) == Replayed(waiting=1)
    assert counter.store.is_alone
    execute(server, f"ALTER DATABASE {name} RESET default_transaction_read_only")
    counter.store.close()
    assert replay.come_back(counter.desk) == Replayed(replayed=1)


def test_what_the_server_does_meanwhile_does_not_undo_what_is_seen(counter: Counter, hub: Hub, parcel: Parcel) -> None:
    """The copy was being taken anew when the server went, and the counter has done something alone since."""
    counter.follow()
    counter.cut()
    check_out.hand_over(counter.desk, parcel.pickup_code)
    counter.wire.mend()
    counter.store.copy.fill(counter.store.server, hub.desk.hub_id)
    counter.store.copy.follow(counter.store.server, hub.desk.hub_id, house=True)
    assert check_out.look(counter.desk, parcel.pickup_code).verdict is Verdict.ALREADY_COLLECTED


def test_what_was_done_is_seen_until_the_copy_has_followed(counter: Counter, parcel: Parcel) -> None:
    """The server knows all of it, and goes again before it could say so."""
    counter.follow()
    counter.cut()
    check_out.hand_over(counter.desk, parcel.pickup_code)
    cuts = iter([counter.cut])
    counter.store.watch(lambda: None if counter.store.is_alone else next(cuts, lambda: None)())
    assert counter.mend() == Replayed(replayed=1)
    assert check_out.look(counter.desk, parcel.pickup_code).verdict is Verdict.ALREADY_COLLECTED
    assert counter.store.is_alone
    assert counter.mend().incidents == 0
    assert counter.agrees()


def test_a_counter_that_is_quicker_than_its_replay_comes_back_all_the_same(
    counter: Counter, hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each action that is replayed leaves another one behind it; the last of them are replayed while it waits."""
    monkeypatch.setattr(replay, "LAST", 2)
    mine = [hub.ready(str(n), f"Client {n}", email=f"{n}@exemple.fr")[0] for n in range(8)]
    counter.follow()
    counter.cut()
    for parcel in mine[:4]:
        check_out.hand_over(counter.desk, parcel.pickup_code)
    counter.wire.mend()
    left = iter(mine[4:])

    def serves_on() -> bool:
        """Asked before each action, on the thread that replays: somebody comes meanwhile."""
        for parcel in left:
            assert check_out.hand_over(counter.desk, parcel.pickup_code).verdict is Verdict.COLLECTED_ALL
            break
        return True

    assert replay.come_back(counter.desk, serves_on) == Replayed(replayed=8)
    assert not counter.store.is_alone
    assert {hub.parcel(parcel.id).state for parcel in mine} == {State.COLLECTED}
